"""Competitive advantages on a point: from the battle cards, never invented."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actions.contract import Language
from actions.parts import Source
from actions.points import singular, ways_to_say
from actions.sentences import sentences
from knowledge import Hit, Knowledge
from language import fold, words

KIND, CARDS, MOST = "battlecard", 30, 5
LANGUAGES: tuple[Language, ...] = ("fr", "en")
BULLET = re.compile(r"^\s*[-*•]\s+(.+)$", re.MULTILINE)
AGAINST = re.compile(r"\b(?:face a|contre|against|versus|vs\.?)\s+(\w+)")
CONCEDED = re.compile(r"^(?:a reconnaitre|a conceder|leur force|be honest|to be fair|conceded?)\b")
CLAUSE = re.compile(r"\s*(?:[;\u202f\u00a0 ]*;|, (?:contre|alors|quand|against|while|whereas)\b)")
NEAR, STANDS_OUT, ALIKE, STEM = 0.5, 0.55, 0.5, 6
"""Measured on topics our cards do and do not treat: cosines of centred vectors, a card's title
and its best bullet added up. From `STANDS_OUT` a card treats the topic; from `NEAR` it does where
the search finds the same card by its words, or the title holds one. A bullet of another card that
is `ALIKE` may join, and so speaks any bullet that holds the topic's words, or their first `STEM`
letters."""


_LITTLE = "le la les de des du d l un une nos notre vos the of our a an in on sur"
LITTLE = frozenset(_LITTLE.split())


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


async def find_claims(
    topic: str, language: Language, knowledge: Knowledge, today: date, rivals: Iterable[str] = ()
) -> tuple[Claim, ...]:
    """Return the advantages on the point, in the e-mail's language; none where no card treats it.

    Only cards valid `today` count. `rivals` are competitors' names: a comparison keeps only what
    it says of us.
    """
    for said in ways_to_say(topic, language):
        found = await knowledge.search(
            said, audience="internal", language=language, kind=KIND, on=today, limit=CARDS
        )
        if found.hits:
            claims = await treat(said, topic, found.hits, knowledge, named(found.hits, rivals))
            if claims:
                return claims
    return ()


async def prepare_claims(knowledge: Knowledge, today: date) -> None:
    """Embed every card's title and bullets, so that the first e-mail does not wait for them."""
    for language in LANGUAGES:
        found = await knowledge.search(
            KIND, audience="internal", language=language, kind=KIND, on=today, limit=CARDS
        )
        rivals = named(found.hits, ())
        claims = [claim.text for hit in found.hits for claim in bullets(hit, knowledge, rivals)]
        titles = [hit.passage.title for hit in found.hits]
        await knowledge.vectors([*titles, *claims], keep=True)


async def treat(
    said: str, topic: str, hits: Sequence[Hit], knowledge: Knowledge, rivals: set[str]
) -> tuple[Claim, ...]:
    """Return what the card that treats the point says for us; nothing when no card does."""
    cards = {hit.passage.article: hit for hit in hits}
    claims = [claim for hit in hits for claim in bullets(hit, knowledge, rivals)]
    titles = [hit.passage.title for hit in cards.values()]
    asked = await knowledge.vectors([said, topic])
    known = await knowledge.vectors([*titles, *(claim.text for claim in claims)], keep=True)
    near = centred(np.concatenate([asked, known]), len(titles))
    place = {card: number for number, card in enumerate(cards)}
    best = dict.fromkeys(cards, 0.0)
    for claim, score in zip(claims, near[0, len(titles) :], strict=True):
        best[card_of(claim)] = max(best[card_of(claim)], float(score))
    total = {card: float(near[0, place[card]]) + best[card] for card in cards}
    card = max(total, key=lambda one: total[one])
    if not treats(said, cards[card], total[card], first=card == hits[0].passage.article):
        return tuple(claim for claim in claims if holds(claim.text, topic))[:MOST]
    scored = zip(claims, near[1, len(titles) :], strict=True)
    ranked = sorted(scored, key=lambda pair: (card_of(pair[0]) != card, -float(pair[1])))
    kept = [claim for claim, score in ranked if card_of(claim) == card or score >= ALIKE]
    return tuple(kept[:MOST])


def centred(rows: NDArray[np.float32], titles: int) -> NDArray[np.float32]:
    """Return the cosines of the two topics (rows) with titles and claims (columns).

    Sentence vectors all point the same way; without their mean they tell subjects apart.
    """
    away = rows - rows[2:].mean(axis=0)
    away = away / np.linalg.norm(away, axis=1, keepdims=True)
    return np.asarray(away[:2] @ away[2:].T)


def treats(said: str, card: Hit, total: float, *, first: bool) -> bool:
    """Whether a card treats a topic: it stands out, or is near and found by its words too.

    A card against a competitor treats that competitor only.
    """
    against = AGAINST.search(fold(card.passage.title))
    if against:
        return against[1] in words(said)
    shared = {word for word in singular(said).split() if len(word) > 3}
    titled = bool(shared & set(singular(card.passage.title).split()))
    return total >= STANDS_OUT or titled or (first and total >= NEAR)


def holds(text: str, topic: str) -> bool:
    """Whether a text has every word of a topic that tells something, in whatever form."""
    wanted = {word[:STEM] for word in singular(topic).split() if word not in LITTLE}
    return bool(wanted) and wanted <= {word[:STEM] for word in singular(text).split()}


def card_of(claim: Claim) -> str:
    """Return the id of the card a claim stands in."""
    return claim.source.article


def named(hits: Iterable[Hit], rivals: Iterable[str]) -> set[str]:
    """Return the first words of competitors' names: those known, and those cards are against."""
    known = {said[0] for rival in rivals if (said := words(rival))}
    return known | {name for hit in hits for name in AGAINST.findall(fold(hit.passage.title))}


def bullets(hit: Hit, knowledge: Knowledge, rivals: set[str]) -> list[Claim]:
    """Return the bullet points of a card that speak for us as claims; sentences without any."""
    card = knowledge.article(hit.passage.article)
    found = []
    for number, said in enumerate(BULLET.findall(card.text) or sentences(card.text)):
        text = ours(said.strip(), rivals)
        if text:
            source = Source(article=card.id, title=card.title, passage=said, score=hit.score)
            found.append(Claim(f"{card.id}#{number}", text, source))
    return found


def ours(text: str, rivals: set[str]) -> str | None:
    """Return what a bullet says of us, without what it says of a competitor; maybe nothing."""
    if CONCEDED.match(fold(text)):
        return None
    if not rivals & set(words(text)):
        return text
    said = CLAUSE.split(text)[0].strip()
    return None if rivals & set(words(said)) or said == text else f"{said.rstrip('.')}."
