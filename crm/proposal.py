"""The typed change every writing skill builds: shown, confirmed, executed once, undoable."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from crm.query import Value

Operation = Literal["create", "update", "delete", "convert"]
Problem = Literal["stale", "missing", "refused", "invalid", "duplicates", "unavailable", "in_doubt"]


@dataclass(frozen=True)
class Change:
    """One field's old and new value, as Python values; labels are for showing."""

    field: str
    label: str
    old: Value
    new: Value


@dataclass(frozen=True)
class Part:
    """One record of a change to several: what it is called, its own old and new values.

    `record` is empty where the record is to be made. `object` is the proposal's own but for a
    conversion, whose parts are the account, the contact and the opportunity it leads to.
    """

    object: str
    record: str
    name: str
    changes: tuple[Change, ...] = ()
    revision: str = ""


@dataclass(frozen=True)
class Proposal:
    """An exact change to one record, or to each of `parts`, bound to the revisions the user saw.

    `record` is empty for a create and for a change to several records. `revision` is the record's
    `SystemModstamp` when it was read, as Salesforce wrote it; executing against another revision
    raises `crm.Stale` (of several records, those are left and reported). `user` is the Salesforce
    id of who asked and the only one who may confirm. `expires` is timezone-aware UTC. `accepted`
    are the ids of possible duplicates that were shown, and that a yes says are no duplicates.
    `withheld` are the names of the records left out of it, which sharing keeps the user from.
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
    parts: tuple[Part, ...] = ()
    accepted: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()


@dataclass(frozen=True)
class Done:
    """What became of one of several records; `problem` is None where it was written.

    `field` is the API name a refusal is about, where there is one.
    """

    record: str
    name: str
    revision: str = ""
    problem: Problem | None = None
    field: str = ""


@dataclass(frozen=True)
class Outcome:
    """What executing a proposal did: the record's id and the revision it has now.

    For several records `each` has what became of every one, in the order of the proposal's parts;
    for a conversion the records it led to.
    """

    proposal: Proposal
    record: str
    revision: str
    undoes: str = field(default="")
    each: tuple[Done, ...] = ()
