"""What is counted in a number of its own: "how many bottles", « nombre de caisses »."""

from __future__ import annotations

from actions.reading.asked import Asked
from actions.reading.spans import Mention
from actions.reading.totals import adds_up
from crm import FieldInfo

_OF = frozenset({"de", "d", "des", "of", "'", "’"})
_QUANTITIES = frozenset({"double", "int"})


def counted_in(asked: Asked, named: tuple[Mention, str, FieldInfo] | None) -> bool:
    """Whether how many of a thing there are is a number of the org's own, which is then added up.

    `named` is the number the question names, as `number_named` returns it.
    """
    if named is None:
        return False
    mention, _, field = named
    if field.type not in _QUANTITIES or mention.of("object") or not adds_up(field):
        return False
    ahead = [m for m in asked.sentence.mentions if m.says("count") and m.end <= mention.start]
    return any({*asked.sentence.gap(m.end, mention.start)} <= _OF for m in ahead[-1:])
