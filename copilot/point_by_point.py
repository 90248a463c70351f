"""Several things in one message: each looked up by itself, and one reply that answers them all.

Searched as one, « ma passerelle ne se connecte plus et ma facture manque » is near neither article.
A thing that no article answers is named in the reply as still being looked into, never passed over.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from actions import Audience, Language, Tools
from actions.answer_question import source
from actions.hearing import WANTS
from actions.remarks import PAIN
from copilot.article_replies import WORTH_SAYING, Suggestion, found_for, said_by
from copilot.concerns import concerns_of
from copilot.suggestion_lines import line
from knowledge import Hit, SearchResult
from language import fold, format_list, quoted

LEAST, MOST, LOOKED_AT = 2, 3, 12
SPOKEN_OF = 0.3
"""How near the whole message must be to an article that answers one point of it."""
ASKS = re.compile(
    r"\?|^(?:comment|combien|quand|pou(?:vez|rriez)|how|when|where|what|can|could)\b|"
    r"\b(?:need|like|want|besoin|souhait\w+|voudr\w+|aimer\w+) (?:to|de|d|a)?\b"
)


@dataclass(frozen=True)
class Point:
    """One thing a customer raises, in their words, and the passage that answers it, if any."""

    said: str
    hit: Hit | None
    text: str | None = None

    @property
    def short(self) -> str:
        """The customer's words without their final stop."""
        return self.said.rstrip(" .!,;")


async def points_of(
    tools: Tools, question: str, language: Language, audience: Audience
) -> list[Point]:
    """Return what a message raises where it raises several things, else nothing.

    What neither hurts, asks nor wants anything only tells of the rest.
    """
    said = concerns_of(question)
    if len(said) < LEAST:
        return []
    read = await tools.remarks.read(said)
    raised = [
        text for text, remark in zip(said, read, strict=True)
        if remark.kind == PAIN or ASKS.search(folded := fold(text)) or WANTS.search(folded)
    ][:MOST]  # fmt: skip
    if len(raised) < LEAST:
        return []
    whole, *alone = await asyncio.gather(
        *(found_for(tools, one, language, LOOKED_AT, audience) for one in (question, *raised))
    )
    return [Point(one, best_of(own, whole)) for one, own in zip(raised, alone, strict=True)]


def best_of(own: SearchResult, whole: SearchResult) -> Hit | None:
    """Return the passage that answers a point by its own words and those around it.

    « Comment le renvoyer ? » alone is near a contract that is ended; beside « colis abîmé », near a
    return. What the whole message is far from (« et quel est le prix ? ») answers no point of it.
    """
    if not (own.confident or whole.confident):
        return None
    around = {hit.passage.article: hit.score for hit in whole.hits}
    weighed = [
        replace(hit, score=(hit.score + around[hit.passage.article]) / 2)
        for hit in own.hits if around.get(hit.passage.article, 0.0) >= SPOKEN_OF
    ]  # fmt: skip
    best = max(weighed, key=lambda hit: hit.score, default=None)
    return best if best and best.score >= WORTH_SAYING else None


async def answered(
    points: Sequence[Point], tools: Tools, language: Language, conversation: str
) -> list[Point]:
    """Return the points with what their passages say; the same passage is told once."""
    told: set[str] = set()
    found = []
    for point in points:
        if point.hit is None or point.hit.passage.id in told:
            found.append(point)
            continue
        told.add(point.hit.passage.id)
        text = await said_by(tools, point.said, point.hit, language, conversation)
        found.append(replace(point, text=text, hit=point.hit if text else None))
    return found


def reply_to_all(points: Sequence[Point], language: Language, *, upset: bool) -> Suggestion | None:
    """Return one reply to every point; None where no article answers any, or one answers all."""
    told = [(point, point.hit) for point in points if point.text and point.hit]
    rest = [point for point in points if point.hit is None]
    if not told or len(told) + len(rest) < LEAST:
        return None
    texts = [str(point.text) for point, _ in told]
    if rest:
        open_points = format_list([quoted(point.short, language) for point in rest], language)
        name = "still_open" if len(rest) == 1 else "still_open_several"
        texts.append(line(name, language, points=open_points))
    text = line("reply_upset" if upset else "reply_all", language, text="\n\n".join(texts))
    share = len(told) / (len(told) + len(rest))
    return Suggestion(
        text=text, sources=[source(hit) for _, hit in told],
        confidence=round(min(hit.score for _, hit in told) * share, 2),
    )  # fmt: skip
