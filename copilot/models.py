"""Which language models the settings name, and the file that says which of them writes what."""

from __future__ import annotations

from copilot.settings import Settings
from guard import ProviderSettings
from guard.policy.contract import Policy
from guard.routing.contract import Routing
from guard.routing.reading import read_routing


def large_of(settings: Settings) -> ProviderSettings:
    """Return the model, or the larger of two; the offline composer where none is set."""
    key = settings.model_api_key
    return ProviderSettings(
        provider=settings.model_provider,
        base_url=settings.model_base_url,
        api_key=key.get_secret_value() if key else "",
        model=settings.model_name,
    )


def small_of(settings: Settings) -> ProviderSettings | None:
    """Return the smaller model; without an address of its own it stands where the larger does."""
    if settings.model_provider == "offline" or not settings.small_model_name:
        return None
    key = settings.small_model_api_key or settings.model_api_key
    return ProviderSettings(
        provider=settings.model_provider,
        base_url=settings.small_model_base_url or settings.model_base_url,
        api_key=key.get_secret_value() if key else "",
        model=settings.small_model_name,
    )


def open_routing(settings: Settings) -> Routing:
    """Return the file of engines. Raises `Misconfigured` where it is wrong."""
    return read_routing(settings.engines)


def check_models(settings: Settings, policy: Policy) -> None:
    """Refuse to start with a model that the policy does not allow: raises `Misconfigured`."""
    for one in (large_of(settings), small_of(settings)):
        if one:
            policy.models.choose(one.provider, one.base_url)
