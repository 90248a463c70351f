"""A number of things one has is exactly that many: « avec deux contacts », "who has five cases"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from actions.reading.spans import Mention
from language import Amount, Count


def with_just_so_many(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions with the counts of what is had read as amounts; one is any number."""
    return tuple(_read(mentions))


def _read(mentions: Sequence[Mention]) -> Iterator[Mention]:
    for place, mention in enumerate(mentions):
        before = mentions[place - 1] if place else None
        after = mentions[place + 1 : place + 2]
        had = before is not None and before.says("with") and before.end == mention.start
        things = bool(after) and after[0].start == mention.end and after[0].kind == "words"
        if mention.kind == "count" and had and things and _several(mention.data):
            yield replace(mention, kind="amount", data=_amount(mention.data))
        else:
            yield mention


def _several(count: Count) -> bool:
    return not count.ordinal and count.way is None and count.value > 1


def _amount(count: Count) -> Amount:
    return Amount(Decimal(count.value), None, "eq", None, False, count.span, marked=False)
