"""How text compares: case never counts, accents do, and sorting puts É beside E.

Every filterable text column `X` has a generated column `X~` holding `collate(X)`, so that SQLite
compares, sorts and indexes text at native speed. The key is the folded text; when it has accents,
the unaccented text comes first, so that order ignores accents before it counts them.
"""

from __future__ import annotations

import unicodedata

ACCENTED = "\x02"
"""Separates the unaccented text from the folded text in a key."""

PAIRED = "\x01"
"""Separates a key from the text it came from, where both must travel together (MIN and MAX)."""

_SEPARATORS = str.maketrans(dict.fromkeys(ACCENTED + PAIRED))
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})


def fold(text: str) -> str:
    """Return the text in the form in which equal texts are equal: "ÉTÉ" and "été" fold alike."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def bare(same: str) -> str:
    """Return folded text without its accents and ligatures."""
    if same.isascii():
        return same
    letters = unicodedata.normalize("NFD", same.translate(_LIGATURES))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def collate(text: object) -> str | None:
    """Return the key that stands for the text in comparisons and sorting; None stays None."""
    same = folded(text)
    if same is None:
        return None
    plain = bare(same)
    return same if plain == same else plain + ACCENTED + same


def folded(text: object) -> str | None:
    """Return the text as LIKE reads it; None stays None."""
    return None if text is None else fold(str(text)).translate(_SEPARATORS)


def folded_sql(key: str) -> str:
    """Return the SQL that takes the folded text back out of a key column (for LIKE)."""
    return f"substr({key}, instr({key}, char(2)) + 1)"
