"""A document as its reader hands it on: what it is, and its blocks in reading order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal, cast

from knowledge.errors import UnreadableDocument
from knowledge.passage import AUDIENCES, Audience

_WORD = re.compile(r"[^\W\d_]{3,}")
_MARK = re.compile(r"^\s*(?:[-*+|]|\d+[.)])\s+")

_OPENING = 12
"""Words of a text that stand for the title it lacks."""

BlockKind = Literal["heading", "text", "list", "table", "code"]


@dataclass(frozen=True)
class Block:
    """A heading (`level` from 1), a paragraph, a whole list, a whole table or a code sample."""

    kind: BlockKind
    text: str
    level: int = 0


@dataclass(frozen=True)
class Label:
    """What is known about a document besides its text; None where nobody said."""

    language: str | None = None
    audience: Audience | None = None
    kind: str | None = None
    product: str | None = None
    theme: str | None = None
    url: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class Document:
    """One article of a file. `id` is its own identifier where it declares one.

    `question` is true where the title is a question that the body answers.
    """

    title: str
    blocks: tuple[Block, ...]
    id: str | None = None
    label: Label = field(default_factory=Label)
    question: bool = False


def untitled(source: str, document: Document) -> str:
    """Return a title for a document that has none: its file's name where that says something.

    « Réinitialiser le mot de passe.txt » does; « doc-0412.txt », or the table a row stands in, does
    not: the document's own first words do.
    """
    name = Path(source)
    spoken = re.sub(r"[-_]+", " ", name.stem)
    rows = name.suffix.lower() in (".csv", ".json", ".jsonl")
    if not rows and len(_WORD.findall(spoken)) > 1 and not re.search(r"\d", spoken):
        return spoken
    said = sorted(document.blocks, key=lambda block: block.kind != "text")
    first = _MARK.sub("", said[0].text if said else spoken).strip()
    words = re.split(r"(?<=[.!?])\s|\n", first, maxsplit=1)[0].split()
    return " ".join(words[:_OPENING]) + ("…" if len(words) > _OPENING else "")


def read_label(fields: Mapping[str, Any]) -> Label:
    """Read what front matter or a row's columns say about a document.

    Raises UnreadableDocument on an unknown audience or a date that is not ISO 8601: a document
    shown to the wrong people, or after its time, is worse than one left out.
    """
    return Label(
        language=(_text(fields, "language", "langue", "lang") or "")[:2].lower() or None,
        audience=_audience(_text(fields, "audience")),
        kind=_text(fields, "kind", "type"),
        product=_text(fields, "product", "produit"),
        theme=_text(fields, "theme", "thème"),
        url=_text(fields, "url", "link", "lien"),
        valid_from=_day(fields.get("valid_from")),
        valid_to=_day(fields.get("valid_to")),
    )


def _text(fields: Mapping[str, Any], *names: str) -> str | None:
    values = (fields.get(name) for name in names)
    return next((str(value).strip() for value in values if value not in (None, "")), None)


def _audience(word: str | None) -> Audience | None:
    if word is None:
        return None
    if word.lower() not in AUDIENCES:
        raise UnreadableDocument(f"unknown audience; use one of {', '.join(AUDIENCES)}")
    return cast(Audience, word.lower())


def _day(value: object) -> date | None:
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError as exc:
        raise UnreadableDocument("valid_from and valid_to must be dates, YYYY-MM-DD") from exc
