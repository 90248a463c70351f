"""How well a record's name answers to what someone called it.

Pure functions on folded words. Accents, case, word order, initials, small typos and legal forms of
companies are what people get wrong; each costs a little, a missing word costs most.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from language import fold

_WORD = re.compile(r"[^\W_]+")
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")
_ELISION = re.compile(r"\b(?:[ldjcmnst]|qu)'(?=\w)|(?<=\b[o])'(?=\w)")
LEGAL = frozenset({
    "sa", "sas", "sasu", "sarl", "eurl", "snc", "sci", "scop", "sca", "ltd", "limited", "plc",
    "llp", "llc", "inc", "gmbh", "ag", "bv", "nv", "spa", "srl", "corp", "corporation", "cie",
    "company", "co", "groupe", "group", "holding", "holdings", "societe", "entreprise", "ets",
    "etablissements",
})  # fmt: skip
GLUE = frozenset({
    "et", "and", "the", "of", "la", "le", "les", "de", "du", "des", "au", "aux", "en", "for",
    "chez", "at", "from",
})  # fmt: skip
TITLES = frozenset({
    "m", "mr", "mrs", "ms", "miss", "mme", "mlle", "monsieur", "madame", "mademoiselle", "dr",
    "docteur", "sir",
})  # fmt: skip
_ALIKE = 0.7
_OTHER_GENDER = 0.65  # François and Françoise are two people, not a typo


class Fit(IntEnum):
    """How a name answers: nothing like it, alike, every word said is in it, or the same."""

    WEAK = 0
    ALIKE = 1
    SAID = 2
    EXACT = 3


@dataclass(frozen=True)
class Likeness:
    """How a name answers to words: its fit; how well the words said are met; and overall."""

    fit: Fit
    met: float
    score: float
    whole: bool


@lru_cache(maxsize=8192)
def name_words(text: str) -> tuple[str, ...]:
    """Return a name's folded words: « L'Atelier S.A. » is `atelier sa`."""
    folded = _DOTTED.sub(lambda match: match[0].replace(".", "") + " ", fold(text))
    return tuple(_WORD.findall(_ELISION.sub("", folded)))


def telling_words(words: Sequence[str]) -> list[str]:
    """Leave out titles, legal forms and little words, unless nothing else is left."""
    telling = [w for w in words if w not in LEGAL | GLUE | TITLES and len(w) > 1]
    return telling or [w for w in words if len(w) > 1] or list(words)


def _weight(word: str) -> float:
    if word in GLUE or word in TITLES:
        return 0.1
    return 0.5 if word in LEGAL else float(min(len(word), 8))


@lru_cache(maxsize=65536)
def alike(said: str, real: str) -> float:
    """Return how alike two words are, in [0, 1]: equal, an initial, a beginning, or a typo."""
    if said == real:
        return 1.0
    if len(said) == 1 or len(real) == 1:
        return 0.85 if said[0] == real[0] else 0.0
    if len(said) >= 3 and real.startswith(said):
        return 0.9
    similar = OSA.normalized_similarity(said, real)
    shorter, longer = sorted((said, real), key=len)
    if longer in (f"{shorter}e", f"{shorter}le", f"{shorter}ne"):
        return _OTHER_GENDER
    allowed = 1 if min(len(said), len(real)) < 9 else 2
    if OSA.distance(said, real) > allowed or similar < _ALIKE:
        return 0.0
    return similar * 0.97


def likeness(said: str, name: str, beside: Sequence[str] = ()) -> Likeness:
    """Hold what was said against a name.

    `beside` are texts that tell namesakes apart (their company, their city): a word that is not in
    the name may be in one of them, as in « Marie Lefèvre de chez Delmas ».
    """
    words: Sequence[str] = name_words(said)
    real = name_words(name)
    if not words or not real:
        return Likeness(Fit.WEAK, 0.0, 0.0, whole=False)
    if sorted(_kept(words)) == sorted(_kept(real)):
        return Likeness(Fit.EXACT, 1.0, 1.0, whole=True)
    words = _spelled(words, real)
    pairs, used = _aligned(words, real)
    covered = sum(_weight(real[at]) for at in used) / sum(map(_weight, real))
    pairs = _met_beside(words, pairs, beside)
    met, glued = _mean(words, pairs), _glued(words, real)
    score = max(met, glued) * (0.8 + 0.2 * max(covered, glued))
    fit = max(_fit(words, pairs), Fit.ALIKE if glued else Fit.WEAK)
    whole = max(covered, glued) > 0.95
    return Likeness(fit, max(met, glued), min(score, 0.99), whole=whole)


def _met_beside(words: Sequence[str], pairs: list[float], beside: Sequence[str]) -> list[float]:
    """Look for words the name does not hold in the texts beside it, if it holds any other."""
    telling = set(telling_words(words))
    if not any(how > 0 for word, how in zip(words, pairs, strict=True) if word in telling):
        return pairs
    others = [word for text in beside for word in name_words(text)]
    return [
        how or max((alike(word, other) for other in others if len(word) > 2), default=0.0)
        for word, how in zip(words, pairs, strict=True)
    ]


def _spelled(words: Sequence[str], real: Sequence[str]) -> list[str]:
    """Take initials written together apart: « JP Martin » for "Jean-Pierre Martin"."""
    initials = "".join(word[0] for word in real)
    spelled: list[str] = []
    for word in words:
        together = len(word) in (2, 3) and word in initials and word not in real
        spelled += list(word) if together else [word]
    return spelled


def _kept(words: Sequence[str]) -> list[str]:
    """Leave out what never tells two names apart: titles and little words."""
    return [w for w in words if w not in GLUE | TITLES] or list(words)


def _mean(words: Sequence[str], pairs: Sequence[float]) -> float:
    weights = [_weight(word) for word in words]
    return sum(w * p for w, p in zip(weights, pairs, strict=True)) / sum(weights)


def _aligned(words: Sequence[str], real: Sequence[str]) -> tuple[list[float], set[int]]:
    """Give each word said the most alike word of the name that is still free."""
    pairs, used = [0.0] * len(words), set[int]()
    found = sorted(
        ((alike(w, r), -i, -j) for i, w in enumerate(words) for j, r in enumerate(real)),
        reverse=True,
    )
    for how, i, j in found:
        if how > 0 and pairs[-i] == 0.0 and -j not in used:
            pairs[-i] = how
            used.add(-j)
    return pairs, used


def _glued(words: Sequence[str], real: Sequence[str]) -> float:
    """Compare without spaces: « jean pierre » and "Jeanpierre", "GreenMeter" and "Green Meter"."""
    telling, named = telling_words(words), telling_words(real)
    if len(telling) == len(named):
        return 0.0
    said, name = "".join(telling), "".join(named)
    near = OSA.normalized_similarity(said, name)
    return near * 0.99 if near >= 0.85 else 0.0


def _fit(words: Sequence[str], pairs: Sequence[float]) -> Fit:
    """Every telling word must be met, and an initial by its letter (« M. » may be a title)."""
    telling = set(telling_words(words))
    said = [how for word, how in zip(words, pairs, strict=True) if word in telling]
    initials = [
        how for word, how in zip(words, pairs, strict=True) if len(word) == 1 and word not in TITLES
    ]
    least = min((*said, *initials), default=0.0)
    if least <= _OTHER_GENDER:
        return Fit.WEAK
    return Fit.SAID if min(said) == 1.0 else Fit.ALIKE
