"""Who sells most and who sells fastest: deals won by person, their amount and their cycle.

A cycle runs in whole days from a deal's creation to its close, deals won only, as questions about
durations take it. A question that speaks of orders is about the orders’ amounts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from actions.analyses.ends import least_asked, lowest_asked
from actions.analyses.matter import Matter, period_asked, period_said, period_shown, within
from actions.analyses.ranked import Ranking, Standing, ordered, ranking_result
from actions.contract import Result
from actions.display import CURRENCY
from crm import AllOf, Compare, Condition, value_at
from language import words

_USER = "005"
_ORDERS = frozenset(words("order orders commande commandes"))


@dataclass(frozen=True)
class Sold:
    """Which records are sales: their object, amount and date, and what makes them sales."""

    object: str
    amount: str
    day: str
    about: str
    won: tuple[Condition, ...] = ()


_DEALS = Sold(
    "Opportunity", "Amount", "CloseDate", "about_sales_amount", (Compare("IsWon", "=", True),)
)
_ORDERED = Sold("Order", "TotalAmount", "EffectiveDate", "about_ordered_amount")


def sold_in(matter: Matter) -> Sold:
    """Return what counts as sales: orders where the question speaks of them, else deals won."""
    orders = set(words(matter.text)) & _ORDERS
    return _ORDERED if orders and matter.has("Order", "TotalAmount") else _DEALS


async def sales_amount(matter: Matter) -> Result:
    """Rank people by what they sold in all."""
    sold = sold_in(matter)
    own = await _won(matter, sold, (sold.amount,))
    standings = [
        Standing(owner, name, sum(float(row.get(sold.amount) or 0) for row in rows), len(rows))
        for (owner, name), rows in own.items()
    ]
    return _ranked(matter, standings, ("SALES_AMOUNT", CURRENCY, sold.about, "sales_amount"))


async def sales_cycle(matter: Matter) -> Result:
    """Rank people by the mean time that the deals they won took."""
    own = await _won(matter, _DEALS, ("CreatedDate",))
    standings = [
        Standing(owner, name, fmean(_days(matter, row) for row in rows), len(rows))
        for (owner, name), rows in own.items()
    ]
    return _ranked(matter, standings, ("AVG_SALES_CYCLE", "days", "about_sales_cycle",
                                       "sales_cycle"))  # fmt: skip


def _days(matter: Matter, row: Mapping[str, Any]) -> int:
    return (matter.day(row["CloseDate"]) - matter.day(row["CreatedDate"])).days


async def _won(
    matter: Matter, sold: Sold, paths: Sequence[str]
) -> Mapping[tuple[str, str], list[Mapping[str, Any]]]:
    """Return everybody’s sales of the period; what a queue holds is nobody’s."""
    rows = await matter.rows(
        sold.object, ("OwnerId", "Owner.Name", sold.day, *paths),
        AllOf((*sold.won, *within(period_asked(matter), sold.day))),
    )  # fmt: skip
    own = defaultdict[tuple[str, str], list[Mapping[str, Any]]](list)
    for row in rows:
        name = value_at(row, "Owner.Name")
        if name and str(row["OwnerId"]).startswith(_USER):
            own[str(row["OwnerId"]), str(name)].append(row)
    return own


def _ranked(
    matter: Matter, standings: Sequence[Standing], shown: tuple[str, str, str, str]
) -> Result:
    """Return everybody in order; `shown` is the measure, its unit, its line and its column."""
    period = period_asked(matter)
    measure, unit, about, label = shown
    least = least_asked(matter.text, matter.today)
    lowest = lowest_asked(matter.text, best_is_low=label == "sales_cycle")
    ranking = Ranking(
        ordered(standings, lowest=lowest, least=least), measure, "Owner.Name", unit, about,
        ("agent", label, "sales"),
        {"period": period_said(period, matter.language), "least": least},
        period_shown(period, matter.today, matter.language),
    )  # fmt: skip
    return ranking_result(matter, ranking)
