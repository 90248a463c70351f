"""An org's own rules for what may be saved: validation rules, and what a record type offers."""

from __future__ import annotations

import re

from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.recordtypes import record_type_id
from sandbox.schema import SObject
from sandbox.store import Row

_BEFORE = re.compile(r":(old_\w+)")


def check_rules(call: Call, sobject: SObject, old: Row | None, row: Row, record_id: str) -> None:
    """Refuse a record just written, inside its transaction, which a rule of the org forbids."""
    _check_record_type(sobject, row)
    for rule in sobject.rules:
        sql = f'SELECT {rule.condition} FROM "{sobject.name}" t WHERE t."Id" = :id'  # noqa: S608
        known = {name: (old or {}).get(name.removeprefix("old_"))
                 for name in _BEFORE.findall(rule.condition)}  # fmt: skip
        found = call.org.store.execute(sql, {**known, "is_new": int(old is None), "id": record_id})
        if found and found[0][0]:
            fields = [rule.field] if rule.field else []
            message = rule.message.of(call.language)
            raise ApiError("FIELD_CUSTOM_VALIDATION_EXCEPTION", message, fields)


def _check_record_type(sobject: SObject, row: Row) -> None:
    """Refuse a value of a restricted picklist that the record's type does not offer."""
    own = row.get("RecordTypeId")
    kind = next((k for k in sobject.record_types if record_type_id(sobject.name, k.name) == own),
                None)  # fmt: skip
    for name, offered in kind.values.items() if kind else ():
        field, value = sobject.fields.get(name), row.get(name)
        if field is None or not field.restricted or value is None:
            continue
        parts = str(value).split(";") if field.type == "multipicklist" else [str(value)]
        if bad := [part for part in parts if part not in offered]:
            message = f"{field.label.en}: bad value for restricted picklist field: {bad[0]}"
            raise ApiError("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", message, [name])
