"""Figures in a question: which number they bound, and how."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from actions.reading.spans import Mention, Sentence
from actions.reading.traits import NUMBERS, money_field
from crm import AllOf, Compare, Condition, FieldInfo, ObjectInfo
from crm.query import Operator
from language import Amount, Period, find_amounts, words

_COUNTED = frozenset({"int", "double", "long"})
_UNITS: dict[str, frozenset[str]] = {
    "day": frozenset({"jour", "jours", "day", "days"}),
    "week": frozenset({"semaine", "semaines", "week", "weeks"}),
    "month": frozenset({"mois", "month", "months"}),
    "year": frozenset({"an", "ans", "annees", "year", "years"}),
}
_OPERATORS: dict[str, Operator] = {"eq": "=", "gt": ">", "ge": ">=", "lt": "<", "le": "<="}


def bounded(field: FieldInfo, amount: Amount) -> Condition:
    """Return the condition an amount sets on a number; about 30 k is within a tenth of it."""
    value = amount.value.normalize() if amount.value % 1 else int(amount.value)
    if amount.comparator == "between" and amount.upper is not None:
        upper = (
            int(amount.upper) if amount.upper == amount.upper.to_integral_value() else amount.upper
        )
        return AllOf((Compare(field.name, ">=", value), Compare(field.name, "<=", upper)))
    if amount.approx and amount.comparator == "eq":
        low, high = amount.value * 9 / 10, amount.value * 11 / 10
        return AllOf((Compare(field.name, ">=", low), Compare(field.name, "<=", high)))
    return Compare(field.name, _OPERATORS[amount.comparator], value)


def bounded_field(
    sentence: Sentence, mention: Mention, info: ObjectInfo, *, explicit: bool
) -> tuple[FieldInfo, Mention | None] | None:
    """Return the number a figure is about, and the mention that named it.

    The number named beside it (« plus de 500 employés », "probability over 60%"); a percentage is
    about a percent field, money or thousands about the money of the object. `explicit` asks for
    named numbers alone.
    """
    amount: Amount = mention.data
    counts = not amount.marked and _counts_records(sentence, mention)
    for near in () if counts else _beside(sentence, mention):
        for meaning in near.of("field"):
            field = info.fields.get(meaning.field)
            if meaning.share < _SAID and any(one.share > _FULL for one in near.of("object")):
                continue  # « affaires » are deals, not « chiffre d'affaires »
            if (
                meaning.object == info.name
                and meaning.share > 0.2
                and field
                and _fits(field, amount)
            ):
                return field, near
    if unit := _by_unit(sentence, mention, info):
        return unit, None
    if explicit:
        return None
    if amount.unit == "%":
        shares = [one for one in info.fields.values() if one.type == "percent"]
        return (shares[0], None) if shares else None
    money = money_field(info)
    if money and (amount.currency or amount.marked):
        return money, None
    return None


def named_beside(sentence: Sentence, mention: Mention) -> Mention | None:
    """Return the number named right after a figure, or right before it."""
    place = sentence.mentions.index(mention)
    after = (m for m in sentence.mentions[place + 1 : place + 2] if m.start - mention.end <= 1)
    before = (m for m in sentence.mentions[max(place - 1, 0) : place] if mention.start - m.end <= 2)
    return next((m for m in (*after, *before) if m.of("field") and not m.of("object")), None)


def length_held(
    sentence: Sentence, mention: Mention, info: ObjectInfo, *, after: bool
) -> Condition | None:
    """Return the condition a length sets on a number: « contrats de plus de 24 mois ».

    The number named beside it, or (`after` the object's own name) one whose label counts that unit.
    """
    period: Period = mention.data
    amounts = find_amounts(mention.text)
    if period.length is None or len(amounts) > 1 or _AHEAD & {*words(mention.text)}:
        return None
    amount = (
        amounts[0]
        if amounts
        else Amount(Decimal(period.length.count), None, "eq", None, approx=False, span=(0, 0))
    )
    numbers = [one for one in info.fields.values() if one.type in _COUNTED]
    named = {
        meaning.field: meaning.share
        for near in _beside(sentence, mention)
        for meaning in near.of("field")
        if meaning.object == info.name and not near.of("object")
    }
    units = _UNITS.get(period.length.grain, frozenset())
    for field in numbers:
        counts = units & {*words(field.labels.fr), *words(field.labels.en)}
        told = named.get(field.name, 0.0)
        if told > _SAID or (counts and (after or told)):
            return bounded(field, amount)
    return None


def counted_length(sentence: Sentence, mention: Mention, info: ObjectInfo) -> Condition | None:
    """Return the length that a plain number of months sets: « contrats de 24 mois »."""
    unit = next((one for one, said in _UNITS.items()
                 if {*sentence.gap(mention.end, mention.end + 1)} & said), None)  # fmt: skip
    for field in info.fields.values() if unit else ():
        label = {*words(field.labels.fr), *words(field.labels.en)}
        months = 12 if unit == "year" and label & _UNITS["month"] else 1
        if field.type in _COUNTED and label & (
            _UNITS["month"] if months > 1 else _UNITS[str(unit)]
        ):
            return Compare(field.name, "=", mention.data.value * months)
    return None


def _counts_records(sentence: Sentence, mention: Mention) -> bool:
    """Whether a figure says how many records there are: « au moins 5 affaires »."""
    after = next((m for m in sentence.mentions if m.start == mention.end), None)
    if after is None or any(one.share == 1.0 for one in after.of("field")):
        return False
    return any(one.share == 1.0 for one in after.of("object"))


_AHEAD = frozenset(words("next coming prochains prochaines prochain venir ici dans within "
                         "last past dernier derniere derniers dernieres passe passes "
                         "depuis since"))  # fmt: skip
"""What tells a stretch of the calendar from a length."""
_FULL = 0.9
_WHOLE = 100
_SAID = 0.4
"""The part of a label that names its field where no unit does."""


def _by_unit(sentence: Sentence, mention: Mention, info: ObjectInfo) -> FieldInfo | None:
    """Return the number whose label bears the unit said after the figure: « 2000 m² »."""
    said = sentence.gap(mention.end, mention.end + 2)
    units = {said[0], "".join(said)} if said else set()
    for field in info.fields.values():
        bracketed = " ".join(re.findall(r"\(([^)]*)\)", f"{field.labels.fr} {field.labels.en}"))
        if field.type in NUMBERS and units & {*words(bracketed)}:
            return field
    return None


def _fits(field: FieldInfo, amount: Amount) -> bool:
    if field.type not in NUMBERS:
        return False
    if amount.unit == "%":
        return field.type == "percent"
    if field.type == "percent" and amount.value > _WHOLE:
        return False  # "margin on deals over 50k" bounds no margin
    return amount.currency is None or field.type == "currency"


def _beside(sentence: Sentence, mention: Mention) -> Iterator[Mention]:
    """Yield the mentions near a figure: right after it, then the last ones before it."""
    place = sentence.mentions.index(mention)
    following = sentence.mentions[place + 1 : place + 2]
    yield from (m for m in following if m.start - mention.end <= 2)
    for previous in reversed(sentence.mentions[max(place - 3, 0) : place]):
        if mention.start - previous.end <= 6:
            yield previous
    yield from (m for m in following if 2 < m.start - mention.end <= 4)
