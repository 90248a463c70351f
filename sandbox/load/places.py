"""Geolocation fields: Salesforce stores one as two numbers, its latitude and its longitude.

The Metadata API names the field `Site__c`; the data API reads and writes `Site__Latitude__s` and
`Site__Longitude__s` ("Compound Field Considerations and Limitations").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sandbox.schema import Field, Label

PARTS = {"Latitude": Label("Latitude", "latitude"), "Longitude": Label("Longitude", "longitude")}
SUFFIX = "__s"


def place_fields(field: Field) -> Iterator[Field]:
    """Yield the two numbers that a geolocation field is."""
    for part, word in PARTS.items():
        name = f"{field.name.removesuffix('__c')}__{part}{SUFFIX}"
        yield replace(field, name=name, label=part_label(field.label, word))


def part_label(whole: Label, word: Label) -> Label:
    """Return what a part is called, after the whole: "Site (Latitude)"."""
    return Label(f"{whole.en} ({word.en})", f"{whole.fr} ({word.fr})")


def parts_in(fields: Mapping[str, Field], name: str) -> dict[str, Label]:
    """Return the parts of a geolocation among an object's fields, each with its word."""
    stem = name.removesuffix("__c")
    names = {f"{stem}__{part}{SUFFIX}": word for part, word in PARTS.items()}
    return {one: word for one, word in names.items() if one in fields}
