"""Changes that start from what a record holds: « repousse d'une semaine », "raise it by 10%"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal

from crm import FieldInfo, Value
from language import find_amounts, find_counts, fold_keep_length
from language.stretches import move

Grain = Literal["day", "week", "month", "quarter", "year", "hour", "minute"]
_UNITS: tuple[tuple[Grain, str], ...] = (
    ("day", r"jours?|days?|j"),
    ("week", r"semaines?|weeks?|wks?|sem"),
    ("month", r"mois|months?"),
    ("quarter", r"trimestres?|quarters?"),
    ("year", r"ans?|annees?|years?"),
    ("hour", r"heures?|hours?|hrs?|h"),
    ("minute", r"minutes?|mins?|min"),
)
_ONE = r"(?:un|une|a|an|one)"
_LENGTH = re.compile(
    rf"(?P<lead>\b(?:de|d'|d’|by|of|back|forward|out|earlier|later)\s*|\bwith\s+)?"
    rf"\b(?P<count>\d{{1,3}}|{_ONE}|[a-z]+(?:-[a-z]+)?)\s*"
    rf"\b(?:(?P<unit>{'|'.join(f'(?:{said})' for _, said in _UNITS)})\b)"
    r"(?P<tail>\s+(?:plus tard|plus tot|later|earlier|back|forward|de plus|de moins))?"
)
_FROM_NOW = re.compile(r"\b(?:dans|in|d'ici|within|sous|il y a)\s*$")
_BACKWARDS = re.compile(
    r"\b(?:avanc\w*|ramen\w*|plus tot|earlier|forward|sooner|bring\w*|advanc\w*)\b"
)
_LESS = re.compile(
    r"\b(?:baiss\w*|redui\w*|diminu\w*|abaiss\w*|retir\w*|enlev\w*|retranch\w*|moins|"
    r"lower\w*|reduc\w*|decreas\w*|cut\w*|drop\w*|remov\w*|subtract\w*|"
    r"discount\w* (?:it|them|the|this)|less|"
    r"rabot\w*|off|knock\w*|shav\w*|trim\w*|slash\w*)\b"
)
_MORE = re.compile(
    r"\b(?:augment\w*|mont\w*|relev\w*|ajout\w*|rajout\w*|hauss\w*|gonfl\w*|plus|"
    r"rais\w*|increas\w*|add\w*|bump\w*|lift\w*|up|more)\b"
)
_SIGN = re.compile(r"(?:^|[\s(])([+\-−–])\s?$")
_HALF = r"(?:moitie|half)"
_FACTORS: tuple[tuple[str, str], ...] = (
    (rf"\b(?:augment\w*|hauss\w*|increas\w*|rais\w*)\b[^.;]*?\b(?:de|by) (?:{_HALF})\b", "1.5"),
    (
        rf"\bhalv(?:e|es|ed|ing)\b|\bdivis\w* (?:par|by|en) (?:2|deux|two)\b|"
        rf"(?:\b(?:a|de|par|en|by|in|to)\s+(?:la\s+)?)?\b{_HALF}\b"
        r"(?! an?\b|[- ](?:hour|heure|day))",
        "0.5",
    ),
    (
        r"\bdoubl(?:e|er|es|ez|ed|ing)\b(?! check)|"
        r"\b(?:multipli\w*|times) (?:par |by )?(?:2|deux|two)\b",
        "2",
    ),
    (
        r"\btripl(?:e|er|es|ez|ed|ing)\b|\b(?:multipli\w*|times) (?:par |by )?(?:3|trois|three)\b",
        "3",
    ),
)
_TOWARDS = re.compile(r"\b(?:a|au|to|at|jusqu'a)\s*$")
_BY = re.compile(r"\b(?:de|d'|d’|by|of)\s*$")


_CLOCK = frozenset({"hour", "minute"})


@dataclass(frozen=True)
class Movement:
    """How far a value moves: a stretch of time, an amount, or a share or a multiple of itself.

    `span` indexes the text. `count` is signed; with `times` the value is multiplied by it.
    """

    span: tuple[int, int]
    count: Decimal
    grain: Grain | None = None
    percent: bool = False
    times: bool = False

    def fits(self, field: FieldInfo) -> bool:
        """Whether the field can move so."""
        if self.grain:
            return field.type in ({"datetime"} if self.grain in _CLOCK else {"date", "datetime"})
        return field.type in {"currency", "double", "int", "percent"}

    def moved(self, value: Value) -> Value:
        """Return the value moved; an empty one cannot be, and stays empty."""
        if self.grain:
            return _later(value, self.grain, int(self.count))
        if value is None or isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            return None
        number = Decimal(str(value))
        if not (self.percent or self.times):
            return number + self.count
        factor = self.count if self.times else 1 + self.count / 100
        return (number * factor).quantize(Decimal("0.01")).normalize() + 0


def _later(value: Value, grain: Grain, count: int) -> Value:
    if isinstance(value, datetime):
        if grain in _CLOCK:
            return value + timedelta(**{f"{grain}s": count})
        return datetime.combine(move(value.date(), grain, count), value.timetz())
    if isinstance(value, date):
        return move(value, grain, count)
    return None


def find_movement(text: str) -> Movement | None:
    """Return how a sentence moves a value from where it is, or None where it names a new one.

    « de 10 % » and "by 10%" move; « à 10 % », "to 10%" and « dans 10 jours » do not.
    """
    return next(iter(find_movements(text)), None)


def find_movements(text: str) -> list[Movement]:
    """Return every movement of a sentence: of a day, of a figure, or of both."""
    folded = fold_keep_length(text)
    found = (_of_time(folded), _of_number(text, folded) or _of_itself(folded))
    return [one for one in found if one is not None]


def _of_itself(folded: str) -> Movement | None:
    """Read « double le montant », "halve it", « mets-le à la moitié »."""
    for said, factor in _FACTORS:
        if match := re.search(said, folded):
            return Movement(match.span(), Decimal(factor), times=True)
    return None


def _of_time(folded: str) -> Movement | None:
    for match in _LENGTH.finditer(folded):
        count, before = _count(match["count"]), folded[: match.start()]
        moved = match["lead"] or match["tail"] or re.search(r"\b(?:back|forward|out)\s*$", before)
        if count is None or not moved or _FROM_NOW.search(folded[: match.start("count")]):
            continue
        grain = next(grain for grain, said in _UNITS if re.fullmatch(said, match["unit"]))
        backwards = bool(_BACKWARDS.search(folded)) and not re.search(r"\bback\b", folded)
        sign = -1 if backwards else 1
        return Movement(match.span(), Decimal(sign * count), grain)
    return None


def find_stretch(text: str) -> Movement | None:
    """Return a stretch of time wherever it stands, ahead: "make it three weeks"."""
    for match in _LENGTH.finditer(fold_keep_length(text)):
        count = _count(match["count"])
        if count is not None:
            grain = next(grain for grain, said in _UNITS if re.fullmatch(said, match["unit"]))
            return Movement(match.span(), Decimal(count), grain)
    return None


def _count(said: str) -> int | None:
    if said.isdigit():
        return int(said)
    if re.fullmatch(_ONE, said):
        return 1
    if said in {"quinzaine"}:
        return 15
    found = [one.value for one in find_counts(f"{said} x") if not one.ordinal]
    return found[0] if found else None


def _of_number(text: str, folded: str) -> Movement | None:
    less, more = _LESS.search(folded), _MORE.search(folded)
    for amount in find_amounts(text):
        before = folded[: amount.span[0]]
        signed = _SIGN.search(before)
        if amount.value is None or not (less or more or signed):
            continue
        if signed:
            sign = 1 if signed[1] == "+" else -1
            span = (amount.span[0] - len(signed[0].lstrip()), amount.span[1])
            return Movement(span, sign * amount.value, percent=amount.unit == "%")
        added = more is not None and re.match(r"(?:r?ajout|add|more)", more[0])
        taken = less is not None and re.match(r"(?:knock|shav|off)", less[0])
        led = _BY.search(before) or added or taken or amount.unit == "%"
        if _TOWARDS.search(before) or not led:
            continue
        sign = -1 if less and not added else 1
        return Movement(amount.span, sign * amount.value, percent=amount.unit == "%")
    return None
