"""Suggested replies for an agent: from public articles and from similar solved cases.

The texts are for the customer to read, so they stand on public articles alone; what solved a case
before is told without anybody's name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from actions import Language, Source, Tools
from actions.answer_question import source
from actions.remarks import Remark
from actions.sentences import sentences
from copilot.feelings import Feeling, Feelings
from copilot.similar_cases import Solved, holds_for_all, solved_alike
from copilot.suggestion_lines import line
from crm import CrmError
from guard import GuardError, Prompt
from knowledge import Hit, KnowledgeError
from language import detect, find_periods

MOST, MOST_READ, LONGEST = 3, 2, 600
MOST_SENTENCES, SHORT = 40, 240
LEAST, MOST_CASES, WITHOUT_SOURCE = 2, 2, 0.2
# Below it, of what a search is sure of, one passage in two is about something else.
WORTH_SAYING = 0.5
LEAST_WORDS = 4
MARKS = re.compile(r"\s*\[\d+\]")


@dataclass(frozen=True)
class Said:
    """One thing said; `author` is "customer", "agent" or "bot"."""

    author: str
    text: str


class Suggestion(BaseModel):
    """A reply to send as it is or to edit; `confidence` is in [0, 1]."""

    model_config = ConfigDict(frozen=True)

    text: str
    sources: list[Source]
    confidence: float


class Advice(BaseModel):
    """What an agent is told about a conversation."""

    model_config = ConfigDict(frozen=True)

    suggestions: list[Suggestion] = []
    summary: str = ""
    sentiment: Feeling = "neutral"
    abusive: bool = False
    reason: str | None = None
    next_steps: list[str] = []


async def suggest(
    tools: Tools, feelings: Feelings, said: Sequence[Said], language: Language, conversation: str,
    case: str | None = None,
) -> Advice:  # fmt: skip
    """Return two or three replies in the customer's language, and what the exchange is about.

    `case` is the case itself, which is not similar to itself.
    """
    theirs = [one.text for one in said if one.author == "customer" and one.text.strip()]
    if not theirs:
        return Advice()
    language = detect(theirs[-1], language).language or language
    told = [one for text in theirs for one in sentences(text)][-MOST_SENTENCES:]
    remarks = await tools.remarks.read(told)
    feeling = await feelings.of(told)
    abusive = await tools.guard.is_abusive("\n".join(told))
    question = " ".join(theirs[-MOST_READ:])[-LONGEST:]
    hits = await _hits(tools, question, language)
    solved = await _solved(tools, question, language, case)
    hurts = any(one.kind == "pain_point" for one in remarks)
    over = feeling == "positive" and "?" not in question and not hurts
    if over:
        hits, solved = (), []
    replies = await _replies(tools, question, hits, solved, language, conversation, feeling)
    since = bool(find_periods(question, tools.clock.today(), prefer="past"))
    names = _names(feeling, over=over, hurts=hurts, since=since)[: max(LEAST - len(replies), 0)]
    texts = [_opened(line(name, language), feeling, language) for name in names]
    replies += [Suggestion(text=text, sources=[], confidence=WITHOUT_SOURCE) for text in texts]
    return Advice(
        suggestions=replies, summary=_summary(said, told, remarks, language), sentiment=feeling,
        abusive=abusive, reason=_reason(remarks, language),
        next_steps=_steps(hits, solved, feeling, language, abusive=abusive, over=over, hurts=hurts),
    )  # fmt: skip


async def _hits(tools: Tools, question: str, language: Language) -> Sequence[Hit]:
    """Return the public passages that may answer, in the customer's language."""
    try:
        found = await tools.knowledge.search(
            question, audience="public", language=language, on=tools.clock.today(), limit=MOST
        )
    except KnowledgeError:
        return ()
    return [hit for hit in found.hits if hit.score >= WORTH_SAYING] if found.confident else []


async def _solved(
    tools: Tools, question: str, language: Language, case: str | None
) -> list[Solved]:
    """Return solved cases alike to the question as a whole or to one of its sentences."""
    if tools.crm is None:
        return []
    parts = [one for one in sentences(question) if len(one.split()) >= LEAST_WORDS]
    texts = list(dict.fromkeys((question, *parts)))
    try:
        return await solved_alike(tools.crm, tools.guard, tools.knowledge, texts, language, case)
    except CrmError:
        return []


async def _replies(
    tools: Tools, question: str, hits: Sequence[Hit], solved: Sequence[Solved],
    language: Language, conversation: str, feeling: Feeling,
) -> list[Suggestion]:  # fmt: skip
    replies = []
    for hit in hits[: MOST - bool(solved)]:
        text = await _from_article(tools, question, hit, language, conversation)
        if text:
            told = line("reply_upset" if feeling == "negative" else "reply", language, text=text)
            replies.append(Suggestion(text=told, sources=[source(hit)], confidence=hit.score))
    telling = [one for one in solved if holds_for_all(one.resolution, question)]
    for one in telling[: min(MOST - len(replies), MOST_CASES)]:
        told = line("solved", language, text=_ended(one.resolution))
        text = _opened(told, feeling, language)
        replies.append(
            Suggestion(text=text, sources=[_case_source(one)], confidence=round(one.score, 2))
        )
    return sorted(replies, key=lambda one: -one.confidence)[:MOST]


def _names(feeling: Feeling, *, over: bool, hurts: bool, since: bool) -> list[str]:
    """Return the lines of replies that stand on no source, what fits best first."""
    asking = "ask_more_since" if since else "ask_more"
    if over:
        return ["welcome", "done"]
    if feeling == "negative":
        return ["take_over", asking]
    return [asking, "look_into"] if hurts else ["look_into", "clarify"]


def _opened(text: str, feeling: Feeling, language: Language) -> str:
    """Return a reply that greets, and acknowledges anger."""
    return line("open_upset" if feeling == "negative" else "open", language, text=text)


async def _from_article(
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
    return MARKS.sub("", str(answer.content["text"])) if answer.content["used"] else None


def _case_source(one: Solved) -> Source:
    return Source(
        article=one.id, title=one.subject, passage=one.resolution, score=round(one.score, 2)
    )


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _summary(
    said: Sequence[Said], told: Sequence[str], remarks: Sequence[Remark], language: Language
) -> str:
    """Say in two sentences what the customer wants and what we last answered, in their words."""
    telling = sorted(
        range(len(told)), key=lambda i: (remarks[i].kind == "pain_point", remarks[i].sure)
    )[-MOST_READ:]
    theirs = " ".join(told[i] for i in sorted(telling))
    ours = [one.text for one in said if one.author == "agent" and one.text.strip()]
    lines = [line("summary", language, said=shortened(theirs))]
    if ours:
        lines.append(line("summary_answered", language, said=shortened(ours[-1])))
    return " ".join(lines)


def shortened(text: str) -> str:
    """Return a text on one line, cut at a word, without its final stop."""
    one = " ".join(text.split())
    cut = one if len(one) <= SHORT else one[:SHORT].rsplit(" ", 1)[0] + "…"
    return cut.removesuffix(".")


def _reason(remarks: Sequence[Remark], language: Language) -> str | None:
    pains = [one for one in remarks if one.theme is not None]
    if not pains:
        return None
    theme = max(pains, key=lambda one: one.sure).theme
    return theme.of(language) if theme else None


def _steps(
    hits: Sequence[Hit], solved: Sequence[Solved], feeling: Feeling, language: Language, *,
    abusive: bool, over: bool, hurts: bool,
) -> list[str]:  # fmt: skip
    if over:
        return [line("step_close", language)]
    steps = [line("step_abuse", language)] if abusive else []
    steps += [line("step_upset", language)] if feeling == "negative" else []
    if hits:
        steps.append(line("step_article", language, title=hits[0].passage.title))
    if solved:
        steps.append(line("step_case", language, number=solved[0].number))
    if not hits:
        steps.append(line("step_ask" if hurts and not solved else "step_check", language))
    return steps
