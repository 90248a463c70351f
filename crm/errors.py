"""What can go wrong at the door to Salesforce. Foreign errors become these here and nowhere else.

    CrmError
    ├── CrmUnavailable      slow, down, cut off or asking to wait
    ├── QuotaSpent          the org's daily API calls are used up to our reserve
    ├── SignedOut           the session is over and could not be renewed
    ├── Refused             the user's rights do not allow it
    │   └── Withheld        the sharing of the record itself does not
    ├── NotFound            no such record, or the user may not see it
    ├── BadQuery            unknown or unusable object or field names
    ├── Invalid             a value the org would not accept
    ├── Duplicates          the org's duplicate rules found the same thing already there
    ├── Ambiguous           a name that several records bear
    ├── Stale               the record changed since it was shown
    ├── Expired             the proposal was shown too long ago
    └── NotUndoable         a change that cannot be taken back

Messages carry ids, API names and the remedy. They never carry a response body, SOQL or the content
of a record: those travel, where a caller needs them, in attributes that nobody logs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from crm.rows import Candidate

Reason = Literal[
    "unknown", "not_writable", "required", "type", "length", "range", "picklist",
    "dependent_picklist", "reference", "rule", "unchanged",
]  # fmt: skip


class CrmError(Exception):
    """Anything the door to Salesforce refuses or fails to do."""


class CrmUnavailable(CrmError):
    """Salesforce cannot answer now; `retry_after` is in seconds, or None where nobody knows.

    `in_doubt` is True where a write was sent and its answer was lost: look before trying again.
    """

    def __init__(self, retry_after: float | None = None, *, in_doubt: bool = False) -> None:
        """Say when to try again."""
        wait = "later" if retry_after is None else f"in {retry_after:.0f} s"
        super().__init__(f"Salesforce is not answering; try again {wait}")
        self.retry_after = retry_after
        self.in_doubt = in_doubt


class QuotaSpent(CrmError):
    """The org's API calls of the day are used up to the reserve."""

    def __init__(self, used: int | None = None, allowed: int | None = None) -> None:
        """Keep how many calls were used out of how many."""
        count = "" if used is None else f" ({used} of {allowed} used)"
        super().__init__(
            f"the org's daily API calls are spent{count}; they come back over the next 24 hours"
        )
        self.used = used
        self.allowed = allowed


class SignedOut(CrmError):
    """The user's session is over; they must sign in again."""

    def __init__(self, username: str | None = None) -> None:
        """Say that a new sign-in is needed."""
        super().__init__("Salesforce refused the sign-in or ended the session; sign in again")
        self.username = username


class Refused(CrmError):
    """The user's rights do not allow it; `object` and `field` are API names where known."""

    def __init__(self, object: str | None = None, field: str | None = None) -> None:  # noqa: A002
        """Name what was refused."""
        what = ".".join(part for part in (object, field) if part) or "this request"
        super().__init__(f"Salesforce does not allow this user: {what}")
        self.object = object
        self.field = field


class Withheld(Refused):
    """Sharing keeps the user from changing these records, as they are called, or deleting them."""

    def __init__(self, object: str, operation: str, names: tuple[str, ...]) -> None:  # noqa: A002
        """Name the kind of record; the names are content, and stay out of the message."""
        super().__init__(object)
        self.operation = operation
        self.names = names


class NotFound(CrmError):
    """No such record, or the user may not see it (Salesforce does not tell the two apart)."""

    def __init__(self, object: str | None = None, id: str | None = None) -> None:  # noqa: A002
        """Name the record by its id."""
        super().__init__(f"no {object or 'record'} {id or ''} that this user may see".strip())
        self.object = object
        self.id = id


@dataclass(frozen=True)
class Unknown:
    """A name that cannot be used. `on` is the object it was looked for on, None for an object.

    `nearest` are real names, best first. `problem` says whether it does not exist or cannot be
    used that way by Salesforce (filtered, sorted, grouped, measured).
    """

    name: str
    on: str | None = None
    nearest: tuple[str, ...] = ()
    problem: Literal["missing", "filter", "sort", "group", "measure", "value"] = "missing"


class BadQuery(CrmError):
    """A query that names what the org, or this user, does not have."""

    def __init__(self, unknown: tuple[Unknown, ...] = ()) -> None:
        """List the names that cannot be used and the nearest real ones."""
        super().__init__("; ".join(map(_told, unknown)) or "Salesforce could not read the query")
        self.unknown = unknown


def _told(unknown: Unknown) -> str:
    where = f" on {unknown.on}" if unknown.on else ""
    near = f" (nearest: {', '.join(unknown.nearest)})" if unknown.nearest else ""
    return f"{unknown.problem} {unknown.name}{where}{near}"


class Invalid(CrmError):
    """A value the org would not accept.

    `allowed` holds what would be accepted where that is a short list: picklist values, a
    (minimum, maximum) pair, a maximum length. `detail` is the org's own sentence where a rule of
    the org refused (written by its administrator; show it, do not log it).
    """

    def __init__(
        self,
        field: str,
        reason: Reason,
        allowed: tuple[Any, ...] = (),
        detail: str | None = None,
    ) -> None:
        """Name the field and why."""
        super().__init__(f"{field or 'record'}: {reason}")
        self.field = field
        self.reason = reason
        self.allowed = allowed
        self.detail = detail


class Duplicates(CrmError):
    """The org's duplicate rules found these already there; nothing was written."""

    def __init__(self, candidates: tuple[Candidate, ...] = ()) -> None:
        """Keep what was found."""
        super().__init__(f"duplicates: {', '.join(found.id for found in candidates)}")
        self.candidates = candidates


class Ambiguous(CrmError):
    """Several records may be meant; the caller asks which."""

    def __init__(self, candidates: tuple[Candidate, ...]) -> None:
        """Keep the choices, best first."""
        super().__init__(f"{len(candidates)} records match: ask which")
        self.candidates = candidates


class Stale(CrmError):
    """The record changed since it was shown; `current` holds the fields in question as they are.

    `revision` is what a new proposal would be bound to.
    """

    def __init__(self, record: str, current: Mapping[str, Any], revision: str) -> None:
        """Name the record."""
        super().__init__(f"{record} changed since it was shown; propose the change again")
        self.record = record
        self.current = current
        self.revision = revision


class Expired(CrmError):
    """The proposal was shown too long ago to be confirmed."""

    def __init__(self, proposal: str) -> None:
        """Name the proposal."""
        super().__init__(f"proposal {proposal} has expired; propose the change again")
        self.proposal = proposal


class NotUndoable(CrmError):
    """A change that cannot be taken back: a conversion, a deletion that left the recycle bin."""

    def __init__(self, operation: str, record: str) -> None:
        """Say which change of which record."""
        super().__init__(f"{operation} of {record} cannot be undone")
        self.operation = operation
        self.record = record
