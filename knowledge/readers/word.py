"""Word documents (DOCX): headings by style, lists and tables whole."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from knowledge.document import Block, Document
from knowledge.errors import UnreadableDocument
from knowledge.readers.markdown import split_title
from knowledge.readers.webpage import table_text


def read_docx(data: bytes) -> list[Document]:
    """Read one DOCX; its title is its Title paragraph, its first heading, else its property."""
    import docx  # noqa: PLC0415
    from docx.opc.exceptions import PackageNotFoundError  # noqa: PLC0415

    try:
        document = docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile) as exc:
        raise UnreadableDocument("is not a valid DOCX; save it again from Word") from exc
    blocks = list(_join_items(_blocks(document)))
    if not blocks:
        raise UnreadableDocument("holds no text")
    title, rest = split_title(_property_title(document, blocks), blocks)
    return [Document(title, tuple(rest))]


def _property_title(document: Any, blocks: list[Block]) -> str:
    return "" if blocks[0].kind == "heading" else str(document.core_properties.title or "")


def _blocks(document: Any) -> Iterator[Block]:
    for item in document.iter_inner_content():
        if hasattr(item, "rows"):
            rows = [[" ".join(cell.text.split()) for cell in row.cells] for row in item.rows]
            yield Block("table", table_text(rows))
        elif item.text.strip():
            yield _paragraph(item)


def _paragraph(item: Any) -> Block:
    style, text = str(item.style.name), " ".join(item.text.split())
    if style == "Title":
        return Block("heading", text, 1)
    if style.startswith("Heading"):
        return Block(
            "heading", text, int(style.rsplit(maxsplit=1)[-1]) if style[-1].isdigit() else 2
        )
    properties = item._p.pPr
    if style.startswith("List") or (properties is not None and properties.numPr is not None):
        return Block("list", f"- {text}")
    return Block("text", text)


def _join_items(blocks: Iterator[Block]) -> Iterator[Block]:
    """Put consecutive list paragraphs back together: Word knows items, not lists."""
    items: list[str] = []
    for block in blocks:
        if block.kind == "list":
            items.append(block.text)
            continue
        if items:
            yield Block("list", "\n".join(items))
            items = []
        yield block
    if items:
        yield Block("list", "\n".join(items))
