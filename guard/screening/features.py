"""What a sentence is made of, for a linear judge: letters, words, and what the words are about.

Each family of features is scaled to length one, so that a long sentence weighs no more than a
short one. Words in sight of each other make pairs; figures, addresses and links are one sign each.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from guard.entries import fold
from guard.screening.concepts import concepts_of

_ENDLESS = re.compile(r"(\S{120})\S+")
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
    plain = _LINK.sub(" § ", _ENDLESS.sub(r"\1", text))
    plain = _MAIL.sub(" ¤ ", _TAG.sub(" § ", plain))
    plain = _FIGURE.sub(" # ", fold(plain).replace("’", "'"))
    return _split(_WORD.findall(plain))[:LONGEST]


def _split(words: Iterable[str]) -> list[str]:
    """Return the words with their elisions apart: « l'ordre » is two words."""
    return [part for word in words for part in word.split("'") if part]


def features_of(text: str, letters: int) -> dict[str, float]:
    """Return the weighted features of a sentence; `letters` is the longest group of letters."""
    words = words_of(text)
    groups = Counter(group for word in set(words) for group in letter_groups(word, letters))
    features = {group: times / math.sqrt(groups.total()) for group, times in groups.items()}
    for family in (word_signs(words), concept_signs(words)):
        features |= dict.fromkeys(family, 1 / math.sqrt(len(family) or 1))
    return features


def letter_groups(word: str, longest: int) -> Iterator[str]:
    """Yield the groups of three letters and more of a word, its ends marked."""
    marked = f"^{word}$"
    for size in range(3, longest + 1):
        for at in range(len(marked) - size + 1):
            yield marked[at : at + size]


def word_signs(words: Sequence[str]) -> set[str]:
    """Return the words, the neighbours, and the word that begins the sentence."""
    signs = {f"w {word}" for word in words}
    signs |= {f"p {a} {b}" for a, b in pairwise(words)}
    return signs | {f"b {word}" for word in words[:1]}


def concept_signs(words: Sequence[str]) -> set[str]:
    """Return the classes of words, each pair in sight of each other, and which begin."""
    classes = [concepts_of(word) for word in words]
    told = [(at, one) for at, ones in enumerate(classes) for one in ones]
    present = sorted({one for _, one in told})
    signs = {f"c {one}" for one in present}
    signs |= {f"s {one} {other}" for one, other in combinations(present, 2)}
    signs |= {f"n {a} {b}" for (i, a), (j, b) in combinations(told, 2) if 0 < j - i <= _NEAR}
    return signs | {f"f {one}" for one in classes[0]} if words else signs
