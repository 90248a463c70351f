"""The few Adaptive Card elements answers are made of. Record content is data, never markup.

Text stands in runs of `RichTextBlock`, which no client reads as Markdown, where a `TextBlock`
would turn a record's brackets and stars into links and bold ("Text features" of the schema).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

Element = dict[str, Any]

BOLD = re.compile(r"\*\*(.+?)\*\*")
LINK = re.compile(r"\[([^\]\n]+)\]\((https?://[^\s)]+)\)")


def run(text: str, **style: Any) -> Element:
    """Return a piece of literal text."""
    return {"type": "TextRun", "text": text, **style}


def written(text: str, **style: Any) -> list[Element]:
    """Return a text of Markdown's inline subset (bold, links), a block a line."""
    return [block(_runs(one, style)) for one in text.split("\n") if one.strip()]


def literal(text: str, **style: Any) -> Element:
    """Return one block of literal text."""
    return block([run(text, **style)])


def heading(text: str) -> Element:
    """Return a block that stands out."""
    return {**literal(text, weight="Bolder"), "spacing": "Medium"}


def small(text: str) -> Element:
    """Return a block in small print."""
    return {**literal(text, isSubtle=True, size="Small"), "spacing": "Small"}


def link(text: str, url: str) -> Element:
    """Return a block that opens an address."""
    if not url.startswith(("https://", "http://")):
        return literal(text, weight="Bolder")
    return literal(text, weight="Bolder", selectAction=opening(url))


def opening(url: str, title: str = "") -> Element:
    """Return the action that opens an address."""
    return {"type": "Action.OpenUrl", "url": url, **({"title": title} if title else {})}


def block(runs: Sequence[Element]) -> Element:
    """Return runs on one line, closely under the one before."""
    return {"type": "RichTextBlock", "inlines": list(runs), "spacing": "Small"}


def grid(rows: Sequence[Sequence[str]], *, headed: bool, right: Sequence[bool] = ()) -> Element:
    """Return cells in columns; `right` says which are set to the right."""
    wide = max((len(row) for row in rows), default=0)
    ends = [*right, *([False] * (wide - len(right)))]
    return {
        "type": "Table", "firstRowAsHeader": headed, "showGridLines": headed,
        "columns": [
            {"width": 1, **({"horizontalCellContentAlignment": "Right"} if end else {})}
            for end in ends
        ],
        "rows": [_row(row, bold=headed and place == 0) for place, row in enumerate(rows)],
    }  # fmt: skip


def quoted(blocks: Sequence[Element]) -> Element:
    """Return blocks set apart as somebody's words."""
    return {"type": "Container", "style": "emphasis", "spacing": "Small", "items": list(blocks)}


def _row(cells: Sequence[str], *, bold: bool) -> Element:
    style = {"weight": "Bolder"} if bold else {}
    return {
        "type": "TableRow",
        "cells": [
            {"type": "TableCell", "items": [literal(cell or "–", **style)]} for cell in cells
        ],
    }


def _runs(text: str, style: Element) -> list[Element]:
    found: list[Element] = []
    for place, part in enumerate(BOLD.split(text)):
        here = {**style, "weight": "Bolder"} if place % 2 else style
        pieces = LINK.split(part)
        found += [run(pieces[0], **here)] if pieces[0] else []
        for label, url, after in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
            found.append(run(label, **here, selectAction=opening(url)))
            found += [run(after, **here)] if after else []
    return found
