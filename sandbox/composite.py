"""Several calls in one: composite (with references between its parts), batch, and record trees."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

from sandbox import records
from sandbox.call import Answer, Call
from sandbox.errors import ApiError

MOST = {"composite": 25, "batch": 25, "tree": 200}
_REFERENCE = re.compile(r"@\{([A-Za-z_]\w*)((?:\.\w+|\[\d+\])*)\}")
_STEP = re.compile(r"\.(\w+)|\[(\d+)\]")
HALTED = ApiError(
    "PROCESSING_HALTED",
    "The transaction was rolled back since another operation in the same transaction failed.",
)


class RolledBack(Exception):
    """Undoes a transaction one of whose parts failed."""


def composite(call: Call) -> Answer:
    """Answer `/composite`: parts in order, each able to use what earlier ones answered."""
    body = call.mapping()
    parts = _parts(body, "compositeRequest", "composite")
    if not body.get("allOrNone"):
        return Answer(200, {"compositeResponse": _run_parts(call, parts)})
    answers: list[dict[str, Any]] = []
    try:
        with call.org.store.write():
            answers = _run_parts(call, parts)
            if any(answer["httpStatusCode"] >= 400 for answer in answers):
                raise RolledBack
    except RolledBack:
        answers = [_halted(answer) for answer in answers]
    return Answer(200, {"compositeResponse": answers})


def batch(call: Call) -> Answer:
    """Answer `/composite/batch`: independent calls, each committed on its own."""
    body = call.mapping()
    results: list[dict[str, Any]] = []
    halted = False
    for part in _parts(body, "batchRequests", "batch"):
        if halted:
            answer = Answer(412, _halt("BATCH_PROCESSING_HALTED", "An earlier request failed."))
        else:
            url = str(part.get("url", ""))
            path = url if url.startswith("/") else f"/services/data/{url}"
            answer = _run(call, str(part.get("method", "GET")), path, part.get("richInput"), {})
        results.append({"statusCode": answer.status, "result": answer.body})
        halted = halted or bool(body.get("haltOnError") and answer.status >= 400)
    failed = any(result["statusCode"] >= 400 for result in results)
    return Answer(200, {"hasErrors": failed, "results": results})


def tree(call: Call, name: str) -> Answer:
    """Answer `/composite/tree/X`: nested records created together, or none of them."""
    tops = _parts(call.mapping(), "records", "tree")
    results: list[dict[str, Any]] = []
    failures: list[dict[str, Any]] = []
    try:
        with call.org.store.write():
            _plant(call, name, tops, {}, results, failures)
            if failures:
                raise RolledBack
    except RolledBack:
        return Answer(400, {"hasErrors": True, "results": failures})
    return Answer(201, {"hasErrors": False, "results": results})


def _plant(
    call: Call,
    name: str,
    nodes: list[dict[str, Any]],
    parent: Mapping[str, str],
    results: list[dict[str, Any]],
    failures: list[dict[str, Any]],
) -> None:
    sobject = records.find_object(call, name)
    for node in nodes:
        reference = (node.get("attributes") or {}).get("referenceId")
        nested = {
            k: v["records"] for k, v in node.items() if isinstance(v, dict) and "records" in v
        }
        plain = {k: v for k, v in node.items() if k not in nested}
        try:
            record_id = records.create(call, sobject, {**plain, **parent})
        except ApiError as exc:
            failures.append({"referenceId": reference, "errors": [exc.result()]})
            continue
        results.append({"referenceId": reference, "id": record_id})
        for relation, children in nested.items():
            child, field = child_relation(call, name, relation)
            _plant(call, child, children, {field: record_id}, results, failures)


def child_relation(call: Call, parent: str, relation: str) -> tuple[str, str]:
    """Return the child object and reference field behind a child relationship's name."""
    for child in call.access.schema.values():
        for field in child.fields.values():
            if parent in field.reference_to and field.child_relationship == relation:
                return child.name, field.name
    raise ApiError("INVALID_FIELD", f"{relation} is not a child relationship of {parent}")


def _parts(body: Mapping[str, Any], key: str, kind: str) -> list[dict[str, Any]]:
    parts = body.get(key)
    if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
        raise ApiError("JSON_PARSER_ERROR", f"{key} must be a list of objects")
    if len(parts) > MOST[kind]:
        message = f"at most {MOST[kind]} entries are allowed in {key}"
        raise ApiError("LIMIT_EXCEEDED", message)
    return parts


def _run_parts(call: Call, parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    known: dict[str, Any] = {}
    answers = []
    for part in parts:
        reference = str(part.get("referenceId", ""))
        answer = _run_part(call, part, known)
        if answer.status < 400:
            known[reference] = answer.body
        answers.append(
            {
                "body": answer.body,
                "httpHeaders": dict(answer.headers),
                "httpStatusCode": answer.status,
                "referenceId": reference,
            }
        )
    return answers


def _run_part(call: Call, part: dict[str, Any], known: Mapping[str, Any]) -> Answer:
    try:
        url = _fill_text(str(part.get("url", "")), known, quoted=True)
        body = _fill(part.get("body"), known)
    except KeyError as exc:
        message = f"Invalid reference specified. No value for {exc.args[0]} found"
        return Answer(400, _halt("PROCESSING_HALTED", message))
    headers = {k.lower(): str(v) for k, v in (part.get("httpHeaders") or {}).items()}
    return _run(call, str(part.get("method", "GET")), url, body, headers)


def _run(call: Call, method: str, url: str, body: Any, headers: Mapping[str, str]) -> Answer:
    parts = urlsplit(url)
    path = parts.path.removeprefix("/services/data").strip("/")
    if path.partition("/")[2].strip("/") in {"composite", "composite/batch"}:
        return Answer(400, _halt("INVALID_INPUT", "composites cannot be nested"))
    try:
        return call.inner(
            method=method.upper(),
            path=path,
            params=dict(parse_qsl(parts.query)),
            headers={**call.headers, **headers},
            content=json.dumps(body).encode() if body is not None else b"",
        )
    except ApiError as exc:
        return Answer(exc.status, exc.body())


def _halt(code: str, message: str) -> list[dict[str, Any]]:
    return ApiError(code, message).body()


def _halted(answer: dict[str, Any]) -> dict[str, Any]:
    if answer["httpStatusCode"] >= 400:
        return answer
    return answer | {"body": HALTED.body(), "httpHeaders": {}, "httpStatusCode": 400}


def _fill(value: Any, known: Mapping[str, Any]) -> Any:
    """Replace the references in every text of a JSON value."""
    if isinstance(value, str):
        return _fill_text(value, known, quoted=False)
    if isinstance(value, list):
        return [_fill(item, known) for item in value]
    if isinstance(value, dict):
        return {key: _fill(item, known) for key, item in value.items()}
    return value


def _fill_text(text: str, known: Mapping[str, Any], *, quoted: bool) -> str:
    def replace(found: re.Match[str]) -> str:
        value = _follow(found[1], found[2], known)
        return quote(value, safe="") if quoted else value

    return _REFERENCE.sub(replace, text)


def _follow(name: str, steps: str, known: Mapping[str, Any]) -> str:
    try:
        value = known[name]
        for key, index in _STEP.findall(steps):
            value = value[int(index)] if index else _get(value, key)
    except (KeyError, IndexError, TypeError) as exc:
        raise KeyError(name + steps) from exc
    return str(value)


def _get(value: Any, key: str) -> Any:
    """Return a key of an answer, case aside for `id`, which clients write as `Id` too."""
    if key in value:
        return value[key]
    return value[{"id": "Id", "Id": "id"}[key]]
