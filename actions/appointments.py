"""« Quand passe le technicien ? »: a customer's own appointments, those to come first.

What is asked is told by its parts: a visit or who comes for it, and when, or whose it is. So « how
do I book an appointment? » stays a question for the articles. Which records are the customer's is
the confinement's business, not ours.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from actions.contract import Language, Request, Result, Tools
from actions.display import shown
from actions.parts import Part, RecordRef, Table, Text
from actions.wording import Lines, line
from crm import AllOf, Compare, Crm, Order, Query, Rows
from language import find_periods, words

EVENT, START = "Event", "StartDateTime"
COLUMNS = ("Subject", START, "EndDateTime", "Location")
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
        "({city}){place}.",
        "en": "Your next appointment: **{subject}**, {start}, {city} time{place}.",
    },
    "on": {
        "fr": "Votre rendez-vous : **{subject}**, le {start}, heure locale ({city}){place}.",
        "en": "Your appointment: **{subject}**, {start}, {city} time{place}.",
    },
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


async def appointments(request: Request, tools: Tools) -> Result | None:
    """Answer with the customer's appointments; None where none are asked for."""
    crm = tools.org()
    if not asks_when(request.text) or EVENT not in await crm.catalogue():
        return None
    today, zone = tools.clock.today(), ZoneInfo(crm.user.timezone)
    spoken = find_periods(request.text, today, prefer="future")
    asked = spoken[0] if spoken else None
    first = (asked.start if asked else None) or today
    until = asked.end + timedelta(days=1) if asked and asked.end else None
    end = _midnight(until, zone) if until else None
    found = await _between(crm, _midnight(first, zone), end)
    if found.records:
        return await _told(found, request.language, crm, then=asked is not None)
    return await _none(request.language, crm, _midnight(today, zone), then=asked is not None)


def city_of(zone: str, language: Language) -> str:
    """Return what people call a time zone: its city. A customer's own zone is not known."""
    from babel.dates import get_timezone_location  # noqa: PLC0415 - it reads tables

    return str(get_timezone_location(zone, locale=language, return_city=True))


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)


async def _between(crm: Crm, first: datetime, until: datetime | None) -> Rows:
    """Return what begins from one moment on, up to another where there is one, in order."""
    bounds = [Compare(START, ">=", first)]
    bounds += [Compare(START, "<", until)] if until else []
    order = (Order(START),)
    return await crm.run(
        Query(EVENT, ("Id", *COLUMNS), AllOf(tuple(bounds)), order_by=order, limit=MOST)
    )


async def _told(found: Rows, language: Language, crm: Crm, *, then: bool) -> Result:
    """Say the first, and list them all where there are several."""
    fields, records = (await crm.describe(EVENT)).fields, found.records
    zone = crm.user.timezone
    cells = [[shown(one.get(name), fields[name], language, zone) for name in COLUMNS]
             for one in records]  # fmt: skip
    first = records[0]
    place = line(LINES, "place", language, place=first["Location"]) if first["Location"] else ""
    told = line(LINES, "on" if then else "next", language, subject=first["Subject"] or cells[0][0],
                start=cells[0][1], city=city_of(zone, language), place=place)  # fmt: skip
    parts: list[Part] = [Text(text=told)]
    if len(records) > 1:
        parts.append(Text(text=line(LINES, "all", language)))
        heads = [fields[name].labels.of(language) for name in COLUMNS]
        total = found.total if found.total is not None else len(records)
        parts.append(
            Table(columns=heads, rows=cells, records=[str(one["Id"]) for one in records],
                  truncated=total > len(records), total=total)
        )  # fmt: skip
    refs = tuple(
        RecordRef(object=EVENT, id=one["Id"], name=str(one["Subject"] or "")) for one in records
    )
    return Result(parts=tuple(parts), records=refs)


async def _none(language: Language, crm: Crm, now: datetime, *, then: bool) -> Result:
    """Say that nothing is planned, and what was last."""
    parts: list[Part] = [Text(text=line(LINES, "none_then" if then else "none", language))]
    order = (Order(START, descending=True),)
    past = Query(EVENT, ("Id", *COLUMNS), Compare(START, "<", now), order_by=order, limit=1)
    fields = (await crm.describe(EVENT)).fields
    records = () if then else (await crm.run(past)).records
    refs = []
    for one in records:
        start = shown(one[START], fields[START], language, crm.user.timezone)
        parts.append(
            Text(text=line(LINES, "last", language, subject=one["Subject"] or "", start=start))
        )
        refs.append(RecordRef(object=EVENT, id=one["Id"], name=str(one["Subject"] or "")))
    return Result(parts=tuple(parts), records=tuple(refs))
