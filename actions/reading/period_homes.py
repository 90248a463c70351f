"""Whose date a period bounds: what is asked for, a child, a parent, a deal above its lines."""

from __future__ import annotations

from collections.abc import Iterator

from actions.reading.asked import Asked, Placed, under
from actions.reading.clauses import Anchor
from actions.reading.dating import dated, names_date
from actions.reading.dues import never_due, shared
from actions.reading.links import lacked_parents
from actions.reading.masters import master_of
from actions.reading.spans import Mention


def period_placed(asked: Asked, mention: Mention) -> Iterator[Placed]:
    """Yield the condition of a period on the kind of record whose date it bounds."""
    homes = asked.homes(mention)
    order = (
        [*homes]
        if homes[0].child and not _lacked(asked, homes[0])
        else [*_deal(asked), asked.frame.main, *homes]
    )
    order = [*_clause(asked, homes[0]), *master_of(asked, mention), *order]
    named = [one for one in order if names_date(asked.sentence, mention, asked.info(one))]
    for anchor in dict.fromkeys((*named, *order)):
        if never_due(asked, mention, anchor):
            return
        for _, _, condition in dated(asked.sentence, mention, asked.info(anchor), asked.today):
            yield Placed(anchor, under(anchor, condition), mention)
            yield from shared(asked, anchor, mention)
            return


def _lacked(asked: Asked, home: Anchor) -> bool:
    """Whether a record lacks its parent: "orders without a contract since May"."""
    main = asked.frame.main.object
    return home.negated and bool(lacked_parents(asked.catalogue, main, home.object))


def _clause(asked: Asked, home: Anchor) -> list[Anchor]:
    """Return the parent that a clause is about: "whose account hasn't been contacted for …"."""
    led = {*asked.sentence.gap(max(home.start - 2, 0), home.start)} & _WHOSE
    return [home] if home.path and led else []


_WHOSE = frozenset({"whose", "dont"})


def _deal(asked: Asked) -> list[Anchor]:
    """Return the deal whose lines are asked for: it was sold when the deal was."""
    sold = {"Opportunity", "Order"} if asked.frame.main.end == asked.frame.main.start else {}
    return [one for one in asked.frame.anchors if one.path and one.object in sold]
