"""How much of a question texts speak of: its words, their translations, words like them.

Bag-of-words scores count what is found; this counts what is missing, which tells a question that
is answered from one that is only near. All texts of a corpus are read once and turned round: from
a word to the texts that hold it, so that one question is compared with every text in a millisecond.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from knowledge.bilingual import translations
from knowledge.passage import Passage
from knowledge.questions import Question, Word
from knowledge.words import stem, tokens

Worths = NDArray[np.float32]

Match = tuple[NDArray[np.intp], Worths]
"""Numbers of a vocabulary's words, and what each is worth for a word of the question."""

_SYNONYM = 0.6
"""What a word that shares a translation with the question's is worth."""

_LIKENESS = 0.8
"""What a word spelt nearly alike is worth at most: a derived form, a typo, half a compound."""

_ALIKE = 0.5
"""Dice coefficient of trigrams under which two words are strangers."""

_STEADY = 2.0
"""Rarity added to every text's own, so that one common word is not a whole heading."""


class Vocabulary:
    """The words of a corpus by language, and which of them say the same as a question's word."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, str], int] = {}
        self._stems: dict[str, list[int]] = {}
        self._pieces: dict[str, array[int]] = {}
        self._sizes: array[int] = array("i")

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def words(self) -> Iterable[tuple[str, str]]:
        """The words with their languages, by number."""
        return self._ids.keys()

    def read(self, words: Iterable[str], language: str) -> list[int]:
        """Return the numbers of the folded words of a text, each once."""
        return [self._number(word, language) for word in dict.fromkeys(words)]

    def match(self, word: Word) -> Match:
        """Return the words that say the same or nearly, from the least worth to the most."""
        found = dict(self._alike(word.text))
        for stems, worth in ((word.synonyms, _SYNONYM), (word.stems, 1.0)):
            same = (number for one in stems for number in self._stems.get(one, ()))
            found |= {number: worth for number in same if found.get(number, 0.0) < worth}
        order = sorted(found, key=found.__getitem__)
        return np.array(order, np.intp), np.array([found[one] for one in order], np.float32)

    def _number(self, word: str, language: str) -> int:
        key = (word, language)
        if key not in self._ids:
            number = self._ids[key] = len(self._ids)
            self._stems.setdefault(stem(word, language), []).append(number)
            pieces = _trigrams(word)
            self._sizes.append(len(pieces))
            for piece in pieces:
                self._pieces.setdefault(piece, array("i")).append(number)
        return self._ids[key]

    def _alike(self, word: str) -> dict[int, float]:
        """Return the words spelt nearly alike; short ones are too easily alike."""
        pieces = [self._pieces[piece] for piece in _trigrams(word) if piece in self._pieces]
        if len(word) <= 3 or not pieces:
            return {}
        shared = np.bincount(np.concatenate(pieces), minlength=len(self._ids))
        near = np.flatnonzero(shared)
        sizes = np.frombuffer(self._sizes, np.int32)[near] + len(_trigrams(word))
        dice = 2 * shared[near] / sizes
        kept = dice >= _ALIKE
        return dict(zip(near[kept].tolist(), (_LIKENESS * dice[kept]).tolist(), strict=True))


class Wording:
    """Texts by the numbers of the words they hold."""

    def __init__(
        self, vocabulary: int, texts: Iterable[Iterable[int]], rarities: Worths | None = None
    ) -> None:
        """`vocabulary` is its length; `texts` are the numbers of each text's words, each once.

        `rarities` has one a word of the vocabulary; only `shares` needs them.
        """
        holders = [array("i") for _ in range(vocabulary)]
        weights = [0.0] * vocabulary if rarities is None else rarities.tolist()
        sizes = array("f")
        for place, numbers in enumerate(texts):
            size = 0.0
            for number in numbers:
                holders[number].append(place)
                size += weights[number]
            sizes.append(size)
        self._size = len(sizes)
        self._holders = [np.array(one, np.int32) for one in holders]
        self._weights = weights
        self._sizes = np.array(sizes, np.float32)

    def worths(self, matches: Sequence[Match]) -> Worths:
        """Return what each text says of each word, in [0, 1]; shape (words, texts).

        A text counts for a word by its nearest: what is worth most is written last.
        """
        found = np.zeros((len(matches), self._size), np.float32)
        for row, match in zip(found, matches, strict=True):
            for number, worth in zip(*match, strict=True):
                row[self._holders[number]] = worth
        return found

    def shares(self, matches: Sequence[Match]) -> Worths:
        """Return the share of each text that the question speaks of, by the rarity of its words.

        The other way round than `coverage`: of two headings that hold the question's words, the
        one that speaks of nothing else is meant.
        """
        best: dict[int, float] = {}
        for numbers, worths in matches:
            for number, worth in zip(numbers.tolist(), worths.tolist(), strict=True):
                best[number] = max(worth, best.get(number, 0.0))
        said = np.zeros(self._size, np.float32)
        for number, worth in best.items():
            said[self._holders[number]] += worth * self._weights[number]
        shares: Worths = said / (self._sizes + np.float32(_STEADY))
        return shares


def coverage(worths: Worths, rarities: Sequence[float]) -> Worths:
    """Return the share of a question that each text speaks of, its words weighted by rarity."""
    weights = np.array(rarities, np.float32)
    shares: Worths = weights @ worths / (weights.sum() or np.float32(1.0))
    return shares


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


@lru_cache(maxsize=50_000)
def _trigrams(word: str) -> frozenset[str]:
    framed = f"_{word}_"
    return frozenset(framed[at : at + 3] for at in range(max(1, len(framed) - 2)))
