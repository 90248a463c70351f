"""The first net: values of records in the turn, found again however they are cased or accented."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from guard.entries import fold
from guard.prompt import Known
from guard.spans import Span

_PARTICLES = frozenset(
    [
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "van",
        "von",
        "der",
        "den",
        "el",
        "al",
        "ben",
        "bin",
        "da",
        "di",
        "dos",
        "d",
        "l",
        "o",
        "mc",
        "mac",
        "st",
    ]
)
_PHONE = {"PHONE_NUMBER"}


def fold_in_place(text: str) -> str:
    """Return the text without case and accents, each character still at its place."""
    if text.isascii():
        return text.lower()
    return "".join(map(_fold_one, text))


@lru_cache(maxsize=1024)
def _fold_one(character: str) -> str:
    """Return one character for one character."""
    if character.isascii():
        return character.lower()
    if character in "’‘ʼ":
        return "'"
    if character in "\u00a0\u202f\u2009":
        return " "
    bare = unicodedata.normalize("NFKD", character)[:1].casefold()
    return bare if len(bare) == 1 else character


@dataclass(frozen=True)
class _Wanted:
    """A form to look for. `capital` says that only a capitalised occurrence counts."""

    known: Known
    capital: bool = False


class KnownValues:
    """Finds the known values of a turn in any text.

    Whole values are found in any case; so are the words of a person's name, except that a word
    which is also an ordinary one (« Blanc », "Page") counts only with a capital.
    """

    def __init__(self, known: Iterable[Known], is_word: Callable[[str], bool]) -> None:
        self._wanted: dict[str, _Wanted] = {}
        self._is_word = is_word
        listed = [item for item in known if len(item.value.strip()) > 1]
        for item in listed:
            self._want(item.value, _Wanted(item, self._is_shy(item)))
        for item in listed:
            if item.type == "PERSON":
                self._want_parts(item)
        longest = sorted(self._wanted, key=len, reverse=True)
        self._longest = [(key, _telling(key)) for key in longest]

    def _is_shy(self, item: Known) -> bool:
        """Say whether a one-word value must be capitalised to count."""
        single = len(item.value.split()) == 1 and item.value[:1].isupper()
        return item.type == "PERSON" and single and self._is_word(item.value)

    def _want(self, value: str, wanted: _Wanted) -> None:
        """Look for a value, spaces and hyphens being as good as each other."""
        key = _key(value, wanted.known.type)
        if key:
            self._wanted.setdefault(key, wanted)

    def _want_parts(self, item: Known) -> None:
        """Look for the words of a person's name, for its reversal and for its initials."""
        words = [word for word in re.split(r"[\s,]+", item.value) if word]
        if len(words) > 1:
            self._want(" ".join([*words[1:], words[0]]), _Wanted(item))
            self._want(f"{words[0][0]} {' '.join(words[1:])}", _Wanted(item))
            self._want(f"{words[0][0]}. {' '.join(words[1:])}", _Wanted(item))
        for word in words:
            if len(word) > 2 and fold(word) not in _PARTICLES:
                part = Known(word, "PERSON", item.subject)
                self._want(word, _Wanted(part, self._is_word(word)))

    def _pattern(self, folded: str) -> re.Pattern[str] | None:
        """Return one pattern for the values that may be in a text, the longest first.

        A turn knows hundreds of values, a text holds few: compiling them all took longer than the
        rest of masking.
        """
        digits = re.sub(r"\D", "", folded)
        near = [key for key, part in self._longest if part in folded]
        keys = [key for key in near if _may_hold(folded, digits, key)]
        return re.compile("|".join(_alternative(key) for key in keys)) if keys else None

    def find(self, text: str) -> Iterator[Span]:
        """Yield the known values of a text."""
        folded = fold_in_place(text)
        pattern = self._pattern(folded)
        for match in pattern.finditer(folded) if pattern else ():
            keys = (key for key in _rekeys(match.group()) if key in self._wanted)
            wanted = self._wanted.get(next(keys, ""))
            if wanted is None:
                continue
            if wanted.capital and not text[match.start()].isupper():
                continue
            known = wanted.known
            yield Span(known.type, match.start(), match.end(), 1.0, known.subject)


def _key(value: str, kind: str) -> str:
    """Return the value as it is looked up: folded, one space between its words."""
    folded = fold_in_place(unicodedata.normalize("NFC", value.strip()))
    if kind in _PHONE:
        return "#" + re.sub(r"\D", "", folded)[-9:]
    return re.sub(r"[\s\-,]+", " ", folded).strip()


def _rekeys(found: str) -> Iterator[str]:
    """Yield the keys of what was found: as it stands, and as a telephone number."""
    yield re.sub(r"[\s\-,]+", " ", found).strip()
    if re.fullmatch(r"\+?[\d\s./\-()–]{7,}", found):
        yield "#" + re.sub(r"\D", "", found)[-9:]


def _telling(key: str) -> str:
    """Return the longest part of a key: a text without it holds no such value."""
    return "" if key.startswith("#") else max(key.split(" "), key=len)


def _may_hold(folded: str, digits: str, key: str) -> bool:
    """Say whether a folded text, whose digits are given, holds every part of a key."""
    if key.startswith("#") and key[1:].isdigit():
        return key[1:] in digits
    return all(word in folded for word in key.split(" "))


def _alternative(key: str) -> str:
    """Return the pattern of one key."""
    if key.startswith("#") and key[1:].isdigit():
        body = r"[ ./\-()–]{0,3}".join(key[1:])
        return rf"(?<!\w)(?:\+?\(?\d[\d ./\-()–]{{0,8}})?{body}(?!\w)"
    body = r"(?:[\s\-]{1,2},?|,)[\s\-]{0,2}".join(re.escape(word) for word in key.split(" "))
    return rf"(?<!\w){body}(?!\w)"
