"""What an org's live describe says, as the asking user may see it, with labels in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Language = Literal["fr", "en"]


@dataclass(frozen=True)
class Labels:
    """A label in French and in English (the same text twice where the org has only one)."""

    fr: str
    en: str

    def of(self, language: Language) -> str:
        """Return the label in that language."""
        return self.fr if language == "fr" else self.en


@dataclass(frozen=True)
class PicklistEntry:
    """An active picklist value and its labels."""

    value: str
    labels: Labels


@dataclass(frozen=True)
class FieldInfo:
    """One field. `type` is describe's (`currency`, `picklist`, `reference`, `datetime`…).

    `relationship` is the parent relationship's name for dotted paths (`Account`), or None.
    """

    name: str
    type: str
    labels: Labels
    custom: bool
    filterable: bool
    sortable: bool
    groupable: bool
    createable: bool
    updateable: bool
    nillable: bool
    length: int
    scale: int
    picklist: tuple[PicklistEntry, ...] = ()
    restricted: bool = False
    reference_to: tuple[str, ...] = ()
    relationship: str | None = None


@dataclass(frozen=True)
class ChildInfo:
    """A child relationship: `SELECT … (SELECT … FROM {relationship})`."""

    relationship: str
    object: str
    field: str


@dataclass(frozen=True)
class ObjectInfo:
    """One SObject as the user sees it: hidden fields are absent."""

    name: str
    labels: Labels
    plurals: Labels
    key_prefix: str
    name_field: str
    custom: bool
    queryable: bool
    searchable: bool
    createable: bool
    updateable: bool
    deletable: bool
    fields: Mapping[str, FieldInfo]
    children: tuple[ChildInfo, ...] = ()


Catalogue = Mapping[str, ObjectInfo]
