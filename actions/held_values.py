"""What is said anew of what a proposal holds: another day of its month, another person or company.

« Plutôt le 22 » stays in the month shown; « non, c'est pour Inès » gives it to her instead.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from rapidfuzz import fuzz

from actions.contract import Tools
from actions.errors import NoSuchName
from actions.named_spans import Named
from actions.naming import chosen, resolve
from actions.reading.aliases import OBJECT_ALIASES
from actions.wanted import Wanted
from crm import Ambiguous, Catalogue, FieldInfo, ObjectInfo, Value
from language import find_amounts, fold, fold_keep_length, words

_DAY = re.compile(
    r"\b(?:le|l'|au|the|du|to|on|for|pour)\s+(?:the\s+)?(?P<day>[12]?\d|3[01])(?:st|nd|rd|th|er)?"
    r"(?=[\s.,!?;)]*(?:instead|rather|plutot|please|stp|svp|then|alors|finalement|actually|\Z))"
)
"""A day of the month alone, at the end of what is said: no month, year or unit follows."""
_FIRST = "OwnerId"
_ALIKE = 75.0
_FIGURE = re.compile(r"[1-9]\d*(?:[.,]\d+)?")
_SCALES = frozenset([Decimal(1000), Decimal(1000000)])


def days_alone(text: str) -> list[tuple[int, int]]:
    """Return where a day of the month stands alone: « le 22 », "the 12th"."""
    found = _DAY.search(fold_keep_length(text.replace("’", "'")))
    return [found.span()] if found else []


def month_kept(
    text: str, fields: Mapping[str, FieldInfo], held: Mapping[str, Value]
) -> Wanted | None:
    """Return that day of the month of the only day held; None where there are several, or none."""
    days = [(one, held[name]) for name, one in fields.items() if one.type == "date"]
    found = _DAY.search(fold_keep_length(text.replace("’", "'")))
    if found is None or len(days) != 1:
        return None
    field, day = days[0]
    if not isinstance(day, date):
        return None
    number = int(found["day"])
    if not 0 < number <= monthrange(day.year, day.month)[1]:
        return None
    return Wanted(field, day.replace(day=number), *found.span("day"))


def in_scale(one: Wanted, text: str, before: str) -> Wanted:
    """Return a bare figure in the thousands the one before was said in: « 55 k€ », then « 58 »."""
    number = one.value
    bare = not any(said.marked for said in find_amounts(text))
    if not (bare and one.field.type == "currency" and isinstance(number, int | Decimal)):
        return one
    for said in reversed(find_amounts(before)):
        figures = _FIGURE.findall(before[slice(*said.span)])
        value = said.value if said.upper is None else said.upper
        scale = value / Decimal(figures[-1].replace(",", ".")) if figures else 1
        if scale in _SCALES:
            return replace(one, value=number * scale) if number < scale else one
    return one


async def meant_instead(
    names: Sequence[Named], text: str, held: Mapping[str, Value], info: ObjectInfo, tools: Tools
) -> dict[str, Value]:
    """Return the reference that the one name said fills: one said by its kind, else one held."""
    told = references_told(text, info)
    catalogue = await tools.org().catalogue()
    own = sorted(held, key=lambda one: one != _FIRST)
    fields = told or [info.fields[name] for name in own if _refers(name, info)]
    for field in fields if len(names) == 1 else ():
        try:
            kinds = field.reference_to if told else _kinds(field, held.get(field.name), catalogue)
            found = await resolve(names[0].text, tools, kinds)
        except (NoSuchName, Ambiguous):
            if told:
                raise
            continue
        return {field.name: found.id}
    return {}


def _kinds(field: FieldInfo, held: Value, catalogue: Catalogue) -> tuple[str, ...]:
    """Return what kind of record may stand in the place of the one held: another of its kind."""
    mine = [one for one in field.reference_to if one in catalogue
            and catalogue[one].key_prefix == str(held)[:3]]  # fmt: skip
    return tuple(mine) or field.reference_to


async def retitled(
    held: Mapping[str, Value], new: Mapping[str, Value], tools: Tools
) -> dict[str, Value]:
    """Return the subject that bears the name of whom an activity was with, with the new one's."""
    title = str(held.get("Subject") or "")
    if not (title and held.get("WhoId") and new.get("WhoId")) or "Subject" in new:
        return {}
    was, now = await chosen(str(held["WhoId"]), tools), await chosen(str(new["WhoId"]), tools)
    named = was and now and was.name in title
    return {"Subject": title.replace(was.name, now.name)} if named and was and now else {}


def named_instead(names: Sequence[Named], held: Mapping[str, Value]) -> dict[str, Value]:
    """Return the new name of a person about to be made, where it is much like the one shown."""
    last = str(held.get("LastName") or "")
    first = str(held.get("FirstName") or "")
    said = names[0].text.split() if len(names) == 1 else []
    if not (last and said) or fuzz.ratio(fold(" ".join(said)), fold(f"{first} {last}")) < _ALIKE:
        return {}
    return {"FirstName": " ".join(said[:-1]) or first or None, "LastName": said[-1]}


def _refers(name: str, info: ObjectInfo) -> bool:
    return name in info.fields and info.fields[name].type == "reference"


def references_told(text: str, info: ObjectInfo) -> list[FieldInfo]:
    """Return the references said by their label or the kind they hold: « la société … »."""
    said = {*words(text)}
    return [
        one for one in info.fields.values()
        if one.type == "reference" and one.createable and said & _called(one)
    ]  # fmt: skip


def _called(field: FieldInfo) -> set[str]:
    """Return the words alone that a reference is called by."""
    kinds = [alias for name in field.reference_to for alias in OBJECT_ALIASES.get(name, ())]
    names = (words(one) for one in (field.labels.fr, field.labels.en, *kinds))
    return {one[0] for one in names if len(one) == 1}
