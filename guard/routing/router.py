"""Which engine is asked: in the order of the file, whoever can, is up, and can be afforded."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping

from guard.policy.contract import Price
from guard.prompt import Task
from guard.providers.contract import Closing, Provider
from guard.routing.breaker import Breaker
from guard.routing.contract import BreakerRules, EngineRules, Routing
from guard.routing.course import Course
from guard.routing.engines import Engine
from guard.routing.purse import Charge, Purse, Shortage, price_of, shortage
from guard.routing.terms import Terms
from guard.vault import MaskedPrompt

CHARACTERS = 4
"""Characters of a token, roughly: in English about four, in French a little fewer."""


class Router:
    """Chooses engines; keeps account of what they cost."""

    def __init__(
        self,
        engines: Mapping[str, Engine] | None = None,
        routing: Routing | None = None,
        purse: Purse | None = None,
    ) -> None:
        self.engines, self.routing = dict(engines or {}), routing or Routing()
        self._purse = purse

    @property
    def offline(self) -> bool:
        """Whether there is no model at all."""
        return not self.engines

    def asks_models(self, task: Task) -> bool:
        """Say whether a kind of text is written by a model where all goes well."""
        return bool(self._listed(task))

    def _listed(self, task: Task) -> list[Engine]:
        """Return the models that may write a kind of text: those before `offline`."""
        found: list[Engine] = []
        for name in self.routing.task(task).engines:
            if name == "offline":
                break
            if name in self.engines:
                found.append(self.engines[name])
        return found

    async def close(self) -> None:
        """Let go of the connections to models."""
        for engine in self.engines.values():
            if isinstance(engine.provider, Closing):
                await engine.provider.close()

    async def choose(self, prompt: MaskedPrompt, course: Course) -> AsyncIterator[Engine]:
        """Yield the engines to ask, one after the other, noting why others are passed over."""
        for engine in self._listed(prompt.task):
            if not engine.fits(prompt.language, course.characters):
                course.passed[engine.name] = "unfit"
            elif short := await self._shortage(engine, prompt.task, course):
                course.passed[engine.name] = "over_budget"
                course.short = course.short or short
            elif not engine.breaker.admits():
                course.passed[engine.name] = "resting"
            else:
                yield engine

    async def _shortage(self, engine: Engine, task: Task, course: Course) -> Shortage | None:
        """Return the budget that asking this engine would exceed."""
        budgets = self.routing.budgets
        if self._purse is None or budgets.unlimited:
            return None
        accounts = await self._purse.spent(course.payer)
        tokens = (course.characters // CHARACTERS, self.routing.task(task).tokens)
        cost = price_of(engine.terms.price, *tokens)
        return shortage(
            budgets, accounts, course.payer.team, sum(tokens) + sum(course.tokens),
            cost and cost + course.cost,
        )  # fmt: skip

    def written(self, course: Course, engine: Engine | None, tokens: tuple[int, int]) -> None:
        """Note who wrote the text that is used, and what the dearest model would have cost."""
        name, model = (engine.name, engine.terms.model) if engine else ("offline", "")
        largest = price_of(self._dearest(), *tokens)
        course.charges.append(Charge(name, model, 0, 0, 0, largest, text=True))

    def _dearest(self) -> Price | None:
        """Return the price of the dearest model that is set."""
        prices = [one.terms.price for one in self.engines.values() if one.terms.price]
        return max(prices, key=lambda price: price.input + price.output, default=None)

    async def settle(self, course: Course) -> None:
        """Hand over what a text cost; nothing is kept where there is no model."""
        if self._purse is not None and course.charges and not self.offline:
            await self._purse.note(course.payer, course.skill, course.charges)


def only(provider: Provider | None, terms: Terms) -> Router:
    """Return a router that knows one model, whatever its size, or none."""
    if provider is None:
        return Router()
    known = terms if terms != Terms() else Terms(provider.name)
    rules = EngineRules(prompt_characters=1_000_000)
    return Router({"large": Engine("large", provider, known, rules, Breaker(BreakerRules()))})
