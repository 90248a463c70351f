"""Setting right what a tagger cannot know: quotation marks, joined words, verbs, addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.disguise import NAMES
from bot.figure_values import Figure
from bot.pieces import Span

_QUOTED = re.compile(r"«\s*([^«»]+?)\s*»|“([^“”]+)”|\"([^\"]+)\"")
# Right before a name, without a space between: letters and a sign that joins words.
_JOINED_BEFORE = re.compile(r"(?<![\w'’])((?:\w+[-–.&/'’])+)$")
_ELIDED = re.compile(r"(?i)(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’]")
# Right after it: joined words, a code such as 3D, a parenthesis that closes.
_JOINED_AFTER = re.compile(r"(?:(?:[-–.&/]|['’](?!s\b))\w+)*(?: \d[A-Z]\b)?(?: \([^()]{1,30}\))?")
# A verb that asks: « ressort-il », « va-t-on ». Stratford-on-Avon goes on after its « on ».
_ASKING = re.compile(
    r"-?(?:t-)?(?<=-)(?:ce|elles?|ils?|je|nous|on|tu|vous)\b(?![-'’])", re.IGNORECASE
)
_ADDRESSES = {"email", "phone", "id"}


def tidy(text: str, spans: Sequence[Span], figures: Sequence[Figure]) -> list[Span]:
    """Return the spans without addresses and verbs, and with names taken whole."""
    addresses = [figure for figure in figures if figure.label in _ADDRESSES]
    apart = [span for span in spans if not any(_overlap(span, other) for other in addresses)]
    named = [span for span in apart if not _ASKING.match(text, span.end)]
    return _quoted(text, [_whole(text, span) if span.label in NAMES else span for span in named])


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


def _whole(text: str, span: Span) -> Span:
    """Stretch a name over what is written together with it: O'Hara, Co-op, S.A.S., Zenith 3D.

    An elided article (l', d') stays outside on the left, a possessive ('s) on the right.
    """
    before = _JOINED_BEFORE.search(text, 0, span.start)
    start = before.start(1) if before and not _ELIDED.fullmatch(before[1]) else span.start
    after = _JOINED_AFTER.match(text, span.end)
    end = after.end() if after else span.end
    opened = text.count("(", start, end) > text.count(")", start, end)
    return span._replace(start=start, end=end + (opened and text[end : end + 1] == ")"))


def _overlap(span: Span, figure: Figure) -> bool:
    return span.start < figure.end and figure.start < span.end
