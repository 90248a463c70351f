"""An answer as a file: « exporte en CSV », "download that for Excel"."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from actions.contract import Language
from actions.display import field_at, picked
from crm import Catalogue, value_at

_FORMULA = ("=", "@", "\t", "+", "-")


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[str]], language: Language) -> str:
    """Return rows as a spreadsheet of the reader's country opens them: `;` in French, else `,`."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if language == "fr" else ",", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def _harmless(cell: str) -> str:
    """Keep a text of the CRM from being run as a formula (OWASP, CSV injection)."""
    plain = cell[1:].replace(" ", "").replace(".", "").replace(",", "").isdigit()
    return f"'{cell}" if cell.startswith(_FORMULA) and not plain else cell


def plain_rows(
    records: Iterable[Mapping[str, Any]],
    catalogue: Catalogue,
    name: str,
    paths: Sequence[str],
    language: Language,
    zone: str,
) -> list[list[str]]:
    """Return records as cells a spreadsheet can count with: bare numbers, ISO dates."""

    def cell(record: Mapping[str, Any], path: str) -> str:
        value = value_at(record, path)
        if value is None:
            return ""
        if isinstance(value, datetime):
            return value.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            return f"{value}".replace(".", ",") if language == "fr" else f"{value}"
        return picked(str(value), field_at(catalogue, name, path), language)

    return [[cell(record, path) for path in paths] for record in records]
