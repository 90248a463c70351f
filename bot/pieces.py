"""Cutting a message into the pieces that entity spans begin and end on."""

from __future__ import annotations

import re
from typing import NamedTuple

_PIECE = re.compile(r"[^\W_]+|[^\w\s]|_")


class Piece(NamedTuple):
    """A run of letters and digits, or one other visible sign: `text[start:end]`."""

    text: str
    start: int
    end: int


class Span(NamedTuple):
    """What `text[start:end]` is: `label` names it, `record_name` for instance."""

    start: int
    end: int
    label: str


def cut(text: str) -> list[Piece]:
    """Return the pieces of a text in order.

    Apostrophes, hyphens and quotes stand alone, so « l'opportunité », "O'Brien's" and
    « Delmas–Martin » can be marked from any of their words; narrow spaces separate.
    """
    return [Piece(found.group(), found.start(), found.end()) for found in _PIECE.finditer(text)]


def to_tags(pieces: list[Piece], spans: list[Span]) -> list[str]:
    """Return one tag a piece: B-label where a span begins, I-label inside it, O elsewhere."""
    tags = ["O"] * len(pieces)
    for span in spans:
        inside = [i for i, piece in enumerate(pieces) if span.start <= piece.start < span.end]
        for index in inside:
            tags[index] = ("B-" if index == inside[0] else "I-") + span.label
    return tags


def to_spans(pieces: list[Piece], tags: list[str]) -> list[Span]:
    """Return the spans that tags describe; an I- that nothing begins opens a span as well."""
    spans: list[Span] = []
    previous = "O"
    for piece, tag in zip(pieces, tags, strict=True):
        if tag != "O" and tag[0] == "I" and previous[2:] == tag[2:]:
            spans[-1] = spans[-1]._replace(end=piece.end)
        elif tag != "O":
            spans.append(Span(piece.start, piece.end, tag[2:]))
        previous = tag
    return spans
