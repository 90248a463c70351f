"""Bulk API 2.0: CSV in, CSV out. A job is done as soon as its data is complete."""

from __future__ import annotations

import csv
import io
import json
import secrets
from collections.abc import Callable, Iterator
from typing import Any

from sandbox import queries, records
from sandbox.call import Answer, Call
from sandbox.clock import stamp
from sandbox.errors import ApiError, missing
from sandbox.schema import SObject
from sandbox.store import Store

TABLE = """CREATE TABLE IF NOT EXISTS _job (id TEXT PRIMARY KEY, user TEXT NOT NULL,
    body TEXT NOT NULL, data TEXT NOT NULL, outcome TEXT NOT NULL)"""
OPERATIONS = {"insert", "update", "upsert", "delete", "hardDelete"}
DELIMITERS = {"COMMA": ",", "SEMICOLON": ";", "TAB": "\t", "PIPE": "|", "CARET": "^",
              "BACKQUOTE": "`"}  # fmt: skip
NULL = "#N/A"
CSV = "text/csv"


def prepare(store: Store) -> None:
    """Create the table of jobs."""
    store.execute(TABLE)


def create_ingest(call: Call) -> Answer:
    """Open an ingest job."""
    body = call.mapping()
    operation = body.get("operation")
    if operation not in OPERATIONS:
        raise ApiError("INVALIDJOB", f"operation must be one of {', '.join(sorted(OPERATIONS))}")
    sobject = records.find_object(call, str(body.get("object", "")))
    if operation == "upsert" and body.get("externalIdFieldName") not in sobject.fields:
        raise ApiError("INVALIDJOB", "an upsert needs externalIdFieldName")
    job = _job(call, body, "ingest", "Open") | {"object": sobject.name}
    job["contentUrl"] = f"{call.root.removeprefix('/')}/jobs/ingest/{job['id']}/batches"
    return Answer(200, _keep(call, job))


def create_query(call: Call) -> Answer:
    """Run a query job."""
    body = call.mapping()
    if body.get("operation") not in {"query", "queryAll"}:
        raise ApiError("INVALIDJOB", "operation must be query or queryAll")
    job = _job(call, body, "query", "JobComplete")
    text, everything = str(body.get("query", "")), body["operation"] == "queryAll"
    found = queries.run_all(call, text, all_rows=everything)
    flat = [dict(_flatten(record)) for record in found]
    job["numberRecordsProcessed"] = len(flat)
    return Answer(200, _keep(call, job, outcome=json.dumps(flat)))


def list_ingest(call: Call) -> Answer:
    """List the caller's ingest jobs."""
    return _list(call, "ingest")


def list_query(call: Call) -> Answer:
    """List the caller's query jobs."""
    return _list(call, "query")


def show(call: Call, job_id: str) -> Answer:
    """Show a job."""
    return Answer(200, _find(call, job_id)[0])


def upload(call: Call, job_id: str) -> Answer:
    """Take a job's CSV."""
    job = _find(call, job_id)[0]
    if job["state"] != "Open":
        raise ApiError("INVALIDJOBSTATE", f"the job is {job['state']}, not Open")
    try:
        text = call.content.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        raise ApiError("INVALIDBATCH", "the CSV must be UTF-8") from exc
    call.org.store.execute("UPDATE _job SET data = ? WHERE id = ?", (text, job_id))
    return Answer(201)


def change(call: Call, job_id: str) -> Answer:
    """Close or abort a job; closing an ingest job does its work."""
    job, data, _ = _find(call, job_id)
    state = call.mapping().get("state")
    if state not in {"UploadComplete", "Aborted"}:
        raise ApiError("INVALIDJOBSTATE", "state must be UploadComplete or Aborted")
    if job["state"] != "Open":
        raise ApiError("INVALIDJOBSTATE", f"the job is {job['state']}, not Open")
    job["state"], outcome = "Aborted", "[]"
    if state == "UploadComplete":
        done = _work(call, job, data)
        job["state"] = "JobComplete"
        job["numberRecordsProcessed"] = len(done)
        job["numberRecordsFailed"] = sum(row["error"] is not None for row in done)
        outcome = json.dumps(done)
    sql = "UPDATE _job SET body = ?, outcome = ? WHERE id = ?"
    call.org.store.execute(sql, (json.dumps(job), outcome, job_id))
    return Answer(200, job)


def remove(call: Call, job_id: str) -> Answer:
    """Forget a job."""
    _find(call, job_id)
    call.org.store.execute("DELETE FROM _job WHERE id = ?", (job_id,))
    return Answer(204)


def outcome(call: Call, job_id: str, which: str) -> Answer:
    """Answer a finished job's successful, failed or unprocessed records as CSV."""
    job, _, text = _find(call, job_id)
    rows = json.loads(text or "[]")
    if which == "successfulResults":
        chosen = [{"sf__Id": r["id"], "sf__Created": r["created"], **r["row"]}
                  for r in rows if r["error"] is None]  # fmt: skip
    elif which == "failedResults":
        chosen = [{"sf__Id": r["id"], "sf__Error": r["error"], **r["row"]}
                  for r in rows if r["error"] is not None]  # fmt: skip
    elif which == "unprocessedrecords":
        chosen = []
    else:
        raise missing()
    return Answer(200, _csv(chosen, _delimiter(job)), media=CSV)


def results(call: Call, job_id: str) -> Answer:
    """Answer a page of a query job's records as CSV."""
    job, _, text = _find(call, job_id)
    rows = json.loads(text or "[]")
    start = call.number("locator", 0)
    size = call.number("maxRecords", 50_000)
    page = rows[start : start + size]
    end = start + len(page)
    headers = {
        "Sforce-NumberOfRecords": str(len(page)),
        "Sforce-Locator": str(end) if end < len(rows) else "null",
    }
    return Answer(200, _csv(page, _delimiter(job)), headers, CSV)


def _job(call: Call, body: dict[str, Any], kind: str, state: str) -> dict[str, Any]:
    now = stamp(call.now)
    return {
        "id": "750" + secrets.token_hex(8)[:15],
        "operation": body["operation"],
        "object": body.get("object"),
        "externalIdFieldName": body.get("externalIdFieldName"),
        "createdById": call.user,
        "createdDate": now,
        "systemModstamp": now,
        "state": state,
        "concurrencyMode": "Parallel",
        "contentType": "CSV",
        "apiVersion": float(call.root.rsplit("v", 1)[-1]),
        "lineEnding": body.get("lineEnding", "LF"),
        "columnDelimiter": body.get("columnDelimiter", "COMMA"),
        "jobType": "V2Ingest" if kind == "ingest" else "V2Query",
        "numberRecordsProcessed": 0,
        "numberRecordsFailed": 0,
        "retries": 0,
        "totalProcessingTime": 0,
    }


def _keep(call: Call, job: dict[str, Any], outcome: str = "") -> dict[str, Any]:
    row = (job["id"], call.user, json.dumps(job), "", outcome)
    call.org.store.execute("INSERT INTO _job VALUES (?, ?, ?, ?, ?)", row)
    return job


def _find(call: Call, job_id: str) -> tuple[dict[str, Any], str, str]:
    sql = "SELECT body, data, outcome FROM _job WHERE id = ? AND user = ?"
    found = call.org.store.execute(sql, (job_id, call.user))
    if not found:
        raise missing()
    return json.loads(found[0][0]), found[0][1], found[0][2]


def _list(call: Call, kind: str) -> Answer:
    rows = call.org.store.execute("SELECT body FROM _job WHERE user = ?", (call.user,))
    wanted = "V2Ingest" if kind == "ingest" else "V2Query"
    jobs = [job for row in rows if (job := json.loads(row[0]))["jobType"] == wanted]
    return Answer(200, {"done": True, "records": jobs, "nextRecordsUrl": None})


def _delimiter(job: dict[str, Any]) -> str:
    return DELIMITERS.get(job["columnDelimiter"], ",")


def _work(call: Call, job: dict[str, Any], data: str) -> list[dict[str, Any]]:
    sobject = records.find_object(call, job["object"])
    step = _step(call, job, sobject)
    done = []
    with call.org.store.write():
        for row in csv.DictReader(io.StringIO(data), delimiter=_delimiter(job)):
            plain = {k: v or "" for k, v in row.items() if k}
            try:
                with call.org.store.write():
                    record_id, created = step(plain)
                done.append({"id": record_id, "created": created, "error": None, "row": plain})
            except ApiError as exc:
                error = f"{exc.code}:{exc.message}:{','.join(exc.fields) or '--'}"
                done.append({"id": "", "created": False, "error": error, "row": plain})
    return done


def _step(
    call: Call, job: dict[str, Any], sobject: SObject
) -> Callable[[dict[str, str]], tuple[str, bool]]:
    operation, key = job["operation"], job["externalIdFieldName"]

    def step(row: dict[str, str]) -> tuple[str, bool]:
        record_id = row.get("Id") or row.get("id") or ""
        body = _body(row)
        if operation == "insert":
            return records.create(call, sobject, body), True
        if operation == "update":
            return records.update(call, sobject, record_id, body), False
        if operation == "upsert":
            return records.upsert(call, sobject, key, row.get(key, ""), _body(row, keep=key))
        records.delete(call, sobject, record_id)
        return record_id, False

    return step


def _body(row: dict[str, str], keep: str = "") -> dict[str, Any]:
    """Return a CSV row as a record: empty cells are left alone, `#N/A` is null, `A.B` is nested."""
    body: dict[str, Any] = {}
    for name, text in row.items():
        if text == "" or (name.lower() == "id" and name != keep):
            continue
        value = None if text == NULL else text
        relation, dot, inner = name.partition(".")
        body[relation] = {inner: value} if dot else value
    return body


def _flatten(record: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in record.items():
        if name == "attributes":
            continue
        if isinstance(value, dict) and "records" not in value:
            yield from _flatten(value, f"{prefix}{name}.")
        elif not isinstance(value, dict):
            yield prefix + name, value


def _csv(rows: list[dict[str, Any]], delimiter: str) -> str:
    names = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, names, delimiter=delimiter, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows([{k: _cell(v) for k, v in row.items()} for row in rows])
    return out.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value
