"""One field held against another: « montant supérieur au budget », "closed before it was created".

SOQL cannot say it, so the records are read and compared here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Literal

from actions.reading.asked import Asked
from actions.reading.picks import field_of
from actions.reading.spans import Mention
from actions.reading.traits import DATES, NUMBERS, finish_field, said_date
from crm import FieldInfo
from language import fold, words

Sign = Literal["<", ">", "=", "!=", "<=", ">=", "week", "month", "quarter", "year", "-"]
"""How two fields are held against each other; a unit says that both days are in the same one.

The minus keeps no record: it asks by how much the first is above the second.
"""
Pair = tuple[str, Sign, str]
_SIGNS: tuple[tuple[Sign, frozenset[str]], ...] = (
    ("<", frozenset(words("before avant below under less lower inferieur inferieure inferieurs "
                          "inferieures moins anterieur anterieure earlier smaller"))),
    (">", frozenset(words("after apres over above greater higher superieur superieure superieurs "
                          "superieures plus posterieur posterieure later exceeds exceed exceeding "
                          "exceeded depasse depassent depassant depassee more larger beyond"))),
    ("!=", frozenset(words("different differente differents differs differ"))),
    ("=", frozenset(words("equals equal egal egale egaux"))),
)  # fmt: skip
_ACTUAL = frozenset(words("actual reel reelle effectif real"))
_REACH = 8


def against(asked: Asked, used: set[Mention]) -> Pair | None:
    """Return the two fields a question compares and how; mark what says so as used."""
    if same := _same_unit(asked, used):
        return same
    fields = list(_fields(asked, used))
    if apart := _apart(asked, fields, used):
        return apart
    for (first, left), (last, right) in pairwise(fields):
        sign = _sign(asked, first.end, last.start)
        if sign and _comparable(left, right) and left.name != right.name:
            _take(asked, used, first.start, last.end)
            return left.name, sign, right.name
    for mention, field in fields:
        sign = _sign(asked, mention.start - 3, mention.start)
        real = _actual(asked, field) if sign else None
        if sign and real and not any(m.kind == "amount" for m in asked.sentence.mentions):
            _take(asked, used, mention.start - 3, mention.end)
            return real.name, sign, field.name
    return None


def _apart(
    asked: Asked, fields: Sequence[tuple[Mention, FieldInfo]], used: set[Mention]
) -> Pair | None:
    """Return the two numbers whose difference is asked for: "budget vs actual cost"."""
    for (first, left), (last, right) in pairwise(fields):
        between = {*asked.sentence.gap(first.end, last.start)}
        numbers = left.type == right.type in NUMBERS and left.name != right.name
        if not numbers or last.start - first.end > _JOINED:
            continue
        ahead = (m for m in asked.sentence.mentions if 0 <= first.start - m.end <= _JOINED)
        said = next((m for m in ahead if m.says("difference", "versus")), None)
        if between & _MINUS or (said and between & _AND):
            _take(asked, used, said.start if said else first.start, last.end)
            return left.name, "-", right.name
    return None


_JOINED = 4
_AND = frozenset({"and", "et"})
_MINUS = frozenset(words("vs versus minus moins against contre compared rapport"))


def _same_unit(asked: Asked, used: set[Mention]) -> Pair | None:
    """Return the two ends of what began and was over within one day, or one month."""
    said = [token.text for token in asked.sentence.tokens]
    place = next((at for at, pair in enumerate(pairwise(said)) if _unit(pair)), None)
    info = asked.info(asked.frame.main)
    finish = finish_field(info)
    over = [m for m in asked.sentence.mentions if m.says(*_OVER) and place and m.end <= place]
    if place is None or not over or finish is None or "CreatedDate" not in info.fields:
        return None
    sign = _unit((said[place], said[place + 1]))
    begun = any(m.says("created", "open") and m.end <= place for m in asked.sentence.mentions)
    if sign is None or (sign != "=" and not begun):
        return None
    _take(asked, used, place, len(said))
    used.update(m for m in asked.sentence.mentions if sign != "=" and m.says("created"))
    return "CreatedDate", sign, finish.name


def _unit(pair: tuple[str, str]) -> Sign | None:
    """Return what « même mois », "same week" say two days share."""
    units = [_UNITS[word] for word in pair if word in _UNITS]
    return units[0] if units and {*pair} & {"same", "meme"} else None


_UNITS: Mapping[str, Sign] = {
    "day": "=", "jour": "=", "journee": "=", "week": "week", "semaine": "week",
    "month": "month", "mois": "month", "quarter": "quarter", "trimestre": "quarter",
    "year": "year", "annee": "year",
}  # fmt: skip


def _take(asked: Asked, used: set[Mention], start: int, end: int) -> None:
    inside = (m for m in asked.sentence.mentions if start <= m.start and m.end <= end)
    used.update(m for m in inside if not asked.frame.at(m))


def _fields(asked: Asked, used: set[Mention]) -> list[tuple[Mention, FieldInfo]]:
    found = []
    for mention in asked.sentence.mentions:
        if mention in used or asked.frame.at(mention):
            continue
        field = field_of(mention, [asked.frame.main], asked.catalogue, *NUMBERS, *DATES, least=0.25)
        if field and "." not in field[1]:
            found.append((mention, field[2]))
        elif told := _told(asked, mention):
            found.append((mention, told))
    return found


def _told(asked: Asked, mention: Mention) -> FieldInfo | None:
    """Return the date a verb is about, right before what it is held against."""
    info = asked.info(asked.frame.main)
    said = words(mention.text)
    after = {*asked.sentence.gap(mention.end, mention.end + 1)}
    if len(said) != 1 or not after & _DATED or not _DONE.search(said[0]):
        return None
    if mention.says("created"):
        return info.fields.get("CreatedDate")
    return said_date(info, said) or (finish_field(info) if mention.says(*_OVER) else None)


_DATED = frozenset(words("before after avant apres"))
_DONE = re.compile(r"(?:ed|[eiu]e?s?)$")
_OVER = ("closed", "won", "lost", "converted")


def _sign(asked: Asked, start: int, end: int) -> Sign | None:
    """Return how two fields are compared by the words between them, figures and dates apart."""
    between: Sequence[Mention] = [
        m for m in asked.sentence.mentions if max(start, 0) <= m.start and m.end <= end
    ]
    if end - start > _REACH or any(m.kind in {"amount", "period", "count"} for m in between):
        return None
    said = {fold(word) for word in asked.sentence.gap(max(start, 0), end)}
    return next((sign for sign, how in _SIGNS if said & how), None)


def _comparable(one: FieldInfo, other: FieldInfo) -> bool:
    return (one.type in DATES) == (other.type in DATES)


def _actual(asked: Asked, field: FieldInfo) -> FieldInfo | None:
    """Return what really was, beside what was planned: the actual cost for « le budget »."""
    info = asked.info(asked.frame.main)
    for one in info.fields.values():
        if one.type == field.type and one.name != field.name and is_actual(one):
            return one
    return None


def is_actual(field: FieldInfo) -> bool:
    """Whether a field holds what really was: « coût réel », "actual cost"."""
    return bool({*words(field.labels.fr), *words(field.labels.en)} & _ACTUAL)
