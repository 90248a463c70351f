"""Competitive advantages on a point: from the battle cards, never invented."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from actions.contract import Language
from actions.parts import Source
from knowledge import Hit, Knowledge

KIND, CARDS, MOST = "battlecard", 3, 3
BULLET = re.compile(r"^\s*[-*•]\s+(.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Claim:
    """One advantage, word for word from its card, and where it stands."""

    id: str
    text: str
    source: Source

    def fact(self) -> dict[str, Any]:
        """Return the claim as a fact."""
        return {
            "id": self.id, "text": self.text,
            "article": self.source.article, "title": self.source.title,
        }  # fmt: skip


async def find_claims(topic: str, language: Language, knowledge: Knowledge) -> tuple[Claim, ...]:
    """Return the advantages closest to the point, in the e-mail's language; maybe none."""
    found = await knowledge.search(
        topic, audience="internal", language=language, kind=KIND, limit=CARDS
    )
    if not found.hits:
        return ()
    claims = [claim for hit in found.hits for claim in bullets(hit)]
    if not claims:
        return ()
    rows = await knowledge.vectors([topic, *(claim.text for claim in claims)])
    cards = {hit.passage.id: hit.score for hit in found.hits}
    scores = rows[1:] @ rows[0]
    ranked = sorted(
        zip(claims, scores, strict=True),
        key=lambda pair: -(float(pair[1]) + cards[pair[0].id.rsplit("#", 1)[0]]),
    )
    return tuple(claim for claim, _score in ranked[:MOST])


def bullets(hit: Hit) -> list[Claim]:
    """Return the bullet points of a card as claims."""
    passage = hit.passage
    source = Source(
        article=passage.article, title=passage.title, passage=passage.text, score=hit.score
    )
    return [
        Claim(f"{passage.id}#{number}", text.strip(), source)
        for number, text in enumerate(BULLET.findall(passage.text))
    ]
