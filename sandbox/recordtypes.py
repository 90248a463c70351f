"""Record types: the object that lists them, their ids, and the field that points to them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from sandbox.ids import to_18
from sandbox.schema import Field, Label, SObject
from sandbox.standard import system_fields

MASTER = "012000000000000AAA"
"""The id every org gives the master record type."""

FIELD = Field(
    "RecordTypeId",
    "reference",
    Label("Record Type ID", "ID du type d’enregistrement"),
    reference_to=("RecordType",),
    relationship="RecordType",
)


def record_type_id(sobject: str, name: str) -> str:
    """Return the record type's id, the same in every load of the same metadata."""
    digest = hashlib.sha256(f"{sobject}.{name}".encode()).hexdigest()
    return to_18("012" + digest[:12])


def record_type_object() -> SObject:
    """Return the object whose records are the org's record types."""
    own = (
        Field("Name", "string", Label("Name", "Nom"), length=80),
        Field("DeveloperName", "string", Label("Record Type Name", "Nom du type"), length=80),
        Field("SobjectType", "string", Label("SObject Type Name", "Nom d’objet"), length=40),
        Field("IsActive", "boolean", Label("Active", "Actif")),
    )
    return SObject(
        name="RecordType",
        label=Label("Record Type", "Type d’enregistrement"),
        plural=Label("Record Types", "Types d’enregistrement"),
        key_prefix="012",
        fields=system_fields() | {field.name: field for field in own},
        sharing="read",
        searchable=False,
    )


def record_type_rows(objects: Iterable[SObject]) -> Iterator[dict[str, object]]:
    """Yield the rows of `RecordType` for these objects."""
    for sobject in objects:
        for kind in sobject.record_types:
            yield {
                "Id": record_type_id(sobject.name, kind.name),
                "Name": kind.label.en,
                "DeveloperName": kind.name,
                "SobjectType": sobject.name,
                "IsActive": True,
            }
