"""The points sellers are asked about, whatever they are called: « SAV » is the support."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from actions.contract import Language
from language import words

POINTS = Path(__file__).resolve().parent.parent / "data" / "points.yml"


def ways_to_say(topic: str, language: Language) -> list[str]:
    """Return how battle cards name the points a topic speaks of, then the topic as it was said."""
    said = singular(topic)
    named = [
        names[language]
        for names, ways in points()
        if any(f" {way} " in f" {said} " for way in ways)
    ]
    return list(dict.fromkeys([*named, topic]))


@cache
def points() -> list[tuple[dict[str, str], tuple[str, ...]]]:
    """Return each point's names by language and the ways of saying it, folded."""
    read = yaml.safe_load(POINTS.read_text())
    return [
        (one["named"], tuple(singular(way) for way in (*one["said"], *one["named"].values())))
        for one in read.values()
    ]


def singular(text: str) -> str:
    """Return the folded words of a text, plural marks dropped."""
    return " ".join(
        word[:-1] if len(word) > 3 and word[-1] in "sx" else word for word in words(text)
    )
