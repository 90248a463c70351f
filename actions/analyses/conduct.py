"""What was said on a case, who said it, and which acts of the agent a policy may look at.

Acts are told by classes taught in `data/conduct`: taking something back, replacing it for free,
granting a discount, telling or changing what is on an account, checking who asks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from actions.analyses.matter import Matter
from actions.parts import RecordRef
from actions.sentences import sentences, turns
from crm import Compare
from language import fold, words

Side = Literal["agent", "customer", ""]
# Chosen on the development half of the made companies.
SURE = 0.45
OURS = frozenset(words("agent support conseiller conseillere advisor operator helpdesk service"))
"""Words for whoever answers customers."""
_THEIRS = frozenset(words("customer client cliente visitor visiteur user utilisateur caller"))


@dataclass(frozen=True)
class Said:
    """One sentence of a conversation; `act` is "other" where an agent’s does nothing of note."""

    side: Side
    text: str
    moment: datetime
    source: RecordRef
    act: str = "other"


async def said_on(matter: Matter, case: RecordRef) -> list[Said]:
    """Return everything said with the customer about a case, oldest first, agents’ acts told."""
    found = [*await _mails(matter, case), *await _comments(matter, case)]
    found += await _chats(matter, case)
    found.sort(key=lambda one: one.moment)
    ours = [place for place, one in enumerate(found) if one.side == "agent"]
    read = await matter.tools.remarks.taught("conduct").read([found[at].text for at in ours])
    acts = dict(zip(ours, read, strict=True))
    return [_acted(one, acts.get(place)) for place, one in enumerate(found)]


def _acted(one: Said, read: tuple[str, float] | None) -> Said:
    if read is None or read[1] < SURE:
        return one
    return Said(one.side, one.text, one.moment, one.source, read[0])


async def _mails(matter: Matter, case: RecordRef) -> list[Said]:
    rows = await matter.rows(
        "EmailMessage", ("Subject", "TextBody", "Incoming", "MessageDate", "CreatedDate"),
        Compare("ParentId", "=", case.id),
    )  # fmt: skip
    return [
        Said("customer" if row.get("Incoming") else "agent", text,
             row.get("MessageDate") or row["CreatedDate"],
             _source("EmailMessage", row, "Subject"))
        for row in rows
        for text in sentences(str(row.get("TextBody") or ""))
    ]  # fmt: skip


async def _comments(matter: Matter, case: RecordRef) -> list[Said]:
    """Return the comments that the customer reads: what stays inside promises nothing."""
    rows = await matter.rows(
        "CaseComment", ("CommentBody", "IsPublished", "CreatedDate"),
        Compare("ParentId", "=", case.id),
    )  # fmt: skip
    return [
        Said("agent", text, row["CreatedDate"], _source("CaseComment", row, ""))
        for row in rows if row.get("IsPublished")
        for text in sentences(str(row.get("CommentBody") or ""))
    ]  # fmt: skip


async def _chats(matter: Matter, case: RecordRef) -> list[Said]:
    ours = await _first_names(matter)
    found: list[Said] = []
    for name, info in matter.catalogue.items():
        own = set(info.fields)
        link = next((one for one in ("CaseId", "Case__c") if one in own), None)
        body = next((one for one in ("Body", "Body__c") if one in own), None)
        if "transcript" not in name.casefold() or link is None or body is None:
            continue
        paths = ("Name", body, "StartTime", "Call_Time__c", "CreatedDate")
        rows = await matter.rows(name, paths, Compare(link, "=", case.id))
        for row in rows:
            moment = row.get("StartTime") or row.get("Call_Time__c") or row["CreatedDate"]
            source = _source(name, row, "Name")
            said = turns(str(row.get(body) or ""))
            found += [Said(side_of(who, ours), text, moment, source) for who, text in said]
    return found


async def _first_names(matter: Matter) -> frozenset[str]:
    rows = await matter.rows("User", ("Name", "FirstName"), Compare("IsActive", "!=", None))
    names = [str(row.get("FirstName") or row.get("Name") or "") for row in rows]
    return frozenset(word for name in names for word in words(name)[:1])


def side_of(who: str, ours: frozenset[str]) -> Side:
    """Return on which side a speaker is: ours by a user’s first name or an agent’s title."""
    said = set(words(who))
    if said & (ours | OURS) and not said & _THEIRS:
        return "agent"
    return "customer" if said else ""


def _source(name: str, row: Mapping[str, Any], path: str) -> RecordRef:
    return RecordRef(object=name, id=str(row["Id"]), name=str(row.get(path) or name))


def about(said: Sequence[Said]) -> list[str]:
    """Return what was said by anybody, folded."""
    return [fold(one.text) for one in said]


def first_day(said: Sequence[Said], matter: Matter, otherwise: date) -> date:
    """Return the day a conversation began."""
    return min((matter.day(one.moment) for one in said), default=otherwise)
