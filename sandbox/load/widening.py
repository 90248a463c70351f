"""Standard picklists whose metadata the folder lacks: values its records use are added to them.

Custom picklists are taken at their word: a value outside a restricted one is an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sandbox.catalog import Catalog
from sandbox.load.cells import value_named
from sandbox.load.fields import both
from sandbox.load.folder import Problems
from sandbox.load.tables import Entry
from sandbox.schema import Field, PicklistValue, SObject

PICKLISTS = {"picklist", "multipicklist"}


def widen(entries: list[Entry], catalog: Catalog, problems: Problems) -> dict[str, SObject]:
    """Return the objects whose standard picklists must grow, grown."""
    grown: dict[str, SObject] = {}
    for entry in entries:
        for name, cell in entry.cells.items():
            sobject = grown.get(entry.sobject, catalog[entry.sobject])
            field = sobject.fields.get(name)
            missing = list(_missing(field, cell)) if field is not None else []
            if field is not None and missing:
                problems.warn(entry.path, f"{name}: {', '.join(missing)} added to its values")
                grown[entry.sobject] = _with(sobject, field, missing)
    return grown


def _missing(field: Field, cell: object) -> Iterator[str]:
    standard = field.type in PICKLISTS and not field.name.endswith("__c")
    if standard and field.restricted and isinstance(cell, str):
        parts = cell.split(";") if field.type == "multipicklist" else [cell]
        for part in parts:
            text = part.strip()
            if text and text != "#N/A" and value_named(field.picklist, text) is None:
                yield text


def _with(sobject: SObject, field: Field, values: list[str]) -> SObject:
    added = tuple(PicklistValue(value, both(value)) for value in values)
    changed = replace(field, picklist=field.picklist + added)
    return replace(sobject, fields={**sobject.fields, field.name: changed})
