"""Changes as Salesforce takes them: JSON values, the headers of a guarded write, refusals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from email.utils import format_datetime
from typing import Any

from crm.composite import Answer
from crm.errors import CrmError, NotFound, Refused
from crm.literals import instant
from crm.metadata import ObjectInfo
from crm.proposal import Change
from crm.query import Value
from crm.results import read_value


def body(changes: Sequence[Change]) -> dict[str, Any]:
    """Return the new values as JSON."""
    return {change.field: written(change.new) for change in changes}


def written(value: Value) -> Any:
    """Return one value as JSON."""
    match value:
        case datetime():
            return instant(value)
        case date():
            return value.isoformat()
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case _:
            return value


def values_of(
    record: Mapping[str, Any], changes: Sequence[Change], described: ObjectInfo
) -> dict[str, Value]:
    """Read what a record holds in the changed fields."""
    return {
        change.field: read_value(record.get(change.field), described.fields[change.field].type)
        for change in changes
    }


def signed(turn: str) -> dict[str, str]:
    """Carry the turn's id into Salesforce's own event log."""
    return {"Sforce-Call-Options": f"client=comptoir/{turn}"}


def http_date(revision: str) -> str:
    """Write the end of the revision's second: HTTP dates are whole seconds."""
    moment = datetime.fromisoformat(revision).astimezone(UTC)
    whole = moment.replace(microsecond=0) + timedelta(seconds=bool(moment.microsecond))
    return format_datetime(whole, usegmt=True)


def refusal(answer: Answer, name: str, record: str) -> CrmError:
    """Return a refused write with the object and record it is about."""
    error = answer.error(write=True)
    if isinstance(error, Refused):
        return Refused(name, error.field)
    if isinstance(error, NotFound):
        return NotFound(name, record or None)
    return error
