"""Comparisons: this quarter against the last one, against a year ago."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from actions.reading.asked import Asked, Placed
from actions.reading.dating import dated
from actions.reading.growing import changes, grown, growth_said, joined_ends, without_change
from actions.reading.opposing import asked_again, opposing
from actions.reading.reading import Reading
from actions.reading.sides import sided
from actions.reading.spans import Mention
from crm import AllOf, Compare, Condition, Group
from language import Period, fold
from language.period_labels import stretch_label
from language.stretches import MONTHS, Grain, move, unit_around


@dataclass(frozen=True)
class Compared:
    """The period asked for and the one it is held against, with their conditions."""

    placed: tuple[Placed, ...] = ()
    period: Period | None = None
    condition: Condition | None = None
    versus: tuple[Period, Condition] | None = None


def versus(asked: Asked, used: set[Mention], grouped: Sequence[Group] = ()) -> Compared:
    """Return the comparison a question makes, and mark its periods used; nothing if it makes none.

    Without a second period the one before is meant; « la même période l'an dernier » is a year
    before.
    """
    mentions = asked.sentence.mentions
    periods = [m for m in mentions if m.kind == "period" and m.data.start and m.data.end]
    word = opposing(asked.sentence)
    if word is not None and (
        _opposes(mentions, word) or named_sides(asked, word) or _a_rival(asked, word)
    ):
        return Compared()
    if word is not None and word.says("turning") and len(periods) < 2:
        word = None
    said = growth_said(asked.sentence)
    if word is None and said is not None and not any(group.grain for group in grouped):
        return _growth(asked, said, used)
    if word is None or (not periods and not any(m.says("previous") for m in mentions)):
        return Compared()
    first = periods[0] if periods and periods[0].start < word.start else None
    others = [m for m in periods if m is not first]
    if first is None and len(others) == 2:
        first, others = others[0], others[1:]
    if len(periods) == 1 and (ends := joined_ends(periods[0])):
        used.update({periods[0], word})
        return _held(asked, periods[0], *ends)
    base = first.data if first else _current(asked, others[0].data if others else None)
    other = _other(base, others[0].data if others else None, asked)
    later = base.start and other.start and other.start > base.start
    if later and not word.says("turning"):
        base, other = other, base
    mention = first or (others[0] if others else word)
    used.update(m for m in (first, *others) if m)
    used.update(m for m in mentions if m.start == word.start)
    again = asked_again(asked.sentence)
    told = (m for m in mentions if said and _change(m) and m.kind in {"unknown", "words"})
    used.update(told if again is None else (m for m in mentions if m.start > again.start))
    return _held(asked, mention, base, other)


def _change(mention: Mention) -> bool:
    """Whether a word of a growth says no more than that it is one: "grow", "percent"."""
    return changes(mention) or fold(mention.text) in _PERCENT


_PERCENT = frozenset({"percent", "pourcent", "pourcentage", "%"})


def _growth(asked: Asked, said: Mention, used: set[Mention]) -> Compared:
    """Return the two periods a growth is between: « croissance du CA de 2024 à 2026 »."""
    mention, base, other = grown(asked, said)
    used.update(m for m in asked.sentence.mentions if m.kind == "period" and m.data.start)
    used.add(said)
    used.update(m for m in asked.sentence.mentions if m.kind == "unknown" and changes(m))
    return _held(asked, mention, base, other)


def _held(asked: Asked, mention: Mention, base: Period, other: Period) -> Compared:
    own, against = (_condition(asked, mention, one) for one in (base, other))
    if own is None or against is None:
        return Compared()
    placed = (Placed(asked.frame.main, own, mention),)
    return Compared(placed, base, own, (other, against))


def held_over(
    before: Reading, dated: Condition, new: Reading, asked: Asked
) -> tuple[Period, Condition, tuple[Period, Condition]] | None:
    """Return the period on screen and the one a message holds against it: "vs last year"."""
    bounds = [one for one in getattr(dated, "conditions", ()) if isinstance(one, Compare)]
    if len(bounds) != 2 or not isinstance(bounds[0].value, date) or new.versus is None:
        return None
    start, end = sorted(one.value for one in bounds if isinstance(one.value, date))
    grain = next((g for g in _GRAINS if _whole(start, end, g)), None)
    base = before.period or _period(start, end, grain)
    named = any(m.kind == "period" for m in asked.sentence.mentions)
    other = _other(base, new.versus[0] if named else None, asked)
    if other.start is None or other.end is None:
        return None
    path = bounds[0].path
    against = AllOf((Compare(path, ">=", other.start), Compare(path, "<=", other.end)))
    return base, dated, (other, against)


_GRAINS: tuple[Grain, ...] = ("month", "quarter", "half", "year")


def _whole(start: date, end: date, grain: Grain) -> bool:
    found = unit_around(start, grain)
    return (found.start, found.end) == (start, end)


def _opposes(mentions: Sequence[Mention], word: Mention) -> bool:
    """Whether "won vs lost" opposes two states, not two periods."""
    before = [m for m in mentions if m.end <= word.start][-1:]
    after = [m for m in mentions if m.start >= word.end][:1]
    beside = [*before, *after]
    return len(beside) == 2 and all(m.says("won", "lost", "open", "closed") for m in beside)


def named_sides(asked: Asked, word: Mention) -> bool:
    """Whether two people, places or values are opposed: "James vs Emily", « Lyon face à Nice ».

    They stand on both sides of the word, or after it, joined: « compare Claire et Hugo ».
    """
    periods = [m for m in asked.sentence.mentions if m.kind == "period"]
    if len(periods) > 1 or any(m.says("previous") for m in asked.sentence.mentions):
        return False
    sides = [m for m in asked.sentence.mentions if _side(asked, m)]
    before = [m for m in sides if 0 <= word.start - m.end <= _FAR]
    after = [m for m in sides if m.start >= word.end]
    pairs = [(one, after[0]) for one in before if after
             and (word.start - one.end <= _NEAR or _one_list(one, after[0]))]  # fmt: skip
    lost = any(m.end == word.start and m.says("won", "lost") for m in asked.sentence.mentions)
    pairs += [pair for pair in pairwise(after) if _joined(asked, *pair) and not lost]
    return any(_alike(one, other) for one, other in pairs)


_NEAR = 3
_FAR = 8


def _a_rival(asked: Asked, word: Mention) -> bool:
    """Whether what is held against is one value: « perdues face à Voltanis », no period."""
    if len([m for m in asked.sentence.mentions if m.kind == "period"]) > 1:
        return False
    first = next((m for m in asked.sentence.mentions if m.start >= word.end), None)
    return first is not None and first.start - word.end <= _NEAR and _side(asked, first)


def _joined(asked: Asked, one: Mention, other: Mention) -> bool:
    """Whether two things are held against each other: « Claire et Hugo », no "Energix or Volt"."""
    between = {*asked.sentence.gap(one.end, other.start)}
    return other.start - one.end <= _NEAR and not between & {"or", "ou"}


def _side(asked: Asked, mention: Mention) -> bool:
    named = any(one.mention is mention for one in asked.named)
    apart = not mention.of("object") or sided(asked.sentence, mention)
    valued = any(one.share > _HALF for one in mention.of("value")) and apart
    return named or mention.kind in {"place", "name", "title"} or valued


_HALF = 0.3


def _alike(one: Mention, other: Mention) -> bool:
    """Whether two mentions may be of the same nature: two names, two values of one list."""
    if one.kind == other.kind and one.kind != "words":
        return True
    return _one_list(one, other)


def _one_list(one: Mention, other: Mention) -> bool:
    """Whether two mentions name values of one field."""
    fields = [{(m.object, m.field) for m in side.of("value")} for side in (one, other)]
    return bool(fields[0] & fields[1])


def _condition(asked: Asked, mention: Mention, period: Period) -> Condition | None:
    info = asked.catalogue[asked.frame.main.object]
    spoken = replace(
        mention, kind="period", data=mention.data if mention.kind == "period" else period
    )
    sentence = without_change(asked.sentence) if growth_said(asked.sentence) else asked.sentence
    if spoken not in sentence.mentions:
        mentions = tuple(spoken if m is mention else m for m in sentence.mentions)
        sentence = replace(sentence, mentions=mentions)
    for field, _, _ in dated(sentence, spoken, info, asked.today):
        if period.start and period.end:
            return AllOf(
                (Compare(field.name, ">=", period.start), Compare(field.name, "<=", period.end))
            )
    return None


def _current(asked: Asked, other: Period | None) -> Period:
    """Return the current unit of the grain compared with: this quarter against « le dernier »."""
    grain = other.grain if other and other.grain else "quarter"
    whole = unit_around(asked.today, grain)
    return _period(whole.start, whole.end, grain)


def _other(base: Period, said: Period | None, asked: Asked) -> Period:
    start, end = base.start, base.end
    if start is None or end is None:
        return base
    if said and said.grain == "year" and base.grain != "year":
        return _period(move(start, "year", -1), move(end, "year", -1), base.grain)
    if said and (said.start, said.end) != (start, end):
        return said
    if base.grain in MONTHS:
        return _period(
            move(start, base.grain or "month", -1), start - timedelta(days=1), base.grain
        )
    length = end - start
    return _period(start - length - timedelta(days=1), start - timedelta(days=1), base.grain)


def _period(start: date, end: date, grain: Grain | None) -> Period:
    labels = [stretch_label(start, end, grain, language) for language in ("fr", "en")]
    return Period(start, end, (0, 0), labels[0], labels[1], grain, "within")
