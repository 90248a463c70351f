"""What is being read: the sentence and its frame, and a condition on the object it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from actions.reading.clauses import Anchor, Frame
from actions.reading.homes import home
from actions.reading.links import references
from actions.reading.naming import Named
from actions.reading.spans import Mention, Sentence
from crm import AllOf, AnyOf, Catalogue, Compare, Condition, ObjectInfo


@dataclass(frozen=True)
class Placed:
    """A condition, the object it is about, and the mention that asked for it."""

    anchor: Anchor
    condition: Condition
    mention: Mention
    negated: bool = False


@dataclass(frozen=True)
class Asked:
    """What is read: the sentence, its frame, and what is known of the asker."""

    sentence: Sentence
    frame: Frame
    catalogue: Catalogue
    today: date
    language: str
    named: Sequence[Named] = ()

    def homes(self, mention: Mention) -> list[Anchor]:
        """Return the objects a mention may belong to, the likeliest first."""
        return list(home(self.sentence, self.frame, mention, self.language))

    def info(self, anchor: Anchor) -> ObjectInfo:
        """Return the description of an anchor's object."""
        return self.catalogue[anchor.object]


def under(anchor: Anchor, condition: Condition) -> Condition:
    """Return a condition on a parent's fields as one on the main object."""
    if not anchor.path or anchor.child:
        return condition
    match condition:
        case Compare(path, operator, value):
            return Compare(f"{anchor.path}.{path}", operator, value)
        case AllOf(inner):
            return AllOf(tuple(under(anchor, one) for one in inner))
        case AnyOf(inner):
            return AnyOf(tuple(under(anchor, one) for one in inner))
        case _:
            return condition


def above(asked: Asked) -> list[Anchor]:
    """Return the parents of what is asked for whose state it may share: lines of open deals."""
    return [
        Anchor(one.reference_to[0], 0, 0, one.relationship)
        for one in references(asked.catalogue, asked.frame.main.object)
        if one.relationship and one.reference_to in _STATEFUL
    ]


_STATEFUL = {("Opportunity",), ("Case",), ("Order",)}
