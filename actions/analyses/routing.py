"""Who should take a case or a lead, by the written policy, with the reasons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from actions.analyses.lines import LINES
from actions.analyses.matter import Matter
from actions.analyses.policies import source_of
from actions.analyses.roster import Entry, Roster
from actions.contract import Result
from actions.naming import focused, record_meant
from actions.parts import Part, RecordRef, Table, Text
from actions.reading.states import finished
from actions.wording import line
from crm import AllOf, Compare, Condition, Group, Measure, Query
from language import fold

OBJECTS = ("Case", "Lead")
_SHUT = re.compile(r"(?:closed|unqualified|disqualified|lost|dead|rejected)\b")


@dataclass(frozen=True)
class Decision:
    """Who is chosen and why; `agent` None means nobody, for the last reason."""

    agent: Entry | None
    reasons: tuple[str, ...]
    loads: dict[str, int]
    fitting: tuple[str, ...] = ()


async def routing(matter: Matter) -> Result:
    """Say who a case or a lead goes to by the policy, or that it goes to nobody."""
    from actions.analyses.case_routing import route_case  # noqa: PLC0415 - each needs the other
    from actions.analyses.lead_routing import route_lead  # noqa: PLC0415

    record = await record_meant(matter.request, matter.tools, OBJECTS)
    route = route_case if record.object == "Case" else route_lead
    roster, decision = await route(matter, record)
    if roster is None or decision is None:
        return Result((Text(text=line(LINES, "no_policy", matter.language)),), refused="unknown")
    return decided(matter, record, roster, decision)


async def open_records(matter: Matter, name: str) -> dict[str, int]:
    """Return how many open records each owner holds."""
    still = still_open(matter, name)
    query = Query(
        name, where=AllOf(still), group_by=(Group("OwnerId"),),
        measures=(Measure("count", None, "count"),),
    )  # fmt: skip
    rows = (await matter.crm.run(query)).records
    return {str(row["OwnerId"]): int(row["count"]) for row in rows}


def still_open(matter: Matter, name: str) -> tuple[Condition, ...]:
    """Return the conditions under which a record still waits for work."""
    info = matter.catalogue[name]
    conditions: list[Condition] = []
    if "IsConverted" in info.fields:
        conditions.append(Compare("IsConverted", "=", False))
    over = finished(info, over=False)
    field = info.fields.get("Status")
    if over is None and field:
        shut = tuple(entry.value for entry in field.picklist if _SHUT.match(fold(entry.labels.en)))
        over = Compare("Status", "not in", shut) if shut else None
    return (*conditions, *([over] if over is not None else []))


def least_busy(entries: Sequence[Entry], loads: dict[str, int]) -> Entry:
    """Return who holds the fewest open records, the first of the roster where several do."""
    return min(entries, key=lambda one: loads.get(one.user, 0))


def by_load(
    matter: Matter, roster: Roster, fitting: Sequence[Entry], others: Sequence[Entry],
    loads: dict[str, int],
) -> tuple[Entry, list[str]]:  # fmt: skip
    """Return who is chosen among those who fit, or, where all are full, among the others."""
    limit, language = roster.limit, matter.language
    free = [one for one in fitting if limit is None or loads.get(one.user, 0) < limit]
    if free or limit is None:
        chosen = least_busy(free or fitting, loads)
        key = "reason_load_free" if limit is None else "reason_load"
        count = loads.get(chosen.user, 0)
        said = [line(LINES, key, language, count=count, limit=limit)]
        return chosen, said
    full = least_busy(fitting, loads)
    rest = [one for one in others if loads.get(one.user, 0) < limit] or list(others)
    chosen = least_busy(rest, loads)
    count = loads.get(full.user, 0)
    key = "reason_full" if chosen.user != full.user else "reason_all_full"
    said = [
        line(LINES, key, language, agent=full.name, count=count, limit=limit),
        line(LINES, "reason_load", language, count=loads.get(chosen.user, 0), limit=limit),
    ]
    return chosen, said[: 1 if chosen.user == full.user else 2]


def decided(matter: Matter, record: RecordRef, roster: Roster, decision: Decision) -> Result:
    """Return a decision as an answer: who, why, everybody’s load, the article."""
    language, agent = matter.language, decision.agent
    key = "routed" if agent else "routed_none"
    said = line(
        LINES, key, language, name=record.name, agent=agent.name if agent else "",
        article=roster.article.title, why="" if agent else decision.reasons[-1],
    )  # fmt: skip
    why = line(LINES, "reasons", language)
    colon = "\u202f: " if language == "fr" else ": "
    parts: list[Part] = [Text(text=said)]
    if agent:
        parts.append(Text(text=f"{why}{colon}{' ; '.join(decision.reasons)}."))
    parts.append(_table(matter, roster, decision))
    records = [record]
    if agent:
        records.append(RecordRef(object="User", id=agent.user, name=agent.name))
    return Result(
        tuple(parts), slots=focused(record), records=tuple(records),
        sources=(source_of(roster.article),),
    )  # fmt: skip


def _table(matter: Matter, roster: Roster, decision: Decision) -> Table:
    language = matter.language
    columns = [line(LINES, key, language) for key in ("agent", "fits", "open_now")]
    rows = [
        [one.name, line(LINES, "yes" if one.user in decision.fitting else "no", language),
         str(decision.loads.get(one.user, 0))]
        for one in roster.entries
    ]  # fmt: skip
    ids = [one.user for one in roster.entries]
    return Table(columns=columns, rows=rows, records=ids, total=len(rows))
