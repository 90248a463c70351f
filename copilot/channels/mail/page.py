"""How an answer looks as a mail: as a page, as plain text, its tables as files beside it.

Record content is data: it is escaped, and no link or picture is ever made of it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, select_autoescape
from markdown_it import MarkdownIt
from markupsafe import Markup
from rich.console import Console

from actions.parts import Chart, Table
from copilot.channels.mail.lines import line
from copilot.channels.terminal import KINDS, WORDS, is_figure, show
from copilot.mailing import Attachment, Letterhead
from copilot.table_files import NAMES, csv_of
from copilot.turn import Reply

COLUMNS = 78
LONG = 10
"""Rows from which a table comes as a file too."""
MOST_BARS = 24


@dataclass(frozen=True)
class Page:
    """A mail's plain text, and what goes with it."""

    text: str
    more: Letterhead


@dataclass(frozen=True)
class Bar:
    """One line of a chart: its segments are (number of the series, percent of the widest)."""

    name: str
    segments: tuple[tuple[int, float], ...]


def page_of(reply: Reply, id_: str) -> Page:
    """Return an answer as a mail with this id."""
    foot = line("foot", reply.language)
    html = _template().render(
        parts=reply.parts, words=WORDS[reply.language], kinds=KINDS, bars=bars, inline=inline,
        language=reply.language, foot=foot, right=right,
    )  # fmt: skip
    return Page(f"{plain(reply)}\n{foot}\n", Letterhead(html, tuple(_files(reply)), id_))


def plain(reply: Reply) -> str:
    """Return an answer as text in lines of 78 characters; its buttons are left out."""
    out = io.StringIO()
    console = Console(file=out, width=COLUMNS, color_system=None, legacy_windows=False)
    said = reply.model_dump(mode="json")
    kept = [part for part in said["parts"] if part["type"] != "buttons"]
    show(console, {**said, "parts": kept})
    return "\n".join(one.rstrip() for one in out.getvalue().splitlines())


def inline(text: str) -> Markup:
    """Return a paragraph as HTML: emphasis and lists, and nothing that could be fetched."""
    return Markup(_marks().render(text))  # noqa: S704 - the renderer escapes all HTML


def bars(chart: Chart) -> list[Bar]:
    """Return a chart as bars, the longest one hundred percent; what is stacked adds up."""
    names = [str(name) for name in (chart.spec.get("xAxis") or {}).get("data") or []][:MOST_BARS]
    series = [
        [max(value or 0, 0) for value in one["data"][: len(names)]]
        for one in chart.spec.get("series") or []
    ]
    widest = max((sum(values) for values in zip(*series, strict=True)), default=0)
    if not widest:
        return []
    return [
        Bar(name, tuple((n, round(100 * value / widest, 1)) for n, value in enumerate(values)))
        for name, values in zip(names, zip(*series, strict=True), strict=True)
    ]


def right(table: Table, column: int) -> bool:
    """Whether a column holds figures, which stand to the right."""
    return all(is_figure(row[column]) for row in table.rows)


def _files(reply: Reply) -> list[Attachment]:
    tables = [part for part in reply.parts if isinstance(part, Table)]
    long = [table for table in tables if table.csv or len(table.rows) > LONG]
    stem, _, end = NAMES[reply.language].rpartition(".")
    return [
        Attachment(f"{stem}{f'-{n}' if n > 1 else ''}.{end}", "csv", csv_of(table, reply.language))
        for n, table in enumerate(long, 1)
    ]


@cache
def _template() -> Any:
    loader = FileSystemLoader(Path(__file__).parent)
    kept = Environment(loader=loader, autoescape=select_autoescape(default=True), trim_blocks=True)
    return kept.get_template("page.html.j2")


@cache
def _marks() -> MarkdownIt:
    return MarkdownIt("zero", {"html": False, "breaks": True}).enable(
        ["emphasis", "list", "newline", "escape"]
    )
