"""What an org's live describe says, as the asking user may see it, labelled in both languages."""

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
    """An active picklist value and its labels.

    `valid_for` are the controlling field's values that allow it, where the picklist is dependent.
    """

    value: str
    labels: Labels
    valid_for: tuple[str, ...] = ()


@dataclass(frozen=True)
class FieldInfo:
    """One field. `type` is describe's (`currency`, `picklist`, `reference`, `datetime`…).

    `relationship` is the parent relationship's name for dotted paths (`Account`), or None.
    `compound` is the field it is a part of (`MailingAddress`, `Name`), `compliance` and `security`
    are how the org classified its data (`PII;GDPR`, `Restricted`).
    `length` counts characters, `precision` all digits and `scale` those after the decimal mark.
    `defaulted` says that Salesforce fills it where a new record does not; `controller` names the
    field a dependent picklist follows. `rich` says that the text is HTML,
    `identifies` that records are told by it: an external id, a serial number.
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
    precision: int = 0
    defaulted: bool = False
    controller: str | None = None
    compound: str | None = None
    compliance: str | None = None
    security: str | None = None
    rich: bool = False
    identifies: bool = False

    @property
    def required(self) -> bool:
        """Whether a new record must be given a value: the org neither fills it nor lets it be."""
        return self.createable and not self.nillable and not self.defaulted

    def entry(self, value: str) -> PicklistEntry | None:
        """Return the active picklist entry of that value, or None."""
        return next((entry for entry in self.picklist if entry.value == value), None)


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
