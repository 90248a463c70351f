"""What the app's home shows of the CRM: one's day, one's open deals and cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from crm import (
    AllOf,
    BadQuery,
    Compare,
    Condition,
    Crm,
    Group,
    Measure,
    Order,
    Query,
    Refused,
    Rows,
)

SHOWN = 6
NOTHING = Rows(0, (), "")


@dataclass(frozen=True)
class Agenda:
    """Today's events and open tasks, oldest first; open deals by stage; open cases by priority."""

    events: Rows
    tasks: Rows
    stages: Sequence[Mapping[str, Any]]
    priorities: Sequence[Mapping[str, Any]]


async def read_agenda(crm: Crm, today: date) -> Agenda:
    """Read a person's agenda; what they may not see is empty."""
    mine = Compare("OwnerId", "=", crm.user.id)
    start = datetime.combine(today, time(), ZoneInfo(crm.user.timezone)).astimezone(UTC)
    planned = (Compare("StartDateTime", ">=", start),
               Compare("StartDateTime", "<", start + timedelta(days=1)))  # fmt: skip
    due = (Compare("IsClosed", "=", value=False), Compare("ActivityDate", "<=", today))
    stages = await _run(
        crm, _tally("Opportunity", "StageName", mine, Measure("sum", "Amount", "amount"))
    )
    priorities = await _run(crm, _tally("Case", "Priority", mine))
    return Agenda(
        await _run(crm, _listed("Event", "StartDateTime", mine, *planned)),
        await _run(crm, _listed("Task", "ActivityDate", mine, *due)),
        stages.records, priorities.records,
    )  # fmt: skip


def _listed(name: str, moment: str, *conditions: Condition) -> Query:
    return Query(name, ("Id", "Subject", moment, "What.Name"), where=AllOf(conditions),
                 order_by=(Order(moment),), limit=SHOWN)  # fmt: skip


def _tally(name: str, path: str, mine: Condition, *measures: Measure) -> Query:
    still = AllOf((mine, Compare("IsClosed", "=", value=False)))
    return Query(name, (), where=still, group_by=(Group(path),),
                 measures=(Measure("count", None, "records"), *measures))  # fmt: skip


async def _run(crm: Crm, query: Query) -> Rows:
    try:
        return await crm.run(query)
    except (BadQuery, Refused):
        return NOTHING
