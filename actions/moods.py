"""How a customer felt, exchange by exchange: from their own words alone, each quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from actions.contract import Language, Tools
from actions.hearing import Heard
from actions.interactions import Interaction
from actions.parts import Evidence, SummaryItem
from actions.wording import Lines, line
from language import fold, format_list, format_long_date, quoted

Mood = Literal["negative", "positive"]
# As feelings are read at the service desk: below this a sentence is taken for neutral.
SURE = 0.45
# « Merci de regarder » asks, and thanks for nothing.
ASKS = re.compile(
    r"(?:merci (?:de|d['’])|please|could you|can you|pou(?:vez|rriez)[- ]vous|thanks for \w+ing\b)"
)
LINES: Lines = {
    "steady": {"fr": "Humeur {mood} : {when}.", "en": "Mood: {mood}, {when}."},
    "changed": {
        "fr": "Humeur {before}, puis {mood} : {when}.",
        "en": "Mood: {before}, then {mood}: {when}.",
    },
    "negative": {"fr": "négative", "en": "negative"},
    "positive": {"fr": "positive", "en": "positive"},
    "said": {"fr": "{quote} le {day}", "en": "{quote} on {day}"},
}


@dataclass(frozen=True)
class Felt:
    """What a customer clearly felt in one exchange, and the sentence that shows it."""

    one: Interaction
    mood: Mood
    text: str
    over: bool = False
    """Whether what it is about was put right since."""


async def felt(
    found: Sequence[Interaction], heard: Sequence[Sequence[Heard]], tools: Tools
) -> list[Felt]:
    """Return what was clearly felt, oldest first, one mood an exchange: the last one shown.

    An exchange in which something hurts is not told to be a happy one.
    """
    said = [
        (one, words.text, remark.settled is not None)
        for one, told in zip(found, heard, strict=True)
        for words, remark in told
        if words.voice == "customer"
    ]
    hurt = {
        one.id
        for one, told in zip(found, heard, strict=True)
        if any(remark.kind == "pain_point" for _, remark in told)
    }
    read = await tools.feelings.read([text for _, text, _ in said])
    last: dict[str, Felt] = {}
    for (one, text, over), (mood, sure) in zip(said, read, strict=True):
        if mood == "neutral" or sure < SURE or ASKS.match(fold(text)):
            continue
        if mood == "negative" or one.id not in hurt:
            last[one.id] = Felt(one, "negative" if mood == "negative" else "positive", text, over)
    return sorted(last.values(), key=lambda one: one.one.moment)


def mood_item(felt: Sequence[Felt], language: Language) -> SummaryItem | None:
    """Return the line that tells how the mood went: what it is, or from what to what.

    Anger at what was put right since is no mood of now.
    """
    if not felt or (felt[-1].mood == "negative" and felt[-1].over):
        return None
    now = felt[-1]
    other = next((one for one in reversed(felt) if one.mood != now.mood), None)
    shown = [other, now] if other else [now]
    when = format_list([_said(one, language) for one in shown], language)
    mood, key = line(LINES, now.mood, language), "changed" if other else "steady"
    before = line(LINES, other.mood, language) if other else ""
    return SummaryItem(
        text=line(LINES, key, language, mood=mood, before=before, when=when), kind="mood",
        evidence=[Evidence(object=one.one.object, id=one.one.id, quote=one.text) for one in shown],
    )  # fmt: skip


def _said(one: Felt, language: Language) -> str:
    day = format_long_date(one.one.day, language)
    return line(LINES, "said", language, quote=quoted(one.text, language), day=day)
