"""Errors of the HTTP API as `application/problem+json` (RFC 9457)."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from copilot.errors import Unauthorised, Unknown
from crm import CrmUnavailable, QuotaSpent
from guard.audit.errors import AuditError


def problem(
    status: int, title: str, detail: str, headers: dict[str, str] | None = None
) -> JSONResponse:
    """Return one problem document."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return JSONResponse(body, status, headers, media_type="application/problem+json")


async def _invalid(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for it alone
    places = "; ".join(
        f"{'.'.join(str(step) for step in found['loc'][1:]) or 'body'}: {found['msg']}"
        for found in error.errors()
    )
    return problem(422, "Unprocessable content", places)


async def _http(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for it alone
    return problem(error.status_code, str(error.detail), str(error.detail))


async def _unauthorised(_request: Request, error: Exception) -> JSONResponse:
    return problem(401, "Unauthorized", str(error), {"WWW-Authenticate": "Bearer"})


async def _unknown(_request: Request, error: Exception) -> JSONResponse:
    return problem(404, "Not found", str(error))


async def _unavailable(_request: Request, error: Exception) -> JSONResponse:
    wait = getattr(error, "retry_after", None) or 30
    return problem(503, "Service unavailable", str(error), {"Retry-After": f"{wait:.0f}"})


def install_problems(app: FastAPI) -> None:
    """Answer every error of the app with a problem document."""
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Unauthorised, _unauthorised)
    app.add_exception_handler(Unknown, _unknown)
    app.add_exception_handler(CrmUnavailable, _unavailable)
    app.add_exception_handler(QuotaSpent, _unavailable)
    app.add_exception_handler(AuditError, _unavailable)
