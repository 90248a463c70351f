"""Having a child as one of two ways: « une affaire en négociation ou un ticket escaladé »."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import dropwhile

from actions.reading.asked import Asked
from actions.reading.clauses import Anchor
from actions.reading.spans import Mention
from crm import AllOf, AnyOf, Compare, Condition, Related


@dataclass(frozen=True)
class Gathered:
    """One condition of a question, and where what asked for it ends."""

    condition: Condition
    end: int
    start: int = -1


def joined_to(
    asked: Asked, gathered: Sequence[Gathered], child: Anchor, related: Condition
) -> list[Gathered]:
    """Add having a child: to what « ou » joins it to, else beside the others."""
    other = _other_way(asked, gathered, child) or _next_way(asked, gathered, child)
    if other is None or _both_lacked(asked, other, child):
        return [*gathered, Gathered(related, child.end)]
    either = Gathered(AnyOf((*_ways(other.condition), related)), child.end)
    return [either if one is other else one for one in gathered]


def _both_lacked(asked: Asked, other: Gathered, child: Anchor) -> bool:
    """Whether one « sans » governs both ways: "without an order or a next step" has neither."""
    if not (child.negated and _lacks(other.condition)):
        return False
    after = other.start >= child.end
    left, right = (child.end, other.start) if after else (other.end, child.start)
    between = (m for m in asked.sentence.mentions if left <= m.start < right)
    return not any(m.says("without", "never", "not") for m in between)


def _lacks(condition: Condition) -> bool:
    """Whether a condition is that nothing is there: no child, or an empty field."""
    if isinstance(condition, AllOf | AnyOf):
        return all(_lacks(one) for one in condition.conditions)
    if isinstance(condition, Compare):
        return condition.operator == "=" and condition.value is None
    return isinstance(condition, Related) and condition.negated


def _ways(condition: Condition) -> tuple[Condition, ...]:
    """Return the ways said so far: « jamais ou avant mars » stays one."""
    several = isinstance(condition, AnyOf) and any(
        isinstance(one, Related) for one in condition.conditions
    )
    return condition.conditions if several and isinstance(condition, AnyOf) else (condition,)


def _other_way(asked: Asked, gathered: Sequence[Gathered], child: Anchor) -> Gathered | None:
    """Return the last condition said before « ou », past what is asked for."""
    joint = _joint(asked, child)
    main = asked.frame.main
    ahead = [one for one in gathered if joint and main.end < one.end <= joint.start]
    return max(ahead, key=lambda one: one.end, default=None)


def _next_way(asked: Asked, gathered: Sequence[Gathered], child: Anchor) -> Gathered | None:
    """Return the condition right after « ou »: « sans ticket ouvert ou avec une note chaude »."""
    after = [m for m in asked.sentence.mentions if m.start >= child.end > child.start]
    rest = list(dropwhile(lambda m: m.says("open", "closed", "won", "lost"), after))
    if len(rest) < _PAIR or not rest[0].says("or"):
        return None
    said = rest[1:]
    if said[0].says("with", "without") and len(said) > 1:
        said = said[1:]
    elif said[0].kind == "place":
        return None  # « sans contrat en Belgique ou en Suisse »
    return next((one for one in gathered if one.start == said[0].start), None)


_PAIR = 2


def _joint(asked: Asked, child: Anchor) -> Mention | None:
    """Return « ou » before a child, with nothing but its adjectives between."""
    for mention in reversed([m for m in asked.sentence.mentions if m.end <= child.start]):
        if mention.says("or"):
            return mention
        joins = mention.says("and", "by", "not") or mention.kind not in {"words", "amount"}
        if joins or mention.of("object") or asked.frame.at(mention):
            return None
    return None
