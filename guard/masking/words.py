"""The words of a text with their places, as the name finder looks at them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_ELISION = re.compile(r"(?i)(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu)['’](?=[^\W\d_]{2})")
_POSSESSIVE = re.compile(r"(?<=[^\W\d_]{2})['’]s\Z|['’](?:ll|ve|re|d|m)\Z", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?:\A|(?<![A-ZÀ-Ý])\.|[!?\n:•;>\"«|(\[{]|\s[-–—*]|\d\))\s*\Z")


@dataclass(frozen=True)
class Word:
    """One word. `capital`: begins with a capital; `upper`: all capitals; `begins`: a sentence."""

    text: str
    start: int
    end: int
    capital: bool
    upper: bool
    begins: bool

    @property
    def parts(self) -> list[str]:
        """Return the halves of a hyphenated word, or the word alone."""
        return self.text.split("-")

    @property
    def initial(self) -> bool:
        """Say whether it is a single capital letter, or two joined by a hyphen."""
        return self.capital and all(len(part) == 1 for part in self.parts)


def read_words(text: str) -> list[Word]:
    """Return the words of a text, elisions, possessives and English contractions taken off."""
    return [_word(text, *_bounds(match)) for match in _WORD.finditer(text)]


def _bounds(match: re.Match[str]) -> tuple[int, int]:
    """Return where the word proper starts and ends."""
    word, start, end = match.group(), match.start(), match.end()
    elision = _ELISION.match(word)
    if elision and not (
        word[0].isupper()
        and word[0] in "DMNO"
        and word[elision.end()].isupper()
        and word[1:2] in "'’"
        and word[0] != "D"
    ):
        start += elision.end()
    possessive = _POSSESSIVE.search(word)
    if possessive:
        end -= len(possessive[0])
    return start, end


def _word(text: str, start: int, end: int) -> Word:
    """Return the word between two places."""
    word = text[start:end]
    begins = bool(_SENTENCE_END.search(text[max(0, start - 4) : start])) if start else True
    return Word(word, start, end, word[:1].isupper(), word.isupper() and len(word) > 1, begins)


def are_joined(text: str, left: Word, right: Word) -> bool:
    """Say whether two words stand next to each other, an initial's dot allowed between them."""
    between = text[left.end : right.start]
    if between in {" ", "\u00a0", "\u202f"}:
        return True
    return left.initial and between in {". ", ".", ".\u00a0", ".-", ""}
