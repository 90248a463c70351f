"""What the file of engines holds, as `data/engines.yml` writes and explains it."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

from guard.policy.contract import Price
from guard.prompt import Language, Task

EngineName = Literal["small", "large", "offline"]
ModelName = Literal["small", "large"]
Period = Literal["day", "month"]
Scope = Literal["user", "team", "everyone"]
PERIODS: tuple[Period, ...] = get_args(Period)


class Frozen(BaseModel):
    """An immutable part of the file that refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class EngineRules(Frozen):
    """What an engine can do, and what it costs per million tokens."""

    languages: tuple[Language, ...] = ("fr", "en")
    prompt_characters: int = Field(60_000, ge=1_000, le=1_000_000)
    price: Price | None = None


class TaskRules(Frozen):
    """Who phrases a kind of text, in which order; the most tokens and seconds for it."""

    engines: tuple[EngineName, ...]
    tokens: int = Field(1500, ge=50, le=32_000)
    seconds: float = Field(20.0, gt=0, le=300)

    @model_validator(mode="after")
    def _once(self) -> TaskRules:
        if not self.engines or len(set(self.engines)) < len(self.engines):
            raise ValueError("engines: name each engine once, and at least one (offline)")
        return self


class PatienceRules(Frozen):
    """How often a failing server is tried, and how long is waited in between (seconds)."""

    tries: int = Field(3, ge=1, le=10)
    first_wait: float = Field(0.5, gt=0, le=60)
    longest_wait: float = Field(8.0, gt=0, le=120)


class BreakerRules(Frozen):
    """After how many failures in a row an engine is left alone, and for how many seconds."""

    failures: int = Field(4, ge=1, le=100)
    rest: float = Field(30.0, gt=0, le=3600)


class Limit(Frozen):
    """The most tokens or money in a period; None is without limit."""

    tokens: Annotated[int, Field(ge=0)] | None = None
    cost: Annotated[float, Field(ge=0)] | None = None


class Limits(Frozen):
    """The limits of a day and of a month."""

    day: Limit = Limit()
    month: Limit = Limit()

    def of(self, period: Period) -> Limit:
        """Return the limit of a period."""
        return self.day if period == "day" else self.month


class Budgets(Frozen):
    """Limits of each person, of each team and of all together; `teams` rule a team by pattern."""

    user: Limits = Limits()
    team: Limits = Limits()
    everyone: Limits = Limits()
    teams: Mapping[str, Limits] = {}

    def of(self, scope: Scope, team: str) -> Limits:
        """Return the limits that hold for somebody of a team."""
        if scope != "team":
            return self.user if scope == "user" else self.everyone
        named = (rule for like, rule in self.teams.items() if fnmatchcase(team, like))
        return next(named, self.team)

    @property
    def unlimited(self) -> bool:
        """Whether nothing is limited, so that nothing need be looked up."""
        return all(one == Limits() for one in (self.user, self.team, self.everyone)) and not any(
            one != Limits() for one in self.teams.values()
        )


class Routing(Frozen):
    """The whole file. `version` is the file format's."""

    version: Literal[1] = 1
    currency: str = "EUR"
    engines: Mapping[ModelName, EngineRules] = {}
    tasks: Mapping[Task, TaskRules] = {}
    patience: PatienceRules = PatienceRules()
    breaker: BreakerRules = BreakerRules()
    budgets: Budgets = Budgets()

    @model_validator(mode="after")
    def _one_currency(self) -> Routing:
        for name, rules in self.engines.items():
            if rules.price and rules.price.currency != self.currency:
                raise ValueError(
                    f"engines.{name}.price is in {rules.price.currency}, the file counts in "
                    f"{self.currency}; write the price in {self.currency}"
                )
        return self

    def engine(self, name: str) -> EngineRules:
        """Return what is ruled for an engine."""
        return next((rule for one, rule in self.engines.items() if one == name), EngineRules())

    def task(self, task: Task) -> TaskRules:
        """Return what is ruled for a kind of text; every engine, cheapest first, if nothing is."""
        return self.tasks.get(task) or TaskRules(engines=("small", "large"))
