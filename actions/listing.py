"""A list of records as an answer: how many there are, then a page of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from actions.asking import Asking, emptied_by, query_reading
from actions.contract import Result
from actions.display import cell
from actions.parts import Part, RecordRef, Table, Value
from actions.query_lines import LINES
from actions.reading.paths import labelled
from actions.wording import text
from crm import Order, Rows, value_at
from language import format_number

PAGE = 50
"""Rows of a table; the next ones are a word away."""
MOST = 2000


async def listing(asking: Asking) -> Result:
    """Run the query for its records; every record found is in the answer, a page in the table."""
    query = asking.reading.query
    orders = query.order_by or (Order(asking.catalogue[query.object].name_field),)
    orders = (*orders, Order("Id")) if orders[-1].by != "Id" else orders
    rows = await asking.crm.run(
        replace(query, order_by=orders, limit=query.limit or MOST, offset=0)
    )
    total = min(rows.total, query.limit) if query.limit else rows.total
    reading = query_reading(asking, rows.soql)
    if not rows.records:
        return Result(await _nothing(asking), query=reading, values=(_count(asking, 0),))
    return Result(
        tuple(_parts(asking, rows, total)),
        slots={"focus": _focus(asking, rows)} if len(rows.records) == 1 else {},
        query=reading,
        records=tuple(_ref(asking, record) for record in rows.records),
        values=(_count(asking, total),),
    )


def _parts(asking: Asking, rows: Rows, total: int) -> list[Part]:
    language = asking.request.language
    said = text(LINES, "found", language, reading=asking.line, total=format_number(total, language))
    first = asking.reading.query.offset
    page = rows.records[first : first + PAGE]
    if first and not page:
        return [text(LINES, "no_more", language)]
    parts: list[Part] = [said, table(asking, page, total)]
    if len(page) < total:
        last = first + len(page)
        name = "shown" if last < total else "shown_last"
        parts.append(text(LINES, name, language, first=first + 1, last=last, total=total))
    return parts


def table(asking: Asking, records: Sequence[Mapping[str, Any]], total: int) -> Table:
    """Return records as formatted rows."""
    query, language = asking.reading.query, asking.request.language
    paths = [path for path in query.select if path != "Id"]
    zone = asking.crm.user.timezone
    return Table(
        columns=[
            labelled(asking.catalogue, query.object, path, language, full=True) for path in paths
        ],
        rows=[
            [cell(one, asking.catalogue, query.object, path, language, zone) for path in paths]
            for one in records
        ],
        records=[one["Id"] for one in records],
        truncated=len(records) < total,
        total=total,
    )


def _ref(asking: Asking, record: Mapping[str, Any]) -> RecordRef:
    info = asking.catalogue[asking.reading.query.object]
    name = value_at(record, "Subject") or value_at(record, info.name_field) or record["Id"]
    return RecordRef(object=info.name, id=record["Id"], name=str(name))


def _focus(asking: Asking, rows: Rows) -> dict[str, str]:
    return _ref(asking, rows.records[0]).model_dump()


def _count(asking: Asking, total: int) -> Value:
    plural = asking.catalogue[asking.reading.query.object].plurals.of(asking.request.language)
    return Value(measure="COUNT()", label=plural, unit=None, value=float(total))


async def _nothing(asking: Asking) -> tuple[Part, ...]:
    said = text(LINES, "nothing", asking.request.language, reading=asking.line)
    emptied = await emptied_by(asking)
    return (said, emptied) if emptied else (said,)
