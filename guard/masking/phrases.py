"""Finds the words of a text that belong to one of many known phrases: brands, places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from guard.entries import fold
from guard.masking.words import Word


def _pieces(phrase: str) -> tuple[str, ...]:
    """Return the words of a phrase as they are looked up."""
    bare = fold(phrase).replace("’", "'")
    return tuple(part for part in bare.replace("-", " ").replace("+", " ").split() if part != "&")


class PhraseFinder:
    """Finds known phrases, however they are cased, accented or hyphenated."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._table: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for parts in sorted({_pieces(phrase) for phrase in phrases} - {()}, key=len, reverse=True):
            self._table[parts[0]].append(parts)

    def find(self, words: list[Word]) -> set[int]:
        """Return where (first character) the words begin that belong to a known phrase."""
        found: set[int] = set()
        pieces = [(piece, word.start) for word in words for piece in _pieces(word.text)]
        for at, (head, _) in enumerate(pieces):
            for parts in self._table.get(head, ()):
                run = pieces[at : at + len(parts)]
                if tuple(piece for piece, _ in run) == parts:
                    found.update(start for _, start in run)
                    break
        return found
