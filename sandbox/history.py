"""Field history: the rows Salesforce adds when a tracked field changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sandbox.call import Call
from sandbox.clock import stamp
from sandbox.schema import SObject
from sandbox.store import Row

TRACKED = {
    "Opportunity": ("OpportunityFieldHistory", "OpportunityId", (
        "StageName", "Amount", "CloseDate", "OwnerId", "NextStep", "Name",
    )),
    "Case": ("CaseHistory", "CaseId", (
        "Status", "OwnerId", "Priority", "Type", "Reason", "IsEscalated",
    )),
}  # fmt: skip
"""Object: its history object, that object's reference to it, the fields an admin tracks."""

STAGE_FIELDS = ("StageName", "Amount", "CloseDate", "Probability")
"""A change of one of these adds a row to `OpportunityHistory`."""


def after_save(call: Call, sobject: SObject, old: Row | None, row: Row) -> None:
    """Add the history rows of a save."""
    tracked = TRACKED.get(sobject.name)
    if tracked and tracked[0] in call.access.schema:
        table, reference, fields = tracked
        changes = list(_changes(old, row, fields))
        _add(call, table, [{reference: row["Id"], **change} for change in changes])
    moved = old is None or any(old.get(name) != row.get(name) for name in STAGE_FIELDS)
    if sobject.name == "Opportunity" and moved:
        _add(call, "OpportunityHistory", [_snapshot(call, row)])


def _changes(old: Row | None, row: Row, fields: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    if old is None:
        yield {"Field": "created", "OldValue": None, "NewValue": None}
        return
    for name in fields:
        before, after = old.get(name), row.get(name)
        if before == after:
            continue
        field = "Owner" if name == "OwnerId" else name
        yield {"Field": field, "OldValue": _text(before), "NewValue": _text(after)}


def _snapshot(call: Call, row: Row) -> dict[str, Any]:
    stored = call.org.store.execute(
        'SELECT StageName, Amount, CloseDate, Probability FROM Opportunity WHERE "Id" = ?',
        (row["Id"],),
    )[0]
    values = dict(zip(STAGE_FIELDS, stored, strict=True))
    amount, probability = values["Amount"], values["Probability"]
    expected = None if amount is None or probability is None else amount * probability / 100
    return values | {"OpportunityId": row["Id"], "ExpectedRevenue": expected}


def _add(call: Call, table: str, rows: list[dict[str, Any]]) -> None:
    now = stamp(call.now)
    system = {
        "IsDeleted": 0, "CreatedDate": now, "CreatedById": call.user, "LastModifiedDate": now,
        "LastModifiedById": call.user, "SystemModstamp": now,
    }  # fmt: skip
    known = call.access.schema[table].fields
    call.org.store.insert_rows(
        table, [{k: v for k, v in (row | system).items() if k in known} for row in rows]
    )


def _text(value: object) -> str | None:
    if isinstance(value, float) and value == int(value):
        return f"{value:.1f}"
    return None if value is None else str(value)
