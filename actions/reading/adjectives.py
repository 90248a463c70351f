"""Flags said as adjectives beside the noun: « bornes publiques », "public charging points"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actions.reading.asked import Asked, Placed
from actions.reading.clauses import Anchor
from actions.reading.spans import Mention
from actions.reading.stems import any_akin, content, stems
from crm import Catalogue, Compare, FieldInfo
from language import fold

_PART = 0.3


def flag_adjective(mention: Mention, main: Anchor, catalogue: Catalogue) -> FieldInfo | None:
    """Return the flag an adjective beside the noun names: « bornes publiques », "public points"."""
    if main.end == main.start or not (mention.start == main.end or mention.end == main.start):
        return None
    if mention.concepts or any(one.object == main.object for one in mention.of("value")):
        return None
    fields = catalogue[main.object].fields
    for one in mention.of("field"):
        field = fields.get(one.field) if one.object == main.object else None
        if field is not None and field.type == "boolean" and one.share >= _PART:
            return field
    return None


def unflagged(asked: Asked, mention: Mention, used: set[Mention]) -> Iterator[Placed]:
    """« bornes privées », "inactive products": the flag of the opposite adjective is not set."""
    main = asked.frame.main
    word = fold(mention.text)
    opposite = _OPPOSITES.get(stems(word)[0]) or _unprefixed(word)
    if opposite is None or not _near(asked, main, mention):
        return
    for field in asked.info(main).fields.values():
        said = (*content(field.labels.fr), *content(field.labels.en))
        if field.type == "boolean" and any_akin(opposite, said):
            yield Placed(main, Compare(field.name, "=", value=False), mention)
            return


def _unprefixed(word: str) -> str | None:
    """Return what a word denies by how it begins: "unpaid" is not paid, nor « impayé »."""
    found = _DENIED.fullmatch(word)
    return found[1] if found else None


_DENIED = re.compile(r"(?:un|non|im|in|ir|il)[- ]?([a-z]{4,})")
_OPPOSITES = {
    stems(word)[0]: opposite
    for word, opposite in (
        ("prive", "public"), ("private", "public"), ("inactif", "actif"), ("inactive", "actif"),
        ("desactive", "actif"), ("deactivated", "active"),
    )
}  # fmt: skip


def _near(asked: Asked, main: Anchor, mention: Mention) -> bool:
    """Whether only adjectives stand between it and the noun."""
    if main.end == main.start:
        return False
    left, right = sorted(((main.start, main.end), (mention.start, mention.end)))
    inside = {
        place
        for m in asked.sentence.mentions
        if m.kind == "words" and not m.says("with", "without", "by")
        for place in range(m.start, m.end)
    }
    return all(place in inside for place in range(left[1], right[0]))
