"""The trail as CSV or JSON Lines, for another system or a court."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import Any, Literal, TextIO

from guard.audit.book import AuditBook, Wanted

Format = Literal["csv", "jsonl"]
COLUMNS = (
    "seq", "at", "kind", "person", "user", "conversation", "turn", "action", "records", "facts",
    "seal",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@")


def export(book: AuditBook, wanted: Wanted, form: Format, file: TextIO) -> int:
    """Write the chosen lines, oldest first; return how many."""
    return (_csv if form == "csv" else _jsonl)(_lines(book, wanted), file)


def _lines(book: AuditBook, wanted: Wanted) -> Iterator[dict[str, Any]]:
    """Yield lines with their number and seal."""
    for row in book.rows(wanted):
        yield {"seq": row.seq, **json.loads(row.body), "seal": row.seal}


def _jsonl(lines: Iterator[dict[str, Any]], file: TextIO) -> int:
    """Write one JSON object a line."""
    count = 0
    for count, line in enumerate(lines, 1):  # noqa: B007  the last number is the count
        file.write(json.dumps(line) + "\n")
    return count


def _csv(lines: Iterator[dict[str, Any]], file: TextIO) -> int:
    """Write a table; what varies by kind is JSON in `facts`, records are `Object:id`."""
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    count = 0
    for count, line in enumerate(lines, 1):  # noqa: B007  the last number is the count
        records = " ".join(":".join(pair) for pair in line["records"])
        facts = {name: value for name, value in line.items() if name not in COLUMNS}
        cells = {**line, "records": records, "facts": json.dumps(facts)}
        writer.writerow([_harmless(cells[name]) for name in COLUMNS])
    return count


def _harmless(cell: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
