"""An e-mail that came in: whose it is, what it is, what is to be done with it.

Its text is data, whatever it says: it is matched, sorted, quoted and logged, never obeyed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from actions.activity import kept_of
from actions.contract import Request, Result, Tools
from actions.inbound_lines import LINES
from actions.inbound_match import Match, matched
from actions.mail_draft import Draft
from actions.mail_files import Letter
from actions.mail_signatures import read_signature
from actions.mail_writing import draft_email
from actions.parts import Part, Text
from actions.proposals import made, propose
from actions.sentences import sentences
from actions.wording import line
from crm import Catalogue, Value
from language import fold, format_date, quoted

# Chosen on the development letters: below this a sentence tells nothing of the whole.
SURE, READ, MOST_BODY, RECEIVED = 0.35, 12, 32_000, "1"
# What wins where a letter says several things: an answering machine, then what cannot wait.
PRESSING = ("out_of_office", "complaint", "meeting_moved", "buying_signal", "signature_change",
            "request", "thanks")  # fmt: skip
URGENT = frozenset({"complaint", "meeting_moved", "buying_signal"})
PRESSED = ("urgent", "asap", "immediat", "des que possible", "au plus vite", "right away")
ANSWERS = {"complaint": "service_recovery", "meeting_moved": "meeting_request",
           "buying_signal": "follow_up", "request": "follow_up"}  # fmt: skip


@dataclass(frozen=True)
class Sorting:
    """What a letter is, the sentence that tells it, and whether it presses."""

    kind: str
    sentence: str
    urgent: bool


async def sort(letter: Letter, tools: Tools) -> Sorting:
    """Return what a letter is: by its headers, then by its most pressing clear sentence."""
    said = sentences(letter.text)[:READ]
    pressed = any(word in fold(f"{letter.subject} {letter.text}") for word in PRESSED)
    if letter.automatic:
        return Sorting("out_of_office", said[0] if said else letter.subject, urgent=False)
    texts = [*said, *([letter.subject] if letter.subject else [])]
    clear: dict[str, str] = {}
    for text, (kind, sure) in zip(texts, await tools.letters.read(texts), strict=True):
        if sure >= SURE:
            clear.setdefault(kind, text)
    found = next((kind for kind in PRESSING if kind in clear), None)
    if found is None:
        return Sorting("other", texts[0] if texts else "", urgent=pressed)
    return Sorting(found, clear[found], pressed or found in URGENT)


async def receive(letter: Letter, request: Request, tools: Tools) -> Result:
    """Say what came in, draft an answer, propose to update who wrote it and to log the letter."""
    match, what = await matched(letter, tools), await sort(letter, tools)
    lead = Text(text=told(letter, match, what, request))
    if match.person is None:
        return Result(parts=(lead,))
    answer = await _answer(match, what, request, tools)
    updated = await _update(letter, match, request, tools)
    logged = await _log(letter, match, request, tools)
    drafted: list[Part] = [one for one in answer.parts if one.type != "buttons"] if answer else []
    return Result(
        parts=(lead, *drafted, *(updated.parts if updated else ()), *logged.parts),
        slots={**(answer.slots if answer else {}), **logged.slots},
        proposal=logged.proposal,
        records=(*match.records, *(answer.records if answer else ())),
        model=answer.model if answer else None,
    )


def told(letter: Letter, match: Match, what: Sorting, request: Request) -> str:
    """Return who wrote, when, and what the letter is, with the sentence that tells it."""
    language = request.language
    said = line(
        LINES, "came_in" if match.person else "unknown", language,
        who=match.person.name if match.person else letter.name or letter.address,
        day=format_date(letter.at.date(), language) if letter.at else "—",
        subject=letter.subject or "—", kind=line(LINES, what.kind, language),
        urgent=line(LINES, "urgent", language) if what.urgent else "",
        about=line(LINES, "about", language, name=match.deal.name) if match.deal else "",
    )  # fmt: skip
    return f"{said} {quoted(what.sentence, language)}" if what.sentence else said


async def _answer(match: Match, what: Sorting, request: Request, tools: Tools) -> Result | None:
    """Draft an answer to what calls for one, in the writer's language."""
    purpose, record = ANSWERS.get(what.kind), match.case or match.deal or match.person
    if purpose is None or record is None or match.person is None:
        return None
    to = match.person.id if match.person.object == "Contact" else ""
    return await draft_email(Draft(record, purpose, to=to), request, tools)


async def _update(letter: Letter, match: Match, request: Request, tools: Tools) -> Result | None:
    """Propose to write what the signature says into the contact; None where nothing changed."""
    changed = read_signature(letter).changed(match.fields)
    person, info = match.person, (await tools.org().catalogue()).get("Contact")
    if not changed or info is None or person is None or person.object != "Contact":
        return None
    values = {name: value for name, value in changed.items() if info.fields[name].updateable}
    proposal = await made(request, tools, "update", "Contact", person.id, values)
    return await propose(proposal, request, tools)


async def _log(letter: Letter, match: Match, request: Request, tools: Tools) -> Result:
    """Propose to log the letter."""
    name, values = log_of(letter, match, await tools.org().catalogue())
    asked = replace(request, text=letter.subject or letter.address)
    proposal = await made(asked, tools, "create", name, "", values)
    return await propose(proposal, asked, tools, said="ask_log_inbound")


def log_of(letter: Letter, match: Match, catalogue: Catalogue) -> tuple[str, dict[str, Value]]:
    """Return the record that keeps the letter: an `EmailMessage`, else a closed task."""
    related = match.case or match.deal or match.account
    info = catalogue.get("EmailMessage")
    if info and info.createable and related:
        link = "ParentId" if related.object == "Case" else "RelatedToId"
        values: dict[str, Any] = {
            "Subject": letter.subject, "TextBody": letter.text[:MOST_BODY], "Incoming": True,
            "FromName": letter.name or None, "FromAddress": letter.address, "Status": RECEIVED,
            "ToAddress": "; ".join(letter.to), "MessageDate": letter.at, link: related.id,
        }  # fmt: skip
        return "EmailMessage", kept_of(info, {k: v for k, v in values.items() if v is not None})
    person = match.person
    values = {
        "Subject": f"E-mail: {letter.subject}"[:255], "Description": letter.text[:MOST_BODY],
        "Status": "Completed", "ActivityDate": letter.at.date() if letter.at else None,
        "WhoId": person.id if person else None, "WhatId": related.id if related else None,
    }  # fmt: skip
    return "Task", kept_of(catalogue["Task"], {k: v for k, v in values.items() if v is not None})
