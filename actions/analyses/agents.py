"""How agents handle cases: time from opening to close, and how often they hand them over.

As the CRM benchmarks define them (CRMArena, Huang et al. 2025): a case that went from one agent to
another counts for nobody’s handle time; a transfer counts for the agent who gave the case away; a
least number of cases counts all that came through somebody’s hands, those they passed on too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from actions.analyses.ends import counted_asked, kept_asked, least_asked, lowest_asked
from actions.analyses.filters import Filters, filters_of
from actions.analyses.lines import LINES
from actions.analyses.matter import (
    Matter,
    holds,
    period_asked,
    period_said,
    period_shown,
    within,
)
from actions.analyses.ranked import Ranking, Standing, ordered, ranking_result
from actions.contract import Result
from actions.figures import written
from actions.parts import Text
from actions.wording import line
from crm import AllOf, Catalogue, Compare, value_at
from language import Period

_HOUR = 3600
RATED = ("AVG_TRANSFERS", "about_transfers",
         ("agent", "transfers_a_case", "cases_had", "transfers"))  # fmt: skip
COUNTED = ("TRANSFERS", "about_transfer_count",
           ("agent", "transfers", "cases_had", "transfers_a_case"))  # fmt: skip
"""The measure, the line that states it and the columns, by what the question asks for."""


@dataclass(frozen=True)
class Move:
    """A case that went from one owner to another; queues own cases too."""

    case: str
    old: str
    new: str
    moment: Any


@dataclass(frozen=True)
class Desk:
    """The cases a question is about, their moves, and the people by id and by name."""

    cases: Mapping[str, Mapping[str, Any]]
    moves: Sequence[Move]
    people: Mapping[str, str]

    def transfers(self) -> list[Move]:
        """Return the moves from one person to another: taking a case from a queue is none."""
        return [one for one in self.moves if one.old in self.people and one.new in self.people]

    def had(self) -> Counter[str]:
        """Return how many of the cases came through each person’s hands."""
        hands = {(one.case, who) for one in self.moves for who in (one.old, one.new)}
        hands |= {(record, str(case.get("OwnerId"))) for record, case in self.cases.items()}
        return Counter(who for _, who in hands if who in self.people)


async def handle_time(matter: Matter) -> Result:
    """Rank agents by the mean time from opening to close of the cases they kept to themselves."""
    period, filters = period_asked(matter), await filters_of(matter)
    closed = (Compare("ClosedDate", "!=", None), *within(period, "ClosedDate"))
    desk = await _desk(matter, (*closed, *filters.conditions), filters)
    least = least_asked(matter.text, matter.today)
    lowest = lowest_asked(matter.text, best_is_low=True)
    ranking = Ranking(
        ordered(handled(desk, matter), lowest=lowest, least=least), "AVG_HANDLE_TIME",
        "Owner.Name", "hours", "about_handle_time",
        ("agent", "handle_time", "own_cases", "all_closed", "cases_processed"),
        {"least": least, "period": period_said(period, matter.language),
         "filters": filters.said(matter.language)},
        period_shown(period, matter.today, matter.language),
    )  # fmt: skip
    return ranking_result(matter, ranking)


def handled(desk: Desk, matter: Matter) -> list[Standing]:
    """Return each agent’s mean hours over their own cases, and over all that they closed."""
    passed, had = {one.case for one in desk.transfers()}, desk.had()
    own, every = defaultdict[str, list[float]](list), defaultdict[str, list[float]](list)
    for record, case in desk.cases.items():
        owner = str(case.get("OwnerId"))
        if owner not in desk.people or not case.get("ClosedDate"):
            continue
        hours = (case["ClosedDate"] - case["CreatedDate"]).total_seconds() / _HOUR
        every[owner].append(hours)
        if record not in passed:
            own[owner].append(hours)
    return [
        Standing(
            agent, desk.people[agent], fmean(hours), len(hours),
            (f"{written(round(fmean(every[agent]), 1), 'h', matter.language)} "
             f"({len(every[agent])})", str(had[agent])), basis=had[agent],
        )
        for agent, hours in own.items()
    ]  # fmt: skip


async def transfers(matter: Matter) -> Result:
    """Rank agents by the cases they handed to a colleague: as many as, or of those they had."""
    if past_of(matter.catalogue) is None:
        return Result((Text(text=line(LINES, "no_history", matter.language)),), refused="unknown")
    period, filters = period_asked(matter), await filters_of(matter)
    desk = await _desk(matter, filters.conditions, filters)
    least = least_asked(matter.text, matter.today)
    low = lowest_asked(matter.text, best_is_low=True, plainly_high=True)
    lowest = kept_asked(matter.text, low)
    counted = counted_asked(matter.text, least)
    measure, about, columns = COUNTED if counted else RATED
    standings = handed_over(desk, matter, period, counted=counted)
    ranking = Ranking(
        ordered(standings, lowest=lowest, least=least), measure, "Owner.Name", None, about, columns,
        {"least": least, "period": period_said(period, matter.language),
         "filters": filters.said(matter.language)},
        period_shown(period, matter.today, matter.language), 0 if counted else 3,
    )  # fmt: skip
    return ranking_result(matter, ranking)


def handed_over(
    desk: Desk, matter: Matter, period: Period | None, *, counted: bool = False
) -> list[Standing]:
    """Return each agent’s transfers a case, over the cases that came to them in the period.

    `counted` ranks them by how many transfers, and shows the other figure beside.
    """
    had, gave = defaultdict[str, set[str]](set), defaultdict[str, int](int)
    moved = {one.case for one in desk.moves}
    for record, case in desk.cases.items():
        owner = str(case.get("OwnerId"))
        kept = record not in moved and owner in desk.people
        if kept and holds(period, matter.day(case["CreatedDate"])):
            had[owner].add(record)
    for move in desk.moves:
        if not holds(period, matter.day(move.moment)):
            continue
        if move.new in desk.people:
            had[move.new].add(move.case)
        gave[move.old] += move.old in desk.people and move.new in desk.people
    people = set(had) | {agent for agent, count in gave.items() if counted and count}
    return [_given(desk, agent, gave[agent], len(had[agent]), counted=counted, matter=matter)
            for agent in people]  # fmt: skip


def _given(
    desk: Desk, agent: str, gave: int, had: int, *, counted: bool, matter: Matter
) -> Standing:  # fmt: skip
    rate, name = gave / max(had, 1), desk.people[agent]
    if counted:
        return Standing(agent, name, gave, had, (written(round(rate, 3), None, matter.language),))
    return Standing(agent, name, rate, had, (str(gave),))


async def _desk(matter: Matter, where: Sequence[Any], filters: Filters) -> Desk:
    paths = ("CreatedDate", "ClosedDate", "OwnerId", "Owner.Name", "CaseNumber")
    cases = await matter.rows("Case", paths, AllOf(tuple(where)))
    users = await matter.rows("User", ("Name",), AllOf())
    people = {str(one["Id"]): str(one["Name"]) for one in users}
    named = {name: record for record, name in people.items()}
    found = {str(one["Id"]): one for one in cases}
    moves = [one for one in await _moves(matter, named) if one.case in found]
    # Salesforce writes an owner change twice, by id and by name: one of each stays.
    once = {(one.case, one.old, one.new, one.moment): one for one in moves}
    return Desk(found, list(once.values()), people)


@dataclass(frozen=True)
class Past:
    """Where an org keeps what changed on its cases: an object and the paths of its fields."""

    name: str
    case: str
    field: str
    old: str
    new: str


def past_of(catalogue: Catalogue) -> Past | None:
    """Return the org’s history of cases: Salesforce’s own, or an object made like it."""
    for name, info in sorted(catalogue.items(), key=lambda one: one[0] != "CaseHistory"):
        own = {one.removesuffix("__c").lower(): one for one in info.fields}
        case = own.get("caseid") or own.get("case")
        if (
            case
            and {"oldvalue", "newvalue"} <= set(own)
            and (own.get("field") or own.get("fieldname"))
        ):
            kept = own.get("field") or own["fieldname"]
            return Past(name, case, kept, own["oldvalue"], own["newvalue"])
    return None


async def _moves(matter: Matter, named: Mapping[str, str]) -> list[Move]:
    """Return every change of owner of a case; the first assignment comes from nobody."""
    past = past_of(matter.catalogue)
    if past is None:
        return []
    rows = await matter.rows(
        past.name,
        (past.case, past.field, past.old, past.new, "CreatedDate"),
        Compare(past.field, "like", "Owner%"),
    )
    return [
        Move(
            str(row.get(past.case)), _who(row, past.old, named), _who(row, past.new, named),
            row["CreatedDate"],
        )
        for row in rows
    ]  # fmt: skip


def _who(row: Mapping[str, Any], path: str, named: Mapping[str, str]) -> str:
    said = str(value_at(row, path) or "")
    return named.get(said, said)
