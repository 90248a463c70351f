"""Bulk API 2.0: one job for more records than collections should carry."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from simple_salesforce.exceptions import (
    SalesforceBulkV2LoadError,
    SalesforceError,
    SalesforceOperationError,
)

from crm.connection import Connection
from crm.errors import CrmUnavailable
from crm.payloads import body
from crm.proposal import Part, Proposal

_NULL = "#N/A"
_LOOK_EVERY = 0.5
_VERBS = {"create": "insert", "update": "update", "delete": "delete"}
Row = dict[str, str]


async def run_job(
    connection: Connection, proposal: Proposal, parts: Sequence[Part]
) -> list[Mapping[str, Any]]:
    """Write the parts by one job; answer each as a collection would (`id`, `success`, `errors`).

    The session is tried first, by a harmless call, as a job is never begun twice. Raises
    `CrmUnavailable.in_doubt` where the job did not end in time.
    """
    rows = [_row(part) for part in parts]

    def work(client: Any) -> tuple[list[Row], list[Row]]:
        client.limits()
        job = getattr(client.bulk2, proposal.object)
        run = getattr(job, _VERBS[proposal.operation])
        try:
            ended = run(records=[dict(row) for row in rows], wait=_LOOK_EVERY)
        except SalesforceError as exc:
            # The job may be under way: trying again would write twice.
            raise SalesforceOperationError("the job did not end") from exc
        written, failed = [], []
        for one in ended:
            written += _read(job.get_successful_records(one["job_id"]))
            failed += _read(job.get_failed_records(one["job_id"]))
        return written, failed

    try:
        written, failed = await connection.through(work, write=True)
    except (SalesforceOperationError, SalesforceBulkV2LoadError) as exc:
        raise CrmUnavailable(in_doubt=True) from exc
    known = {_key(row): _success(row) for row in written}
    known |= {_key(row): _failure(row) for row in failed}
    return [known.get(_key(row), _UNKNOWN) for row in rows]


_UNKNOWN: Mapping[str, Any] = {
    "success": False,
    "errors": [{"statusCode": "SERVER_UNAVAILABLE", "message": "not processed"}],
}


def _row(part: Part) -> Row:
    named = {"Id": part.record} if part.record else {}
    return named | {name: _cell(value) for name, value in body(part.changes).items()}


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return _NULL if value is None else str(value)


def _read(text: str) -> list[Row]:
    return list(csv.DictReader(io.StringIO(text)))


def _key(row: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Recognise a row in the answer: by its id, else by all it holds."""
    if row.get("Id"):
        return (("Id", row["Id"]),)
    return tuple(sorted((k, v) for k, v in row.items() if not k.startswith("sf__")))


def _success(row: Mapping[str, str]) -> Mapping[str, Any]:
    return {"id": row["sf__Id"], "success": True, "errors": []}


def _failure(row: Mapping[str, str]) -> Mapping[str, Any]:
    code, _, rest = row["sf__Error"].partition(":")
    fields = [name for name in rest.rpartition(":")[2].split(",") if name and name != "--"]
    return {"success": False, "errors": [{"statusCode": code, "message": "", "fields": fields}]}
