"""An engine at work: a provider under its terms and rules, with its circuit breaker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from guard.errors import Misconfigured
from guard.policy.contract import Policy
from guard.prompt import Language
from guard.providers.contract import Allowance, Provider, ProviderSettings
from guard.providers.patience import Patience
from guard.providers.table import build_provider
from guard.routing.breaker import Breaker
from guard.routing.contract import EngineRules, ModelName, Routing
from guard.routing.terms import Terms


@dataclass(frozen=True)
class Engine:
    """A language model that texts can be asked of."""

    name: str
    provider: Provider
    terms: Terms
    rules: EngineRules
    breaker: Breaker

    def fits(self, language: Language, characters: int) -> bool:
        """Say whether it writes the language and can read a request of that length."""
        return language in self.rules.languages and characters <= self.rules.prompt_characters


def open_engines(
    settings: Mapping[ModelName, ProviderSettings], routing: Routing, policy: Policy
) -> dict[str, Engine]:
    """Return the models that are set. Raises `Misconfigured` where the policy forbids one."""
    found = {name: open_engine(name, one, routing, policy) for name, one in settings.items()}
    return {name: engine for name, engine in found.items() if engine}


def open_engine(
    name: ModelName, settings: ProviderSettings, routing: Routing, policy: Policy
) -> Engine | None:
    """Return a model under the terms of the policy; None where none is set."""
    provider = build_provider(_under(settings, routing))
    allowed = policy.models.choose(settings.provider, settings.base_url)
    if provider is None:
        return None
    rules = routing.engine(name)
    price = rules.price or allowed.price
    if price and price.currency != routing.currency:
        raise Misconfigured(
            f"the price of the {name} model is in {price.currency}, budgets are in "
            f"{routing.currency}; write both in one currency (policy file, engines file)"
        )
    terms = Terms(settings.provider, settings.model, allowed.region, price)
    return Engine(name, provider, terms, rules, Breaker(routing.breaker))


def _under(settings: ProviderSettings, routing: Routing) -> ProviderSettings:
    """Return the settings with what the file of engines rules."""
    rules = routing.patience
    allowances = {task: Allowance(one.tokens, one.seconds) for task, one in routing.tasks.items()}
    return ProviderSettings(
        settings.provider, settings.base_url, settings.api_key, settings.model,
        patience=Patience(rules.tries, rules.first_wait, rules.longest_wait),
        allowances=allowances,
    )  # fmt: skip
