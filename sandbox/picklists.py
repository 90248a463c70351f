"""Picklists: how describe lists them, and which values a record may hold."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from typing import Any

from sandbox.schema import Field, PicklistValue, SObject


def describe_picklist(sobject: SObject, field: Field, language: str) -> dict[str, Any]:
    """Return describe's picklist keys; a value's `validFor` is a bitmap of the controller's."""
    controllers = controlling_values(sobject, field)
    return {
        "picklistValues": [describe_value(v, controllers, language) for v in field.picklist],
        "restrictedPicklist": field.restricted,
        "dependentPicklist": field.controller is not None,
        "controllerName": field.controller,
    }


def describe_value(value: PicklistValue, controllers: list[str], language: str) -> dict[str, Any]:
    """Describe one picklist value."""
    return {
        "active": value.active,
        "defaultValue": value.default,
        "label": value.label.of(language),
        "validFor": bitmap(controllers, value.valid_for) if controllers else None,
        "value": value.value,
    }


def controlling_values(sobject: SObject, field: Field) -> list[str]:
    """Return the controlling field's values in order ("false", "true" for a checkbox)."""
    controller = sobject.fields.get(field.controller or "")
    if controller is None:
        return []
    if controller.type == "boolean":
        return ["false", "true"]
    return [v.value for v in controller.picklist]


def bitmap(controllers: list[str], allowed: Iterable[str]) -> str:
    """Encode which controlling values allow a value: bit i, most significant first, in base 64."""
    bits = bytearray((len(controllers) + 7) // 8)
    names = set(allowed)
    for index, name in enumerate(controllers):
        if not names or name in names:
            bits[index // 8] |= 0x80 >> (index % 8)
    return base64.b64encode(bytes(bits)).decode()


def allowed_values(field: Field, controlling: str | None) -> list[str]:
    """Return the active values a record may take while its controlling field holds that value."""
    return [
        v.value
        for v in field.picklist
        if v.active and (field.controller is None or _allows(v, controlling))
    ]


def _allows(value: PicklistValue, controlling: str | None) -> bool:
    return not value.valid_for or controlling in value.valid_for
