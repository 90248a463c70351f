"""A text as it looks, with the place of each of its letters in the text as it is.

Macs write « é » as two signs, some programs put invisible letters between others or use wide ones.
What finds people and numbers reads the text as it looks; what it finds is masked where it stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from guard.spans import Span

_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_STYLED = re.compile("[\u2460-\u24ff\uff01-\uff5e\U0001d400-\U0001d7ff]")
"""Circled, wide and mathematical letters and figures."""

Places = Sequence[tuple[int, int]]
"""Where each letter as it looks begins and ends in the text as it is (code points)."""


def readable(text: str) -> tuple[str, Places | None]:
    """Return the text as it looks, and its places; None where it is the text as it is."""
    if text.isascii() or not (
        _INVISIBLE.search(text)
        or _STYLED.search(text)
        or not unicodedata.is_normalized("NFC", text)
    ):
        return text, None
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    for at, sign in enumerate(text):
        if _INVISIBLE.match(sign):
            continue
        if letters and unicodedata.combining(sign):
            letters[-1] = _joined(letters[-1], sign)
            places[-1] = (places[-1][0], at + 1)
            continue
        letters.append(_plain(sign))
        places.append((at, at + 1))
    return "".join(letters), places


def put_back(span: Span, places: Places) -> Span:
    """Return a span of the text as it looks where it stands in the text as it is."""
    start, end = places[span.start][0], places[span.end - 1][1]
    return Span(span.type, start, end, span.score, span.subject)


def _joined(letter: str, mark: str) -> str:
    """Return a letter with its accent as one sign, without it where there is no such sign."""
    whole = unicodedata.normalize("NFC", letter + mark)
    return whole if len(whole) == 1 else letter


def _plain(sign: str) -> str:
    """Return a styled letter or figure as the usual one."""
    if not _STYLED.match(sign):
        return sign
    usual = unicodedata.normalize("NFKC", sign)
    return usual if len(usual) == 1 else sign
