"""What language models cost in a stretch of days, by engine, skill, team, user and day.

`saved` is what the texts that were used would have cost by the dearest model that was set then,
less what was really paid: failed tries count against it, texts of the composer by their length.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Literal, get_args

from sqlalchemy import Connection, func
from sqlalchemy.sql import select

from copilot.spending import SPENDING, SUMS
from copilot.store import Store
from crm import Crm, CrmError
from guard.routing.purse import BILLION

Cut = Literal["engine", "skill", "team", "user", "day"]
CUTS: tuple[Cut, ...] = get_args(Cut)


@dataclass(frozen=True)
class Cost:
    """One row: requests to models, texts used, tokens, money, and what the dearest would cost."""

    name: str
    requests: int = 0
    texts: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: int = 0
    largest: int = 0

    @property
    def tokens(self) -> int:
        """Return the tokens read and written."""
        return self.tokens_in + self.tokens_out

    @property
    def paid(self) -> float:
        """Return what it cost, in the currency."""
        return self.cost / BILLION

    @property
    def saved(self) -> float:
        """Return what it cost less than always the dearest model; negative where it cost more."""
        return (self.largest - self.cost) / BILLION

    def told(self) -> dict[str, Any]:
        """Return the row as JSON."""
        return {
            "name": self.name, "requests": self.requests, "texts": self.texts,
            "tokens_in": self.tokens_in, "tokens_out": self.tokens_out,
            "cost": round(self.paid, 6), "largest": round(self.largest / BILLION, 6),
            "saved": round(self.saved, 6),
        }  # fmt: skip


@dataclass(frozen=True)
class Costs:
    """The costs of a stretch of days (both included); each cut dearest first, days in order."""

    first: date
    last: date
    currency: str
    total: Cost
    cuts: Mapping[Cut, Sequence[Cost]]

    def told(self, names: Mapping[str, str]) -> dict[str, Any]:
        """Return it as JSON; `names` are those of users by their Salesforce id."""
        cuts = {
            f"by_{cut}": [
                {**one.told(), **({"label": names.get(one.name, "")} if cut == "user" else {})}
                for one in rows
            ]
            for cut, rows in self.cuts.items()
        }
        days = {"from": self.first.isoformat(), "to": self.last.isoformat()}
        return {**days, "currency": self.currency, "total": self.total.told(), **cuts}


async def costs(store: Store, first: date, last: date, currency: str) -> Costs:
    """Add up the costs of those days."""
    within = (SPENDING.c.day >= datetime.combine(first, time())) & (
        SPENDING.c.day <= datetime.combine(last, time())
    )
    found = await store.run(lambda connection: {cut: _cut(connection, cut, within) for cut in CUTS})
    sums = {name: sum(getattr(one, name) for one in found["engine"]) for name in SUMS}
    return Costs(first, last, currency, Cost("", **sums), found)


def _cut(connection: Connection, cut: Cut, within: Any) -> list[Cost]:
    """Return the sums of one cut; whoever has no Salesforce user is told by their team."""
    column = SPENDING.c[cut]
    sums = [func.sum(SPENDING.c[name]) for name in SUMS]
    rows = connection.execute(select(column, *sums).where(within).group_by(column)).all()
    found = [Cost(_named(row[0]), *(int(one) for one in row[1:])) for row in rows]
    if cut == "day":
        return sorted(found, key=lambda one: one.name)
    return sorted(found, key=lambda one: (-one.cost, -one.tokens, one.name))


def _named(value: Any) -> str:
    return value.date().isoformat() if isinstance(value, datetime) else str(value)


async def names_of(crm: Crm, users: Sequence[str]) -> dict[str, str]:
    """Return users' names, with the reader's own rights; none where they may not know."""
    asked = [one for one in users if one]
    if not asked:
        return {}
    try:
        found = await crm.get_many("User", asked, ("Name",))
    except CrmError:
        return {}
    return {id_: str(record["Name"]) for id_, record in found.items()}
