"""What a question may speak of: the objects it names, their parents, and the lines they have."""

from __future__ import annotations

from actions.reading.clauses import Frame, object_of
from actions.reading.links import references
from actions.reading.pivot import pivot
from actions.reading.spans import Sentence
from actions.reading.vocabulary import Reach
from crm import Catalogue


def within_reach(sentence: Sentence, found: Frame, catalogue: Catalogue) -> Reach:
    """Return what a question may speak of, whichever way its frame is turned."""
    frames = (found, pivot(sentence, found, catalogue)[0])
    return Reach(
        frozenset(name for one in frames for name in _reach(one, catalogue)),
        frozenset(anchor.object for one in frames for anchor in one.anchors),
    )


def _reach(found: Frame, catalogue: Catalogue) -> set[str]:
    """Return the objects whose fields a question may use: those it names, and their parents."""
    near = {one.object for one in found.anchors}
    near |= {name for mention in found.grouped if (name := object_of(mention, catalogue))}
    for name in tuple(near):
        for one in references(catalogue, name):
            if len(one.reference_to) == 1 and one.reference_to[0] != "User":
                near.add(one.reference_to[0])
    return near | {
        child.object
        for child in catalogue[found.main.object].children
        if child.object.endswith("LineItem")
    }
