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
    r"lower\w*|reduc\w*|decreas\w*|cut\w*|drop\w*|remov\w*|subtract\w*|discount\w*|less)\b"
)
_MORE = re.compile(
    r"\b(?:augment\w*|mont\w*|relev\w*|ajout\w*|rajout\w*|hauss\w*|gonfl\w*|plus|"
    r"rais\w*|increas\w*|add\w*|bump\w*|lift\w*|up|more)\b"
)
_TOWARDS = re.compile(r"\b(?:a|au|to|at|jusqu'a)\s*$")
_BY = re.compile(r"\b(?:de|d'|d’|by|of)\s*$")


_CLOCK = frozenset({"hour", "minute"})


@dataclass(frozen=True)
class Movement:
    """How far a value moves: a stretch of time, an amount, or a percentage of itself.

    `span` indexes the text. `count` is signed.
    """

    span: tuple[int, int]
    count: Decimal
    grain: Grain | None = None
    percent: bool = False

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
        if self.percent:
            return (number * (1 + self.count / 100)).quantize(Decimal("0.01")).normalize() + 0
        return number + self.count


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
    folded = fold_keep_length(text)
    return _of_time(folded) or _of_number(text, folded)


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
    if not (less or more):
        return None
    for amount in find_amounts(text):
        before = folded[: amount.span[0]]
        added = more is not None and re.match(r"(?:r?ajout|add|more)", more[0])
        if _TOWARDS.search(before) or not (_BY.search(before) or added or amount.unit == "%"):
            continue
        if amount.value is None:
            continue
        sign = -1 if less and not added else 1
        return Movement(amount.span, sign * amount.value, percent=amount.unit == "%")
    return None
