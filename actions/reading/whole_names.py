"""Where the whole names of an org's own records stand in a question, which nobody marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from actions.reading.concepts import concept_words
from actions.reading.vocabulary import Vocabulary
from crm import Candidate, Catalogue, Found
from language import words

_FULL = 0.9


def named_kinds(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the org's own kinds of record that people name: numbers are found by their form."""
    return tuple(
        name
        for name, info in catalogue.items()
        if info.custom
        and info.name_field in info.fields
        and info.fields[info.name_field].createable
    )


def whole_names(
    text: str, written: Sequence[Candidate], vocabulary: Vocabulary
) -> list[tuple[int, int]]:
    """Return where those names stand, but for what the org calls something else just so."""
    return [
        span
        for name in dict.fromkeys(one.name for one in written)
        if not _labels(name, vocabulary)
        for span in _places(name, text)
    ]


def _labels(name: str, vocabulary: Vocabulary) -> bool:
    said = words(name)
    if len(said) == 1 and said[0] in vocabulary.surface | concept_words():
        return True
    return any(one.share >= _FULL for one in vocabulary.meanings(said))


def _places(name: str, text: str) -> Iterator[tuple[int, int]]:
    start = text.casefold().find(name.casefold())
    while start >= 0:
        yield start, start + len(name)
        start = text.casefold().find(name.casefold(), start + len(name))


def among_written(said: str, objects: Sequence[str], written: Sequence[Candidate]) -> Found | None:
    """Return the one record of that whole name, of the kinds asked for where several bear it."""
    same = [one for one in written if words(one.name) == words(said)]
    fitting = same if len(same) == 1 else [one for one in same if one.object in objects]
    return Found(fitting[0], tuple(fitting), exact=True) if len(fitting) == 1 else None
