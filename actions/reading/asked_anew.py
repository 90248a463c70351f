"""Whole questions taken for follow-ups: "accounts with only one contact" after a list of cases."""

from __future__ import annotations

from actions.reading.anaphora import opens_back
from actions.reading.clauses import object_of
from actions.reading.spans import Sentence
from crm import Catalogue
from language import words

_SEQUELS = frozenset(
    words("with without avec sans et and seulement uniquement juste just only que sauf except")
)


def asks_anew(sentence: Sentence, catalogue: Catalogue, last: str) -> bool:
    """Whether a message names other records than those on screen, and says what they are to have.

    `last` is the object on screen.
    """
    said = [token.text for token in sentence.tokens]
    heads = (m for m in sentence.mentions if object_of(m, catalogue) not in {None, "User"})
    head = next(heads, None)
    if head is None or object_of(head, catalogue) == last or said[0] in _SEQUELS:
        return False
    after = [m for m in sentence.mentions if m.start >= head.end][:1]
    has = bool(after) and after[0].says("with", "without") and after[0].start - head.end <= 1
    return has and not opens_back(said[: head.start])
