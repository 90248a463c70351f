"""The parts an org's references give: where they are named, and whether a name is given one.

A name is *given* a part after « à », "to", « est », a colon, or right beside « comme » and the
label; « le navire X » that only tells which record is meant gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from actions.label_words import Token, content_words, occurrences, tokens_of
from crm import Catalogue, FieldInfo
from language import fold_keep_length, words

_ARTICLES = frozenset(
    words("le la les l un une the a an his her its son sa new nouveau nouvelle now maintenant")
)
_GIVING = frozenset(
    words(
        "a au aux to into par with avec pour for vers devient becomes is est become sera as comme"
    )
)
_PLACING = frozenset(words("in en on sur dans under onto chez"))
_AS = frozenset(words("as comme en tant que que le la l the un une a an new nouveau nouvelle son"))
_APART = 4
_LONG = 6
"""Letters of a word that may tell a part alone."""
_BRACKETS = re.compile(r"\s?\([^)]*\)")


@dataclass(frozen=True)
class Role:
    """A reference of an object, and where its label stands."""

    object: str
    field: FieldInfo
    start: int
    end: int


def roles_in(text: str, catalogue: Catalogue, objects: Sequence[str]) -> list[Role]:
    """Return the org's own references whose whole label stands in the text."""
    tokens = tokens_of(text)
    found = [
        Role(name, field, start, end)
        for name in objects
        for field in (catalogue[name].fields.values() if name in catalogue else ())
        if field.type == "reference" and field.custom and field.reference_to
        for label in dict.fromkeys((field.labels.fr, field.labels.en))
        for start, end, _ in occurrences(_BRACKETS.sub("", label), tokens)
    ]
    whole = {(one.object, one.field.name) for one in found}
    found += [one for one in _by_telling_words(catalogue, objects, tokens)
              if (one.object, one.field.name) not in whole]  # fmt: skip
    return [one for one in found if not any(_longer(other, one) for other in found)]


def _by_telling_words(
    catalogue: Catalogue, objects: Sequence[str], tokens: tuple[Token, ...]
) -> Iterator[Role]:
    """Yield references by the word that tells one from another: « assistant » for the vet's."""
    for name in (one for one in objects if one in catalogue and catalogue[one].custom):
        fields = [one for one in catalogue[name].fields.values() if one.type == "reference"]
        for field in (one for one in fields if one.custom and one.reference_to):
            others = {word for one in fields if one is not field for word in _label_words(one)}
            kinds = (catalogue[one] for one in field.reference_to if one in catalogue)
            named = {word for kind in kinds for label in (kind.labels.fr, kind.labels.en)
                     for word in content_words(label)}  # fmt: skip
            for word in _label_words(field) - others - named - _ARTICLES:
                yield from (Role(name, field, start, end)
                            for start, end, _ in occurrences(word, tokens)
                            if len(word) >= _LONG or _said_as(tokens, start))  # fmt: skip


def _said_as(tokens: Sequence[Token], start: int) -> bool:
    """Whether « comme », "as" leads to the word, which then tells a part however short it is."""
    ahead = [word for word, begun, _ in tokens if begun < start and word not in _ARTICLES]
    return ahead[-1:] in (["comme"], ["as"])


def _label_words(field: FieldInfo) -> set[str]:
    labels = (_BRACKETS.sub("", field.labels.fr), _BRACKETS.sub("", field.labels.en))
    return {word for label in labels for word in content_words(label)}


def _longer(other: Role, one: Role) -> bool:
    covers = other.start <= one.start and one.end <= other.end
    return covers and (other.end - other.start) > (one.end - one.start)


def is_given(text: str, role: Role, span: tuple[int, int], *, led: bool = True) -> bool:
    """Whether a name is given the part rather than told by it."""
    start, end = span
    if start < role.end and role.start < end:
        return False
    folded = fold_keep_length(text.replace("’", "'"))
    apart = "," in folded[end : role.start]
    after = _words(folded[end : role.start]) if end <= role.start and not apart else None
    if after is not None and len(after) <= _APART and {*after} <= _AS:
        return True
    between = _words(folded[role.end : start]) if role.end <= start else None
    joined = between is not None and {*between} <= _ARTICLES
    before = folded[: role.start if joined else start].rstrip()
    if between is None:
        return False
    marks = folded[role.end : start]
    if joined and (not led or ":" in marks or "=" in marks):
        return True
    said = [word for word in _words(before) if word not in _ARTICLES or word == "a"][-1:]
    if said == ["a"] and not re.search(r"à\s*$|à (?:la|l['’])\s*$", text[: len(before)] + " "):
        return _assigns(said, folded)
    return bool({*said} & (_GIVING | (_PLACING if joined else frozenset())))


def _assigns(said: Sequence[str], folded: str) -> bool:
    """Whether « a » written without its accent is « à »: no English sentence says it so."""
    return bool(said) and not re.search(r"\b(?:the|of|as)\b", folded)


def _words(folded: str) -> list[str]:
    return re.findall(r"[^\W_]+", folded)
