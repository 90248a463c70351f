"""Reading the object files into `SObject`s."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from sandbox.schema import Field, FieldType, Label, PicklistValue, SObject

HERE = Path(__file__).parent
COPIED = (
    "length", "precision", "scale", "required", "unique", "updateable", "default", "compliance",
    "classification", "formula",
)  # fmt: skip


@lru_cache(maxsize=1)
def standard_objects() -> tuple[SObject, ...]:
    """Return every standard object of the sandbox, in alphabetical order."""
    sets = _load(HERE / "value_sets.yaml")
    files = sorted(path for path in HERE.glob("*.yaml") if path.stem[0].isupper())
    return tuple(_object(path.stem, _load(path), sets) for path in files)


def system_fields() -> dict[str, Field]:
    """Return the fields every object has: Id, the deletion mark, and who did what when."""
    made = (
        _read_only("Id", "id", "Record ID", "ID de l’enregistrement", length=18),
        _read_only("IsDeleted", "boolean", "Deleted", "Supprimé", default="false"),
        _read_only("CreatedDate", "datetime", "Created Date", "Date de création"),
        _by_user("CreatedBy", "Created By ID", "ID du créateur"),
        _read_only(
            "LastModifiedDate", "datetime", "Last Modified Date", "Date de dernière modification"
        ),
        _by_user("LastModifiedBy", "Last Modified By ID", "ID du dernier modificateur"),
        _read_only("SystemModstamp", "datetime", "System Modstamp", "Horodatage système"),
    )
    return {field.name: field for field in made}


def _read_only(name: str, kind: FieldType, en: str, fr: str, **more: Any) -> Field:
    return Field(name, kind, Label(en, fr), createable=False, updateable=False, **more)


def _by_user(relation: str, en: str, fr: str) -> Field:
    name = f"{relation}Id"
    return _read_only(name, "reference", en, fr, reference_to=("User",), relationship=relation)


def _load(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return loaded


def _object(name: str, source: dict[str, Any], sets: dict[str, Any]) -> SObject:
    own = {key: _field(key, line, sets) for key, line in source["fields"].items()}
    return SObject(
        name=name,
        label=Label(*source["label"]),
        plural=Label(*source["plural"]),
        key_prefix=source["prefix"],
        fields=system_fields() | own,
        sharing=source["sharing"],
        name_field=source.get("name_field", "Name"),
        searchable=source.get("searchable", True),
    )


def _field(name: str, line: list[Any], sets: dict[str, Any]) -> Field:
    kind, en, fr = line[:3]
    options: dict[str, Any] = line[3] if len(line) > 3 else {}
    given = {key: options[key] for key in COPIED if key in options}
    if options.get("system") or "formula" in options:
        given |= {"createable": False, "updateable": False}
    values = options.get("values") or sets.get(options.get("set", ""), [])
    return Field(
        name,
        kind,
        Label(en, fr),
        picklist=tuple(_value(value, options.get("default")) for value in values),
        restricted=kind in {"picklist", "multipicklist"},
        reference_to=tuple(options.get("to", ())),
        relationship=options.get("rel"),
        child_relationship=options.get("children"),
        cascade_delete=options.get("cascade", False),
        help=Label(*options["help"]) if "help" in options else None,
        **given,
    )


def _value(line: list[str], default: str | None) -> PicklistValue:
    return PicklistValue(line[0], Label(line[-2], line[-1]), default=line[0] == default)
