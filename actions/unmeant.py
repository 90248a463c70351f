"""Values a message holds but does not want: denied, left behind, impossible, or for a locked field.

« Pas la construction mais l'immobilier » wants the second, "from proposal to negotiation" the last;
« le 31 février » is no day, and « mets la marge à 80 % » must not change the probability instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol, TypeVar

from actions.field_mentions import DATES, NUMBERS, Mention, full_mentions
from actions.label_words import occurrences, tokens_of
from actions.provisos import is_negated
from crm import FieldInfo, Invalid, ObjectInfo, Value
from language import Period, find_counts, find_periods, fold_keep_length

_LEFT_BEHIND = re.compile(
    r"(?:\b(?:instead of|rather than|au lieu d(?:e|u)|plutot que|from|depuis)|"
    r"\bn(?:'|e )\w+ plus)\s+(?:(?!(?:to|into|a|au|en|vers|but|mais|et|and)\b)\S+\s+){0,2}\Z"
)
_TO_MONTH = re.compile(r"\A\s*(?:of\s+|de\s+)?")
_MOST_DAYS = 99
_ALONE = 2
_MIDDLE = re.compile(r"(?:\W|a la |au |the |in |by )*(?:mi|mid|milieu|middle)\b")
_DEADLINE = re.compile(r"\W*(?:by|d'ici|until|till|jusqu|not later than|no later than|within)\b")
_DONE = re.compile(
    r"\b(?:won|signed|lost|closed|gagnee?s?|perdue?s?|signee?s?|conclue?s?|remportee?s?)\b"
)
_HALF_A_YEAR = 180
_NOW = frozenset(["maintenant", "now", "desormais", "dorenavant", "a present", "for now"])
_MOMENT = frozenset(["instant", "moment", "the moment", "now"])
_FOR = re.compile(r"\b(?:for|pour)(?:\s+l[e'])?\s*\Z")
FACTS = frozenset(["AnnualRevenue", "NumberOfEmployees", "Birthdate"])
"""What a company or a person is; a figure or a day that names no field is not for these."""


class Said(Protocol):
    """A value in the text and the fields it could be for."""

    @property
    def value(self) -> Value:
        """The value."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""

    @property
    def fields(self) -> tuple[FieldInfo, ...]:
        """The fields it could be for."""


class Place(Protocol):
    """A field named in the text, and how much of its name was said."""

    @property
    def field(self) -> FieldInfo:
        """The field."""

    @property
    def end(self) -> int:
        """Where its name ends."""

    @property
    def share(self) -> float:
        """How much of its name was said, in [0, 1]."""


One = TypeVar("One", bound=Said)


def meant(found: Iterable[One], text: str) -> list[One]:
    """Return the values without those denied, and of two for one field not the one left behind."""
    every = list(found)
    folded = fold_keep_length(text.replace("’", "'"))
    return [one for one in every if not _unmeant(one, every, folded)]


def _unmeant(one: Said, every: Sequence[Said], folded: str) -> bool:
    if isinstance(one.value, bool):
        return False  # a box denied is a box cleared
    if is_negated(folded, one.start):
        return True
    others = [other for other in every if other.fields == one.fields and other.value != one.value]
    return bool(others) and bool(_LEFT_BEHIND.search(folded[: one.start]))


def is_now(text: str, period: Period) -> bool:
    """Whether a period only says that something holds from now on, or for now."""
    folded = fold_keep_length(text)
    said = folded[slice(*period.span)].strip()
    return said in _NOW or (said in _MOMENT and bool(_FOR.search(folded[: period.span[0]])))


def check_days(text: str, today: date, fields: Sequence[FieldInfo]) -> None:
    """Raise `Invalid` where a number before a month makes no day of it: « 31 février »."""
    if not fields:
        return
    read = [one.span for one in find_periods(text, today) if one.grain == "day"]
    for count in find_counts(text):
        start, end = count.span
        if count.value > _MOST_DAYS or any(first <= start and end <= last for first, last in read):
            continue
        first_of = f"1 {_TO_MONTH.sub('', text[end:])}"
        days = [one for one in find_periods(first_of, today) if one.grain == "day"]
        if any(one.span[0] == 0 and one.span[1] > _ALONE for one in days):
            raise Invalid(fields[0].name, "type")


def periods_meant(text: str, today: date) -> list[Period]:
    """Return the periods of a text, ahead of today but for days on which something was done.

    "Won, signed 20 Nov" two days later is no day of next year.
    """
    ahead = find_periods(text, today, prefer="future")
    if not _DONE.search(fold_keep_length(text)):
        return ahead
    behind = {one.span: one for one in find_periods(text, today, prefer="past")}
    return [_nearer(one, behind.get(one.span), today) for one in ahead]


def _nearer(ahead: Period, behind: Period | None, today: date) -> Period:
    """Return the past reading of a day, where that one is near and the other far."""
    if behind is None or ahead.day is None or behind.day is None:
        return ahead
    far = (ahead.day - today).days > _HALF_A_YEAR
    return behind if far and (today - behind.day).days < _HALF_A_YEAR else ahead


def day_meant(text: str, period: Period) -> date | None:
    """Return the one day meant: « mi-décembre » is the 15th of its ten days, "by Friday" Friday."""
    said = fold_keep_length(text[slice(*period.span)].replace("’", "'"))
    if period.start and period.end and _DEADLINE.match(said):
        return period.end
    if period.start and period.end and _MIDDLE.match(said):
        return period.start + (period.end - period.start) // 2
    return period.day


def nobody_guesses(field: FieldInfo, info: ObjectInfo) -> bool:
    """Whether a value must name this field to be for it.

    A standard object's own custom field, and what tells a person or a company, are never guessed.
    """
    return field.name in FACTS or (field.custom and not info.custom)


def check_locked(found: Said, locked: Sequence[Place], named: Sequence[Place]) -> None:
    """Raise `Invalid` where the field named right before a value is one the user may not change.

    `locked` and `named` are the fields the text names that cannot and can be changed.
    """
    kinds = {one.type for one in found.fields}
    if "date" in kinds:
        kinds.add("datetime")
    before = [one for one in locked if one.end <= found.start and one.field.type in kinds]
    nearest = max((one.end for one in before), default=0)
    rivals = [
        one for one in named
        if one.share == 1 and nearest <= one.end <= found.start and one.field.type in kinds
    ]  # fmt: skip
    if before and not rivals:
        raise Invalid(before[-1].field.name, "not_writable")


def locked_in(text: str, info: ObjectInfo, fields: tuple[FieldInfo, ...]) -> list[Mention]:
    """Return the fields that hold days or figures, called by their label, that none may write."""
    writable, tokens = {one.name for one in fields}, tokens_of(text)
    found = [
        Mention(one, *span[:2], 1.0)
        for one in info.fields.values()
        if one.name not in writable and one.type in NUMBERS | DATES
        for label in dict.fromkeys((one.labels.fr, one.labels.en))
        for span in occurrences(label, tokens)[:1]
    ]
    return full_mentions(found)
