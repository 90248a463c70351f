"""One text on its way through the engines: who was asked, who was not and why, at what cost."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from guard.prompt import Payer
from guard.routing.purse import BILLION, Charge, Shortage, price_of
from guard.routing.terms import Terms


@dataclass
class Course:
    """What became of one text.

    `characters` is how much an engine has to read. `passed` holds why engines were passed over or
    failed, `short` the first budget that was spent, `asked` how many requests were made, `terms`
    those of who was asked last.
    """

    payer: Payer
    skill: str
    characters: int = 0
    asked: int = 0
    terms: Terms | None = None
    short: Shortage | None = None
    passed: dict[str, str] = field(default_factory=dict)
    charges: list[Charge] = field(default_factory=list)

    def charge(self, engine: str, terms: Terms, tokens: tuple[int, int]) -> None:
        """Put what a request cost on the account."""
        self.asked += 1
        self.terms = terms
        cost = price_of(terms.price, *tokens)
        self.charges.append(Charge(engine, terms.model, *tokens, cost))

    @property
    def tokens(self) -> tuple[int, int]:
        """Return the tokens read and written, by every engine and try."""
        return sum(c.tokens_in for c in self.charges), sum(c.tokens_out for c in self.charges)

    @property
    def cost(self) -> int:
        """Return what it cost, in billionths."""
        return sum(charge.cost for charge in self.charges)

    def told_cost(self) -> dict[str, Any]:
        """Return what it cost, as facts; empty where no price is known."""
        price = self.terms.price if self.terms else None
        if price is None:
            return {}
        return {"cost": round(self.cost / BILLION, 6), "currency": price.currency}
