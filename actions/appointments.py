"""« Quand passe le technicien ? »: a customer's own appointments, those to come first.

They are events, and in an org with field service its appointments, one list in order of time.

What is asked is told by its parts: a visit or who comes for it, and when, or whose it is. So « how
do I book an appointment? » stays a question for the articles. Which records are the customer's is
the confinement's business, not ours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from actions.contract import Language, Request, Result, Tools
from actions.display import shown
from actions.parts import Part, RecordRef, Table, Text
from actions.wording import Lines, line
from crm import AllOf, Catalogue, Compare, Condition, Crm, Order, Query, value_at
from language import find_periods, words

MOST = 10
# Stems, folded: a visit, and the trades of who makes it.
VISITS = ("rendez", "rdv", "visite", "intervention", "passage", "appointment", "visit")
TRADES = ("technicien", "installateur", "installatrice", "depanneu", "intervenant", "technician",
          "engineer", "installer", "fitter")  # fmt: skip
WHEN = frozenset({"quand", "when"})
WHICH = frozenset({"quel", "quelle", "what", "which"})
MOMENTS = frozenset({"jour", "heure", "date", "creneau", "day", "time", "slot"})
OURS = frozenset({"mon", "ma", "mes", "notre", "nos", "my", "our", "ai", "avons", "have", "got"})
NEXT = frozenset({"prochain", "prochaine", "prochains", "prochaines", "next", "upcoming"})
# How something is done, or what becomes of it, is not when it is.
MANNER = frozenset(
    {
        "comment", "how", "pourquoi", "why", "annuler", "cancel", "deplacer", "move", "reporter",
        "reschedule", "prendre", "book", "planifier", "schedule",
    }
)  # fmt: skip
LINES: Lines = {
    "next": {
        "fr": "Votre prochain rendez-vous : **{subject}**, le {start}, heure locale "
        "({city}){window}{place}.",
        "en": "Your next appointment: **{subject}**, {start}, {city} time{window}{place}.",
    },
    "on": {
        "fr": "Votre rendez-vous : **{subject}**, le {start}, heure locale "
        "({city}){window}{place}.",
        "en": "Your appointment: **{subject}**, {start}, {city} time{window}{place}.",
    },
    "window": {
        "fr": ", arrivée entre {first} et {last}",
        "en": ", arriving between {first} and {last}",
    },
    "heads": {"fr": "Objet|Début|Fin|Lieu", "en": "Subject|Start|End|Place"},
    "place": {"fr": " – {place}", "en": " – {place}"},
    "all": {"fr": "Ceux qui sont prévus :", "en": "Those that are planned:"},
    "none": {
        "fr": "Aucun rendez-vous n’est prévu.",
        "en": "No appointment is planned.",
    },
    "none_then": {
        "fr": "Aucun rendez-vous n’est prévu à ce moment-là.",
        "en": "No appointment is planned for then.",
    },
    "last": {
        "fr": "Le dernier : **{subject}**, le {start}.",
        "en": "The last one: **{subject}**, {start}.",
    },
}


def asks_when(text: str) -> bool:
    """Say whether a text asks for appointments of whoever says it."""
    said = words(text)
    if MANNER.intersection(said):
        return False
    when = bool(WHEN.intersection(said))
    when |= bool(WHICH.intersection(said) and MOMENTS.intersection(said))
    if any(word.startswith(TRADES) for word in said):
        return when
    visit = any(word.startswith(VISITS) for word in said)
    return visit and (when or bool((OURS | NEXT).intersection(said)))


@dataclass(frozen=True)
class Kind:
    """An object that holds appointments: its fields for when and where; `dead` statuses are none.

    `window` are the fields between which somebody arrives.
    """

    object: str
    start: str
    end: str
    place: str
    window: tuple[str, ...] = ()
    dead: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """Return what is read of one."""
        return ("Id", "Subject", self.start, self.end, self.place, *self.window)


KINDS = (
    Kind("Event", "StartDateTime", "EndDateTime", "Location"),
    Kind("ServiceAppointment", "SchedStartTime", "SchedEndTime", "City",
         ("ArrivalWindowStartTime", "ArrivalWindowEndTime"), ("Canceled", "Cannot Complete")),
)  # fmt: skip


@dataclass(frozen=True)
class Visit:
    """One appointment, as it is read."""

    kind: Kind
    record: Mapping[str, Any]

    @property
    def ref(self) -> RecordRef:
        """Return the record it is."""
        name = str(self.record["Subject"] or "")
        return RecordRef(object=self.kind.object, id=self.record["Id"], name=name)


async def appointments(request: Request, tools: Tools) -> Result | None:
    """Answer with the customer's appointments; None where none are asked for."""
    crm = tools.org()
    if not asks_when(request.text):
        return None
    kinds = kinds_in(await crm.catalogue())
    if not kinds:
        return None
    today, zone = tools.clock.today(), ZoneInfo(crm.user.timezone)
    spoken = find_periods(request.text, today, prefer="future")
    asked = spoken[0] if spoken else None
    first = (asked.start if asked else None) or today
    until = asked.end + timedelta(days=1) if asked and asked.end else None
    end = _midnight(until, zone) if until else None
    found, total = await _between(crm, kinds, _midnight(first, zone), end)
    if found:
        return await _told(found, total, request.language, crm, then=asked is not None)
    now = _midnight(today, zone)
    return await _none(request.language, crm, kinds, now, then=asked is not None)


def kinds_in(catalogue: Catalogue) -> list[Kind]:
    """Return the kinds of appointment this org has and the asker may read."""
    return [
        kind for kind in KINDS
        if kind.object in catalogue and set(kind.fields) <= set(catalogue[kind.object].fields)
    ]  # fmt: skip


def city_of(zone: str, language: Language) -> str:
    """Return what people call a time zone: its city. A customer's own zone is not known."""
    from babel.dates import get_timezone_location  # noqa: PLC0415 - it reads tables

    return str(get_timezone_location(zone, locale=language, return_city=True))


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)


def _query(kind: Kind, bounds: Sequence[Condition], *, last: bool = False) -> Query:
    alive = [Compare("Status", "!=", dead) for dead in kind.dead]
    order = (Order(kind.start, descending=last),)
    where = AllOf((*bounds, *alive))
    return Query(kind.object, kind.fields, where, order_by=order, limit=1 if last else MOST)


async def _between(
    crm: Crm, kinds: Sequence[Kind], first: datetime, until: datetime | None
) -> tuple[list[Visit], int]:
    """Return what begins from one moment on, up to another where there is one, in order."""
    queries = []
    for kind in kinds:
        bounds: list[Condition] = [Compare(kind.start, ">=", first)]
        bounds += [Compare(kind.start, "<", until)] if until else []
        queries.append(_query(kind, bounds))
    answers = await crm.run_many(queries)
    found = [
        Visit(kind, record)
        for kind, rows in zip(kinds, answers, strict=True)
        for record in rows.records
    ]
    total = sum(len(rows.records) if rows.total is None else rows.total for rows in answers)
    return sorted(found, key=lambda one: one.record[one.kind.start])[:MOST], total


async def _told(
    found: Sequence[Visit], total: int, language: Language, crm: Crm, *, then: bool
) -> Result:
    """Say the first, and list them all where there are several."""
    rows = [await _cells(one, language, crm) for one in found]
    first, zone = found[0], crm.user.timezone
    where = value_at(first.record, first.kind.place)
    told = line(
        LINES, "on" if then else "next", language, subject=rows[0][0], start=rows[0][1],
        city=city_of(zone, language), window=await _window(first, language, crm),
        place=line(LINES, "place", language, place=where) if where else "",
    )  # fmt: skip
    parts: list[Part] = [Text(text=told)]
    if len(found) > 1:
        parts.append(Text(text=line(LINES, "all", language)))
        parts.append(
            Table(columns=line(LINES, "heads", language).split("|"), rows=rows,
                  records=[str(one.record["Id"]) for one in found],
                  truncated=total > len(found), total=total)
        )  # fmt: skip
    return Result(parts=tuple(parts), records=tuple(one.ref for one in found))


async def _cells(one: Visit, language: Language, crm: Crm) -> list[str]:
    """Return what, when, until when and where, as the reader writes them."""
    fields, kind = (await crm.describe(one.kind.object)).fields, one.kind
    names = ("Subject", kind.start, kind.end, kind.place)
    cells = [shown(one.record.get(name), fields[name], language, crm.user.timezone)
             for name in names]  # fmt: skip
    return [cells[0] or fields["Subject"].labels.of(language), *cells[1:]]


async def _window(one: Visit, language: Language, crm: Crm) -> str:
    """Say between which hours somebody arrives, where that is planned."""
    fields = (await crm.describe(one.kind.object)).fields
    hours = [
        shown(one.record[name], fields[name], language, crm.user.timezone).split()[-1]
        for name in one.kind.window
        if one.record.get(name)
    ]
    if len(hours) < 2:
        return ""
    return line(LINES, "window", language, first=hours[0], last=hours[1])


async def _none(
    language: Language, crm: Crm, kinds: Sequence[Kind], now: datetime, *, then: bool
) -> Result:
    """Say that nothing is planned, and what was last."""
    parts: list[Part] = [Text(text=line(LINES, "none_then" if then else "none", language))]
    past = [_query(kind, [Compare(kind.start, "<", now)], last=True) for kind in kinds]
    answers = [] if then else await crm.run_many(past)
    ended = [
        Visit(kind, record)
        for kind, rows in zip(kinds, answers, strict=False)
        for record in rows.records
    ]
    latest = max(ended, key=lambda one: one.record[one.kind.start], default=None)
    if latest is None:
        return Result(parts=tuple(parts))
    subject, start, *_ = await _cells(latest, language, crm)
    parts.append(Text(text=line(LINES, "last", language, subject=subject, start=start)))
    return Result(parts=tuple(parts), records=(latest.ref,))
