"""A custom field's metadata as a field of the org."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sandbox.load.folder import Node, is_name
from sandbox.schema import Field, FieldType, Label, PicklistValue

TYPES: dict[str, FieldType] = {
    "Text": "string", "TextArea": "textarea", "LongTextArea": "textarea", "Html": "textarea",
    "EncryptedText": "encryptedstring", "Number": "double", "Currency": "currency",
    "Percent": "percent", "Checkbox": "boolean", "Date": "date", "DateTime": "datetime",
    "Time": "time", "Email": "email", "Phone": "phone", "Url": "url", "Picklist": "picklist",
    "MultiselectPicklist": "multipicklist", "Lookup": "reference", "MasterDetail": "reference",
    "Hierarchy": "reference", "AutoNumber": "string", "Summary": "double", "Location": "double",
}  # fmt: skip
LENGTHS = {
    "TextArea": 255, "LongTextArea": 32768, "Html": 32768, "Email": 80, "Phone": 40, "Url": 255,
    "AutoNumber": 30, "MultiselectPicklist": 4099, "EncryptedText": 175,
}  # fmt: skip
ValueSets = Mapping[str, tuple[PicklistValue, ...]]


def both(text: str) -> Label:
    """Return the same label in both languages, until a translation says otherwise."""
    return Label(text, text)


def read_field(node: Node, object_name: str, sets: ValueSets) -> Field:
    """Build the field; raises ValueError with the reason where the metadata is not usable."""
    name, kind = node.text("fullName"), node.text("type")
    if not name:
        raise ValueError("the field has no fullName")
    if not is_name(name):
        raise ValueError(f"fullName {name[:40]!r} is not an API name")
    if kind not in TYPES:
        raise ValueError(f"field {name}: type {kind or '(none)'} is not supported")
    plain = Field(
        name=name,
        type=TYPES[kind],
        label=both(node.text("label") or name),
        length=node.number("length", LENGTHS.get(kind, 255)),
        precision=node.number("precision", 18),
        scale=node.number("scale", 0),
        required=node.flag("required") or kind == "MasterDetail",
        unique=node.flag("unique"),
        external_id=node.flag("externalId"),
        default=_default(node, kind),
        help=both(node.text("inlineHelpText")) if node.text("inlineHelpText") else None,
        compliance=node.text("complianceGroup") or None,
        classification=node.text("securityClassification") or None,
    )
    if plain.scale > plain.precision:
        raise ValueError(f"field {name}: scale {plain.scale} is over precision {plain.precision}")
    return _particular(plain, node, kind, object_name, sets)


def read_values(nodes: list[Node], settings: list[Node]) -> tuple[PicklistValue, ...]:
    """Build picklist values from `value` or `customValue` elements and their dependencies."""
    valid = {
        setting.text("valueName"): tuple(setting.texts("controllingFieldValue"))
        for setting in settings
    }
    return tuple(_value(node, valid) for node in nodes)


def _value(node: Node, valid: Mapping[str, tuple[str, ...]]) -> PicklistValue:
    name = node.text("fullName")
    if not name:
        raise ValueError("a value has no fullName")
    return PicklistValue(
        value=name,
        label=both(node.text("label") or name),
        default=node.flag("default"),
        active=node.flag("isActive", default=True),
        valid_for=valid.get(name, tuple(node.texts("controllingFieldValues"))),
    )


def _default(node: Node, kind: str) -> str | None:
    text = node.text("defaultValue")
    if kind == "Checkbox":
        return "true" if text.lower() == "true" else "false"
    return text.strip("\"'") if _literal(text) else None


def _literal(text: str) -> bool:
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return quoted or text.replace(".", "", 1).lstrip("-").isdigit()


def _particular(plain: Field, node: Node, kind: str, object_name: str, sets: ValueSets) -> Field:
    if kind in {"Lookup", "MasterDetail", "Hierarchy"}:
        return _reference(plain, node, kind, object_name)
    if kind in {"Picklist", "MultiselectPicklist"}:
        return _picklist(plain, node, sets)
    if kind in {"AutoNumber", "Summary"} or node.text("formula"):
        return replace(plain, createable=False, updateable=False, required=False, default=None)
    return plain


def _reference(plain: Field, node: Node, kind: str, object_name: str) -> Field:
    targets = tuple(node.texts("referenceTo")) or (
        ("User",) if object_name == "User" or kind == "Hierarchy" else ()
    )
    if not targets:
        raise ValueError(f"field {plain.name}: referenceTo is missing")
    child = node.text("relationshipName")
    suffix = "__r" if plain.name.endswith("__c") else ""
    return replace(
        plain,
        reference_to=targets,
        relationship=plain.name.removesuffix("__c").removesuffix("Id") + suffix,
        child_relationship=f"{child}__r" if child and suffix else child or None,
        cascade_delete=kind == "MasterDetail" or node.text("deleteConstraint") == "Cascade",
        updateable=kind != "MasterDetail" or node.flag("reparentableMasterDetail"),
        length=18,
    )


def _picklist(plain: Field, node: Node, sets: ValueSets) -> Field:
    values, controller, restricted = _value_set(plain, node, sets)
    default = next((v.value for v in values if v.default), plain.default)
    return replace(
        plain,
        picklist=values,
        controller=controller or None,
        restricted=restricted,
        default=default if any(v.value == default for v in values) else None,
    )


def _value_set(
    plain: Field, node: Node, sets: ValueSets
) -> tuple[tuple[PicklistValue, ...], str, bool]:
    old, new = node.one("picklist"), node.one("valueSet")
    if new is None and old is not None:
        values = read_values(old.all("picklistValues"), [])
        return values, old.text("controllingField"), old.flag("restrictedPicklist")
    if new is None:
        return (), "", False
    shared = new.text("valueSetName")
    if shared and shared not in sets:
        raise ValueError(f"field {plain.name}: global value set {shared} is not in the folder")
    settings, own = new.all("valueSettings"), new.one("valueSetDefinition")
    values = _depend(sets[shared], settings) if shared else ()
    if own is not None:
        values = read_values(own.all("value"), settings)
    return values, new.text("controllingField"), new.flag("restricted") or bool(shared)


def _depend(values: tuple[PicklistValue, ...], settings: list[Node]) -> tuple[PicklistValue, ...]:
    valid = {s.text("valueName"): tuple(s.texts("controllingFieldValue")) for s in settings}
    return tuple(replace(v, valid_for=valid.get(v.value, ())) for v in values)
