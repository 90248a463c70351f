"""What a share or a rate is worked out in, where it is no number of records: « en montant »."""

from __future__ import annotations

from collections.abc import Sequence

from actions.reading.asked import Asked, Placed
from actions.reading.joining import held_by
from actions.reading.measuring import over
from actions.reading.numbers_named import number_named
from actions.reading.odds import odds_of
from actions.reading.paced import Lasting
from actions.reading.rated import shared_of
from actions.reading.spans import Mention
from actions.reading.totals import adds_up
from actions.reading.traits import money_field
from crm import Condition, FieldInfo, Group, Measure
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


def share_of(
    asked: Asked,
    conditions: Sequence[Placed],
    grouped: Sequence[Group],
    task: str | None,
    lasted: Lasting | None,
) -> tuple[Condition, ...]:
    """Return what the share is of; nothing of how long records lasted, nor where none is asked.

    Of a ratio, the state that is counted for one of its opposite.
    """
    if ratio := odds_of(asked):
        return ratio
    if task != "share" or lasted is not None:
        return ()
    found = shared_of(asked, conditions, grouped=bool(grouped))
    return (held_by(found),) if found else ()
