"""Nouns left unsaid after « mais aucune », "but none", "but not": what was had is said again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from actions.reading.clauses import Anchor, Frame, frame
from actions.reading.mentions import segment
from actions.reading.own_nouns import with_own_nouns
from actions.reading.slips import put
from actions.reading.spans import Sentence
from actions.reading.states import STATES
from actions.reading.vocabulary import Vocabulary
from crm import Catalogue
from language import fold_keep_length

_ELIDED = re.compile(
    r"\b(?:but|and|yet|mais|et) "
    r"(?P<said>(?P<none>none|aucune?|without (?:one|any)|pas une?)|not|nothing|pas|rien)(?! \w?')\b"
)
_OF = frozenset({"of", "de", "d", "des", "a", "au", "other", "autre"})
_NEAR = 2

Span = tuple[int, int]


def said_in_full(
    text: str,
    spans: Iterable[Span],
    catalogue: Catalogue,
    vocabulary: Vocabulary,
    today: date,
    language: str,
) -> tuple[str, list[Span]]:
    """Return the message with the noun it leaves out: "orders last year but none this year".

    Nothing is added where none was had before. « pas », "not" leave a noun out only before a
    period. The spans are moved along.
    """
    kept, gaps = [*spans], [*_ELIDED.finditer(fold_keep_length(text).lower())]
    if not gaps:
        return text, kept
    sentence = with_own_nouns(segment(text, vocabulary, today, kept, None, ()), catalogue)
    found = frame(sentence, catalogue, None)
    for gap in gaps:
        had = _had(sentence, found, gap.start()) if found else None
        if had is not None and _elides(sentence, gap):
            lacking = {"fr": "aucune"}.get(language, "no")
            noun = _noun(sentence, had, catalogue, language)
            return put(text, kept, gap.span("said"), f"{lacking} {noun}")
    return text, kept


def _elides(sentence: Sentence, gap: re.Match[str]) -> bool:
    """Whether no noun follows: what comes next is a period, or no kind of record."""
    place = next((i for i, one in enumerate(sentence.tokens) if one.start >= gap.end()), None)
    if place is None or sentence.tokens[place].text in _OF:
        return False
    after = next((m for m in sentence.mentions if m.end > place), None)
    timed = after is not None and after.kind == "period" and after.start - place <= _NEAR
    named = after is not None and after.of("object") and after.start - place <= 1
    return timed or bool(gap["none"] and not named)


def _had(sentence: Sentence, found: Frame, place: int) -> Anchor | None:
    """Return the last child that records were said to have before a place of the text."""
    had = [one for one in found.anchors if one.child and not one.negated and one.end > one.start
           and sentence.tokens[one.start].start < place]  # fmt: skip
    return max(had, key=lambda one: one.start, default=None)


def _noun(sentence: Sentence, had: Anchor, catalogue: Catalogue, language: str) -> str:
    """Return what was had, with the state said beside it: "open Opportunities"."""
    plurals = catalogue[had.object].plurals
    before = [m for m in sentence.mentions if m.end == had.start and m.says(*STATES)]
    after = [m for m in sentence.mentions if m.start == had.end and m.says(*STATES)]
    noun = plurals.fr if language == "fr" else plurals.en
    return " ".join((*(m.text for m in before), noun, *(m.text for m in after)))
