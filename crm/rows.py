"""What the CRM answers: users, rows, candidates for a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True)
class User:
    """The Salesforce user someone acts as. `timezone` is an IANA name; `language` as written."""

    id: str
    username: str
    name: str
    profile: str
    role: str | None
    manager: str | None
    language: Literal["fr", "en"]
    timezone: str


@dataclass(frozen=True)
class Rows:
    """The rows of a query: `total` before any limit, `soql` as it was sent.

    A record is a mapping of field names to Python values (`Decimal` for money, `date`, aware
    `datetime`), parents nested (`{"Account": {"Name": …}}` or None), children as lists of records.
    An aggregate row maps aliases and group paths ("Owner.Name", "CloseDate:quarter") to values; a
    group cut to a grain holds the period's first day as a `date` (weeks start on Monday).
    `total` counts the groups of an aggregate, up to the 2,000 that Salesforce gives.
    """

    total: int
    records: Sequence[Mapping[str, Any]]
    soql: str


@dataclass(frozen=True)
class Candidate:
    """A record that may be the one a name means.

    `score` is in [0, 1]; `details` tells it apart from its namesakes: (field label key, value)
    pairs such as ("Account.Name", "Delmas SA"), ("Title", "DAF"), ("BillingCity", "Lyon").
    """

    object: str
    id: str
    name: str
    score: float
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Found:
    """The outcome of looking a name up: at most one `match`, else candidates, best first.

    `exact` says the match was by the full name, e-mail, phone or id, not by similarity.
    """

    match: Candidate | None
    candidates: tuple[Candidate, ...]
    exact: bool = False


def value_at(record: Mapping[str, Any], path: str) -> Any:
    """Return the value at a dotted path (`"Account.Owner.Name"`); None where a parent is null."""
    value: Any = record
    for step in path.split("."):
        if value is None:
            return None
        value = value.get(step)
    return value
