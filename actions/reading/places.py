"""Countries by their names in both languages, as people and records write them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from language import words
from language.tokens import Token

_SHORT = {
    "uk": "GB",
    "grande bretagne": "GB",
    "great britain": "GB",
    "angleterre": "GB",
    "england": "GB",
    "usa": "US",
    "etats unis": "US",
    "united states": "US",
    "u k": "GB",
    "hollande": "NL",
    "holland": "NL",
}
_PEOPLES = {
    "FR": "francais francaise francaises french",
    "GB": "anglais anglaise anglaises britannique britanniques british english",
    "DE": "allemand allemande allemands allemandes german",
    "ES": "espagnol espagnole espagnols espagnoles spanish",
    "IT": "italien italienne italiens italiennes italian",
    "BE": "belge belges belgian",
    "CH": "suisses swiss",
    "NL": "neerlandais neerlandaise dutch",
    "US": "americain americaine americains americaines american",
    "PT": "portugais portugaise portuguese",
    "LU": "luxembourgeois luxembourgeoise",
    "IE": "irlandais irlandaise irish",
}
_WRITTEN = {"GB": ("UK", "Great Britain", "England"), "US": ("USA",)}


@lru_cache(maxsize=1)
def _countries() -> dict[tuple[str, ...], str]:
    from babel import Locale  # noqa: PLC0415 - CLDR data is slow to load

    found: dict[tuple[str, ...], str] = {}
    for locale in ("fr", "en"):
        for code, name in Locale.parse(locale).territories.items():
            if len(code) == 2 and code.isalpha():
                found[tuple(words(name))] = code
    found.update({tuple(name.split()): code for name, code in _SHORT.items()})
    found.update({(name,): code for code, names in _PEOPLES.items() for name in names.split()})
    return found


_SPEAKING = frozenset({"speak", "speaks", "speaking", "parle", "parlent", "parlant"})
_JOINTS = frozenset({"et", "ou", "and", "or", ","})


def spoken(tokens: Sequence[Token], start: int) -> bool:
    """Whether a people's name is its language's: "who speak French and German", « en anglais »."""
    ahead = start
    while ahead and (tokens[ahead - 1].text in _JOINTS or _is_people(tokens[ahead - 1].text)):
        ahead -= 1
    said = {one.text for one in tokens[max(ahead - 2, 0) : ahead]}
    return bool(said & _SPEAKING or (said & {"en", "in"} and _is_people(tokens[start].text)))


def _is_people(word: str) -> bool:
    return any(word in names.split() for names in _PEOPLES.values())


@lru_cache(maxsize=256)
def spellings(code: str) -> tuple[str, ...]:
    """Return how records may write a country: both languages' names, short forms, the code."""
    from babel import Locale  # noqa: PLC0415

    names = [Locale.parse(locale).territories[code] for locale in ("fr", "en")]
    return tuple(dict.fromkeys((*names, *_WRITTEN.get(code, ()), code)))


def place_at(tokens: Sequence[Token], start: int, limit: int) -> tuple[int, tuple[str, ...]] | None:
    """Return a country named at `start`: (index after it, its spellings), or None."""
    said: list[str] = []
    best = None
    for index in range(start, min(limit, start + 7)):
        word = tokens[index].text
        if word in "-'":
            continue
        said.append(word)
        if code := _countries().get(tuple(said)):
            best = (index + 1, spellings(code))
    return best
