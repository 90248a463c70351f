"""Setting right what a tagger cannot know: quotation marks, parentheses, addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.disguise import NAMES
from bot.figure_values import Figure
from bot.pieces import Span

_QUOTED = re.compile(r"«\s*([^«»]+?)\s*»|“([^“”]+)”|\"([^\"]+)\"")
_ADDRESSES = {"email", "phone", "id"}


def tidy(text: str, spans: Sequence[Span], figures: Sequence[Figure]) -> list[Span]:
    """Return the spans without those inside an address, and with names taken whole."""
    addresses = [figure for figure in figures if figure.label in _ADDRESSES]
    apart = [span for span in spans if not any(_overlap(span, other) for other in addresses)]
    return _closed(text, _quoted(text, apart))


def _quoted(text: str, spans: Sequence[Span]) -> list[Span]:
    """Stretch a name that lies within quotation marks to all that they hold."""
    kept = list(spans)
    for found in _QUOTED.finditer(text):
        start, end = found.span(found.lastindex or 0)
        inside = [span for span in kept if start <= span.start and span.end <= end]
        if inside and inside[0].label in NAMES:
            kept = [span for span in kept if span not in inside]
            kept.append(Span(start, end, inside[0].label))
    return sorted(kept)


def _closed(text: str, spans: Sequence[Span]) -> list[Span]:
    """Include the parenthesis that closes one opened inside a span."""
    return [
        span._replace(end=span.end + 1)
        if text.count("(", span.start, span.end) > text.count(")", span.start, span.end)
        and text[span.end : span.end + 1] == ")"
        else span
        for span in spans
    ]


def _overlap(span: Span, figure: Figure) -> bool:
    return span.start < figure.end and figure.start < span.end
