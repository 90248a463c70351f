"""Nouns left unsaid after « mais aucune », "but none", "but not": what was had is said again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.reading.clauses import Anchor, Frame
from actions.reading.slips import put
from actions.reading.spans import Sentence
from actions.reading.states import STATES
from crm import Catalogue
from language import fold_keep_length

_ELIDED = re.compile(
    r"\b(?:but|and|yet|mais|et) "
    r"(?P<said>(?P<none>none|aucune?|without (?:one|any)|pas une?)|not|nothing|pas|rien)(?! \w?')\b"
)
_OF = frozenset({"of", "de", "d", "des", "a", "au", "other", "autre"})
_NEAR = 2

Spans = Sequence[tuple[int, int]]


def said_in_full(
    sentence: Sentence, found: Frame, catalogue: Catalogue, language: str, spans: Spans
) -> tuple[str, list[tuple[int, int]]] | None:
    """Return the message with the noun it leaves out: "orders last year but none this year".

    None where nothing is left out, or nothing was had before. « pas », "not" leave a noun out
    only before a period.
    """
    for gap in _ELIDED.finditer(fold_keep_length(sentence.text).lower()):
        place = next((i for i, one in enumerate(sentence.tokens) if one.start >= gap.end()), None)
        if place is None or sentence.tokens[place].text in _OF:
            continue
        after = next((m for m in sentence.mentions if m.end > place), None)
        timed = after is not None and after.kind == "period" and after.start - place <= _NEAR
        named = after is not None and after.of("object") and after.start - place <= 1
        had = _had(sentence, found, gap.start())
        if had is not None and (timed or (gap["none"] and not named)):
            lacking = {"fr": "aucune"}.get(language, "no")
            noun = _noun(sentence, had, catalogue, language)
            return put(sentence.text, spans, gap.span("said"), f"{lacking} {noun}")
    return None


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
