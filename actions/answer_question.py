"""Questions answered from the knowledge base, with sources, or an honest "I don't know"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from actions.contract import Request, Result, Tools
from actions.model_use import model_use, prompt_of
from actions.parts import Citation, Part, Source, Text
from actions.translation import shown_last
from actions.wording import Lines, line
from guard import Prompt
from knowledge import Hit, SearchResult
from language import fold

LINES: Lines = {
    "unknown": {
        "fr": "Je ne trouve pas la réponse dans la base de connaissances, et je préfère ne rien "
        "inventer.",
        "en": "I can’t find the answer in the knowledge base, and I’d rather not make one up.",
    },
    "nearest": {
        "fr": "Les articles les plus proches : {titles}.",
        "en": "The closest articles: {titles}.",
    },
}
PASSAGES = 4
HOW = re.compile(r"^\W*(?:comment|how (?:do|can|to|should)|de quelle maniere)\b")
STEPS = re.compile(r"^\s*1[.)]\s.*\n(?:.*\n)*?\s*2[.)]\s", re.MULTILINE)


async def answer_question(request: Request, tools: Tools) -> Result:
    """Answer from the passages the asker's audience may read."""
    found = await tools.knowledge.search(
        request.text, audience=request.audience, on=tools.clock.today(), limit=PASSAGES
    )
    if not found.confident:
        return unknown(request, found)
    if HOW.search(fold(request.text)):
        found = replace(found, hits=(with_steps(found.hits[0], request, tools), *found.hits[1:]))
    answer = await tools.guard.ask(prompt(request, found))
    passages = {hit.passage.id: hit for hit in found.hits}
    used = [passages[one] for one in answer.content["used"] if one in passages]
    if not used:
        return unknown(request, found)
    text = str(answer.content["text"])
    return Result(
        parts=(Text(text=text), *map(citation, used)),
        slots=told(text, request),
        sources=tuple(map(source, used)),
        model=model_use(answer),
    )


def with_steps(hit: Hit, request: Request, tools: Tools) -> Hit:
    """Return the passage that tells how, step by step, where the one found has none.

    It stands in the same article; among several, the nearest to the passage found.
    """
    if STEPS.search(hit.passage.text):
        return hit
    article = tools.knowledge.article(hit.passage.article, audience=request.audience)
    told = [one for one in article.passages if STEPS.search(one.text)]
    place = hit.passage.position
    near = min(told, key=lambda one: abs(one.position - place), default=hit.passage)
    return replace(hit, passage=near)


def prompt(request: Request, found: SearchResult) -> Prompt:
    """Return the question and its passages as facts."""
    passages = [
        {
            "id": hit.passage.id, "article": hit.passage.article, "title": hit.passage.title,
            "text": hit.passage.text, "language": hit.passage.language,
        }
        for hit in found.hits
    ]  # fmt: skip
    facts = {"question": request.text, "passages": passages}
    return prompt_of(request, "answer", request.language, facts, ())


def unknown(request: Request, found: SearchResult) -> Result:
    """Say that the answer is not known and show the nearest articles."""
    said = line(LINES, "unknown", request.language)
    parts: list[Part] = [Text(text=said)]
    titles = list(dict.fromkeys(hit.passage.title for hit in found.hits))[:3]
    if titles:
        quoted = ", ".join(
            f"«\u202f{t}\u202f»" if request.language == "fr" else f"“{t}”" for t in titles
        )
        parts.append(Text(text=line(LINES, "nearest", request.language, titles=quoted)))
    nearest = found.hits[: len(titles)]
    return Result(
        parts=(*parts, *map(citation, nearest)), sources=tuple(map(source, nearest)),
        slots=told(said, request), refused="unknown",
    )  # fmt: skip


def told(text: str, request: Request) -> dict[str, Any]:
    """Return what the conversation keeps of an answer: its words, and what was asked."""
    kept = shown_last(text, request.language)
    return {"last_text": {**kept, "asked": request.text} if kept else None}


def citation(hit: Hit) -> Citation:
    """Show a passage."""
    passage = hit.passage
    return Citation(
        article=passage.article, title=passage.title, passage=passage.text, url=passage.url
    )


def source(hit: Hit) -> Source:
    """Name a passage as a source."""
    passage = hit.passage
    return Source(
        article=passage.article, title=passage.title, passage=passage.text, score=hit.score
    )
