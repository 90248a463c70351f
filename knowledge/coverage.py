"""How much of a question a passage speaks of: its words, their translations, words like them.

Bag-of-words scores count what is found; this counts what is missing, which tells a question that
is answered from one that is only near: each word counts by its rarity in the corpus.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from knowledge.bilingual import translations
from knowledge.passage import Passage
from knowledge.questions import Question, Word
from knowledge.words import content, stem, tokens

_SYNONYM = 0.6
"""What a word that shares a translation with the question's is worth."""

_LIKENESS = 0.8
"""What a word spelt nearly alike is worth at most: a derived form, a typo, half a compound."""

_ALIKE = 0.5
"""Dice coefficient of trigrams under which two words are strangers."""


def coverage(
    question: Question, rarities: list[float], texts: Iterable[str], language: str
) -> float:
    """Return the share of the question's words that texts of one language speak of, in [0, 1].

    `rarities` are the words' weights, in the question's order.
    """
    present, stems = _together(texts, language)
    total = sum(rarities) or 1.0
    pairs = zip(question.words, rarities, strict=True)
    return sum(_worth(word, stems, present) * rarity for word, rarity in pairs) / total


def uncovered(question: Question, texts: Iterable[str], language: str) -> str:
    """Return the words of a question that texts of one language say nothing like, in order."""
    present, stems = _together(texts, language)
    return " ".join(word.text for word in question.words if not _worth(word, stems, present))


def missing_names(question: Question, passages: Iterable[Passage]) -> int:
    """Count the question's names and numbers that an article never mentions, two at most.

    A product, a place or a code that is asked for and absent is the surest sign of another topic.
    """
    if not question.names:
        return 0
    present = {token for passage in passages for token in tokens(passage.context)}
    missing = 0
    for name in question.names:
        known = {name, *translations(name, question.language)}
        missing += not (known & present or set(tokens(name)) <= present)
    return min(missing, 2)


def _together(texts: Iterable[str], language: str) -> tuple[tuple[str, ...], frozenset[str]]:
    read = [_vocabulary(text, language) for text in texts]
    present = tuple(dict.fromkeys(word for words, _ in read for word in words))
    return present, frozenset[str]().union(*(stems for _, stems in read))


@lru_cache(maxsize=20_000)
def _vocabulary(text: str, language: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the words of a text that carry meaning, each once, and their stems."""
    present = tuple(dict.fromkeys(content(tokens(text), language)))
    return present, frozenset(stem(word, language) for word in present)


def _worth(word: Word, stems: frozenset[str], present: tuple[str, ...]) -> float:
    if word.stems & stems:
        return 1.0
    if word.synonyms & stems:
        return _SYNONYM
    return _LIKENESS * _likeness(word.text, present)


def _likeness(word: str, present: tuple[str, ...]) -> float:
    if len(word) <= 3:
        return 0.0
    own = _trigrams(word)
    best = max((_dice(own, _trigrams(other)) for other in present), default=0.0)
    return best if best >= _ALIKE else 0.0


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


@lru_cache(maxsize=20_000)
def _trigrams(word: str) -> frozenset[str]:
    framed = f"_{word}_"
    return frozenset(framed[at : at + 3] for at in range(max(1, len(framed) - 2)))
