"""What articles say to a customer: passages that may answer, and one phrased as a reply.

An agent may quote to customers whatever is not internal, as at the desk's own search; to a visitor
of the website nobody knows, what is public.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from actions import Audience, Language, Source, Tools
from guard import GuardError, Prompt
from guard.screening.orders import REMOVED
from knowledge import Hit, KnowledgeError, SearchResult

MOST = 3
# Below it, of what a search is sure of, one passage in two is about something else.
WORTH_SAYING = 0.5
BOLD, CODE = re.compile(r"\*\*(\S[^*\n]*)\*\*"), re.compile(r"`([^`\n]+)`")
MARKS = re.compile(r"\s*\[\d+\]")


class Suggestion(BaseModel):
    """A reply to send as it is or to edit; `confidence` is in [0, 1]."""

    model_config = ConfigDict(frozen=True)

    text: str
    sources: list[Source]
    confidence: float


async def found_for(
    tools: Tools, question: str, language: Language, limit: int, audience: Audience
) -> SearchResult:
    """Return what a reader may see that is nearest to a question, in their language."""
    try:
        return await tools.knowledge.search(
            question, audience=audience, language=language, on=tools.clock.today(), limit=limit
        )
    except KnowledgeError:
        return SearchResult((), confident=False)


async def passages_for(
    tools: Tools, question: str, language: Language, audience: Audience
) -> Sequence[Hit]:
    """Return the passages that may answer a question."""
    found = await found_for(tools, question, language, MOST, audience)
    return [hit for hit in found.hits if hit.score >= WORTH_SAYING] if found.confident else []


async def said_by(
    tools: Tools, question: str, hit: Hit, language: Language, conversation: str
) -> str | None:
    """Phrase what one passage answers; None where it does not."""
    passage = hit.passage
    facts = {
        "question": question,
        "passages": [
            {"id": passage.id, "article": passage.article, "title": passage.topic,
             "text": passage.text, "language": passage.language}
        ],
    }  # fmt: skip
    try:
        answer = await tools.guard.ask(
            Prompt(
                "answer", language, facts, (), conversation, passage.id[:32], skill="suggestions"
            )
        )
    except GuardError:
        return None
    return plainly(str(answer.content["text"])) if answer.content["used"] else None


def plainly(text: str) -> str:
    """Return a text as a letter has it: no marks of sources, bold, code or what screening took."""
    for taken in REMOVED.values():
        text = text.replace(f" {taken}", "").replace(taken, "")
    return BOLD.sub(r"\1", CODE.sub(r"\1", MARKS.sub("", text)))
