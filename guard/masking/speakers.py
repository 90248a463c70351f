"""Who speaks in a chat kept as text: « [14:03] yanis : moi », "deepak  14:03".

The hour beside it makes a speaker of a word at a line's head, whatever its case; a heading of a
log (« 9 h 12 relance : … ») is an ordinary word, which nobody is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guard.entries import fold
from guard.masking.brands import BRANDS
from guard.masking.cues import ROLES
from guard.masking.lexicon import Lexicon
from guard.masking.words import read_words
from guard.spans import Span

_HOUR = r"[\[(]?\d{1,2}(?::|[ \u00a0\u202f]?h[ \u00a0\u202f]?)\d{2}(?::\d{2})?(?: ?[ap]m)?[\])]?"
_DAY = r"(?:\[?\d{1,4}[/.\-]\d{1,2}(?:[/.\-]\d{2,4})?,?[ ])?"
_WHO = r"(?P<who>[^\W\d_][^\W\d_'’\-.]*(?:[ '’\-.][^\W\d_]+){0,2}\.?)"
_SPEAKERS = (
    re.compile(rf"(?m)^[ \t>]*{_DAY}{_HOUR}[ \t]*[\-–—|]?[ \t]*<?{_WHO}>?[ \t\u00a0]*:(?=[ \t]|$)"),
    re.compile(rf"(?m)^[ \t>]*{_WHO}[ \t,\u00a0]{{1,3}}{_HOUR}[ \t\u00a0]*(?::(?=[ \t])|$)"),
)
_BRANDS = frozenset(map(fold, BRANDS))
_SURE = 0.87
"""Above what the tagger makes of the words alone."""


def find_speakers(text: str, lexicon: Lexicon) -> Iterator[Span]:
    """Yield who speaks at the head of a line that bears an hour."""
    for pattern in _SPEAKERS:
        for match in pattern.finditer(text):
            words = [word.text for word in read_words(match["who"])]
            if words and all(_may_speak(word, lexicon) for word in words):
                yield Span("PERSON", *match.span("who"), _SURE)


def _may_speak(word: str, lexicon: Lexicon) -> bool:
    """Say whether somebody may be called that rather than a line be headed so."""
    if fold(word) in ROLES or fold(word) in _BRANDS:
        return False
    if lexicon.is_word(word):
        return lexicon.is_home_name(word) and not lexicon.is_stop(word)
    return not lexicon.is_place(word) or lexicon.is_home_name(word)
