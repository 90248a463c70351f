"""Whether a sentence says the contrary of what it rests on: « reprise » for « n’est pas reprise ».

Both are told in words that count (their beginnings, and one sign for words of contrary meaning),
each said or denied. A sentence is contrary where a given one speaks of the same and one of the two
denies what the other says. Where a denial is a condition (« pas avant », "unless"), nothing is
judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from guard.entries import fold

_ALIKE = 0.6
"""Least share of a sentence's words that a given sentence must hold to speak of the same."""
_LEAST, _STEM, _NEAR = 2, 5, 3
_PAIRS = {
    "move": (
        "hauss augment croiss progress rise rises rising rose risen increas grew grow climb",
        "baiss diminu recul chut fall fell drop decreas declin",
    ),
    "take": (
        "accept autoris admis allow permit permis approuv approv",
        "refus reject rejet interdi forbid forbidden prohib",
    ),
    "hold": ("inclu compris couvr couver cover contain contien", "exclu"),
    "must": ("obligat compuls mandator requis required", "facultati optionn optional"),
    "open": ("ouvert ouvre ouvri open", "ferme fermé closed closes close"),
    "when": ("avant before", "apres after"),
    "most": ("maximum maximal", "minimum minimal"),
    "live": ("activ enabl", "desactiv disabl"),
    "able": ("possible", "impossible"),
    "well": ("reuss succes succee", "echou echec fail"),
}
_SIGNS = {
    start: (f"@{name}", sign)
    for name, sides in _PAIRS.items()
    for sign, starts in zip((1, -1), sides, strict=True)
    for start in starts.split()
}
_LENGTHS = range(max(map(len, _SIGNS)), min(map(len, _SIGNS)) - 1, -1)
_CLAUSE = re.compile(r"[,;:()]|\b(?:mais|but|however|cependant|tandis que|while|whereas)\b")
_SENTENCE = re.compile(r"[.!?…\n]+(?=\s|\Z)|\n")
_CONDITION = re.compile(
    r"\b(?:unless|until|except|sauf|hors|a moins|tant que|jusqu'a ce|only|uniquement|seulement"
    r"|(?:ne|n'|pas|not|never|n't|jamais)\b[^.]{0,60}\b(?:avant|before|sans|without)"
    r"|(?:ne|n'|not|n't)[^.]{0,20}\b(?:depass|exced|exceed)|pas seulement|not only)"
)
_ONLY = re.compile(r"\b(?:ne|n')(?:(?!\bpas\b|\bplus\b|\bjamais\b)[^,;.]){1,50}?\bqu(?:e\b|')")
_WORD = re.compile(r"n'(?=\w)|[^\W\d_]+n't\b|[^\W\d_]+")
_DENIES = frozenset(
    "ne n' pas not never jamais cannot plus_ nor neither nobody personne rien nothing".split()  # noqa: SIM905
)
_DENIES_NEXT = frozenset("aucun aucune sans without no nul nulle non ni none".split())  # noqa: SIM905
_LONGER = re.compile(r"\bno (?:longer|more)\b")

Said = Mapping[str, int]
"""What a sentence speaks of: 1 where it is said, -1 where it is denied."""


def contrary(sentence: str, given: Iterable[str]) -> bool:
    """Say whether what is given speaks of the same as a sentence and says the contrary."""
    said = signs_of(sentence)
    if len(said) < _LEAST or _CONDITION.search(_folded(sentence)):
        return False
    told = [
        _opposed(said, signs, bool(_CONDITION.search(_folded(one))))
        for text in given
        for one in _SENTENCE.split(text)
        if _alike(said, signs := signs_of(one))
    ]
    return bool(told) and all(told)


def signs_of(sentence: str) -> Said:
    """Return what a sentence speaks of, said or denied."""
    found: dict[str, int] = {}
    for clause in _CLAUSE.split(_folded(sentence)):
        for name, sign in _clause_signs(clause):
            found.setdefault(name, sign)
    return found


def _folded(text: str) -> str:
    return fold(text).replace("’", "'")


def _clause_signs(clause: str) -> Iterator[tuple[str, int]]:
    """Yield the words of a clause that count, each said (1) or denied (-1)."""
    bare = _LONGER.sub("not", _ONLY.sub(" ", clause))
    denied, left = False, 0
    for word in _WORD.findall(bare):
        if word in _DENIES or word.endswith("n't"):
            denied = True
        elif word in _DENIES_NEXT:
            left = _NEAR
        elif len(word) > 3:
            name, sign = _meant(word)
            yield name, -sign if denied or left else sign
            left = max(0, left - 1)


def _meant(word: str) -> tuple[str, int]:
    """Return the beginning of a word, or the pair of contraries it is of and on which side."""
    starts = (word[:length] for length in _LENGTHS)
    return next((_SIGNS[start] for start in starts if start in _SIGNS), (word[:_STEM], 1))


def _alike(said: Said, given: Said) -> bool:
    """Say whether what is given speaks of the same."""
    shared = len(said.keys() & given.keys())
    return shared >= _LEAST and shared >= _ALIKE * len(said)


def _opposed(said: Said, given: Said, conditional: bool) -> bool:
    """Say whether one of the two denies what the other says; both denying something agree."""
    shared = said.keys() & given.keys()
    apart = [name for name in shared if said[name] != given[name]]
    denying = [any(one[name] < 0 for name in shared) for one in (said, given)]
    return bool(apart) and not conditional and denying[0] != denying[1]
