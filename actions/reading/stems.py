"""Words cut to their stems in both languages, so that « clôturées » meets « Date de clôture »."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from functools import lru_cache

import Stemmer

from language import fold, words

GLUE = frozenset(
    words(
        "le la les l un une des de du d the a an of to au aux en in et and s that qui que est "
        "is are sont dont which whose ce cette ces cet this these those on sur for pour me "
        "moi nous us it il elle ils elles they he she y se leur their have has ont id ids "
    )
)
"""Words that join or determine; labels and questions are matched without them."""

_LOCAL = threading.local()


def _stemmers() -> tuple[Stemmer.Stemmer, Stemmer.Stemmer]:
    """Return this thread's stemmers: PyStemmer's are not to be shared."""
    if not hasattr(_LOCAL, "pair"):
        _LOCAL.pair = (Stemmer.Stemmer("french"), Stemmer.Stemmer("english"))
    pair: tuple[Stemmer.Stemmer, Stemmer.Stemmer] = _LOCAL.pair
    return pair


@lru_cache(maxsize=20_000)
def stems(word: str) -> tuple[str, str]:
    """Return a folded word's French and English stem.

    The French one loses the endings that agreement leaves after folding (« perdue », « gagnées »),
    which Snowball knows only with their accents.
    """
    french, english = _stemmers()
    bare = word
    for ending in ("ees", "ee", "es", "e", "s"):
        if bare.endswith(ending) and len(bare) - len(ending) >= 3:
            bare = bare[: -len(ending)]
            break
    for ending, plain in _FORMS:
        if bare.endswith(ending) and len(bare) - len(ending) >= 3:
            bare = bare[: -len(ending)] + plain
            break
    return fold(french.stemWord(bare)), english.stemWord(word)


_FORMS = (("eaux", "el"), ("eau", "el"), ("ell", "el"), ("iqu", "ic"))
"""Endings that agreement changes: « nouveaux » is « nouvelle », « publique » is « public »."""


def content(text: str) -> list[str]:
    """Return the folded words of a label that carry meaning."""
    found = words(text)
    return [word for word in found if word not in GLUE] or found


def akin(one: str, other: str) -> bool:
    """Whether two words share a stem, or one grew from the other (« livrées », « livraison »)."""
    mine, theirs = set(stems(one)), set(stems(other))
    if mine & theirs:
        return True
    return any(_grown(a, b) for a in mine for b in theirs)


def _grown(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= 4 and longer.startswith(shorter) and len(longer) - len(shorter) <= 6


def any_akin(one: str, others: Iterable[str]) -> bool:
    """Whether a word is akin to one of several."""
    return any(akin(one, other) for other in others)
