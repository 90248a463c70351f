"""What the look-alike org says when it refuses.

SandboxError
├── ApiError    answered as Salesforce's JSON list `[{"message", "errorCode", "fields"}]`
│   └── SeveralMatch  an external id that several records have: 300 and their addresses
├── OAuthError  answered as `{"error", "error_description"}`
└── LoadError   an org on disk that cannot be loaded: one line for every bad file
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

STATUS = {
    "DELETE_FAILED": 400,
    "ENTITY_IS_DELETED": 404,
    "INSUFFICIENT_ACCESS": 403,
    "INSUFFICIENT_ACCESS_OR_READONLY": 403,
    "INVALID_SESSION_ID": 401,
    "METHOD_NOT_ALLOWED": 405,
    "NOT_FOUND": 404,
    "PRECONDITION_FAILED": 412,
    "REQUEST_LIMIT_EXCEEDED": 403,
    "UNKNOWN_EXCEPTION": 500,
    "UNSUPPORTED_MEDIA_TYPE": 415,
}
"""HTTP status of an error code; every other code is 400, as in Salesforce."""


class SandboxError(Exception):
    """Anything the sandbox refuses."""


class ApiError(SandboxError):
    """A refused REST call: Salesforce's `code`, its `message`, the `fields` it is about.

    `extra` holds further keys of the error object (the duplicates found).
    """

    def __init__(self, code: str, message: str, fields: Sequence[str] = (), **extra: Any) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message
        self.fields = list(fields)
        self.extra = extra

    @property
    def status(self) -> int:
        """Return the HTTP status Salesforce gives this code."""
        return STATUS.get(self.code, 400)

    def body(self) -> list[Any]:
        """Return the REST body."""
        error = {"message": self.message, "errorCode": self.code, "fields": self.fields}
        return [error | self.extra]

    def result(self) -> dict[str, Any]:
        """Return the error as collections and trees write it (`statusCode`)."""
        error = {"statusCode": self.code, "message": self.message, "fields": self.fields}
        return error | self.extra


class SeveralMatch(ApiError):
    """Several records have the external id; `urls` lead to them."""

    def __init__(self, urls: Sequence[str]) -> None:
        super().__init__("DUPLICATE_EXTERNAL_ID", f"{len(urls)} records have that external id")
        self.urls = list(urls)

    @property
    def status(self) -> int:
        """Return 300, Multiple Choices."""
        return 300

    def body(self) -> list[Any]:
        """Return the records' addresses."""
        return self.urls


class OAuthError(SandboxError):
    """A refused token request."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(error, description)
        self.error = error
        self.description = description
        self.status = status


class LoadError(SandboxError):
    """An org on disk that cannot be loaded; `lines` name each file and the reason."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = list(lines)


def missing() -> ApiError:
    """Return the answer to an unknown record or resource."""
    return ApiError("NOT_FOUND", "The requested resource does not exist")
