"""What Salesforce's refusals mean: every foreign failure becomes one of `crm.errors` here.

The codes are those of the REST API's status table. Bodies are read for codes, field names and
duplicate records; they are never quoted, but for the sentence of an administrator's own rule.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import requests
from simple_salesforce.exceptions import SalesforceError
from urllib3.exceptions import ConnectTimeoutError, MaxRetryError, NewConnectionError

from crm.errors import (
    BadQuery,
    CrmError,
    CrmUnavailable,
    Duplicates,
    Invalid,
    NotFound,
    QuotaSpent,
    Reason,
    Refused,
    SignedOut,
    Unknown,
)
from crm.rows import Candidate

_REFUSED = {
    "INSUFFICIENT_ACCESS", "INSUFFICIENT_ACCESS_OR_READONLY", "INVALID_FIELD_FOR_INSERT_UPDATE",
    "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY", "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
    "API_DISABLED_FOR_ORG", "API_CURRENTLY_DISABLED", "FUNCTIONALITY_NOT_ENABLED",
    "CANNOT_UPDATE_CONVERTED_LEAD",
}  # fmt: skip
_MISSING = {"NOT_FOUND", "ENTITY_IS_DELETED", "INVALID_CROSS_REFERENCE_KEY", "MALFORMED_ID"}
_BUSY = {"REQUEST_LIMIT_EXCEEDED", "SERVER_UNAVAILABLE", "UNABLE_TO_LOCK_ROW", "QUERY_TIMEOUT"}
_QUERY = {
    "MALFORMED_QUERY", "INVALID_FIELD", "INVALID_TYPE", "INVALID_QUERY_FILTER_OPERATOR",
    "INVALID_QUERY_LOCATOR", "EXCEEDED_ID_LIMIT", "INVALID_SEARCH", "MALFORMED_SEARCH",
    "INVALID_QUERY_SCOPE", "NUMBER_OUTSIDE_VALID_RANGE_QUERY",
}  # fmt: skip
_REASONS: Mapping[str, Reason] = {
    "REQUIRED_FIELD_MISSING": "required",
    "STRING_TOO_LONG": "length",
    "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST": "picklist",
    "FIELD_INTEGRITY_EXCEPTION": "reference",
    "NUMBER_OUTSIDE_VALID_RANGE": "range",
    "INVALID_EMAIL_ADDRESS": "type",
    "JSON_PARSER_ERROR": "type",
    "INVALID_TYPE_ON_FIELD_IN_RECORD": "type",
}
_NO_COLUMN = re.compile(r"No such column '([\w.]+)' on (?:entity|sobject of type) '?(\w+)")
_NO_OBJECT = re.compile(r"sObject type '(\w+)' is not supported")


def login_verdict(exc: Exception, username: str | None) -> CrmError:
    """Map a failed sign-in: refused by the org, or the org cannot be reached."""
    response = getattr(exc, "response", None)
    if response is not None and response.status_code in (400, 401, 403):
        return SignedOut(username)
    return CrmUnavailable()


def verdict(exc: Exception, *, write: bool = False) -> CrmError:
    """Map what simple-salesforce or the wire below it raised."""
    if isinstance(exc, SalesforceError):
        return answer_verdict(exc.status, exc.content, write=write)
    return CrmUnavailable(in_doubt=write and not _never_sent(exc))


def answer_verdict(status: int, content: Any, *, write: bool = False) -> CrmError:
    """Map an error answer: its HTTP status and its body, a list of errors in Salesforce's shape."""
    error = _first(content)
    code = error.get("errorCode") or error.get("statusCode", "")
    if status == 401 or code == "INVALID_SESSION_ID":
        return SignedOut()
    if code == "REQUEST_LIMIT_EXCEEDED" and "TotalRequests" in str(error.get("message")):
        return QuotaSpent()
    if code in _BUSY or status >= 500:
        return CrmUnavailable(in_doubt=write and code not in _BUSY and status != 503)
    return _refusal(code, status, error, write=write)


def _refusal(code: str, status: int, error: Mapping[str, Any], *, write: bool) -> CrmError:
    field = next(iter(error.get("fields") or []), None)
    message = str(error.get("message", ""))
    if code in _REFUSED:
        return Refused(field=field)
    if code == "DUPLICATES_DETECTED":
        return Duplicates(_duplicates(error))
    if code in _MISSING or status == 404:
        return NotFound()
    if code in _QUERY and not write:
        return BadQuery(_unknown(message))
    detail = message if code == "FIELD_CUSTOM_VALIDATION_EXCEPTION" else None
    return Invalid(field or "", _REASONS.get(code, "rule"), detail=detail)


def may_retry(exc: Exception, *, write: bool) -> bool:
    """Tell whether trying again may help and, for a write, cannot write twice."""
    if isinstance(exc, SalesforceError):
        code = _first(exc.content).get("errorCode", "")
        return code in _BUSY or exc.status == 503 or (exc.status >= 500 and not write)
    if isinstance(exc, requests.Timeout) and not isinstance(exc, requests.ConnectTimeout):
        return False
    return not write or _never_sent(exc)


def _never_sent(exc: Exception) -> bool:
    cause = exc.args[0] if exc.args else None
    reason = cause.reason if isinstance(cause, MaxRetryError) else cause
    return isinstance(reason, NewConnectionError | ConnectTimeoutError)


def _first(content: Any) -> Mapping[str, Any]:
    first = content[0] if isinstance(content, list) and content else content
    return first if isinstance(first, Mapping) else {}


def _unknown(message: str) -> tuple[Unknown, ...]:
    if column := _NO_COLUMN.search(message):
        return (Unknown(column[1], column[2]),)
    if entity := _NO_OBJECT.search(message):
        return (Unknown(entity[1]),)
    return ()


def _duplicates(error: Mapping[str, Any]) -> tuple[Candidate, ...]:
    # Salesforce has long misspelt the key as "duplicateResut".
    result = error.get("duplicateResult") or error.get("duplicateResut") or {}
    found: dict[str, Candidate] = {}
    for matched in result.get("matchResults", []):
        for match in matched.get("matchRecords", []):
            record = match.get("record", {})
            confidence = float(match.get("matchConfidence") or 100) / 100
            found[record.get("Id", "")] = Candidate(
                record.get("attributes", {}).get("type", ""),
                record.get("Id", ""),
                record.get("Name") or "",
                confidence,
            )
    return tuple(found.values())
