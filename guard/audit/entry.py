"""One line of the trail: ids, kinds, counts and times. Words cannot get in.

A text value is kept only where it can be an id, a name of a thing or a date: at most 80 characters,
without a blank, a line break or an `@`. Anything else becomes `WITHHELD`, whoever passes it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

WITHHELD = "(withheld)"
MOST_RECORDS = 200
"""A line names at most this many records; `records_left` counts the others."""

_SAFE = re.compile(r"[\w.:/,+\-*]{0,80}")


@dataclass(frozen=True)
class Entry:
    """What happened.

    `kind` is `turn`, `sent`, `exchange`, `feedback`, `change`, `start`, `prune`, `erase`, `read`,
    `lost` or `broken`. `person` and `conversation` are pseudonyms (`Trail.pseudonym`), `user` is a
    Salesforce id, `action` what was asked for, `records` pairs of object and id, `facts` the rest:
    numbers, names of things, mappings and lists of them.
    """

    kind: str
    person: str = ""
    user: str = ""
    conversation: str = ""
    turn: str = ""
    action: str = ""
    records: tuple[tuple[str, str], ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)

    def body(self, at: datetime) -> str:
        """Return the line as canonical JSON: sorted keys, no blanks, ASCII."""
        records = [list(pair) for pair in self.records[:MOST_RECORDS]]
        left = len(self.records) - len(records)
        content = {
            "at": written(at), "kind": self.kind, "person": self.person, "user": self.user,
            "conversation": self.conversation, "turn": self.turn, "action": self.action,
            "records": records, **({"records_left": left} if left else {}), **self.facts,
        }  # fmt: skip
        return json.dumps(_safe(content), sort_keys=True, separators=(",", ":"))


def written(at: datetime) -> str:
    """Return a moment in UTC to the microsecond; text order is time order."""
    moment = at.astimezone(UTC).replace(tzinfo=None)
    return f"{moment.isoformat(timespec='microseconds')}Z"


def _safe(value: Any) -> Any:
    """Return a value that holds no words and that JSON can write."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, str):
        return value if _SAFE.fullmatch(value) else WITHHELD
    if isinstance(value, Mapping):
        return {str(_safe(str(key))): _safe(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_safe(item) for item in value]
    return WITHHELD
