"""What a person's day holds: meetings, tasks that are due, deals and cases that want a hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from crm import AllOf, Catalogue, Compare, Condition, Crm, Order, Query, value_at

Why = Literal["meeting", "overdue", "today", "past_close", "closing", "quiet", "urgent"]
MOST = 8
SOON, QUIET = timedelta(days=7), timedelta(days=30)
LARGEST = 3


@dataclass(frozen=True)
class Item:
    """One thing to do: `when` is a moment or a day, `about` the customer it concerns."""

    why: Why
    object: str
    id: str
    name: str
    when: date | datetime | None
    about: str | None
    amount: Any = None


@dataclass(frozen=True)
class Day:
    """What is to be done, in the order to take it, and how many more of a kind there are."""

    items: Sequence[Item]
    left: Mapping[Why, int]


async def read_day(crm: Crm, today: date) -> Day:
    """Return the day: meetings, what is late, what is due, what slips.

    One round trip. Objects the person may not read are left out.
    """
    catalogue = await crm.catalogue()
    asked = [
        (why, query)
        for why, query in _queries(crm, today)
        if query.object in catalogue and _readable(query, catalogue)
    ]
    answers = await crm.run_many([query for _why, query in asked])
    items: dict[str, Item] = {}
    left: dict[Why, int] = {}
    for (why, query), rows in zip(asked, answers, strict=True):
        for row in rows.records:
            items.setdefault(row["Id"], _item(why, query, row))
        if why != "quiet" and rows.total > len(rows.records):
            left[why] = rows.total - len(rows.records)
    return Day(list(items.values()), left)


def _readable(query: Query, catalogue: Catalogue) -> bool:
    fields = catalogue[query.object].fields
    return all(path.split(".")[0] in fields or "." in path for path in query.select)


def _queries(crm: Crm, today: date) -> Iterator[tuple[Why, Query]]:
    start = datetime.combine(today, time(), ZoneInfo(crm.user.timezone)).astimezone(UTC)
    mine = Compare("OwnerId", "=", crm.user.id)
    still: tuple[Condition, ...] = (mine, Compare("IsClosed", "=", value=False))
    until = start + timedelta(days=1)
    planned = (mine, Compare("StartDateTime", ">=", start), Compare("StartDateTime", "<", until))
    yield "meeting", _listed("Event", "StartDateTime", planned)
    yield "overdue", _listed("Task", "ActivityDate", (*still, Compare("ActivityDate", "<", today)))
    yield "today", _listed("Task", "ActivityDate", (*still, Compare("ActivityDate", "=", today)))
    yield "urgent", _cases((*still, Compare("Priority", "=", "High")))
    late = Compare("CloseDate", "<", today)
    yield "past_close", _deals((*still, late), Order("CloseDate"))
    soon = (Compare("CloseDate", ">=", today), Compare("CloseDate", "<=", today + SOON))
    yield "closing", _deals((*still, *soon), Order("CloseDate"))
    quiet = Compare("LastActivityDate", "<", today - QUIET)
    yield "quiet", _deals((*still, quiet), Order("Amount", descending=True), LARGEST)


def _listed(name: str, moment: str, conditions: tuple[Condition, ...]) -> Query:
    select = ("Id", "Subject", moment, "Account.Name")
    return Query(name, select, AllOf(conditions), order_by=(Order(moment),), limit=MOST)


def _deals(conditions: tuple[Condition, ...], order: Order, most: int = MOST) -> Query:
    select = ("Id", "Name", "CloseDate", "LastActivityDate", "Amount", "Account.Name")
    return Query("Opportunity", select, AllOf(conditions), order_by=(order,), limit=most)


def _cases(conditions: tuple[Condition, ...]) -> Query:
    select = ("Id", "Subject", "CreatedDate", "Account.Name")
    return Query("Case", select, AllOf(conditions), order_by=(Order("CreatedDate"),), limit=MOST)


def _item(why: Why, query: Query, row: Mapping[str, Any]) -> Item:
    name = row.get("Subject") or row.get("Name") or ""
    moments: Mapping[str, str] = {
        "Event": "StartDateTime", "Task": "ActivityDate", "Case": "CreatedDate",
        "Opportunity": "LastActivityDate" if why == "quiet" else "CloseDate",
    }  # fmt: skip
    when = row.get(moments[query.object])
    about = value_at(row, "Account.Name")
    return Item(why, query.object, row["Id"], str(name), when, about, row.get("Amount"))
