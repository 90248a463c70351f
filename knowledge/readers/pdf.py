"""PDF: lines rebuilt from the text layer, headings recognised by their larger type."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

from knowledge.document import Block, Document
from knowledge.errors import UnreadableDocument
from knowledge.readers.markdown import split_title

_ITEM = re.compile(r"^\s*(?:[-•▪◦*]|\d{1,2}[.)])\s+")
_END = re.compile(r"[.!?:;»”\"]$")


@dataclass(frozen=True)
class _Line:
    text: str
    size: float


def read_pdf(data: bytes) -> list[Document]:
    """Read one PDF; its title is its metadata's, else its first heading."""
    from pypdf import PdfReader  # noqa: PLC0415
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise UnreadableDocument("is encrypted; save it without a password")
        lines = [line for page in reader.pages for line in _lines(page)]
        title = str((reader.metadata.title if reader.metadata else None) or "")
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as exc:
        raise UnreadableDocument("is not a valid PDF; export it again") from exc
    blocks = list(_blocks(lines))
    if not blocks:
        raise UnreadableDocument("has no text layer (a scan?); run a text recognition first")
    title, rest = split_title(title.strip(), blocks)
    return [Document(title, tuple(rest))]


def _lines(page: Any) -> list[_Line]:
    """Return the page's lines with the size of their first characters, in points."""
    pieces: list[tuple[str, float]] = []

    def keep(text: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        scale = abs(tm[3] or tm[0]) * abs(cm[3] or 1)
        pieces.append((text, round(size * scale, 1)))

    page.extract_text(visitor_text=keep)
    lines, text, height = [], "", 0.0
    for piece, size in pieces:
        for index, part in enumerate(piece.split("\n")):
            if index:
                lines.append(_Line(" ".join(text.split()), height))
                text, height = "", 0.0
            text += part
            height = height or (size if part.strip() else 0.0)
    return [*lines, _Line(" ".join(text.split()), height)]


def _blocks(lines: list[_Line]) -> Iterator[Block]:
    body = median([line.size for line in lines if line.text] or [0.0])
    paragraph: list[str] = []
    for line in lines:
        heading = line.text and line.size > body * 1.12 and len(line.text.split()) <= 16
        if not line.text or heading or _starts_new(line.text, paragraph):
            yield from _flush(paragraph)
        if heading:
            yield Block("heading", line.text, 1 if line.size > body * 1.6 else 2)
        elif line.text:
            paragraph.append(line.text)
    yield from _flush(paragraph)


def _starts_new(text: str, paragraph: list[str]) -> bool:
    """Say whether a line starts a paragraph: after a short last line, or at a list's edges."""
    if not paragraph:
        return False
    last = paragraph[-1]
    in_list = bool(_ITEM.match(paragraph[0]))
    if bool(_ITEM.match(text)):
        return not in_list
    return bool(_END.search(last)) and len(last) < 60 and not in_list


def _flush(paragraph: list[str]) -> Iterator[Block]:
    if not paragraph:
        return
    if _ITEM.match(paragraph[0]):
        yield Block("list", "\n".join(_items(paragraph)))
    else:
        yield Block("text", _joined(paragraph))
    paragraph.clear()


def _items(lines: list[str]) -> list[str]:
    items: list[str] = []
    for line in lines:
        if _ITEM.match(line) or not items:
            items.append(line.replace("•", "-", 1))
        else:
            items[-1] += " " + line
    return items


def _joined(lines: list[str]) -> str:
    """Join a paragraph's lines, mending words that were cut by a hyphen at the line's end."""
    return re.sub(r"(\w)- (?=[a-zà-ÿ])", r"\1", " ".join(lines))
