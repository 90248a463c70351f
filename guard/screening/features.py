"""What a sentence is made of, for a linear judge: letters, words, and what the words are about.

Each family of features is scaled to length one, so that a long sentence weighs no more than a
short one. Words in sight of each other make pairs; figures, addresses and links are one sign each.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from guard.entries import fold
from guard.screening.concepts import concepts_of

_LINK = re.compile(r"(?:https?|hxxps?|ftp)://\S+|www\.\S+|!?\[[^\]\n]*\]\([^)\s]*\)")
_MAIL = re.compile(r"\S+@\S+\.\w+|\[[A-Z]+_[A-Z]\d+_\d+\w*\]")
_TAG = re.compile(r"<[^<>]{1,300}>")
_FIGURE = re.compile(r"\d[\d.,: /]*")
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*|[¤§#{}%!?]")
LONGEST = 90
"""Words of a sentence that are looked at."""
_NEAR = 4


def words_of(text: str) -> list[str]:
    """Return the folded words of a text; ¤ stands for an address or placeholder, § for a link."""
    plain = _LINK.sub(" § ", text)
    plain = _MAIL.sub(" ¤ ", _TAG.sub(" § ", plain))
    plain = _FIGURE.sub(" # ", fold(plain).replace("’", "'"))
    return _split(_WORD.findall(plain))[:LONGEST]


def _split(words: Iterable[str]) -> list[str]:
    """Return the words with their elisions apart: « l'ordre » is two words."""
    return [part for word in words for part in word.split("'") if part]


def features_of(text: str, letters: int = 5) -> dict[str, float]:
    """Return the weighted features of a sentence; `letters` is the longest group of letters."""
    words = words_of(text)
    families = (
        set(_letter_groups(words, letters)),
        {*(f"w {word}" for word in words), *_pairs(words)},
        set(_concept_signs(words)),
    )
    return {
        feature: 1 / math.sqrt(len(family)) for family in families for feature in family if family
    }


def _letter_groups(words: Iterable[str], longest: int) -> Iterator[str]:
    """Yield the groups of three letters and more of each word, its ends marked."""
    for word in words:
        marked = f"^{word}$"
        for size in range(3, longest + 1):
            for at in range(len(marked) - size + 1):
                yield marked[at : at + size]


def _pairs(words: list[str]) -> Iterator[str]:
    """Yield neighbours, and the word that begins the sentence."""
    yield from (f"p {a} {b}" for a, b in pairwise(words))
    if words:
        yield f"b {words[0]}"


def _concept_signs(words: list[str]) -> Iterator[str]:
    """Yield the classes of words, each pair in sight of each other, and which begin."""
    classes = [concepts_of(word) for word in words]
    for at, ones in enumerate(classes):
        for one in ones:
            yield f"c {one}"
            for later in classes[at + 1 : at + 1 + _NEAR]:
                yield from (f"n {one} {other}" for other in later)
    present = sorted({one for ones in classes for one in ones})
    for at, one in enumerate(present):
        yield from (f"s {one} {other}" for other in present[at + 1 :])
    for ones in classes[:1]:
        yield from (f"f {one}" for one in ones)
