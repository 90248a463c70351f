"""The kind of record said beside a name: « l'opportunité Vidal », "the Ellison deal"."""

from __future__ import annotations

from collections.abc import Iterator

from actions.label_words import SMALL, content_words
from actions.reading.aliases import OBJECT_ALIASES
from crm import Catalogue, ObjectInfo
from language import words


def kinds_beside(
    name: str, text: str, objects: tuple[str, ...], catalogue: Catalogue
) -> tuple[str, ...]:
    """Return those of the objects whose label stands right before or right after the name."""
    before, found, after = text.partition(name)
    if not found:
        return ()
    left = [word for word in words(before) if word not in SMALL]
    right = [word for word in words(after) if word not in SMALL]
    return tuple(
        one
        for one in objects
        if one in catalogue and any(_ends(left, said) or _ends(right[::-1], said[::-1])
                                    for said in _called(catalogue[one]))
    )  # fmt: skip


def _called(info: ObjectInfo) -> Iterator[tuple[str, ...]]:
    """Yield the words of each of its labels and everyday names."""
    labels = (info.labels.fr, info.labels.en, info.plurals.fr, info.plurals.en)
    for phrase in (*labels, *OBJECT_ALIASES.get(info.name, ())):
        if said := content_words(phrase):
            yield said


def _ends(spoken: list[str], said: tuple[str, ...]) -> bool:
    return tuple(spoken[-len(said) :]) == said
