"""Words that stand for the records on screen: « lesquels », « ceux », "which of them", "how many".

Where one of them heads a message, what is asked for is what is on screen; the kinds of record named
after it only say what those are to have, or whose they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from language import words

_FILLERS = frozenset(
    words("et ok okay and but mais alors so then donc oui yes bon right euh well now maintenant ah")
    + words("oh puis also finalement actually plutot rather juste just only seulement que montre")
    + words("montrez moi show me give donne donnez affiche affichez liste list please svp stp s il")
    + words("vous plait te keep garde gardez the parmi among dont sur of de entre d je veux want i")
)
_PRONOUNS = frozenset(words("ceux celles celui celle those ones"))
_LEADS = frozenset(
    words("de d des du of from at chez dont avec with sans without whose qui who that in en")
)
_WHICH = frozenset(words("lesquels lesquelles laquelle lequel which"))
_MANY = frozenset(words("combien many"))
_THEM = frozenset(words("them those these eux elles ceux celles"))
_VERBS = frozenset(
    words("ont ont-ils sont n ne en avec sans a est etaient avaient have has are is were was had ")
    + words("don do did does haven hasn aren isn didn doesn with without already deja got")
)


def points_back(said: Sequence[str]) -> bool:
    """Whether a pronoun heads these words, which come before the first kind of record named."""
    for place, word in enumerate(said):
        after = said[place + 1 : place + 2]
        if word in _PRONOUNS:
            return bool({*after} & _LEADS)
        if word in _WHICH | _MANY:
            return _of_them(said[place + 1 :]) or bool({*after} & (_VERBS | _PRONOUNS))
        if word in _THEM and place and said[place - 1] in _FILLERS:
            return True
    return False


def opens_back(said: Sequence[str]) -> bool:
    """Whether it does at the very beginning, small words aside."""
    start = next((place for place, word in enumerate(said) if word not in _FILLERS), len(said))
    if [*said[start : start + 2]] == ["how", "many"]:
        start += 1
    known = _PRONOUNS | _WHICH | _MANY | _THEM
    return said[start : start + 1] != [] and said[start] in known and points_back(said[start:])


def asks_which(said: Sequence[str]) -> bool:
    """Whether the records themselves are asked for: « lesquels », "which ones"."""
    return bool({*said} & _WHICH) and points_back(said)


def _of_them(after: Sequence[str]) -> bool:
    return bool({*after[:1]} & {"of", "d", "de", "parmi", "among"}) and bool({*after[1:4]} & _THEM)


def that_makes(said: Sequence[str]) -> bool:
    """Whether a message asks what is on screen amounts to: « combien d'affaires cela fait »."""
    pairs = {*pairwise(said)}
    return bool(pairs & _MAKES) and bool(_HOW_MANY & {*said})


_MAKES = frozenset({("cela", "fait"), ("cela", "represente"), ("is", "that"), ("are", "those"),
                    ("that", "makes"), ("does", "that"), ("is", "this")})  # fmt: skip
_HOW_MANY = frozenset({"combien", "how"})
