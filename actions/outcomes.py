"""What executing or undoing a proposal did, in words: one record, or each of several."""

from __future__ import annotations

from collections.abc import Sequence

from actions.change_lines import LINES
from actions.contract import Language, Request, Result, Tools
from actions.naming import focused
from actions.parts import Card, CardField, ChangeView, Part, RecordRef, Table, Text
from actions.proposals import view
from actions.wording import line
from crm import Crm, Done, Outcome, Proposal

DONE = "done "


async def report(outcome: Outcome, request: Request, tools: Tools) -> Result:
    """Say what was written; of several records, which were not and why."""
    proposal, crm, language = outcome.proposal, tools.org(), request.language
    if proposal.operation == "convert":
        return _converted(outcome, request)
    if proposal.parts:
        return _many(outcome, "done", request)
    viewed = (await view(proposal, await crm.catalogue(), crm, language)).changes
    words = line(
        LINES, await _done(outcome, crm), language,
        name=proposal.name, changes=sentence(viewed, language),
    )  # fmt: skip
    record = RecordRef(object=proposal.object, id=outcome.record, name=proposal.name)
    deleted = proposal.operation == "delete"
    shown = () if deleted else (_card(record, viewed, crm),)
    return Result(
        parts=(Text(text=words), *shown),
        slots={**({"awaiting": None} if deleted else focused(record)), "pending": just(proposal)},
        records=(record,),
    )


def just(proposal: Proposal) -> str:
    """Return what the conversation remembers of a change that is the last thing done in it."""
    return f"{DONE}{proposal.id}"


async def _done(outcome: Outcome, crm: Crm) -> str:
    """Return the line that says it; undo is offered only where rights may allow it."""
    proposal = outcome.proposal
    info = (await crm.catalogue()).get(proposal.object)
    if proposal.operation == "create" and info and not info.deletable:
        return "done_made"
    return "done_handed" if handed_over(proposal, crm) else f"done_{proposal.operation}"


def handed_over(proposal: Proposal, crm: Crm) -> bool:
    """Whether a change gives what was the user's own record to somebody else."""
    return any(
        one.field == "OwnerId" and one.old == crm.user.id and one.new != crm.user.id
        for one in proposal.changes
    )


async def report_undone(
    outcome: Outcome, undone: Outcome, request: Request, tools: Tools
) -> Result:
    """Say what was taken back."""
    proposal, crm, language = outcome.proposal, tools.org(), request.language
    if undone.each:
        return _many(undone, "undone", request)
    viewed = (await view(proposal, await crm.catalogue(), crm, language)).changes
    colon = _colon(language)
    changes = ", ".join(f"{one.label}{colon}{one.old or '—'}" for one in viewed)
    words = line(
        LINES, f"undone_{proposal.operation}", language, name=proposal.name, changes=changes
    )
    record = RecordRef(object=proposal.object, id=outcome.record, name=proposal.name)
    created = proposal.operation == "create"
    slots = {"awaiting": None} if created else focused(record)
    return Result(parts=(Text(text=words),), slots=slots, records=(record,))


def _colon(language: Language) -> str:
    return "\u202f: " if language == "fr" else ": "


def sentence(changes: Sequence[ChangeView], language: Language) -> str:
    """Return the changes as one line: « Étape : Négociation/Révision »."""
    colon = _colon(language)
    return ", ".join(f"{one.label}{colon}{one.new or '—'}" for one in changes)


def _card(record: RecordRef, changes: Sequence[ChangeView], crm: Crm) -> Card:
    """Return the record with its new values."""
    return Card(
        object=record.object, id=record.id, title=record.name,
        fields=[CardField(label=one.label, value=one.new or "—") for one in changes],
        url=crm.record_url(record.object, record.id),
    )  # fmt: skip


def _converted(outcome: Outcome, request: Request) -> Result:
    names = ", ".join(f"**{one.name}**" for one in outcome.each)
    words = line(LINES, "done_convert", request.language, name=outcome.proposal.name, names=names)
    parts = {part.name: part.object for part in outcome.proposal.parts}
    records = tuple(
        RecordRef(object=_object_of(one, parts), id=one.record, name=one.name)
        for one in outcome.each
    )
    slots = {**(focused(records[0]) if records else {}), "pending": just(outcome.proposal)}
    return Result(parts=(Text(text=words),), slots=slots, records=records)


_PREFIXES = {"001": "Account", "003": "Contact", "006": "Opportunity"}


def _object_of(done: Done, names: dict[str, str]) -> str:
    """Return the standard object a conversion's record is of, by Salesforce's key prefixes."""
    return _PREFIXES.get(done.record[:3]) or names.get(done.name, "Account")


def _many(outcome: Outcome, verb: str, request: Request) -> Result:
    """Report record by record what could not be written."""
    language = request.language
    good = [one for one in outcome.each if one.problem is None]
    bad = [one for one in outcome.each if one.problem is not None]
    name = f"{verb}_many" if not bad else f"{verb}_some"
    if not good:
        name = f"{verb}_none"
    elif len(outcome.each) == 1:
        name = f"{verb}_one"
    words = line(
        LINES, name, language, count=len(good), total=len(outcome.each), name=outcome.each[0].name
    )
    table: tuple[Part, ...] = (_failures(bad, language),) if bad else ()
    records = tuple(
        RecordRef(object=outcome.proposal.object, id=one.record, name=one.name) for one in good
    )
    refused = "nothing_written" if bad and not good else None
    return Result(
        parts=(Text(text=words), *table),
        slots={"pending": just(outcome.proposal) if verb == "done" else None, "awaiting": None},
        records=records, refused=refused,
    )  # fmt: skip


def _failures(bad: Sequence[Done], language: Language) -> Table:
    rows = [[one.name or one.record, _why(one, language)] for one in bad]
    columns = [line(LINES, key, language) for key in ("record", "reason")]
    ids = [one.record for one in bad]
    return Table(columns=columns, rows=rows, records=ids if all(ids) else [], total=len(rows))


def _why(done: Done, language: Language) -> str:
    reason = line(LINES, f"why_{done.problem}", language)
    return f"{reason} ({done.field})" if done.field else reason
