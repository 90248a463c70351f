"""How an e-mail should sound, as the person says it: « plus court », "more formal"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from language import fold

Kind = TypeVar("Kind", bound=str)
Tone = Literal["neutral", "warm", "formal", "firm"]
Length = Literal["short", "normal", "long"]
TONES: tuple[tuple[Tone, str, Tone], ...] = (
    (
        "formal",
        r"form[ae]l\w*|soutenu\w*|serieu\w*|professionnel\w*|professional\w*|polite\w*|polie?s?|"
        r"ceremonieu\w*|guinde\w*|stiff\w*|distant\w*",
        "warm",
    ),
    (
        "warm",
        r"chaleureu\w*|amica\w*|friendl\w*|warm\w*|cordial\w*|decontracte\w*|familie?re?\w*|casual\w*|"
        r"sympa\w*|relaxed|informal\w*",
        "formal",
    ),
    (
        "firm",
        r"fermes?|firm(?:er|ly)?|direct\w*|insistant\w*|insistent|pressing|pressant\w*|agressi\w*|"
        r"aggressive|assertive|pushy",
        "neutral",
    ),
    ("neutral", r"neutr\w*|sobre\w*|plain\w*", "neutral"),
    ("warm", r"froid\w*|cold\w*|sec|seche|dry|curt|sharp", "warm"),
)
"""A tone, the words that ask for it, what less of it asks for; « trop sec » is warmer."""
LENGTHS: tuple[tuple[Length, str, Length], ...] = (
    (
        "short",
        r"courte?s?|short\w*|bref|breve|brief\w*|concis\w*|raccourci\w*|condens\w*|synthetique|"
        r"alleg\w*|lege?re?|compact\w*|trim|phrases? max\w*|en (?:une|deux|trois|\d) phrases?|"
        r"in (?:one|two|three|\d) sentences?",
        "long",
    ),
    (
        "long",
        r"long\w*|detail\w*|developp\w*|complet\w*|rallonge\w*|etoff\w*|fuller|expand\w*|elaborate",
        "short",
    ),
)
LESS = r"\b(?:moins|trop|less|too|pas (?:si|aussi)|not so|sans|without)\s+(?:\w+\s+)?"


@dataclass(frozen=True)
class Style:
    """The tone and the length of a text; `familiar` says « tu » instead of « vous »."""

    tone: Tone = "neutral"
    length: Length = "normal"
    familiar: bool = False


def read_style(text: str, style: Style) -> Style:
    """Return the style with what the text asks to change."""
    folded = fold(text)
    tone, length = _asked(folded, TONES), _asked(folded, LENGTHS)
    if tone:
        # « Plus formel » ends « tu »: nobody salutes solemnly whom they address so.
        style = replace(style, tone=tone, familiar=style.familiar and tone != "formal")
    if length:
        style = replace(style, length=length)
    if re.search(r"\b(?:tutoi\w*|tutoy\w*|(?:a|au|en) tu)\b", folded):
        style = replace(style, familiar=not re.search(r"\bne\b.{0,12}\btuto", folded))
    if re.search(r"\b(?:vouvoi\w*|vouvoy\w*)\b", folded):
        style = replace(style, familiar=False)
    return style


def _asked(folded: str, kinds: Sequence[tuple[Kind, str, Kind]]) -> Kind | None:
    """Return what a text asks for: of several the last said; less of one is its opposite."""
    found: list[tuple[int, Kind]] = []
    for kind, said, opposite in kinds:
        for match in re.finditer(rf"\b(?:{said})(?!\w)", folded):
            less = re.search(rf"{LESS}$", folded[: match.start()])
            found.append((match.start(), opposite if less else kind))
    return max(found)[1] if found else None
