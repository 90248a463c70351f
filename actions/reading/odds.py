"""The ratio of one state to another: "won to lost ratio", « gagnées pour une perdue ».

Two values of one list are such states too: "ratio of high to low priority cases".
"""

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
Sides = tuple[Mention, Mention, Condition, Condition]
"""Two states in the order they were said: where, and what each is."""


def odds_of(asked: Asked) -> tuple[Condition, Condition] | None:
    """Return the state counted for one of the other, the one said first; None for no ratio."""
    sides = _sides(asked) or _valued(asked)
    if sides is None:
        return None
    first, last, one, other = sides
    between = {*asked.sentence.gap(first.end, last.start)}
    named = any({*words(m.text)} & _RATIO for m in asked.sentence.mentions if m.says("rate"))
    each = between & _EACH and between & _ONE and last.start - first.end <= _FAR
    return (one, other) if named or each else None


def without_odds(asked: Asked, conditions: list[Placed]) -> list[Placed]:
    """Return the conditions but for the two states, each of which is counted apart."""
    sides = _sides(asked)
    if sides is None and (sides := _valued(asked)):
        first, last = sides[:2]
        kept = [one for one in conditions if not _between(first, last, one.mention)]
        return [one for one in kept if _path(one.condition) != _path(sides[2])]
    return [one for one in conditions if sides is None or one.mention not in sides[:2]]


def _between(first: Mention, last: Mention, mention: Mention) -> bool:
    """Whether a mention only says again what the states are of: « affaires en qualification »."""
    return first.end <= mention.start and mention.end <= last.start and bool(mention.of("object"))


def _path(condition: Condition) -> str:
    return condition.path if isinstance(condition, Compare) else ""


def _valued(asked: Asked) -> Sides | None:
    """Return the two values of one list of the main object's, the only ones said of it."""
    name, found = asked.frame.main.object, dict[str, dict[str, Mention]]()
    for mention in asked.sentence.mentions:
        likely = [one for one in mention.of("value") if one.object == name]
        if likely and not mention.of("object"):
            best = max(likely, key=lambda one: one.share)
            found.setdefault(best.field, {}).setdefault(best.value, mention)
    for field, said in found.items():
        if len(said) == _TWO:
            one, other = (Compare(field, "=", value) for value in said)
            first, last = said.values()
            return first, last, one, other
    return None


_TWO = 2


def _sides(asked: Asked) -> Sides | None:
    """Return the two states in the order said, by their mentions and their conditions."""
    mentions, fields = asked.sentence.mentions, asked.info(asked.frame.main).fields
    for one, other, flag in SIDES:
        good = next((m for m in mentions if m.says(one)), None)
        bad = next((m for m in mentions if m.says(other) and m is not good), None)
        if flag in fields and good and bad:
            value = flag != "IsClosed"
            told = (good, _state(flag, value=value)), (bad, _state(flag, value=not value))
            first, last = sorted(told, key=lambda side: side[0].start)
            return first[0], last[0], first[1], last[1]
    return None


def _state(flag: str, *, value: bool) -> Condition:
    if flag == "IsWon" and not value:
        return AllOf((Compare("IsClosed", "=", value=True), Compare("IsWon", "=", value=False)))
    return Compare(flag, "=", value=value)
