"""What a sentence states of a record rather than orders: where it moved to, what a person became.

« Northgate a déménagé à Pau », "Ann is now Head of Estates": the town and the role are new values,
though no field is named and nothing is told to be set.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from actions.label_words import SMALL, tokens_of
from crm import FieldInfo, ObjectInfo, Value
from language import fold_keep_length, words

_MOVED = re.compile(
    r"\b(?:mov(?:ed?|es|ing)|relocat\w+|demenag\w*|(?:re)?install\w+|transfer\w+|based|base[es]?|"
    r"(?:is|are|est|sont) (?:now|maintenant|desormais|dorenavant))\s+(?:\w+\s+){0,3}?"
    r"(?:to|into|in|a|vers|sur)\s+(?=\S)"
)
_PLACE = re.compile(
    r"[A-ZÀ-Ý][\w’'-]*"
    r"(?:[ -](?:(?:de|du|la|le|les|en|sur|sous|on|upon|the|of)[ -])*[A-ZÀ-Ý][\w’'-]*)*"
)
_BECAME = re.compile(
    r"\b(?:(?:est|is)\s+(?:maintenant|desormais|dorenavant|now)|devient|becomes?|became|"
    r"(?:a ete|est|vient d'etre|has been|was|got|just got)\s+"
    r"(?:nomme|promu|promoted|appointed|named|made|passe|moved up|hired as)e?s?(?:\s+to)?|"
    r"(?:passe|prend|a pris|takes?|took|taking|reprend)\s+(?:over\s+)?"
    r"(?:(?:le|la|the|un|a)\s+)?(?:as|poste d[e']|role of|role d[e']|fonctions? d[e'])|"
    r"steps? up (?:as|to)|stepped up (?:as|to))\s*"
    r"(?:(?:the|our|their|le|la|notre|leur)\s+)?(?:(?:new|nouveau|nouvelle)\s+)?"
    r"(?!(?:en|a|au|aux|par|to)\b)(?=[^\W\d])"
)
_RENAMED = re.compile(
    r"\b(?:renam\w+|renomm\w+|rebaptis\w+)\b(?:\s+(?!to\b|en\b|as\b)[^\s,;]+){0,6}?\s+(?:to|en|as)\s+(?=\S)"
)
_NAME_ENDS = re.compile(r"\s*(?:[,;(]|\.\s|\.?$|\s(?:et|and|puis|then)\s)")
_ROLE_ENDS = re.compile(r"\s*(?:[,;.:(]|$|\b(?:et|and|mais|but|depuis|since|chez|at)\b)")
_TOWN = frozenset(["ville", "city", "town"])
_LONGEST = 60


@dataclass(frozen=True)
class Stated:
    """New words of a field of some kind, and where they stand."""

    value: str
    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        """Where the words stand."""
        return self.start, self.end


def town_stated(text: str) -> Stated | None:
    """Return the place something is said to have moved to, written with a capital."""
    for moved in _MOVED.finditer(fold_keep_length(text)):
        if place := _PLACE.match(text, moved.end()):
            return Stated(place[0], *place.span())
    return None


def name_stated(text: str) -> Stated | None:
    """Return the new name of a record that is to be renamed."""
    folded = fold_keep_length(text)
    renamed = _RENAMED.search(folded)
    ends = _NAME_ENDS.search(folded, renamed.end()) if renamed else None
    if renamed is None or ends is None or ends.start() <= renamed.end():
        return None
    said = text[renamed.end() : ends.start()].strip(' «»"“”')
    start = text.index(said, renamed.end())
    return Stated(said, start, start + len(said))


def role_stated(text: str) -> Stated | None:
    """Return what somebody is said to have become."""
    folded = fold_keep_length(text.replace("’", "'"))
    became = _BECAME.search(folded)
    ends = _ROLE_ENDS.search(folded, became.end()) if became else None
    if became is None or ends is None or not 0 < ends.start() - became.end() <= _LONGEST:
        return None
    said = text[became.end() : ends.start()]
    return Stated(said, became.end(), ends.start()) if said.strip() else None


def town_field(fields: Iterable[FieldInfo]) -> FieldInfo | None:
    """Return the field for the town, of those that may be written."""
    return next((
        one for one in fields
        if one.type == "string" and _TOWN & {*words(one.labels.fr), *words(one.labels.en)}
    ), None)  # fmt: skip


def role_field(info: ObjectInfo) -> FieldInfo | None:
    """Return the field for what a person does, where the record is of a person."""
    field = info.fields.get("Title")
    return field if field and field.type == "string" and "LastName" in info.fields else None


def stated_values(
    text: str, town: Stated | None, name: Stated | None, info: ObjectInfo
) -> dict[str, Value]:
    """Return what is stated by field, for a record of that kind."""
    writable = [one for one in info.fields.values() if one.updateable]
    field = town_field(writable)
    values: dict[str, Value] = {field.name: town.value} if field and town else {}
    called = info.fields.get(info.name_field)
    if name and called and called.updateable:
        values[called.name] = name.value
    role, said = role_field(info), role_stated(text)
    if role and role.updateable and said and not _is_choice(said.value, info):
        values[role.name] = said.value.strip()
    return values


def _is_choice(said: str, info: ObjectInfo) -> bool:
    """Whether words are one of the record's picked values: "is now nurturing"."""
    spoken = {word for word, *_ in tokens_of(said)} - SMALL
    return any(
        spoken <= {word for word, *_ in tokens_of(label)}
        for one in info.fields.values() for entry in one.picklist
        for label in (entry.labels.fr, entry.labels.en)
    )  # fmt: skip
