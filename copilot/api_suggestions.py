"""`POST /api/v1/suggestions`: replies for an agent, from a case or from a transcript."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, ConfigDict, Field, model_validator

from copilot.api import Caller, FromDoors
from copilot.case_transcript import said_in_case
from copilot.suggestions import Advice, Said, suggest

SUGGESTIONS = APIRouter()
MOST_LINES, LONGEST_LINE = 400, 20_000


class SaidBy(BaseModel):
    """One thing said in a transcript."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    author: Literal["customer", "agent", "bot"] = Field(alias="from")
    text: str = Field(max_length=LONGEST_LINE)


class Wanted(BaseModel):
    """What to suggest replies for: a case, or what was said."""

    model_config = ConfigDict(extra="forbid")

    case: str | None = Field(None, pattern=r"^[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?$")
    transcript: list[SaidBy] | None = Field(None, max_length=MOST_LINES)

    @model_validator(mode="after")
    def _one(self) -> Wanted:
        if (self.case is None) == (self.transcript is None):
            raise ValueError("give either `case` or `transcript`")
        return self


@SUGGESTIONS.post("/api/v1/suggestions")
async def post_suggestions(wanted: Wanted, caller: Caller, doors: FromDoors) -> Advice:
    """Suggest replies, and say what the exchange is about; for employees."""
    crm = await doors.people.crm(caller) if caller.kind == "employee" else None
    if crm is None:
        raise HTTPException(403, "suggestions are for the company's own users")
    if wanted.case:
        said = await said_in_case(crm, wanted.case)
    else:
        said = [Said(one.author, one.text) for one in wanted.transcript or ()]
    about = f"suggestions-{caller.key}-{wanted.case or 'transcript'}"
    tools = doors.conversation.tools_with(crm)
    return await suggest(tools, doors.feelings, said, crm.user.language, about, wanted.case)
