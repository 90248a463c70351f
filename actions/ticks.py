"""Checkboxes a change ticks or clears: "mark it as laid up", « décoche Convention signée »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from actions.label_words import Token, content_words, occurrences, tokens_of
from crm import FieldInfo
from language import words

_CLEARING = frozenset(
    words(
        "not no non n pas sans without off decoche decocher uncheck untick clear remove retire "
        "retirer enleve enlever longer isn aren never jamais faux false"
    )
)
_BEFORE, _PAIR = 4, 2
_DENIED = re.compile(r"\s*(?:[:=]|à|a|to|est|is)?\s*(?:non|no|false|faux)\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\s?\([^)]*\)")
_CLAUSE = re.compile(r"[,;.]|\b(?:et|and|mais|but)\b")


def ticks_in(
    text: str, fields: Sequence[FieldInfo]
) -> Iterator[tuple[bool, int, int, FieldInfo, int]]:
    """Yield each checkbox named in full: its new value, where it stands, the field, its words."""
    tokens = tokens_of(text)
    for field in fields:
        if field.type != "boolean":
            continue
        for label in dict.fromkeys((field.labels.fr, field.labels.en)):
            for start, end, size in _said(_BRACKETS.sub("", label), tokens):
                yield not _denied(text, start, end), start, end, field, size


def _said(label: str, tokens: tuple[Token, ...]) -> list[tuple[int, int, int]]:
    """Return where a label stands; « règle l'acompte » turns « Acompte réglé » about."""
    named = content_words(label)
    turned = " ".join(reversed(named)) if len(named) == _PAIR else ""
    return occurrences(label, tokens) or (occurrences(turned, tokens) if turned else [])


def _denied(text: str, start: int, end: int) -> bool:
    clause = _CLAUSE.split(text[:start])[-1]
    before = words(clause)[-_BEFORE:]
    return bool({*before} & _CLEARING) or bool(_DENIED.match(text, end))
