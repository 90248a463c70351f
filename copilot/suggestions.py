"""Suggested replies for an agent: from articles and from similar solved cases.

The texts are for the customer to read, so they stand on no internal article; what solved a case
before is told without anybody's name.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from actions import Audience, Language, Source, Tools
from actions.answer_question import source
from actions.remarks import Remark
from actions.sentences import sentences
from copilot.article_replies import Suggestion, passages_for, said_by
from copilot.concerns import GREETED, concerns_of
from copilot.feelings import Feeling, Feelings
from copilot.point_by_point import Point, answered, points_of, reply_to_all
from copilot.similar_cases import Solved, holds_for_all, solved_alike
from copilot.suggestion_lines import line
from crm import CrmError
from knowledge import Hit
from language import detect, find_periods, format_list, quoted

MOST, MOST_READ, LONGEST = 3, 2, 600
MOST_SENTENCES, SHORT = 40, 240
LEAST, MOST_CASES, WITHOUT_SOURCE = 2, 2, 0.2
LEAST_WORDS = 4


@dataclass(frozen=True)
class Said:
    """One thing said; `author` is "customer", "agent" or "bot"."""

    author: str
    text: str


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
    case: str | None = None, audience: Audience = "customer",
) -> Advice:  # fmt: skip
    """Return two or three replies in the customer's language, and what the exchange is about.

    `case` is the case itself, which is not similar to itself; `audience` whose articles the reader
    may be told.
    """
    theirs = [one.text for one in said if one.author == "customer" and one.text.strip()]
    if not theirs:
        return Advice()
    language = detect(theirs[-1], language).language or language
    written = [one for text in theirs for one in sentences(text)][-MOST_SENTENCES:]
    remarks = await tools.remarks.read(written)
    feeling = await feelings.of(written)
    abusive = await tools.guard.is_abusive("\n".join(written))
    question = " ".join(theirs[-MOST_READ:])[-LONGEST:]
    hurts = any(one.kind == "pain_point" for one in remarks)
    over = feeling == "positive" and "?" not in question and not hurts
    found = ((), [], []) if over else await _looked_up(tools, question, language, case, audience)
    hits, solved, points = found
    points = await answered(points, tools, language, conversation)
    whole = reply_to_all(points, language, upset=feeling == "negative")
    told = [(point.hit, point.text) for point in points if point.hit and point.text]
    if not whole:
        told = await _told(tools, question, hits[: MOST - bool(solved)], language, conversation)
    hits = [hit for hit, _ in told] if whole else hits
    replies = _replies(question, told, solved, language, feeling, whole)
    since = bool(find_periods(question, tools.clock.today(), prefer="past"))
    names = _names(feeling, over=over, hurts=hurts, since=since)[: max(LEAST - len(replies), 0)]
    return Advice(
        suggestions=[*replies, *(_unsourced(name, feeling, language) for name in names)],
        summary=_summary(said, written, remarks, points, language), sentiment=feeling,
        abusive=abusive, reason=_reason(remarks, language),
        next_steps=_steps(
            hits, solved, points if whole else (), feeling, language,
            abusive=abusive, over=over, hurts=hurts,
        ),
    )  # fmt: skip


async def _looked_up(
    tools: Tools, question: str, language: Language, case: str | None, audience: Audience
) -> tuple[Sequence[Hit], list[Solved], list[Point]]:
    """Return what may answer: passages, solved cases, and what each thing raised is answered by."""
    return await asyncio.gather(
        passages_for(tools, question, language, audience),
        _solved(tools, question, language, case),
        points_of(tools, question, language, audience),
    )


async def _solved(
    tools: Tools, question: str, language: Language, case: str | None
) -> list[Solved]:
    """Return solved cases alike to the question as a whole or to one of its sentences."""
    if tools.crm is None:
        return []
    parts = [one for one in concerns_of(question) if len(one.split()) >= LEAST_WORDS]
    texts = list(dict.fromkeys((question, *parts)))
    try:
        return await solved_alike(tools.crm, tools.guard, tools.knowledge, texts, language, case)
    except CrmError:
        return []


async def _told(
    tools: Tools, question: str, hits: Sequence[Hit], language: Language, conversation: str
) -> list[tuple[Hit, str]]:
    """Return the passages that answer, with what they say."""
    said = [await said_by(tools, question, hit, language, conversation) for hit in hits]
    return [(hit, text) for hit, text in zip(hits, said, strict=True) if text]


def _replies(
    question: str, told: Sequence[tuple[Hit, str]], solved: Sequence[Solved], language: Language,
    feeling: Feeling, whole: Suggestion | None,
) -> list[Suggestion]:  # fmt: skip
    """Return replies, the surest first; before them the one that answers several things at once."""
    replies: list[Suggestion] = []
    room, name = MOST - (whole is not None), "reply_upset" if feeling == "negative" else "reply"
    for hit, said in () if whole and len(told) < LEAST else told[:room]:
        text = line(name, language, text=said)
        replies.append(Suggestion(text=text, sources=[source(hit)], confidence=hit.score))
    telling = [one for one in solved if holds_for_all(one.resolution, question)]
    for one in telling[: min(room - len(replies), MOST_CASES)]:
        text = _opened(line("solved", language, text=_ended(one.resolution)), feeling, language)
        replies.append(
            Suggestion(text=text, sources=[_case_source(one)], confidence=round(one.score, 2))
        )
    ranked = sorted(replies, key=lambda one: -one.confidence)
    return [*([whole] if whole else []), *ranked][:MOST]


def _names(feeling: Feeling, *, over: bool, hurts: bool, since: bool) -> list[str]:
    """Return the lines of replies that stand on no source, what fits best first."""
    asking = "ask_more_since" if since else "ask_more"
    if over:
        return ["welcome", "done"]
    if feeling == "negative":
        return ["take_over", asking]
    return [asking, "look_into"] if hurts else ["look_into", "clarify"]


def _unsourced(name: str, feeling: Feeling, language: Language) -> Suggestion:
    """Return a reply that stands on no source."""
    text = _opened(line(name, language), feeling, language)
    return Suggestion(text=text, sources=[], confidence=WITHOUT_SOURCE)


def _opened(text: str, feeling: Feeling, language: Language) -> str:
    """Return a reply that greets, and acknowledges anger."""
    return line("open_upset" if feeling == "negative" else "open", language, text=text)


def _case_source(one: Solved) -> Source:
    return Source(
        article=one.id, title=one.subject, passage=one.resolution, score=round(one.score, 2)
    )


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _summary(
    said: Sequence[Said], told: Sequence[str], remarks: Sequence[Remark],
    points: Sequence[Point], language: Language,
) -> str:  # fmt: skip
    """Say in two sentences what the customer wants and what we last answered, in their words."""
    telling = sorted(
        range(len(told)), key=lambda i: (remarks[i].kind == "pain_point", remarks[i].sure)
    )[-MOST_READ:]
    theirs = " ".join(told[i] for i in sorted(telling))
    ours = [one.text for one in said if one.author == "agent" and one.text.strip()]
    lines = [line("summary", language, said=shortened(GREETED.sub("", theirs)))]
    if points:
        raised = format_list([quoted(shortened(one.short), language) for one in points], language)
        lines = [line("summary_several", language, count=len(points), said=raised)]
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
    hits: Sequence[Hit], solved: Sequence[Solved], points: Sequence[Point], feeling: Feeling,
    language: Language, *, abusive: bool, over: bool, hurts: bool,
) -> list[str]:  # fmt: skip
    """Return what the agent does next; `points` are the several things one reply answers."""
    if over:
        return [line("step_close", language)]
    steps = [line("step_abuse", language)] if abusive else []
    several = MOST if points else 1
    steps += [line("step_upset", language)] if feeling == "negative" else []
    titles = dict.fromkeys(hit.passage.title for hit in hits)
    steps += [line("step_article", language, title=title) for title in list(titles)[:several]]
    rest = [quoted(one.short, language) for one in points if one.hit is None]
    steps += [line("step_rest", language, said=one) for one in rest]
    if solved:
        steps.append(line("step_case", language, number=solved[0].number))
    if not hits:
        steps.append(line("step_ask" if hurts and not solved else "step_check", language))
    return steps
