"""What SOQL answers instead of rows.

sandbox.errors.ApiError
└── SoqlError   Salesforce's code and message, with the place in the query where there is one
"""

from __future__ import annotations

from sandbox.errors import ApiError

_AROUND = 40
_REFERENCE = "Please reference your WSDL or the describe call for the appropriate names."


class SoqlError(ApiError):
    """A query that cannot be answered. `at` is the offset of the offending text in the query."""

    def __init__(self, code: str, message: str, at: int | None = None) -> None:
        super().__init__(code, message)
        self.at = at

    def located(self, query: str) -> SoqlError:
        """Return the error with the query's line and a caret before its message."""
        if self.at is None:
            return self
        return SoqlError(self.code, f"\n{_place(query, self.at)}\n{self.message}")


def _place(query: str, at: int) -> str:
    before = query[:at].split("\n")
    row, column = len(before), len(before[-1]) + 1
    line = query.split("\n")[row - 1]
    start = max(0, column - 1 - _AROUND)
    shown = line[start : column - 1 + _AROUND]
    caret = " " * (column - 1 - start) + "^"
    return f"{shown}\n{caret}\nERROR at Row:{row}:Column:{column}"


def malformed(message: str, at: int | None = None) -> SoqlError:
    """Return the error of a query that is not SOQL."""
    return SoqlError("MALFORMED_QUERY", message, at)


def unknown_field(name: str, entity: str, at: int) -> SoqlError:
    """Return the error of a field that does not exist for the user."""
    message = (
        f"No such column '{name}' on entity '{entity}'. If you are attempting to use a custom "
        f"field, be sure to append the '__c' after the custom field name. {_REFERENCE}"
    )
    return SoqlError("INVALID_FIELD", message, at)


def unknown_object(name: str, at: int) -> SoqlError:
    """Return the error of an object that does not exist for the user."""
    message = (
        f"sObject type '{name}' is not supported. If you are attempting to use a custom object, "
        f"be sure to append the '__c' after the entity name. {_REFERENCE}"
    )
    return SoqlError("INVALID_TYPE", message, at)


def unknown_parent(name: str, at: int) -> SoqlError:
    """Return the error of a parent relationship that does not exist for the user."""
    message = (
        f"Didn't understand relationship '{name}' in field path. If you are attempting to use a "
        f"custom relationship, be sure to append the '__r' after the custom relationship name. "
        f"{_REFERENCE}"
    )
    return SoqlError("INVALID_FIELD", message, at)


def unknown_child(name: str, at: int) -> SoqlError:
    """Return the error of a child relationship that does not exist for the user."""
    message = (
        f"Didn't understand relationship '{name}' in FROM part of query call. If you are "
        f"attempting to use a custom relationship, be sure to append the '__r' after the custom "
        f"relationship name. {_REFERENCE}"
    )
    return SoqlError("INVALID_TYPE", message, at)


def not_allowed(field: str, what: str, at: int) -> SoqlError:
    """Return the error of a field that cannot be filtered, sorted or grouped."""
    return SoqlError("INVALID_FIELD", f"field '{field}' can not be {what} in a query call", at)


def wrong_type(field: str, kind: str, at: int) -> SoqlError:
    """Return the error of a literal of another type than the field's."""
    should = "should" if kind == "string" else "should not"
    message = (
        f"value of filter criterion for field '{field}' must be of type {kind} and {should} be "
        "enclosed in quotes"
    )
    return SoqlError("INVALID_FIELD", message, at)


def wrong_operator(kind: str, at: int) -> SoqlError:
    """Return the error of an operator that the field's type does not take."""
    return SoqlError("INVALID_QUERY_FILTER_OPERATOR", f"invalid operator on {kind} field", at)
