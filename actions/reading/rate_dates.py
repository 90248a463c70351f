"""What dates a rate: « taux de réponse en 2026 » is of all of that year, answered or not."""

from __future__ import annotations

from actions.reading.spans import Mention, Sentence
from actions.reading.traits import date_field
from crm import FieldInfo, ObjectInfo
from language import words

SETTLING = ("closed", "won", "lost", "converted", "closing")
"""What ends a record, and dates it: a win rate is of what closed then."""
_OF = (["de"], ["d", "'"], ["d", "’"], ["of"])
_DATE = frozenset(words("date first a de of the"))


def rate_is_of(sentence: Sentence, mention: Mention) -> bool:
    """Whether a rate is of a mention: « taux de réponse », "response rate"."""
    rates = [m for m in sentence.mentions if m.says("rate") and m is not mention]
    of = any(m.start == mention.end or sentence.gap(m.end, mention.start) in _OF for m in rates)
    return of and not mention.says(*SETTLING)


def usual_date(sentence: Sentence, info: ObjectInfo) -> FieldInfo | None:
    """Return an object's own date; its creation where that date is of what the rate is of."""
    usual = date_field(info)
    rated = [one for m in sentence.mentions if rate_is_of(sentence, m) for one in m.of("field")]
    named = [info.fields[one.field] for one in rated
             if one.object == info.name and one.field in info.fields]  # fmt: skip
    if usual and any(_label(one) & _label(usual) - _DATE for one in named):
        return info.fields.get("CreatedDate", usual)
    return usual


def _label(field: FieldInfo) -> set[str]:
    return {*words(field.labels.fr), *words(field.labels.en)}
