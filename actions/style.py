"""How an e-mail should sound, as the person says it: « plus court », "more formal"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from language import fold

Tone = Literal["neutral", "warm", "formal"]
Length = Literal["short", "normal", "long"]
TONES: tuple[tuple[Tone, str], ...] = (
    (
        "formal",
        r"form[ae]l\w*|soutenu\w*|serieu\w*|professionnel\w*|professional|polite\w*|polie?s?",
    ),
    ("warm", r"chaleureu\w*|amical\w*|friendly|friendlier|warm\w*|cordial\w*|decontracte\w*"),
    ("neutral", r"neutr\w*|sobre|plain\w*"),
)
LENGTHS: tuple[tuple[Length, str], ...] = (
    (
        "short",
        r"court\w*|short\w*|bref|breve|brief\w*|concis\w*|raccourci\w*|condense\w*|synthetique",
    ),
    ("long", r"long\w*|detail\w*|develop\w*|complet\w*|rallonge\w*"),
)


@dataclass(frozen=True)
class Style:
    """The tone and the length of a text; `familiar` says « tu » instead of « vous »."""

    tone: Tone = "neutral"
    length: Length = "normal"
    familiar: bool = False


def read_style(text: str, style: Style) -> Style:
    """Return the style with what the text asks to change."""
    folded = fold(text)
    for tone, said in TONES:
        if re.search(rf"\b(?:{said})\b", folded):
            style = replace(style, tone=tone)
    for length, said in LENGTHS:
        if re.search(rf"\b(?:{said})\b", folded):
            style = replace(style, length=length)
    if re.search(r"\b(?:tutoi\w*|tutoy\w*|(?:a|au|en) tu)\b", folded):
        style = replace(style, familiar=not re.search(r"\bne\b.{0,12}\btuto", folded))
    if re.search(r"\b(?:vouvoi\w*|vouvoy\w*)\b", folded):
        style = replace(style, familiar=False)
    return style
