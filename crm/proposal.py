"""The typed change every writing skill builds: shown, confirmed, executed once, undoable."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from crm.query import Value

Operation = Literal["create", "update", "delete"]


@dataclass(frozen=True)
class Change:
    """One field's old and new value, as Python values; labels are for showing."""

    field: str
    label: str
    old: Value
    new: Value


@dataclass(frozen=True)
class Proposal:
    """An exact change to one record, bound to the revision the user saw.

    `record` is empty for a create. `revision` is the record's `SystemModstamp` when it was read, as
    Salesforce wrote it; executing against another revision raises `crm.Stale`. `user` is the
    Salesforce id of who asked and the only one who may confirm. `expires` is timezone-aware UTC.
    """

    id: str
    operation: Operation
    object: str
    record: str
    name: str
    changes: tuple[Change, ...]
    revision: str
    user: str
    expires: datetime


@dataclass(frozen=True)
class Outcome:
    """What executing a proposal did: the record's id and the revision it has now."""

    proposal: Proposal
    record: str
    revision: str
    undoes: str = field(default="")
