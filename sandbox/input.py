"""What a create or update sets: which fields may be set, and whether the record is whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.picklists import allowed_values
from sandbox.schema import Field, SObject
from sandbox.store import Row
from sandbox.traits import is_stored
from sandbox.values import stored

Verb = Literal["create", "update"]
LINE_ITEMS = {"OpportunityLineItem", "QuoteLineItem", "OrderItem"}


def read_input(call: Call, sobject: SObject, body: Mapping[str, Any], verb: Verb) -> Row:
    """Return the given values as stored; raises `ApiError` for a field that cannot be set."""
    row: Row = {}
    for name, value in body.items():
        if name == "attributes":
            continue
        field = _find_field(call, sobject, name)
        if isinstance(value, Mapping) and field.relationship == name:
            value = _foreign_key(call, field, value)  # noqa: PLW2901
        _check_settable(call, sobject, field, verb)
        row[field.name] = stored(field, value)
    return row


def defaults(sobject: SObject, user: str) -> Row:
    """Return what a new record holds where nothing was given."""
    row: Row = {}
    for field in sobject.fields.values():
        if is_stored(field) and field.type == "boolean":
            row[field.name] = int(field.default == "true")
        elif is_stored(field) and field.default is not None:
            row[field.name] = stored(field, field.default)
    return row | ({"OwnerId": user} if "OwnerId" in sobject.fields else {})


def check_whole(call: Call, sobject: SObject, row: Row, changed: frozenset[str]) -> None:
    """Check what the record would be: required fields, dependent picklists, references."""
    absent = [
        field.name
        for field in sobject.fields.values()
        if field.required and is_stored(field) and row.get(field.name) is None
    ]
    if absent:
        message = f"Required fields are missing: [{', '.join(absent)}]"
        raise ApiError("REQUIRED_FIELD_MISSING", message, absent)
    for name in sorted(changed & sobject.fields.keys()):
        field = sobject.fields[name]
        if field.type == "reference" and row.get(name) is not None:
            _check_reference(call, sobject, field, row[name])
    _check_dependencies(sobject, row, changed)


def _find_field(call: Call, sobject: SObject, name: str) -> Field:
    field = sobject.fields.get(name) or next(_like(sobject, name), None)
    if field is None or not call.access.readable(sobject.name, field.name):
        message = f"No such column '{name[:80]}' on sobject of type {sobject.name}"
        raise ApiError("INVALID_FIELD", message)
    return field


def _like(sobject: SObject, name: str) -> Iterator[Field]:
    folded = name.lower()
    for field in sobject.fields.values():
        if folded in (field.name.lower(), (field.relationship or "").lower()):
            yield field


def _check_settable(call: Call, sobject: SObject, field: Field, verb: Verb) -> None:
    if field.name == "Id":
        raise ApiError(
            "INVALID_FIELD_FOR_INSERT_UPDATE",
            "cannot specify Id in an insert call"
            if verb == "create"
            else "The Id field should not be specified in the sobject data.",
            ["Id"],
        )
    free = field.createable if verb == "create" else field.updateable
    if free and field.formula is None and call.access.editable(sobject.name, field.name):
        return
    raise ApiError(
        "INVALID_FIELD_FOR_INSERT_UPDATE",
        f"Unable to create/update fields: {field.name}. Please check the security settings of "
        "this field and verify that it is read/write for your profile or permission set.",
        [field.name],
    )


def _foreign_key(call: Call, field: Field, value: Mapping[str, Any]) -> str:
    """Return the id of the record `{"ExternalId__c": "…"}` names."""
    pairs = [(k, v) for k, v in value.items() if k not in {"attributes", "type"}]
    targets = [call.access.schema[name] for name in field.reference_to]
    if len(pairs) != 1:
        raise ApiError("INVALID_FIELD", f"{field.relationship} must name one external id")
    name, wanted = pairs[0]
    for target in targets:
        key = target.fields.get(name)
        if key is not None and (key.external_id or name in {"Id", "Username"}):
            sql = f'SELECT "Id" FROM "{target.name}" WHERE "{name}" = ? AND "IsDeleted" = 0'  # noqa: S608
            found = call.org.store.execute(sql, (wanted,))
            if len(found) == 1:
                return str(found[0][0])
    message = f"Foreign key external ID: {str(wanted)[:80]} not found for field {name}"
    raise ApiError("INVALID_FIELD", message, [field.name])


def _check_reference(call: Call, sobject: SObject, field: Field, value: str) -> None:
    targets = [call.access.schema[t] for t in field.reference_to if t in call.access.schema]
    target = next((t for t in targets if t.key_prefix == value[:3]), None)
    if target is None:
        message = f"{field.label.en}: id value of incorrect type: {value}"
        raise ApiError("FIELD_INTEGRITY_EXCEPTION", message, [field.name])
    row = call.org.store.row(target.name, value)
    if row is None:
        raise ApiError("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", [field.name])
    if row["IsDeleted"]:
        raise ApiError("ENTITY_IS_DELETED", "entity is deleted", [field.name])
    _check_rights(call, sobject, field, target, row)


def _check_rights(call: Call, sobject: SObject, field: Field, target: SObject, row: Row) -> None:
    if field.name == "OwnerId" and target.name == "User" and not row["IsActive"]:
        message = "operation performed with inactive user as owner"
        raise ApiError("INACTIVE_OWNER_OR_USER", message, ["OwnerId"])
    master = field.required and field.cascade_delete
    strict = master and (sobject.custom or sobject.name in LINE_ITEMS)
    check = call.access.may_edit_row if strict else call.access.may_read_row
    if not check(target.name, row["Id"]):
        raise ApiError(
            "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
            "insufficient access rights on cross-reference id",
            [field.name],
        )


def _check_dependencies(sobject: SObject, row: Row, changed: frozenset[str]) -> None:
    for field in sobject.fields.values():
        controller, value = field.controller, row.get(field.name)
        if controller is None or value is None or not changed & {field.name, controller}:
            continue
        controlling = row.get(controller)
        if sobject.fields[controller].type == "boolean":
            controlling = "true" if controlling else "false"
        allowed = allowed_values(field, controlling)
        if any(part not in allowed for part in str(value).split(";")):
            message = f"{field.label.en}: bad value for dependent picklist field: {value}"
            raise ApiError("FIELD_INTEGRITY_EXCEPTION", message, [field.name, controller])
