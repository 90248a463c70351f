"""What a share or a rate is worked out in, where it is no number of records: « en montant »."""

from __future__ import annotations

from actions.reading.asked import Asked
from actions.reading.measuring import over
from actions.reading.numbers_named import number_named
from actions.reading.spans import Mention
from actions.reading.totals import adds_up
from actions.reading.traits import money_field
from crm import FieldInfo, Measure
from language import fold, words


def shared_measures(asked: Asked, used: set[Mention]) -> tuple[Measure, ...]:
    """Return what a share is counted in, where that is not records: « en montant »."""
    named = number_named(asked, used)
    sold = any(m.says("revenue", "pipeline") for m in asked.sentence.mentions)
    worth = sold and money_field(asked.info(asked.frame.main)) is not None
    if (named and adds_up(named[2])) or (worth and named is None):
        return over(asked, "sum", named, used)
    return ()


def weighed_measures(asked: Asked, used: set[Mention]) -> tuple[Measure, ...]:
    """Return what a rate is worked out in: « taux de réussite en montant », "win rate by value"."""
    money = money_field(asked.info(asked.frame.main))
    for mention in asked.sentence.mentions:
        led = {*asked.sentence.before(mention, 2)} & _MANNER
        told = fold(mention.text) in _VALUED or _names(asked, mention, money)
        if money and led and told and mention not in used and not asked.frame.at(mention):
            used.add(mention)
            return (Measure("sum", money.name, f"sum_{money.name}"),)
    return ()


def _names(asked: Asked, mention: Mention, field: FieldInfo | None) -> bool:
    own = asked.frame.main.object
    meant = {(one.object, one.field) for one in mention.of("field") if one.share > _FULLY}
    return field is not None and (own, field.name) in meant


_FULLY = 0.9
_MANNER = frozenset({"en", "in", "by", "par"})
_VALUED = frozenset(words("valeur value montant amount euros revenue ca"))
