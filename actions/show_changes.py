"""« Qu'est-ce que j'ai changé aujourd'hui ? »: who, when, old, new, and the words that asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from actions.contract import Entry, Language, Request, Result, Tools
from actions.parts import ChangeView, ProposalView, RecordRef, Table, Text
from actions.proposals import view
from actions.wording import Lines, line
from crm import Operation
from language import Period, find_periods, format_date, format_datetime

LINES: Lines = {
    "none": {
        "fr": "{who}, vous n’avez rien modifié ici {period}.",
        "en": "{who}, you changed nothing here {period}.",
    },
    "some": {
        "fr": "{who}, voici vos **{count}** modifications {period}, de la plus ancienne à la plus "
        "récente.",
        "en": "{who}, here are your **{count}** changes {period}, oldest first.",
    },
    "on": {"fr": "le {day}", "en": "on {day}"},
    "between": {"fr": "du {start} au {end}", "en": "from {start} to {end}"},
    "at": {"fr": "Quand", "en": "When"},
    "what": {"fr": "Opération", "en": "Operation"},
    "record": {"fr": "Enregistrement", "en": "Record"},
    "field": {"fr": "Champ", "en": "Field"},
    "old": {"fr": "Avant", "en": "Before"},
    "new": {"fr": "Après", "en": "After"},
    "words": {"fr": "Votre demande", "en": "Your words"},
    "create": {"fr": "création", "en": "creation"},
    "update": {"fr": "modification", "en": "change"},
    "delete": {"fr": "suppression", "en": "deletion"},
    "convert": {"fr": "conversion", "en": "conversion"},
    "undone": {"fr": "{what} (annulée)", "en": "{what} (undone)"},
    "failed": {"fr": "{what} (non faite)", "en": "{what} (not done)"},
}
COLUMNS = ("at", "what", "record", "field", "old", "new", "words")


async def show_changes(request: Request, tools: Tools) -> Result:
    """List what the asker changed through the copilot in a period, today if none is said."""
    crm, language = tools.org(), request.language
    zone = ZoneInfo(crm.user.timezone)
    start, end = _period(request, tools.clock.now().astimezone(zone).date())
    entries = await tools.ledger.log(
        crm.user.id,
        datetime.combine(start, time(), zone),
        datetime.combine(end + timedelta(days=1), time(), zone),
    )
    told = _told(start, end, language)
    if not entries:
        words = line(LINES, "none", language, who=crm.user.name, period=told)
        return Result(parts=(Text(text=words),))
    catalogue = await crm.catalogue()
    rows: list[list[str]] = []
    for entry in entries:
        viewed = await view(entry.outcome.proposal, catalogue, crm, language)
        rows += _rows(entry, viewed, language, crm.user.timezone)
    words = line(LINES, "some", language, who=crm.user.name, count=len(entries), period=told)
    columns = [line(LINES, name, language) for name in COLUMNS]
    return Result(
        parts=(Text(text=words), Table(columns=columns, rows=rows, total=len(rows))),
        records=tuple(_records(entries)),
    )


def _period(request: Request, today: date) -> tuple[date, date]:
    """Return the first and last day asked about."""
    found: list[Period] = find_periods(request.text, today, prefer="past")
    if not found or found[0].start is None:
        return today, today
    return found[0].start, min(found[0].end or today, today)


def _told(start: date, end: date, language: Language) -> str:
    if start == end:
        return line(LINES, "on", language, day=format_date(start, language))
    first, last = format_date(start, language), format_date(end, language)
    return line(LINES, "between", language, start=first, end=last)


def _rows(entry: Entry, viewed: ProposalView, language: Language, zone: str) -> list[list[str]]:
    """Return one row a changed field of each record."""
    at = format_datetime(entry.at, language, zone)
    rows = []
    for name, changes, failed in _changed(entry, viewed):
        what = _what(viewed.operation, language, undone=entry.undone, failed=failed)
        told = [(one.label, one.old or "—", one.new or "—") for one in changes]
        rows += [[at, what, name, *one, entry.words] for one in told or [("—", "—", "—")]]
    return rows


def _changed(entry: Entry, viewed: ProposalView) -> Iterator[tuple[str, list[ChangeView], bool]]:
    """Yield each record's name, what changed in it, and whether that failed."""
    if not viewed.records or viewed.operation == "convert":
        yield entry.outcome.proposal.name, viewed.changes, False
        return
    for record, done in zip(viewed.records, entry.outcome.each, strict=True):
        yield record.name, record.changes, done.problem is not None


def _what(operation: Operation, language: Language, *, undone: bool, failed: bool) -> str:
    what = line(LINES, operation, language)
    if failed or undone:
        return line(LINES, "failed" if failed else "undone", language, what=what)
    return what


def _records(entries: list[Entry]) -> Iterator[RecordRef]:
    """Yield the records that were changed, each once."""
    seen: set[str] = set()
    for entry in entries:
        proposal = entry.outcome.proposal
        done = [(one.record, one.name) for one in entry.outcome.each if not one.problem]
        for record, name in done or [(entry.outcome.record, proposal.name)]:
            if record and record not in seen:
                seen.add(record)
                yield RecordRef(object=proposal.object, id=record, name=name)
