"""What was said about a lead or a deal: calls, notes, e-mails, transcripts, oldest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from actions.analyses.matter import Matter
from actions.parts import RecordRef
from actions.sentences import sentences, turns
from crm import Compare

_CALLS = "VoiceCallTranscript__c"


@dataclass(frozen=True)
class Talk:
    """One record that holds words: its day, subject and text; a transcript has turns."""

    object: str
    id: str
    subject: str
    body: str
    day: date
    transcript: bool = False
    planned: bool = False

    def said(self) -> list[tuple[str, str]]:
        """Return (who, sentence) in order; who is "" where one person wrote it all."""
        if self.transcript:
            return turns(self.body)
        return [("", one) for one in sentences(self.body)]


async def conversations(matter: Matter, record: RecordRef) -> list[Talk]:
    """Return everything said about a lead or an opportunity, oldest first."""
    link = "WhoId" if record.object in {"Lead", "Contact"} else "WhatId"
    paths = ("Subject", "Description", "ActivityDate", "Status", "CreatedDate", "StartDateTime")
    found: list[Talk] = []
    for name in ("Task", "Event"):
        rows = await matter.rows(name, paths, Compare(link, "=", record.id))
        found += [_activity(name, row, matter) for row in rows]
    field = f"{record.object}__c"
    for name in transcripts_of(matter, record.object):
        rows = await matter.rows(
            name, ("Name", "Body__c", "Call_Time__c", "CreatedDate"),
            Compare(field, "=", record.id),
        )  # fmt: skip
        found += [_transcript(name, row, matter) for row in rows]
    return sorted(found, key=lambda one: (one.day, one.id))


def transcripts_of(matter: Matter, target: str) -> Sequence[str]:
    """Return the org’s objects of call transcripts that point to such a record."""
    return [
        name
        for name, info in matter.catalogue.items()
        if "transcript" in name.lower() and f"{target}__c" in info.fields
        and "Body__c" in info.fields
    ]  # fmt: skip


def _activity(name: str, row: Mapping[str, Any], matter: Matter) -> Talk:
    day = row.get("ActivityDate") or row.get("StartDateTime") or row["CreatedDate"]
    day = matter.day(day)
    open_ = name == "Task" and row.get("Status") not in {None, "Completed"}
    return Talk(
        name, str(row["Id"]), str(row.get("Subject") or ""), str(row.get("Description") or ""),
        day, planned=open_ or day > matter.today,
    )  # fmt: skip


def _transcript(name: str, row: Mapping[str, Any], matter: Matter) -> Talk:
    moment: datetime = row.get("Call_Time__c") or row["CreatedDate"]
    return Talk(
        name, str(row["Id"]), str(row.get("Name") or ""), str(row.get("Body__c") or ""),
        matter.day(moment), transcript=True,
    )  # fmt: skip
