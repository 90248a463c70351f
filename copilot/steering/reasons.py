"""Why customers write, discovered from what they wrote; and what nobody could answer them."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.sql import select

from copilot.handover_case import LONGEST_SUBJECT
from copilot.knowledge_gaps import GAPS
from copilot.steering.groups import grouped
from copilot.steering.span import Span
from copilot.store import Store
from copilot.transcripts import CONVERSATIONS, SAID
from copilot.turn import Language
from guard import Guard, GuardError
from knowledge import Knowledge, KnowledgeError

MOST_READ, FIRST, MOST_GROUPS = 1_500, 3, 12


@dataclass(frozen=True)
class Reason:
    """A reason for contact: its own words, one request that stands for it, how many have it.

    `nearest` is the article that came nearest, of questions without an answer.
    """

    words: tuple[str, ...]
    example: str
    count: int
    languages: tuple[str, ...]
    passed_on: int = 0
    last: datetime | None = None
    nearest: str = ""


@dataclass(frozen=True)
class _Asked:
    text: str
    language: Language
    passed_on: bool = False
    at: datetime | None = None
    nearest: str = ""


async def contact_reasons(
    store: Store, knowledge: Knowledge, guard: Guard, span: Span
) -> tuple[list[Reason], int]:
    """Return the reasons found, most frequent first, and how many conversations were read."""
    asked = await _requests(store, span)
    return await _reasons(asked, knowledge, guard), len(asked)


async def unanswered(
    store: Store, knowledge: Knowledge, guard: Guard, span: Span
) -> tuple[list[Reason], int]:
    """Return what the knowledge base lacks, most asked first, and how many questions that were."""
    query = select(GAPS).where(span.holds(GAPS.c.at)).order_by(GAPS.c.at.desc()).limit(MOST_READ)
    rows = await store.run(lambda connection: connection.execute(query).all())
    asked = [
        _Asked(
            row.question, row.language, at=row.at, nearest=next(iter(json.loads(row.nearest)), "")
        )
        for row in rows
    ]
    return await _reasons(asked, knowledge, guard), len(asked)


async def _requests(store: Store, span: Span) -> list[_Asked]:
    """Return what each conversation is about: the longest of its customer's first messages."""
    query = (
        select(CONVERSATIONS.c.id, CONVERSATIONS.c.language, CONVERSATIONS.c.requested, SAID.c.text)
        .join(SAID, SAID.c.id == CONVERSATIONS.c.id)
        .where(span.holds(CONVERSATIONS.c.began), SAID.c.author == "customer")
        .order_by(CONVERSATIONS.c.began.desc(), SAID.c.n)
    )
    rows = await store.run(lambda connection: connection.execute(query).all())
    said: dict[str, list[str]] = {}
    about = {row.id: row for row in rows}
    for row in rows:
        if not row.text.startswith("/"):
            said.setdefault(row.id, []).append(" ".join(row.text.split()))
    return [
        _Asked(max(texts[:FIRST], key=len), about[id_].language, about[id_].requested is not None)
        for id_, texts in list(said.items())[:MOST_READ]
    ]


async def _reasons(asked: Sequence[_Asked], knowledge: Knowledge, guard: Guard) -> list[Reason]:
    texts = [one.text[:400] for one in asked]
    try:
        vectors = await knowledge.vectors(texts)
    except KnowledgeError:
        return []
    groups = await asyncio.to_thread(grouped, texts, vectors, [one.language for one in asked])
    found = []
    for group in groups[:MOST_GROUPS]:
        members = [asked[i] for i in group.members]
        example = await asyncio.to_thread(masked, guard, members[0].text, members[0].language)
        nearest = Counter(one.nearest for one in members if one.nearest).most_common(1)
        found.append(
            Reason(
                words=await asyncio.to_thread(_harmless, guard, group.words, members[0].language),
                example=example, count=len(members),
                languages=tuple(sorted({one.language for one in members})),
                passed_on=sum(one.passed_on for one in members),
                last=max((one.at for one in members if one.at), default=None),
                nearest=nearest[0][0] if nearest else "",
            )
        )  # fmt: skip
    return found


def masked(guard: Guard, text: str, language: Language) -> str:
    """Return the beginning of a text without anything personal; nothing where that fails."""
    cut = text if len(text) <= 2 * LONGEST_SUBJECT else text[: 2 * LONGEST_SUBJECT] + "…"
    try:
        return guard.mask_text(cut, language).text
    except GuardError:
        return ""


def _harmless(guard: Guard, words: Sequence[str], language: Language) -> tuple[str, ...]:
    """Leave out words that are somebody's name."""
    try:
        return tuple(one for one in words if not guard.mask_text(one, language).spans)
    except GuardError:
        return ()
