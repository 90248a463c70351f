"""The form that opens a case on the website: its questions, and its answers."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from copilot.api import Caller, FromDoors, by_session
from copilot.case_form import CaseForm, NotFilled, Step
from copilot.errors import Unauthorised
from copilot.problems import problem
from copilot.turn import Identity, Language, Reply, Turn

CASE_FORM = APIRouter(prefix="/api/v1/widget/cases")


class Answers(BaseModel):
    """What was answered, by step; the same `id` twice opens one case."""

    model_config = ConfigDict(extra="forbid")

    conversation: str = Field(min_length=1, max_length=200)
    id: str = Field(min_length=1, max_length=200)
    language: Language = "fr"
    values: dict[str, Annotated[str, Field(max_length=8000)]] = Field(max_length=20)


async def form_of(doors: FromDoors) -> CaseForm:
    """Return the form."""
    return CaseForm(doors.handovers, doors.people, doors.clock)


async def asker_of(caller: Caller, request: Request) -> Identity:
    """Return a visitor with a session, or a customer; nobody else fills in this form."""
    if caller.kind == "employee":
        raise HTTPException(403, "this form is for visitors and customers")
    if caller.kind == "visitor" and not by_session(request):
        raise Unauthorised("open a session first: POST /api/v1/widget/sessions")
    return caller


Form = Annotated[CaseForm, Depends(form_of)]
Asker = Annotated[Identity, Depends(asker_of)]


@CASE_FORM.get("/form")
async def get_form(form: Form, asker: Asker, language: Language = "fr") -> list[Step]:
    """List the questions, in order, with the org's own choices."""
    return await form.steps(asker, language)


@CASE_FORM.post("")
async def post_case(
    given: Answers, form: Form, asker: Asker, doors: FromDoors, request: Request
) -> Reply:
    """Open the case and answer with its number."""
    doors.limits.case(asker.key, request.client.host if request.client else None)
    turn = Turn(given.conversation, given.id, "", asker, given.language)
    return await doors.conversation.once(turn, lambda one: form.open(one, given.values))


async def not_filled(_request: Request, error: Exception) -> JSONResponse:
    """Name the answer that cannot be taken."""
    return problem(422, "Unprocessable content", str(error))


def install_case_form(app: FastAPI) -> None:
    """Serve the form."""
    app.include_router(CASE_FORM)
    app.add_exception_handler(NotFilled, not_filled)
