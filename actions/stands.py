"""Where a record stands now, beside what was said of it: its deals, its cases, its next step."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from actions.brief_lookups import CASES, DEALS, SHOWN, Lookups, account_of
from actions.brief_sections import Teller, cases, deals
from actions.contract import Language
from actions.deal_terms import seen
from actions.parts import RecordRef, SummaryItem
from actions.reading.traits import closing_values, status_field
from crm import AllOf, Compare, Crm, Order, Query

HISTORY = "CaseHistory"


async def stands(record: RecordRef, crm: Crm, language: Language, today: date) -> list[SummaryItem]:
    """Return the open deals and cases of a record, or the deal or the case itself."""
    catalogue = await crm.catalogue()
    queries = {name: query for name, query in _queries(record).items() if query.object in catalogue}
    shown = [
        Query(query.object, seen(catalogue, query.object, query.select), query.where,
              order_by=query.order_by, limit=query.limit)
        for query in queries.values()
    ]  # fmt: skip
    answers = await crm.run_many(shown, totals=False)
    found = Lookups({name: rows.records for name, rows in zip(queries, answers, strict=True)})
    teller = Teller(catalogue, language, crm.user.timezone, today)
    again = await reopened(record, crm, teller)
    return [*deals(found, teller), *cases(found, teller), *again]


async def reopened(record: RecordRef, crm: Crm, teller: Teller) -> list[SummaryItem]:
    """Return how often a case was opened again, and when last; nothing where it never was."""
    status = status_field(teller.catalogue["Case"]) if record.object == "Case" else None
    over = closing_values(status) if status else ()
    if not status or not over or HISTORY not in teller.catalogue:
        return []
    changed = [Compare("CaseId", "=", record.id), Compare("Field", "=", status.name)]
    closed = [Compare("OldValue", "in", over), Compare("NewValue", "not in", over)]
    last = (Order("CreatedDate", descending=True),)
    query = Query(
        HISTORY, ("Id", "OldValue", "CreatedDate"), AllOf((*changed, *closed)), order_by=last
    )
    rows = (await crm.run(query)).records
    if not rows:
        return []
    text = teller.line(
        "reopened" if len(rows) > 1 else "reopened_once", times=len(rows),
        day=teller.day(rows[0]["CreatedDate"]),
    )  # fmt: skip
    return [teller.item("case", HISTORY, rows[0], text, str(rows[0]["OldValue"]))]


def _queries(record: RecordRef) -> dict[str, Query]:
    itself = Compare("Id", "=", record.id)
    if record.object == "Lead":
        return {}
    if record.object == "Opportunity":
        return {"deals": Query("Opportunity", DEALS, itself)}
    if record.object == "Case":
        return {"cases": Query("Case", CASES, itself)}
    still = AllOf((account_of(record), Compare("IsClosed", "=", False)))
    return {
        "deals": Query("Opportunity", DEALS, still, order_by=(Order("CloseDate"),), limit=SHOWN),
        "cases": Query("Case", CASES, still, order_by=(Order("CreatedDate", descending=True),),
                       limit=SHOWN),
    }  # fmt: skip


def stood_on(items: Iterable[SummaryItem]) -> list[RecordRef]:
    """Return the records that lines stand on."""
    return [
        RecordRef(object=proof.object, id=proof.id, name=proof.quote[:80])
        for item in items
        for proof in item.evidence
    ]
