"""Label words that a word misspells or begins."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from actions.reading.concepts import concept_words
from actions.reading.ordinary import ORDINARY
from actions.reading.stems import GLUE
from actions.reading.vocabulary import Vocabulary

_LEAST = 5
"""Letters of a word that may hold a slip."""
_SURE = 3
"""Letters that begin a word misspelt twice."""


def misspelt(word: str, vocabulary: Vocabulary) -> list[str]:
    """Return the label words a word misspells (one slip, two from nine letters) or begins."""
    if len(word) < 4 or word in concept_words() or word in ORDINARY:
        return []
    every = _surface(tuple(sorted(vocabulary.surface)))
    known = [one for one in every if one[0] == word[0]]
    if len(word) >= _LEAST:
        slips = 1 if len(word) < 10 else 2
        for form in dict.fromkeys((word, word.removesuffix("s"))):
            if len(form) < _LEAST:
                continue
            found = process.extractOne(form, known, scorer=OSA.distance, score_cutoff=slips)
            if found and (found[1] < 2 or found[0][:_SURE] == form[:_SURE]):
                return [str(found[0])]
    if _swapped(word):
        return []
    begun = [one for one in known if one.startswith(word)]
    return begun if len(begun) <= 4 else []


@lru_cache(maxsize=512)
def _swapped(word: str) -> bool:
    """Whether two letters changed places in an ordinary word: "form" for "from"."""
    pairs = range(len(word) - 1)
    return any(
        word[:at] + word[at + 1] + word[at] + word[at + 2 :] in ORDINARY | GLUE for at in pairs
    )


@lru_cache(maxsize=8)
def _surface(known: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in known if word not in concept_words())
