"""`PROVIDERS`: the name in the settings → the provider. A new provider is one more line."""

from __future__ import annotations

from collections.abc import Callable

from guard.errors import Misconfigured
from guard.providers.chat import ChatProvider
from guard.providers.contract import Provider, ProviderSettings
from guard.providers.offline import OfflineProvider

PROVIDERS: dict[str, Callable[[ProviderSettings], Provider]] = {
    "offline": lambda settings: OfflineProvider(),
    "openai": ChatProvider,
}


def build_provider(settings: ProviderSettings) -> Provider | None:
    """Return the provider the settings name, None for the guard's own offline composer."""
    if settings.provider == "offline":
        return None
    if settings.provider not in PROVIDERS:
        known = ", ".join(sorted(PROVIDERS))
        raise Misconfigured(f"no model provider {settings.provider!r}; choose one of {known}")
    return PROVIDERS[settings.provider](settings)
