"""The org's metadata: objects, fields, picklists and relationships, as describe publishes them.

One `SObject` is one SQLite table of the same name; one stored `Field` is one column. Storage
classes: booleans INTEGER 0/1; integers INTEGER; currency, double and percent REAL; dates TEXT
`YYYY-MM-DD`; datetimes TEXT `YYYY-MM-DDTHH:MM:SS.sss+0000` in UTC; multi-select picklists TEXT
joined by `;`; everything else TEXT. Formula fields have no column: `formula` holds the SQL
expression over the table's own columns (alias `t`), written by this package, never by a user.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

FieldType = Literal[
    "id", "reference", "string", "textarea", "picklist", "multipicklist", "boolean", "int",
    "double", "currency", "percent", "date", "datetime", "email", "phone", "url", "address",
    "encryptedstring", "time", "combobox", "base64",
]  # fmt: skip
Sharing = Literal["private", "read", "read_write", "parent"]


@dataclass(frozen=True)
class Label:
    """A label in both languages."""

    en: str
    fr: str

    def of(self, language: str) -> str:
        """Return the French label for "fr", else the English one."""
        return self.fr if language == "fr" else self.en


@dataclass(frozen=True)
class PicklistValue:
    """One value: what is stored, what is shown, and which controlling values allow it."""

    value: str
    label: Label
    default: bool = False
    active: bool = True
    valid_for: tuple[str, ...] = ()


@dataclass(frozen=True)
class Field:
    """One field. `reference_to` holds several objects for a polymorphic reference.

    `relationship` is the parent relationship's name (`Account`, `Owner`, `Parent__r`) and
    `child_relationship` the name the parent sees (`Contacts`). `roles` marks fields that are set by
    the system alone (`createable` and `updateable` False). `length` counts characters.
    """

    name: str
    type: FieldType
    label: Label
    length: int = 255
    precision: int = 18
    scale: int = 0
    required: bool = False
    unique: bool = False
    external_id: bool = False
    createable: bool = True
    updateable: bool = True
    default: str | None = None
    picklist: tuple[PicklistValue, ...] = ()
    restricted: bool = False
    controller: str | None = None
    reference_to: tuple[str, ...] = ()
    relationship: str | None = None
    child_relationship: str | None = None
    cascade_delete: bool = False
    formula: str | None = None
    compliance: str | None = None
    classification: str | None = None
    help: Label | None = None


@dataclass(frozen=True)
class RecordType:
    """A record type of an object. `values` holds the picklist values it offers, by field.

    A picklist that is not among them offers all of its values.
    """

    name: str
    label: Label
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class ValidationRule:
    """What an administrator forbids: a record for which `condition` holds is not saved.

    `condition` is SQL over the record's own row (alias `t`) that the loader wrote; `:is_new` and
    `:old_<Field>` are what the record was before. `field` is where the message is shown.
    """

    name: str
    condition: str
    message: Label
    field: str | None = None


@dataclass(frozen=True)
class SObject:
    """One object. `sharing` is the org-wide default; "parent" follows the master's record.

    `name_field` is the field describe marks `nameField`. `key_prefix` is three characters.
    """

    name: str
    label: Label
    plural: Label
    key_prefix: str
    fields: dict[str, Field] = field(default_factory=dict)
    sharing: Sharing = "read_write"
    name_field: str = "Name"
    record_types: tuple[RecordType, ...] = ()
    rules: tuple[ValidationRule, ...] = ()
    searchable: bool = True

    @property
    def custom(self) -> bool:
        """Whether the object was made by the org itself."""
        return self.name.endswith("__c")
