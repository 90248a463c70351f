"""Figures and lengths of a question, each on the number it bounds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from actions.reading.asked import Asked, Placed, under
from actions.reading.clauses import Anchor
from actions.reading.clocked import clocked, clocked_length
from actions.reading.comparing import (
    bounded,
    bounded_field,
    counted_length,
    length_held,
    named_beside,
)
from actions.reading.picks import field_of
from actions.reading.spans import Mention
from actions.reading.traits import NUMBERS


def lengths(asked: Asked, mention: Mention) -> list[Placed]:
    """Read a length held against a number of months or days, not against today."""
    for anchor in asked.homes(mention):
        if timed := clocked_length(asked.sentence, mention, asked.info(anchor)):
            return [Placed(anchor, under(anchor, bounded(*timed)), mention)]
    for anchor in asked.homes(mention):
        gap = asked.sentence.gap(anchor.end, mention.start)
        between = [word for word in gap if word not in "'’"]
        after = anchor.end > anchor.start and anchor.end <= mention.start
        after = after and len(between) <= 1 and {*between} <= {"de", "d", "of", "with"}
        found = length_held(asked.sentence, mention, asked.info(anchor), after=after)
        if found:
            return [Placed(anchor, under(anchor, found), mention)]
    return []


def counted_lengths(asked: Asked, mention: Mention, used: set[Mention]) -> list[Placed]:
    """Read « contrats de 24 mois », said right after the records it is a length of."""
    main = asked.frame.main
    between = {*asked.sentence.gap(main.end, mention.start)}
    if main.end == main.start or main.end > mention.start or not between <= {"de", "d", "of", "'"}:
        return []
    found = counted_length(asked.sentence, mention, asked.info(main))
    used.update(m for m in asked.sentence.mentions if found and m.start == mention.end)
    return [Placed(main, found, mention)] if found else []


def amounts(asked: Asked, mention: Mention, used: set[Mention]) -> Iterator[Placed]:
    """Yield the bound a figure sets: on the number named beside it, else on one it fits."""
    homes = asked.homes(mention)
    for anchor in homes:
        if timed := clocked(asked.sentence, mention, asked.info(anchor)):
            yield Placed(anchor, under(anchor, bounded(*timed)), mention)
            return
    if held := _of_parent(asked, mention, homes):
        yield held
        return
    for anchor, explicit in [*((one, True) for one in homes), *((one, False) for one in homes)]:
        found = bounded_field(asked.sentence, mention, asked.info(anchor), explicit=explicit)
        if found:
            field, named = found
            if named:
                used.add(named)
            used.update(_bounded_total(asked, mention))
            yield Placed(anchor, under(anchor, bounded(field, mention.data)), mention)
            return


def _bounded_total(asked: Asked, figure: Mention) -> list[Mention]:
    """Return « total » where it but names the number bound: « dont le total dépasse … »."""
    mentions = asked.sentence.mentions
    before = [m for m in mentions if m.end <= figure.start][-2:]
    led = [{*asked.sentence.before(m, 2)} & _WHOSE for m in before]
    near = figure.data.comparator is not None
    return [m for m, one in zip(before, led, strict=True) if near and one and m.says("sum", "avg")]


_WHOSE = frozenset({"dont", "whose"})


def _of_parent(asked: Asked, mention: Mention, homes: Sequence[Anchor]) -> Placed | None:
    """Read a figure beside the very name of a parent's number: « affaires de 200 salariés »."""
    number = named_beside(asked.sentence, mention)
    found = field_of(number, homes, asked.catalogue, *NUMBERS, least=0.9) if number else None
    above, _, name = found[1].rpartition(".") if found else ("", "", "")
    if found is None or not above or found[0].child or found[2].name != name:
        return None
    parent = replace(found[0], path=above, object=found[0].object)
    return Placed(found[0], under(parent, bounded(found[2], mention.data)), mention)
