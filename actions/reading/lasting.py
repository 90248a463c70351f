"""How long each record lasted, said as a condition: "closed within a day", « duré plus de 3 mois ».

SOQL holds no field against another: the records are read, and kept by the time between two dates.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from actions.reading.asked import Asked
from actions.reading.field_pairs import Sign
from actions.reading.paced import Lasting, paced
from actions.reading.spans import Mention
from actions.reading.timing import span_of
from actions.reading.traits import number_fields
from crm import FieldInfo, ObjectInfo
from language import Period, find_amounts, fold, words

_TAKEN = frozenset(
    words(
        "took take takes taking taken lasted lasting lasts spent dure durent duree durees duration "
        "dura durait mis mit mettent pris prend prennent prit necessite demande"
    )
)
_WITHIN = frozenset(words("in within en under inside"))
_OVER = re.compile(r"(?:ed|e|ee|es|ees|us|ue|ues|u|is|ise|ises|on|clos|close|sold|ert|erts|it)$")
_RECENT = frozenset(words("last past dernier derniere derniers dernieres depuis since"))
_TO_COME = frozenset(words("next coming prochain prochaine prochains prochaines"))
_UNITS = (
    (re.compile(r"^(?:min|mins|mn|minutes?)$"), 1 / 1440),
    (re.compile(r"^(?:h|hrs?|heures?|hours?)$"), 1 / 24),
    (re.compile(r"^(?:j|jours?|days?)$"), 1.0),
    (re.compile(r"^(?:semaines?|weeks?)$"), 7.0),
    (re.compile(r"^(?:mois|months?)$"), 30.0),
    (re.compile(r"^(?:ans?|annees?|years?)$"), 365.0),
)
_SIGNS: dict[str, Sign] = {"gt": ">", "ge": ">=", "lt": "<", "le": "<="}
_RELATIONS: dict[str, Sign] = {"older_than": ">", "newer_than": "<", "within": "<="}
_REACH = 4


def lasting(asked: Asked, used: set[Mention]) -> tuple[Asked, Lasting | None]:
    """Return the length each record must have lasted, and what is read without it.

    What says it is used; it is no period that others could be dated by.
    """
    found = _lasting(asked, used) or _paced(asked, used) or paced(asked, used)
    if found is None:
        return asked, None
    mentions = asked.sentence.mentions
    spent = [m for m in mentions if m.kind in {"period", "count"} and m in used]
    spent += [m for m in mentions for one in spent if _touches(one, m)]
    told = {m: Mention(m.start, m.end, "unknown", m.text) for m in spent}
    used.update(told.values())
    sentence = replace(asked.sentence, mentions=tuple(told.get(m, m) for m in mentions))
    return replace(asked, sentence=sentence), found


def _touches(length: Mention, mention: Mention) -> bool:
    """Whether « dans les 30 jours de leur création » says where a length begins."""
    begun = mention.says("created") or any(m.field == "CreatedDate" for m in mention.of("field"))
    return begun and 0 <= mention.start - length.end <= _BEGUN


_BEGUN = 2


def _paced(asked: Asked, used: set[Mention]) -> Lasting | None:
    """Read "faster than 4 hours", « plus vite qu'en 2 jours »: a length that is no period."""
    tokens = [one.text for one in asked.sentence.tokens]
    if any(_DURATION & {*words(f.labels.fr), *words(f.labels.en)} for f in _counted(asked)):
        return None
    for place, word in enumerate(tokens):
        if word not in _PACED | _SLOW:
            continue
        rest = [one for one in tokens[place + 1 : place + 5] if one not in _THAN]
        figure = re.match(r"(\d+(?:[.,]\d+)?) ?([a-z]+)", " ".join(rest))
        unit = figure and next((d for form, d in _UNITS if form.match(figure[2])), None)
        span = span_of(asked) if unit else None
        if not (figure and unit and span):
            continue
        reach = range(place, place + 6)
        used.update(m for m in asked.sentence.mentions if m.start in reach and not _dated(m))
        days = float(figure[1].replace(",", ".")) * unit
        return Lasting(*span, ">" if word in _SLOW else "<", days)
    return None


def _counted(asked: Asked) -> list[FieldInfo]:
    """Return the numbers of what is asked for: one of them may be its very length."""
    return number_fields(asked.info(asked.frame.main))


_DURATION = frozenset(words("duree duration length"))


def _dated(mention: Mention) -> bool:
    return mention.kind == "period" or bool(mention.of("object"))


_SLOW = frozenset(words("slower longer longtemps lentement"))
_THAN = frozenset({"than", "que", "qu", "'", "’", "en", "in", "de", "d"})


def _lasting(asked: Asked, used: set[Mention]) -> Lasting | None:
    info = asked.info(asked.frame.main)
    for mention in asked.sentence.mentions:
        if mention.kind != "period" or mention in used or not _a_length(asked, mention, info):
            continue
        span, days = span_of(asked), _days(mention)
        if span is None or days is None:
            continue
        used.add(mention)
        used.update(m for m in asked.sentence.mentions if _verb(m, mention))
        return Lasting(*span, *days)
    return None


def _a_length(asked: Asked, mention: Mention, info: ObjectInfo) -> bool:
    """Whether a stretch says how long things took, and not how long ago they were."""
    period: Period = mention.data
    said = words(mention.text)
    if period.length is None or {*said} & _RECENT or period.relation not in _RELATIONS:
        return False
    if {*said} & _TO_COME or (said[:1] == ["dans"] and said[1:2] not in (["les"], ["l"])):
        return False  # « prend fin dans moins de 90 jours » says when
    if _measured_otherwise(asked.sentence.mentions, mention, info):
        return False
    before = asked.sentence.before(mention, _REACH)
    if {*before} & _TAKEN:
        return True
    if {*said, *before[-2:]} & _PACED and any(_finished(m) for m in _near(asked, mention)):
        return True
    led = said[:1] if said[:1] and said[0] in _WITHIN else before[-1:]
    past = [m for m in asked.sentence.mentions if 0 <= mention.start - m.end <= 1]
    return bool({*led} & _WITHIN) and any(_finished(m) for m in past)


def _near(asked: Asked, mention: Mention) -> list[Mention]:
    return [m for m in asked.sentence.mentions if 0 <= mention.start - m.end <= _REACH]


_PACED = frozenset(words("faster quicker slower sooner vite rapidement lentement longtemps"))


def _measured_otherwise(mentions: Sequence[Mention], mention: Mention, info: ObjectInfo) -> bool:
    """Whether a number of the object counts that length: « Durée du contrat (mois) »."""
    near = [m for m in mentions if 0 <= mention.start - m.end <= 2]
    named = (info.fields.get(one.field) for m in near for one in m.of("field")
             if one.object == info.name and one.share > _SLIGHT)  # fmt: skip
    return any(field is not None and field.type in {"int", "double"} for field in named)


_SLIGHT = 0.2


def _verb(mention: Mention, period: Mention) -> bool:
    taken = not mention.concepts and bool({*words(mention.text)} & _TAKEN)
    paced = mention.says("pace", "top", "bottom") and mention.start >= period.start - _REACH
    return 0 <= period.start - mention.end <= _REACH and (taken or paced)


def _finished(mention: Mention) -> bool:
    """Whether a participle says that something is over: « résolus », "closed", "answered"."""
    last = words(mention.text)[-1:] or [""]
    ended = mention.says("closed", "won", "lost", "converted") or mention.kind == "unknown"
    return (ended or bool(mention.of("field"))) and bool(_OVER.search(last[0]))


def _days(mention: Mention) -> tuple[Sign, float] | None:
    """Return the sign and the days of a stretch: « moins de 4 heures » is under a sixth of one."""
    text, period = mention.text, mention.data
    amounts = find_amounts(text)
    figure = re.search(r"\d+", text)
    value = amounts[0].value if amounts else Decimal(figure[0]) if figure else None
    unit = next((days for word in reversed(words(re.sub(r"(\d)", r"\1 ", text)))
                 for form, days in _UNITS if form.match(fold(word))), None)  # fmt: skip
    sign = _SIGNS.get(amounts[0].comparator) if amounts else None
    sign = sign or _RELATIONS.get(period.relation)
    if sign is None or unit is None:
        return None
    counted = value if value is not None else period.length.count
    return sign, float(counted) * unit
