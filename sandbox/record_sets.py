"""Collections: up to 200 records created, changed, deleted or read in one call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sandbox import queries, records
from sandbox.call import Answer, Call
from sandbox.errors import ApiError

MOST = 200
MOST_READ = 2000
ROLLED_BACK = ApiError(
    "ALL_OR_NONE_OPERATION_ROLLED_BACK",
    "Record rolled back because not all records were valid and the request was using "
    "AllOrNone header",
)
Step = Callable[[Any], dict[str, Any]]


class _RolledBack(Exception):
    pass


def create(call: Call) -> Answer:
    """Create records of any objects."""

    def step(record: Any) -> dict[str, Any]:
        sobject = records.find_object(call, _type(record))
        return _success(records.create(call, sobject, record))

    return _each(call, _records(call), step)


def update(call: Call) -> Answer:
    """Change records, each named by its `id`."""

    def step(record: Any) -> dict[str, Any]:
        record_id = record.get("id") or record.get("Id")
        if not record_id:
            raise ApiError("MISSING_ARGUMENT", "Id not specified in an update call")
        body = {k: v for k, v in record.items() if k not in {"id", "Id"}}
        sobject = records.find_object(call, _type(record))
        return _success(records.update(call, sobject, str(record_id), body))

    return _each(call, _records(call), step)


def upsert(call: Call, name: str, key: str) -> Answer:
    """Create or change records of one object by an external id."""
    sobject = records.find_object(call, name)

    def step(record: Any) -> dict[str, Any]:
        value = record.get(key)
        if value in (None, ""):
            raise ApiError("MISSING_ARGUMENT", f"{key} not specified")
        record_id, created = records.upsert(call, sobject, key, str(value), record)
        return _success(record_id) | {"created": created}

    return _each(call, _records(call), step)


def delete(call: Call) -> Answer:
    """Delete the records named by `ids`."""
    ids = [part.strip() for part in call.params.get("ids", "").split(",") if part.strip()]

    def step(record_id: Any) -> dict[str, Any]:
        prefix = str(record_id)[:3]
        objects = call.access.schema.values()
        sobject = next((o for o in objects if o.key_prefix == prefix), None)
        if sobject is None:
            raise ApiError("MALFORMED_ID", f"malformed id {str(record_id)[:40]}")
        records.delete(call, sobject, str(record_id))
        return _success(str(record_id))

    all_or_none = call.params.get("allOrNone", "").lower() == "true"
    return _run(call, _limited(ids, MOST), step, all_or_none=all_or_none)


def read(call: Call, name: str) -> Answer:
    """Read records of one object by id; null stands for those the user cannot see."""
    body = call.mapping() if call.method == "POST" else call.params
    ids, fields = (_list(body.get(part)) for part in ("ids", "fields"))
    sobject = records.find_object(call, name)
    found: list[dict[str, Any] | None] = []
    for record_id in _limited(ids, MOST_READ):
        try:
            row = records.find_row(call, sobject, record_id)
        except ApiError:
            found.append(None)
            continue
        found.append(queries.read_record(call, sobject, row["Id"], [*fields, "Id"]))
    return Answer(200, found)


def _records(call: Call) -> list[Any]:
    found = call.mapping().get("records")
    if not isinstance(found, list) or not all(isinstance(record, dict) for record in found):
        raise ApiError("JSON_PARSER_ERROR", "records must be a list of objects")
    return _limited(found, MOST)


def _limited(items: list[Any], most: int) -> list[Any]:
    if len(items) > most:
        raise ApiError("EXCEEDED_ID_LIMIT", f"record limit reached: at most {most} records a call")
    return items


def _list(value: Any) -> list[str]:
    parts = value.split(",") if isinstance(value, str) else value or []
    return [str(part).strip() for part in parts if str(part).strip()]


def _type(record: dict[str, Any]) -> str:
    kind = (record.get("attributes") or {}).get("type")
    if not kind:
        raise ApiError("INVALID_INPUT", "each record needs attributes.type")
    return str(kind)


def _each(call: Call, items: list[Any], step: Step) -> Answer:
    return _run(call, items, step, all_or_none=bool(call.mapping().get("allOrNone")))


def _run(call: Call, items: list[Any], step: Step, *, all_or_none: bool) -> Answer:
    results: list[dict[str, Any]] = []
    try:
        with call.org.store.write():
            results = [_try(call, step, item) for item in items]
            if all_or_none and not all(result["success"] for result in results):
                raise _RolledBack
    except _RolledBack:
        results = [_undone(result) if result["success"] else result for result in results]
    return Answer(200, results)


def _try(call: Call, step: Step, item: Any) -> dict[str, Any]:
    try:
        with call.org.store.write():
            return step(item)
    except ApiError as exc:
        return {"success": False, "errors": [exc.result()]}


def _success(record_id: str) -> dict[str, Any]:
    return {"id": record_id, "success": True, "errors": []}


def _undone(result: dict[str, Any]) -> dict[str, Any]:
    return {"success": False, "errors": [ROLLED_BACK.result()], "id": result["id"]}
