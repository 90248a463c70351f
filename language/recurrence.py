"""Find how often something is to happen: « chaque lundi », "on the first of each month".

What the whole text says of a rhythm is one `Recurrence`; the time of day is told elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from language.folding import fold_keep_length
from language.time_words import nearest_time_word

Unit = Literal["day", "week", "month", "quarter"]

_DAYS = (
    ("lundi", "monday"), ("mardi", "tuesday"), ("mercredi", "wednesday"), ("jeudi", "thursday"),
    ("vendredi", "friday"), ("samedi", "saturday"), ("dimanche", "sunday"),
)  # fmt: skip
_DAY_OF = {name + s: n for n, names in enumerate(_DAYS) for name in names for s in ("", "s")}
_ANY = "|".join(sorted(_DAY_OF, key=len, reverse=True))
_DAY = rf"(?P<day>{_ANY})"
_PLURAL = rf"(?P<day>{'|'.join(f'{name}s' for names in _DAYS for name in names)})"
_MORE = rf"(?P<days>(?:(?: (?:et|and|,|&|ou|or))+(?: (?:le|les|on|the|chaque|every))* (?:{_ANY}))*)"
_PART = r"(?: (?:matins?|mornings?|soirs?|evenings?|apres midis?|afternoons?|nights?))?"
_EACH = r"(?:chaque|tous les|toutes les|every single|every|each)"
_ORD = (
    r"(?P<ord>premiere?s?|1ere?s?|1st|first|deuxiemes?|secondes?|2e|2eme|2nd|second|troisiemes?|3e|"
    r"3eme|3rd|third|quatriemes?|4e|4eme|4th|fourth|dernieres?|derniers?|last)"
)
_RANKS = (("der", -1), ("la", -1), ("p", 1), ("1", 1), ("fi", 1), ("de", 2), ("2", 2), ("s", 2),
          ("t", 3), ("3", 3), ("q", 4), ("4", 4), ("fo", 4))  # fmt: skip
_OF_MONTH = (
    r"(?:du|de chaque|de tous les|of the|of each|of every|in each|each|every|chaque) "
    r"(?:mois|month)"
)
_FIGURE = r"(?:the )?(?P<figure>(?:3[01]|[12]\d|0?[1-9])(?:er|st|nd|rd|th|e)?|premiers?|first)"
_COUNT = r"(?P<count>\d{1,2}|deux|two|trois|three|quatre|four|six)"
_COUNTS = {"deux": 2, "two": 2, "trois": 3, "three": 3, "quatre": 4, "four": 4, "six": 6}
_MONTHLY = r"(?:(?:chaque|every|each) (?:mois|month)|tous les mois|monthly|mensuellement)(?: ,)?"
_ON = r"(?:(?:le|la|the|on the|on|a la|les|des) )?"
# "weekly" says how often where no noun follows that it would belong to.
_ADVERB = r"(?= ,| at| on| by|$)"
_BUSINESS = (
    r"jours? (?:ouvres?|ouvrables?)|jours? de (?:la )?semaine|(?:working|business|week) ?days?|"
    r"weekdays?"
)


@dataclass(frozen=True)
class Recurrence:
    """A rhythm: every so many units, on some days.

    `weekdays` count from Monday, 0. `month_day` is the day of the month, -1 its last; `nth` the
    rank in the month of the one weekday, -1 the last. `span` is where the text says it; an
    adjective (« rapport hebdomadaire », "weekly report") belongs to what is named so, and
    `apart` is then false.
    """

    unit: Unit
    every: int = 1
    weekdays: tuple[int, ...] = ()
    month_day: int | None = None
    nth: int | None = None
    span: tuple[int, int] = (0, 0)
    apart: bool = True


_Made = Callable[[re.Match[str]], Recurrence]


def find_recurrence(text: str) -> Recurrence | None:
    """Return the rhythm a text tells; None where it tells none."""
    said = _Said(text)
    for pattern, made in _PATTERNS:
        if match := pattern.search(said.joined):
            return replace(made(match), span=said.span(match))
    return None


class _Said:
    """A text's words, misspelt days and units set right, one space apart."""

    def __init__(self, text: str) -> None:
        self._words = list(re.finditer(r"\w+|[,&]", fold_keep_length(text)))
        self._starts: list[int] = []
        pieces, at = [], 0
        for word in self._words:
            known = _known(word[0])
            self._starts.append(at)
            pieces.append(known)
            at += len(known) + 1
        self.joined = " ".join(pieces)

    def span(self, match: re.Match[str]) -> tuple[int, int]:
        """Return where in the text the words of a match stand."""
        inside = [
            word for word, start in zip(self._words, self._starts, strict=True)
            if match.start() <= start < match.end()
        ]  # fmt: skip
        return inside[0].start(), inside[-1].end()


def _known(word: str) -> str:
    if len(word) < 5 or word in _DAY_OF:
        return word
    if known := nearest_time_word(word):
        return known
    one = nearest_time_word(word[:-1]) if word.endswith("s") else None
    return f"{one}s" if one else word


def _days(match: re.Match[str]) -> tuple[int, ...]:
    found = [match["day"], *(match["days"] or "").split()]
    return tuple(sorted({_DAY_OF[one] for one in found if one in _DAY_OF}))


def _day(match: re.Match[str]) -> tuple[int, ...]:
    return (_DAY_OF[match["day"]],) if match["day"] else ()


def _rank(match: re.Match[str]) -> int:
    return next(rank for mark, rank in _RANKS if match["ord"].startswith(mark))


def _count(match: re.Match[str]) -> int:
    return _COUNTS.get(match["count"]) or max(int(match["count"]), 1)


def _figure(match: re.Match[str]) -> int:
    return int(re.sub(r"\D", "", match["figure"]) or 1)


def _weekly(match: re.Match[str]) -> Recurrence:
    return Recurrence("week", weekdays=_days(match))


def _nth(match: re.Match[str]) -> Recurrence:
    return Recurrence("month", weekdays=_day(match), nth=_rank(match))


def _dated(match: re.Match[str]) -> Recurrence:
    return Recurrence("month", month_day=_figure(match))


def _row(pattern: str, made: _Made) -> tuple[re.Pattern[str], _Made]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"), made


_WEEK = r"(?:semaines?|weeks?)"
_THEN_DAY = rf"(?: ,)?(?: {_ON}{_DAY}{_PART})?"
_PATTERNS: Sequence[tuple[re.Pattern[str], _Made]] = (
    _row(rf"(?:{_EACH} )?{_ON}{_ORD} {_DAY}{_PART} {_OF_MONTH}", _nth),
    _row(rf"{_MONTHLY} {_ON}{_ORD} {_DAY}{_PART}", _nth),
    _row(rf"{_EACH} {_ORD} {_DAY}{_PART}(?! sur)", _nth),
    _row(rf"(?:{_EACH} )?{_ON}{_ORD} (?:{_BUSINESS}) {_OF_MONTH}",
         lambda m: Recurrence("month", weekdays=(0, 1, 2, 3, 4), nth=_rank(m))),
    _row(rf"(?:{_EACH} )?{_ON}(?:derniers? jours?|last day|fins?|end|month end) {_OF_MONTH}"
         r"|(?:chaque|every|each) (?:fin de mois|month end)"
         r"|(?:a|at|en) (?:la )?(?:fins? de mois|month end)"
         rf"|{_MONTHLY} (?:le dernier jour|on the last day|a la fin|at the end)",
         lambda _: Recurrence("month", month_day=-1)),
    _row(rf"(?:{_EACH} )?{_ON}(?:premiers? jours?|first day|debuts?|start|beginning) {_OF_MONTH}"
         r"|(?:chaque|en) debut de mois", lambda _: Recurrence("month", month_day=1)),
    _row(rf"(?:chaque|every|each|le|on) {_FIGURE} (?:jour )?{_OF_MONTH}", _dated),
    _row(rf"(?:tous les|les) {_FIGURE} (?:jours? )?(?:du|de chaque) mois", _dated),
    _row(rf"{_MONTHLY} (?:le|on) {_FIGURE}", _dated),
    _row(rf"(?:un|une|1) {_DAY}{_PART} sur (?:deux|2)",
         lambda m: Recurrence("week", 2, _day(m))),
    _row(rf"(?:every|each) (?:other|second) {_DAY}{_PART}",
         lambda m: Recurrence("week", 2, _day(m))),
    _row(rf"(?:une semaine sur (?:deux|2)|tous les (?:quinze|15) jours|(?:every|each) other week|"
         rf"fortnightly|bi ?weekly|every fortnight){_THEN_DAY}",
         lambda m: Recurrence("week", 2, _day(m))),
    _row(rf"(?:toutes les|every) {_COUNT} {_WEEK}{_THEN_DAY}",
         lambda m: Recurrence("week", _count(m), _day(m))),
    _row(rf"(?:tous les|every) {_COUNT} (?:mois|months)", lambda m: Recurrence("month", _count(m))),
    _row(rf"(?:tous les|every) {_COUNT} (?:jours|days)", lambda m: Recurrence("day", _count(m))),
    _row(rf"(?:{_EACH} |on |les |en )?(?:{_BUSINESS})|(?:du lundi au vendredi)|"
         r"(?:from )?monday (?:to|through) friday|(?:tous les )?jours en semaine",
         lambda _: Recurrence("week", weekdays=(0, 1, 2, 3, 4))),
    _row(rf"(?:{_EACH} {_WEEK}|weekly|once a week|une fois par semaine)(?: ,)? "
         rf"{_ON}{_DAY}{_MORE}{_PART}", _weekly),
    _row(rf"(?:{_EACH}|le|les|des) {_DAY}{_MORE}{_PART}(?! \d)", _weekly),
    _row(rf"(?:on )?{_PLURAL}{_MORE}{_PART}", _weekly),
    _row(r"(?:chaque|every single|every|each) "
         r"(?:jour|matin|soir|apres midi|day|morning|evening|night|afternoon)"
         rf"|tous les (?:jours|matins|soirs|apres midis?)|quotidiennement|daily{_ADVERB}"
         r"|(?:once|une fois) (?:a|par) (?:day|jour)",
         lambda _: Recurrence("day")),
    _row(rf"{_EACH} {_WEEK}|(?:once a|per) week|(?:une fois )?par semaine|"
         rf"hebdomadairement|weekly{_ADVERB}",
         lambda _: Recurrence("week")),
    _row(rf"(?!monthly){_MONTHLY}|monthly{_ADVERB}|(?:once a|per) month|(?:une fois )?par mois",
         lambda _: Recurrence("month")),
    _row(r"(?:chaque|every|each) (?:trimestre|quarter)|tous les trimestres|trimestriellement"
         rf"|quarterly{_ADVERB}",
         lambda _: Recurrence("quarter")),
    _row(r"quotidien(?:ne)?s?|journali(?:er|ere)s?|daily",
         lambda _: Recurrence("day", apart=False)),
    _row(r"hebdo(?:madaire)?s?|weekly", lambda _: Recurrence("week", apart=False)),
    _row(r"mensuel(?:le)?s?|monthly", lambda _: Recurrence("month", apart=False)),
    _row(r"trimestriel(?:le)?s?|quarterly", lambda _: Recurrence("quarter", apart=False)),
)  # fmt: skip
