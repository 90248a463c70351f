"""Exchanges with a customer, of any kind: calls, meetings, e-mails, chats, cases; newest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Literal
from zoneinfo import ZoneInfo

from actions.parts import RecordRef
from crm import (
    AllOf,
    AnyOf,
    Catalogue,
    Compare,
    Condition,
    Crm,
    Order,
    Query,
    Related,
    Rows,
    value_at,
)

Kind = Literal["call", "meeting", "email", "chat", "case"]


@dataclass(frozen=True)
class Interaction:
    """One exchange: the record it comes from, when it was, its subject and its text.

    `with_whom` is the customer's person, `ours` who of ours wrote it or was in it, `incoming` says
    whether a message came from the customer, where the record tells; names are "" when unknown.
    """

    object: str
    id: str
    kind: Kind
    moment: datetime
    day: date
    subject: str
    body: str
    with_whom: str
    ours: str = ""
    incoming: bool | None = None
    about: str = ""
    """The id of the record it belongs to: an e-mail's or a chat's case."""
    to: str = ""
    """The addresses an e-mail was sent to, folded; "" where nothing tells."""
    missed: bool = False
    """Whether a call reached nobody, as far as the record tells."""


@dataclass(frozen=True)
class Origin:
    """Where interactions of one SObject lie: its date, text, person, and links by SObject."""

    object: str
    when: str
    subject: str | None
    body: str
    person: str | None
    links: Mapping[str, tuple[str, ...]]
    where: Condition = AllOf()  # noqa: RUF009 - an immutable value
    extra: tuple[str, ...] = ()
    through: str = ""
    """The SObject by whose records, those of the account, interactions hang on an account."""


LETTERS = ("ActivityId", "Incoming", "ParentId", "ToAddress")
ORIGINS = (
    Origin(
        "Task", "ActivityDate", "Subject", "Description", "Who.Name",
        {"Account": ("AccountId", "WhatId"), "Contact": ("WhoId",), "Lead": ("WhoId",),
         "Opportunity": ("WhatId",), "Case": ("WhatId",)},
        Compare("IsClosed", "=", True),
        ("TaskSubtype", "Type", "Owner.Name", "CallDurationInSeconds"),
    ),
    Origin(
        "Event", "StartDateTime", "Subject", "Description", "Who.Name",
        {"Account": ("AccountId", "WhatId"), "Contact": ("WhoId",), "Lead": ("WhoId",),
         "Opportunity": ("WhatId",), "Case": ("WhatId",)},
    ),
    Origin(
        "EmailMessage", "MessageDate", "Subject", "TextBody", "FromName",
        {"Account": ("RelatedToId", "Parent.AccountId"), "Contact": ("Parent.ContactId",),
         "Opportunity": ("RelatedToId",), "Case": ("ParentId",)},
        extra=LETTERS,
    ),
    # A semi-join stands alone: Salesforce allows none beside OR.
    Origin(
        "EmailMessage", "MessageDate", "Subject", "TextBody", "FromName",
        {"Account": ("RelatedToId",)}, extra=LETTERS, through="Opportunity",
    ),
    Origin(
        "LiveChatTranscript", "StartTime", None, "Body", "Contact.Name",
        {"Account": ("AccountId",), "Contact": ("ContactId",), "Lead": ("LeadId",),
         "Case": ("CaseId",)},
        extra=("Owner.Name", "CaseId"),
    ),
    Origin(
        "Case", "CreatedDate", "Subject", "Description", "Contact.Name",
        {"Account": ("AccountId",), "Contact": ("ContactId",), "Case": ("Id",)},
    ),
)  # fmt: skip


async def last_interactions(
    record: RecordRef, crm: Crm, limit: int, before: datetime,
    period: tuple[date | None, date | None] = (None, None),
) -> list[Interaction]:  # fmt: skip
    """Return up to `limit` interactions up to `before`, newest first, in one round trip."""
    catalogue = await crm.catalogue()
    origins = [origin for origin in ORIGINS if usable(origin, record, catalogue)]
    queries = [query(origin, record, catalogue, limit, before, period) for origin in origins]
    answers = await crm.run_many(queries, totals=False)
    found = [
        interaction
        for origin, rows in zip(origins, answers, strict=True)
        for interaction in read(origin, rows, crm.user.timezone)
    ]
    return newest(found, logged_as_task(origins, answers), limit)


def usable(origin: Origin, record: RecordRef, catalogue: Catalogue) -> bool:
    """Whether the asker may read that SObject's texts and it links to the record."""
    info = catalogue.get(origin.object)
    there = not origin.through or origin.through in catalogue
    return bool(info and there and origin.body in info.fields and links(origin, record, catalogue))


def links(origin: Origin, record: RecordRef, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the paths by which interactions point to the record, as far as the asker sees."""
    fields = catalogue[origin.object].fields
    relations = {field.relationship for field in fields.values()}
    return tuple(
        path
        for path in origin.links.get(record.object, ())
        if path in fields or path.split(".")[0] in relations
    )


def query(
    origin: Origin, record: RecordRef, catalogue: Catalogue, limit: int, before: datetime,
    period: tuple[date | None, date | None],
) -> Query:  # fmt: skip
    """Return the query of one SObject's newest interactions with the record."""
    linked = tuple(linked_by(path, origin, record) for path in links(origin, record, catalogue))
    dated = origin.when.endswith("Date") and origin.object == "Task"
    last: date | datetime = before.date() if dated else before
    bounds: list[Condition] = [Compare(origin.when, "<=", last), Compare(origin.when, "!=", None)]
    bounds += [Compare(origin.when, ">=", period[0])] if period[0] else []
    bounds += [Compare(origin.when, "<=", period[1])] if period[1] else []
    paths = (origin.when, origin.subject, origin.body, origin.person, *origin.extra)
    return Query(
        origin.object,
        select=("Id", *(path for path in paths if path and readable(path, origin, catalogue))),
        where=AllOf((linked[0] if origin.through else AnyOf(linked), origin.where, *bounds)),
        order_by=(Order(origin.when, descending=True),),
        limit=limit,
    )


def linked_by(path: str, origin: Origin, record: RecordRef) -> Condition:
    """Return what an interaction's link to the record fulfils."""
    if not origin.through:
        return Compare(path, "=", record.id)
    return Related(path, Query(origin.through, ("Id",), Compare("AccountId", "=", record.id)))


def readable(path: str, origin: Origin, catalogue: Catalogue) -> bool:
    """Whether the asker sees the first step of a path."""
    fields = catalogue[origin.object].fields
    first = path.split(".", maxsplit=1)[0]
    return first in fields or any(field.relationship == first for field in fields.values())


def read(origin: Origin, rows: Rows, zone: str) -> Iterable[Interaction]:
    """Yield the rows as interactions."""
    for record in rows.records:
        moment = record[origin.when]
        if not isinstance(moment, datetime):
            moment = datetime.combine(moment, time(12), ZoneInfo(zone))
        incoming, person = record.get("Incoming"), str(value_at(record, origin.person or "") or "")
        yield Interaction(
            origin.object, str(record["Id"]), kind_of(origin, record), moment,
            moment.astimezone(ZoneInfo(zone)).date(),
            str(value_at(record, origin.subject) or "") if origin.subject else "",
            str(record.get(origin.body) or ""),
            person if incoming is not False else "",
            str(value_at(record, "Owner.Name") or "") or (person if incoming is False else ""),
            incoming if isinstance(incoming, bool) else None,
            str(record.get("CaseId") or record.get("ParentId") or ""),
            str(record.get("ToAddress") or "").casefold(),
            record.get("CallDurationInSeconds") == 0,
        )  # fmt: skip


def kind_of(origin: Origin, record: Mapping[str, Any]) -> Kind:
    """Return what kind of exchange a record is."""
    if origin.object == "Task":
        said = f"{record.get('TaskSubtype')} {record.get('Type')}".casefold()
        return "email" if "email" in said else "meeting" if "meeting" in said else "call"
    kinds: dict[str, Kind] = {
        "Event": "meeting", "EmailMessage": "email", "LiveChatTranscript": "chat", "Case": "case",
    }  # fmt: skip
    return kinds[origin.object]


def logged_as_task(origins: list[Origin], answers: list[Rows]) -> set[str]:
    """Return the ids of tasks that only log an e-mail which is there itself."""
    return {
        str(record["ActivityId"])
        for origin, rows in zip(origins, answers, strict=True)
        if origin.object == "EmailMessage"
        for record in rows.records
        if record.get("ActivityId")
    }


def newest(found: list[Interaction], twice: set[str], limit: int) -> list[Interaction]:
    """Return the newest interactions that say something, each exchange once.

    A case opened by an e-mail holds that e-mail's text: it is the same exchange.
    """
    cases = {(one.id, one.body.strip()) for one in found if one.kind == "case"}
    once = [
        one
        for one in found
        if one.id not in twice
        and (one.subject or one.body)
        and (one.about, one.body.strip()) not in cases
    ]
    return sorted(once, key=lambda one: (one.moment, one.id), reverse=True)[:limit]
