"""The ratio of one state to its opposite: "won to lost ratio", « gagnées pour une perdue »."""

from __future__ import annotations

from actions.reading.asked import Asked, Placed
from actions.reading.opposites import SIDES
from actions.reading.spans import Mention
from crm import AllOf, Compare, Condition
from language import words

_RATIO = frozenset({"ratio", "ratios", "rapport"})
_EACH = frozenset({"pour", "for"})
_ONE = frozenset({"une", "un", "chaque", "each", "every", "one", "1"})
_FAR = 8


def odds_of(asked: Asked) -> Condition | None:
    """Return the state counted for one of its opposite, the one said first; None for no ratio."""
    sides = _sides(asked)
    if sides is None:
        return None
    first, last, flag, good = sides
    between = {*asked.sentence.gap(first.end, last.start)}
    named = any({*words(m.text)} & _RATIO for m in asked.sentence.mentions if m.says("rate"))
    each = between & _EACH and between & _ONE and last.start - first.end <= _FAR
    return _state(flag, value=good) if named or each else None


def without_odds(asked: Asked, conditions: list[Placed]) -> list[Placed]:
    """Return the conditions but for the two states, each of which is counted apart."""
    sides = _sides(asked)
    return [one for one in conditions if sides is None or one.mention not in sides[:2]]


def opposite(condition: Condition) -> Condition:
    """Return the other side of a state."""
    if isinstance(condition, Compare):
        return _state(condition.path, value=not condition.value)
    return _state("IsWon", value=True)


def _sides(asked: Asked) -> tuple[Mention, Mention, str, bool] | None:
    """Return the two states in the order said, their flag, and its value in the first."""
    mentions, fields = asked.sentence.mentions, asked.info(asked.frame.main).fields
    for one, other, flag in SIDES:
        good = next((m for m in mentions if m.says(one)), None)
        bad = next((m for m in mentions if m.says(other) and m is not good), None)
        if flag in fields and good and bad:
            value = flag != "IsClosed"
            return (good, bad, flag, value) if good.start < bad.start else (bad, good, flag,
                                                                           not value)  # fmt: skip
    return None


def _state(flag: str, *, value: bool) -> Condition:
    if flag == "IsWon" and not value:
        return AllOf((Compare("IsClosed", "=", value=True), Compare("IsWon", "=", value=False)))
    return Compare(flag, "=", value=value)
