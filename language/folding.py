"""Fold away what people leave out when they type: case, accents, ligatures, kinds of space."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"}
_SIGNS = {
    **dict.fromkeys("’‘ʼ`´′", "'"),
    **dict.fromkeys("“”„«»″", '"'),
    **dict.fromkeys("‐‑‒–—−", "-"),
    "…": "...",
}
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in _SIGNS:
        return _SIGNS[character]
    if character.isspace():
        return " "
    lower = character.lower()
    lower = _LETTERS.get(lower, lower)
    kept = unicodedata.normalize("NFKD", lower)
    return "".join(part for part in kept if not unicodedata.combining(part)) if kept else ""


def fold(text: str) -> str:
    """Return the text in lower case, without accents, with plain spaces, quotes and dashes."""
    return "".join(map(_fold_character, text))


def fold_keep_length(text: str) -> str:
    """Fold without moving anything: character i of the answer stands for character i of `text`.

    A ligature keeps its first letter only, and a combining accent becomes U+2060 (no word, no
    space); use `fold_with_offsets` where that loss matters.
    """
    return "".join((_fold_character(character) or "\u2060")[0] for character in text)


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """Return the folded text and, for each of its characters, the index it came from."""
    pieces = [_fold_character(character) for character in text]
    offsets = [index for index, piece in enumerate(pieces) for _ in piece]
    return "".join(pieces), offsets


def words(text: str) -> list[str]:
    """Return the folded words and numbers of the text, in order, without signs."""
    return _WORD.findall(fold(text))
