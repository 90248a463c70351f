"""A list of records as an answer: how many there are, then a page of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from actions.asking import CURRENCY, Asking, emptied_by, query_reading
from actions.contract import Result
from actions.display import cell, field_at
from actions.exporting import as_csv, plain_rows
from actions.first_ones import every_row, first_figures, listed_firsts
from actions.held_against import compared_rows
from actions.naming import focused
from actions.parts import Part, RecordRef, Table, Value
from actions.query_lines import LINES
from actions.reading.files_asked import asks_export
from actions.reading.paths import labelled
from actions.tallies import unread_said
from actions.wording import text
from crm import Catalogue, Compare, Order, Query, Rows, value_at
from language import format_money, format_number

PAGE = 50
"""Rows of a table; the next ones are a word away."""
MOST = 2000


async def listing(asking: Asking) -> Result:
    """Run the query for its records; every record found is in the answer, a page in the table."""
    query, place = asking.reading.query, asking.reading.place
    ordered = in_order(every_row(asking, query), asking.catalogue)
    found = await compared_rows(asking, ordered)
    rows = listed_firsts(asking, found)
    cut = query.limit and not asking.reading.apart
    total = min(rows.total, query.limit or 0) if cut else rows.total
    if place:
        rows = replace(rows, records=rows.records[place - 1 :])
        total = len(rows.records)
    reading = query_reading(asking, rows.soql)
    if not rows.records:
        return Result(await _nothing(asking), query=reading, values=(_count(asking, 0),))
    unread = found.total - len(found.records) if asking.reading.apart else 0
    return Result(
        (*_parts(asking, rows, total), *unread_said(asking, unread)),
        slots=_focused(asking, rows),
        query=reading,
        records=tuple(_ref(asking, record) for record in rows.records),
        values=(_count(asking, total), *first_figures(asking, rows.records)),
    )


def in_order(query: Query, catalogue: Catalogue) -> Query:
    """Return the query for every row of a list, in an order that never changes."""
    orders = query.order_by or (Order(catalogue[query.object].name_field),)
    orders = (*orders, Order("Id")) if orders[-1].by != "Id" else orders
    return replace(query, order_by=orders, limit=query.limit or MOST, offset=0)


def _parts(asking: Asking, rows: Rows, total: int) -> list[Part]:
    language = asking.request.language
    said = text(LINES, "found", language, reading=asking.line, total=format_number(total, language))
    first = asking.reading.query.offset
    page = rows.records[first : first + PAGE]
    if first and not page:
        return [text(LINES, "no_more", language)]
    shown = table(asking, page, total)
    if asks_export(asking.request.text):
        shown = shown.model_copy(update={"csv": _file(asking, shown.columns, rows)})
        noted = text(LINES, "exported", language, total=format_number(len(rows.records), language))
        return [said, noted, shown]
    parts: list[Part] = [said, shown]
    if len(page) < total:
        last = first + len(page)
        name = "shown" if last < total else "shown_last"
        parts.append(text(LINES, name, language, first=first + 1, last=last, total=total))
    return parts


def _file(asking: Asking, columns: Sequence[str], rows: Rows) -> str:
    """Return every row found as a CSV file."""
    query, user = asking.reading.query, asking.crm.user
    paths = shown_paths(asking)
    language = asking.request.language
    cells = plain_rows(rows.records, asking.catalogue, query.object, paths, language, user.timezone)
    return as_csv(columns, cells, language)


def table(asking: Asking, records: Sequence[Mapping[str, Any]], total: int) -> Table:
    """Return records as formatted rows."""
    query, language = asking.reading.query, asking.request.language
    paths = shown_paths(asking)
    zone = asking.crm.user.timezone
    cents = {path for path in paths if _has_cents(asking, records, path)}

    def written(one: Mapping[str, Any], path: str) -> str:
        amount = value_at(one, path)
        if path in cents and amount is not None:
            return format_money(amount, CURRENCY, language, cents=True)
        return cell(one, asking.catalogue, query.object, path, language, zone)

    return Table(
        columns=[
            labelled(asking.catalogue, query.object, path, language, full=True) for path in paths
        ],
        rows=[[written(one, path) for path in paths] for one in records],
        records=[one["Id"] for one in records],
        truncated=len(records) < total,
        total=total,
    )


def shown_paths(asking: Asking) -> list[str]:
    """Return the columns: not whose records they are, where all are one person's."""
    query = asking.reading.query
    same = {
        f"{one.path.removesuffix('Id')}.Name"
        for one in asking.reading.conditions
        if isinstance(one, Compare) and one.operator == "=" and one.path.endswith("OwnerId")
    }
    return [path for path in query.select if path != "Id" and path not in same]


def _has_cents(asking: Asking, records: Sequence[Mapping[str, Any]], path: str) -> bool:
    """Whether a column of money has cents anywhere: then all its amounts show them."""
    field = field_at(asking.catalogue, asking.reading.query.object, path)
    if field is None or field.type != "currency":
        return False
    amounts = (value_at(one, path) for one in records)
    return any(amount is not None and amount % 1 for amount in amounts)


def _ref(asking: Asking, record: Mapping[str, Any]) -> RecordRef:
    info = asking.catalogue[asking.reading.query.object]
    name = value_at(record, "Subject") or value_at(record, info.name_field) or record["Id"]
    return RecordRef(object=info.name, id=record["Id"], name=str(name))


def _focused(asking: Asking, rows: Rows) -> dict[str, Any]:
    """Return the slots that speak of the only record found, unless another is being spoken of."""
    if len(rows.records) != 1 or asking.reading.belongs is not None:
        return {}
    return focused(_ref(asking, rows.records[0]))


def _count(asking: Asking, total: int) -> Value:
    plural = asking.catalogue[asking.reading.query.object].plurals.of(asking.request.language)
    return Value(measure="COUNT()", label=plural, unit=None, value=float(total))


async def _nothing(asking: Asking) -> tuple[Part, ...]:
    said = text(LINES, "nothing", asking.request.language, reading=asking.line)
    emptied = await emptied_by(asking)
    return (said, emptied) if emptied else (said,)
