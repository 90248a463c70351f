"""Times of day and durations: « 10h30 », "3pm", « midi », "for 45 minutes"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from language import fold_keep_length

_TIME = re.compile(
    r"(?<![\w.,:/])(?:(?:a|at|vers|around|de|from|to)\s+)?(?:"
    r"(?P<h1>[01]?\d|2[0-4])\s?(?:h|heures?)\s?(?P<m1>[0-5]\d)?(?![\w%€£])"
    r"|(?P<h2>[01]?\d|2[0-3])[:.](?P<m2>[0-5]\d)(?:\s?(?P<half2>[ap])\.?m\.?)?(?![\w:/%€£k])"
    r"|(?P<h3>1[0-2]|0?[1-9])\s?(?P<half3>[ap])\.?m\.?(?!\w)"
    r"|(?P<word>midi|noon|midnight|minuit)(?!\w)"
    r"|(?P<oclock>1[0-2]|[1-9])\s?o'?clock)"
)
_BARE = re.compile(
    r"(?<!\w)(?:at|a)\s+(?P<hour>1\d|2[0-3]|[7-9]|[1-6])(?![\w.,:/%€£])(?!\s?(?:%|€|£|k|m|eur|jours|days|semaines|weeks|mois|months))"
)
_PARTS = (
    (re.compile(r"\b(?:matin|morning|first thing|matinee)\b"), time(9)),
    (re.compile(r"\b(?:apres-?\s?midi|afternoon)\b"), time(14)),
    (re.compile(r"\b(?:fin de journee|end of the day|ce soir|soir|tonight|evening)\b"), time(17)),
)  # fmt: skip
_DURATION = re.compile(
    r"(?<!\w)(?:(?P<h>[1-6]|une|an|one|deux|two|trois|three|quatre|four)\s?(?:h|heures?|hours?)"
    r"(?:(?P<hm>[0-5]\d)|(?P<more>\s(?:et demie|and a half)))?"
    r"|(?P<half>une demi-?heure|half an hour|demi-?heure)"
    r"|(?P<m>\d{1,3})[\s-]?(?:min|mins|minutes?|mn))(?!\w)"
)
_HOURS = {"deux": 2, "two": 2, "trois": 3, "three": 3, "quatre": 4, "four": 4}
_LASTS = re.compile(r"(?:pendant|durant|for|duree|de|d'|lasting|bloque\S*|block|reserve\S*)\s*$")
_EARLIEST = 7 * 60
_RANGE = re.compile(
    r"(?<![\w.,:/])(?P<h>[01]?\d|2[0-3])(?P<mark>\s?h\s?|[:.])?(?P<m>[0-5]\d)?\s?(?P<half>[ap])?m?\s?"
    r"(?:a|to|-|–|et|and)\s?"
    r"(?P<h2>[01]?\d|2[0-3])(?:\s?h\s?|[:.])?(?P<m2>[0-5]\d)?\s?(?P<half2>[ap])?(?P<ends>m|h)?(?!\w)"
)


@dataclass(frozen=True)
class TimeOfDay:
    """A time found in a text; `vague` says that it was only a part of the day."""

    time: time
    span: tuple[int, int]
    vague: bool = False


def find_time(text: str) -> TimeOfDay | None:
    """Return the first time of day of the text, else the part of the day it names."""
    folded = fold_keep_length(text)
    if between := _between(folded):
        return between[0]
    lasts = find_minutes(text)
    for match in _TIME.finditer(folded):
        if not (lasts and lasts[1][0] < match.end() and match.start() < lasts[1][1]):
            return TimeOfDay(_read(match), match.span())
    if bare := _BARE.search(folded):
        return TimeOfDay(time(_likely(int(bare["hour"]))), bare.span())
    for pattern, usual in _PARTS:
        if part := pattern.search(folded):
            return TimeOfDay(usual, part.span(), vague=True)
    return None


def find_minutes(text: str) -> tuple[int, tuple[int, int]] | None:
    """Return how many minutes something lasts, where the text says so, and where it stands."""
    folded = fold_keep_length(text)
    if between := _between(folded):
        return between[1], between[0].span
    for match in _DURATION.finditer(folded):
        if match["m"] or match["half"]:
            return int(match["m"] or 30), match.span()
        if _LASTS.search(folded[: match.start()]) or not match["h"].isdigit():
            hours = int(match["h"]) if match["h"].isdigit() else _HOURS.get(match["h"], 1)
            more = 30 if match["more"] else int(match["hm"] or 0)
            return hours * 60 + more, match.span()
    return None


def _between(folded: str) -> tuple[TimeOfDay, int] | None:
    """Read « de 14h à 15h », "from 2 to 3pm": the start, and the minutes to the end."""
    for match in _RANGE.finditer(folded):
        half = match["half2"]
        if not half and not match["mark"]:
            continue
        start = _hour(int(match["h"]), match["half"] or half) * 60 + int(match["m"] or 0)
        end = _hour(int(match["h2"]), half) * 60 + int(match["m2"] or 0)
        if _EARLIEST <= start < end:
            return TimeOfDay(time(start // 60, start % 60), match.span()), end - start
    return None


def _hour(hour: int, half: str | None) -> int:
    return hour % 12 + (12 if half == "p" else 0) if half else hour


def _read(match: re.Match[str]) -> time:
    if match["word"]:
        return time(12) if match["word"] in {"midi", "noon"} else time(0)
    hour = int(match["h1"] or match["h2"] or match["h3"] or match["oclock"]) % 24
    minute = int(match["m1"] or match["m2"] or 0)
    half = match["half2"] or match["half3"]
    hour = _hour(hour, half)
    spoken = match["oclock"] or (match["h2"] and not half and not match["h2"].startswith("0"))
    if spoken:
        hour = _likely(hour)
    return time(hour, minute)


def _likely(hour: int) -> int:
    """Take "at 3" for the afternoon: nobody is called before seven."""
    return hour + 12 if hour * 60 < _EARLIEST else hour
