"""Tables and charts in Slack: native blocks, lines of fixed width, or a CSV file when long."""

from __future__ import annotations

import unicodedata
from typing import Any

from actions.parts import Chart, Table
from copilot.channels.slack.mrkdwn import escape

Block = dict[str, Any]

# Limits of Slack's table block; the header row counts.
MOST_ROWS, MOST_COLUMNS, MOST_CHARACTERS, LONGEST_CELL = 100, 20, 9000, 500
# What still reads well in fixed width, on a phone too.
NARROW_WIDTH, NARROW_ROWS = 58, 12
# Limits of Slack's data visualization block.
MOST_SERIES, MOST_CATEGORIES, LONGEST_LABEL, LONGEST_TITLE = 6, 20, 20, 50
SECTION = 2900
FIGURE_MARKS = "€$£% +−-—=\u00a0\u202f,.0123456789"


def is_narrow(table: Table) -> bool:
    """Whether fixed width shows the table well."""
    return sum(_widths(table)) + 2 * len(table.columns) <= NARROW_WIDTH and (
        len(table.rows) <= NARROW_ROWS
    )


def table_block(table: Table) -> Block:
    """Return Slack's own table of the first rows."""
    columns = range(min(len(table.columns), MOST_COLUMNS))
    rows, left = [table.columns], MOST_CHARACTERS - sum(map(len, table.columns))
    for row in table.rows[: MOST_ROWS - 1]:
        left -= sum(len(_cell(row[column])) for column in columns)
        if left < 0:
            break
        rows.append(row)
    settings = [{"is_wrapped": True, "align": _align(table, column)} for column in columns]
    cells = [[{"type": "raw_text", "text": _cell(row[n])} for n in columns] for row in rows]
    return {"type": "table", "column_settings": settings, "rows": cells}


def fixed_width(table: Table) -> list[Block]:
    """Return the table as lines of fixed width, in as many sections as they need."""
    widths = _widths(table)
    right = [_align(table, column) == "right" for column in range(len(widths))]
    lines = [_line(row, widths, right) for row in (table.columns, *table.rows)]
    lines.insert(1, "  ".join("─" * width for width in widths))
    chunks, size = [[]], 0  # type: list[list[str]], int
    for line in lines:
        shown = escape(line.replace("`", "ʼ"))[:SECTION]
        if size + len(shown) > SECTION:
            chunks.append([])
            size = 0
        chunks[-1].append(shown)
        size += len(shown) + 1
    return [_section("```" + "\n".join(chunk) + "```") for chunk in chunks]


def chart_block(chart: Chart) -> Block | None:
    """Return Slack's own chart, or None for one it cannot draw."""
    names = [str(name) for name in (chart.spec.get("xAxis") or {}).get("data") or []]
    series = list(chart.spec.get("series") or [])
    labels = _distinct([_cut(name, LONGEST_LABEL) for name in names[:MOST_CATEGORIES]])
    if not labels or not 0 < len(series) <= MOST_SERIES or len(names) > MOST_CATEGORIES:
        return None
    kind = "line" if series[0].get("type") == "line" else "bar"
    heads = _distinct([_cut(str(one.get("name") or chart.title), LONGEST_LABEL) for one in series])
    plotted = [
        {"name": head, "data": [{"label": label, "value": value or 0}
                                for label, value in zip(labels, one["data"], strict=False)]}
        for head, one in zip(heads, series, strict=True)
    ]  # fmt: skip
    return {
        "type": "data_visualization", "title": _cut(chart.title, LONGEST_TITLE),
        "chart": {"type": kind, "series": plotted, "axis_config": {"categories": labels}},
    }  # fmt: skip


def _section(text: str) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def _cell(text: str) -> str:
    """Return a cell's text; Slack refuses an empty one."""
    return _cut(text, LONGEST_CELL) or "–"


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _distinct(names: list[str]) -> list[str]:
    """Return the names, numbered where they were cut to the same thing."""
    seen: dict[str, int] = {}
    shown = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        number = f" {seen[name]}" if seen[name] > 1 else ""
        shown.append(name[: LONGEST_LABEL - len(number)] + number)
    return shown


def _align(table: Table, column: int) -> str:
    cells = [row[column].strip() for row in table.rows]
    figures = [cell for cell in cells if cell]
    return "right" if figures and all(map(_is_figure, figures)) else "left"


def _is_figure(cell: str) -> bool:
    return all(mark in FIGURE_MARKS for mark in cell)


def _width(text: str) -> int:
    """Return the columns a text takes in fixed width: wide characters two, combining ones none."""
    wide = sum(unicodedata.east_asian_width(mark) in "WF" for mark in text)
    return len(text) + wide - sum(unicodedata.combining(mark) > 0 for mark in text)


def _widths(table: Table) -> list[int]:
    rows = (table.columns, *table.rows)
    return [max(_width(row[n]) for row in rows) for n in range(len(table.columns))]


def _line(row: list[str], widths: list[int], right: list[bool]) -> str:
    cells = []
    for cell, width, end in zip(row, widths, right, strict=True):
        space = " " * (width - _width(cell))
        cells.append(space + cell if end else cell + space)
    return "  ".join(cells).rstrip()
