"""Conversations, what was said in them and notes about them, as the API writes them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from copilot.store import stamp
from copilot.transcripts import TAKEN, WAITING
from copilot.underway import Underway
from crm import User


@dataclass(frozen=True)
class Shown:
    """What one agent sees of conversations beside their rows."""

    agent: User
    last: Mapping[str, Any] = field(default_factory=dict)
    unread: Mapping[str, int] = field(default_factory=dict)
    held: Mapping[str, datetime] = field(default_factory=dict)

    def row(self, row: Any) -> dict[str, Any]:
        """Return a conversation as the list shows it."""
        taken, waits = row.state == TAKEN, row.state == WAITING and row.requested
        last, held = self.last.get(row.id), self.held.get(row.id)
        return {
            "id": row.id, "state": row.state, "kind": row.kind, "language": row.language,
            "case": {"id": row.case_id, "number": row.case_number} if row.case_id else None,
            "agent": {"id": row.agent, "name": row.agent_name} if taken else None,
            "mine": taken and row.agent == self.agent.id,
            "routed": row.routed, "to_me": bool(waits) and row.routed == self.agent.id,
            "began": iso(row.began), "updated": iso(row.updated),
            "requested": iso(row.requested) if waits else None,
            "waiting_seconds": round((stamp() - row.requested).total_seconds()) if waits else None,
            "held_since": iso(held) if held and taken else None,
            "unread": self.unread.get(row.id, 0),
            "last": line_of(last) if last else None, "rating": row.rating,
        }  # fmt: skip


def line_of(row: Any) -> dict[str, Any]:
    """Return one thing said."""
    return {
        "n": row.n, "from": row.author, "name": row.name, "text": row.text, "turn": row.turn,
        "language": row.language, "at": iso(row.at),
        "parts": json.loads(row.parts) if row.parts else None,
    }  # fmt: skip


def partial_of(underway: Underway | None) -> dict[str, Any] | None:
    """Return an answer that is being made, as far as it may be read."""
    if underway is None:
        return None
    return {
        "n": underway.n, "turn": underway.turn, "language": underway.language,
        "text": underway.words, "draft": bool(underway.text),
        "read": underway.read, "expected": underway.expected,
    }  # fmt: skip


def preview(line: dict[str, Any]) -> dict[str, Any]:
    """Return the beginning of a thing said, for a list."""
    names = [part["name"] for part in line["parts"] or () if part["type"] == "attachment"]
    return {**line, "text": (line["text"] or ", ".join(names))[:160], "parts": None}


def notes_of(rows: Sequence[Any]) -> list[dict[str, Any]]:
    """Return internal notes, in order."""
    return [
        {"n": row.n, "agent": row.agent, "name": row.agent_name, "text": row.text,
         "at": iso(row.at)}
        for row in rows
    ]  # fmt: skip


def iso(moment: datetime) -> str:
    """Write a moment kept in UTC."""
    return f"{moment.isoformat(timespec='seconds')}Z"
