"""A text cut into what a judge looks at: sentences, and no more than some forty words at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CUT = re.compile(r"(?<=[.!?…;])[\"'»”)\]]*\s+|\n+|(?<=\s)[•*–—]\s+|(?<!\s)\s*\|\s*")
_CLAUSE = re.compile(r"[,;:()–—]\s*|\s(?:et|puis|and|then|mais|but)\s")
_WORD = re.compile(r"\S+")
LONGEST = 40
SHORT = 3
FAR = 200


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of the sentences (code points); a few words go with what follows them."""
    start = 0
    for match in _CUT.finditer(text):
        size = match.start() - start
        if size > FAR or len(text[start : match.start()].split()) > SHORT:
            yield from _windows(text, start, match.start())
            start = match.end()
    if text[start:].strip():
        yield from _windows(text, start, len(text))


def clauses(sentence: str, longer: int = 11, least: int = SHORT + 1) -> list[str]:
    """Return the parts, of `least` words, of a sentence `longer` than so many; none for others."""
    if len(sentence.split()) <= longer:
        return []
    parts = [part for part in _CLAUSE.split(sentence) if len(part.split()) >= least]
    return parts if len(parts) > 1 else []


def _windows(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence, a very long one in pieces."""
    words = list(_WORD.finditer(text, start, end))
    for at in range(0, len(words), LONGEST):
        piece = words[at : at + LONGEST]
        yield piece[0].start(), piece[-1].end()
