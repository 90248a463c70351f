"""What is spent on models, and whether a budget still holds one more request.

Money is counted in billionths of the file's currency, so that sums of small amounts stay exact.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from guard.policy.contract import Price
from guard.prompt import Payer
from guard.routing.contract import PERIODS, Budgets, Limit, Period, Scope

BILLION = 1_000_000_000
SCOPES: tuple[Scope, ...] = ("user", "team", "everyone")


@dataclass(frozen=True)
class Charge:
    """What one request to an engine cost.

    `text` says that its answer was used: then `largest` is what the dearest engine would have cost
    for it. `engine` is `offline` where the composer wrote.
    """

    engine: str
    model: str
    tokens_in: int
    tokens_out: int
    cost: int
    largest: int = 0
    text: bool = False


@dataclass(frozen=True)
class Spent:
    """Tokens and billionths of the currency spent so far."""

    tokens: int = 0
    cost: int = 0


Accounts = Mapping[tuple[Scope, Period], Spent]


class Purse(Protocol):
    """Where spending is kept, for every process. It neither fails nor holds words."""

    async def spent(self, payer: Payer) -> Accounts:
        """Return what was spent by the payer, their team and everyone, today and this month."""

    async def note(self, payer: Payer, skill: str, charges: Sequence[Charge]) -> None:
        """Add what an exchange cost."""


@dataclass(frozen=True)
class Shortage:
    """A budget that is spent: whose, and of which period."""

    scope: Scope
    period: Period

    @property
    def name(self) -> str:
        """Return its name, such as `user_day`."""
        return f"{self.scope}_{self.period}"


def price_of(price: Price | None, tokens_in: int, tokens_out: int) -> int:
    """Return what tokens cost, in billionths; nothing where no price is known."""
    if price is None:
        return 0
    # A price is for a million tokens: one token is a millionth of it, a thousand billionths.
    return round((tokens_in * price.input + tokens_out * price.output) * (BILLION // 1_000_000))


def shortage(
    budgets: Budgets, accounts: Accounts, team: str, tokens: int, cost: int
) -> Shortage | None:
    """Return the first budget that one more request of so many tokens and billionths exceeds."""
    for scope in SCOPES:
        limits = budgets.of(scope, team)
        for period in PERIODS:
            spent = accounts.get((scope, period), Spent())
            if _exceeded(limits.of(period), spent, tokens, cost):
                return Shortage(scope, period)
    return None


def _exceeded(limit: Limit, spent: Spent, tokens: int, cost: int) -> bool:
    """Say whether a request goes beyond a limit; what costs nothing needs no money."""
    if limit.tokens is not None and spent.tokens + tokens > limit.tokens:
        return True
    return limit.cost is not None and cost > 0 and spent.cost + cost > limit.cost * BILLION
