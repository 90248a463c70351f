"""Words that nothing in the org answers to, with the nearest real ones."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from actions.reading.filters import Asked
from actions.reading.mentions import Mention
from actions.reading.reading import Unclear
from crm import ObjectInfo
from language import fold

_NEAR = 72.0


def unclear_words(asked: Asked, used: Iterable[Mention]) -> tuple[Unclear, ...]:
    """Return the words that were left over, each with what the org has that looks like it."""
    known = list(dict.fromkeys(_labels(asked)))
    taken = set(used)
    found = []
    for mention in asked.sentence.mentions:
        named = next((one for one in asked.named if one.mention is mention), None)
        lost = mention.kind == "name" and named is not None and not (named.match or named.place or len(named.candidates) > 1)  # fmt: skip
        if mention not in taken and (mention.kind == "unknown" or lost):
            found.append(Unclear(mention.text, _nearest(mention.text, known, named)))
    return tuple(found)


def _labels(asked: Asked) -> Iterable[str]:
    for anchor in asked.frame.anchors:
        yield from _object_labels(asked.catalogue[anchor.object], asked.language)
    if "Account" in asked.catalogue:
        yield from _object_labels(asked.catalogue["Account"], asked.language)


def _object_labels(info: ObjectInfo, language: str) -> Iterable[str]:
    for field in info.fields.values():
        yield field.labels.fr if language == "fr" else field.labels.en
        for entry in field.picklist:
            yield entry.labels.fr if language == "fr" else entry.labels.en


def _nearest(word: str, known: list[str], named: object) -> tuple[str, ...]:
    candidates = getattr(named, "candidates", ())
    if candidates:
        return tuple(one.name for one in candidates[:3])
    found = process.extract(fold(word), known, scorer=fuzz.WRatio, processor=fold, score_cutoff=_NEAR, limit=3)  # fmt: skip
    return tuple(match[0] for match in found)
