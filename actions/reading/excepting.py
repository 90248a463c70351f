"""What leaves something out of a whole: « en 2026 hors août », "this year but not in Q1"."""

from __future__ import annotations

from dataclasses import replace

from actions.reading.spans import Mention, Sentence
from language import Period, fold, words
from language.stretches import move

REMOVALS = ("enlev", "retir", "remov", "drop", "exclu", "sauf", "except", "hormis")
EXCEPTIVE = (*REMOVALS, "hors", "other than", "autre", "apart", "aside", "barring", "en dehors")
_NEITHER = frozenset({"ni", "nor", "neither"})
_DURING = frozenset(words("in en au aux a le la les l the during pendant of de du d on for mois '"))


def left_out_of(sentence: Sentence, period: Mention) -> Mention | None:
    """Return the period one is left out of; of « hors 2025 » alone, that is the period itself."""
    before = sentence.mentions[: sentence.mentions.index(period)]
    if not before or not before[-1].says("not"):
        return None
    between = {fold(word) for word in sentence.gap(before[-1].end, period.start)}
    said = fold(before[-1].text)
    alone = period if said.startswith(EXCEPTIVE) or said in _NEITHER else None
    whole = next((m for m in before if m.kind == "period"), alone)
    return whole if between <= _DURING else None


def left_out_noun(sentence: Sentence, mention: Mention) -> bool:
    """Whether what is left out is told by its noun first: « hors tickets escaladés »."""
    ahead = sentence.mentions[: sentence.mentions.index(mention)][-2:]
    if len(ahead) < _PAIR or not (ahead[0].says("not") and ahead[1].of("object")):
        return False
    close = ahead[1].start - ahead[0].end <= 1 and mention.start - ahead[1].end <= _LED
    return close and fold(ahead[0].text).startswith(EXCEPTIVE)


_LED = 1


def denies_its_date(sentence: Sentence, period: Mention) -> bool:
    """Whether what a period is of is denied: "deals not closing this month"."""
    ahead = sentence.mentions[: sentence.mentions.index(period)][-2:]
    if len(ahead) < _PAIR or not ahead[0].says("not") or ahead[1].start - ahead[0].end > 1:
        return False
    dated = ahead[1].says("closing", "created") and not ahead[1].says("open", "closed", "won")
    return dated and {fold(one) for one in sentence.gap(ahead[1].end, period.start)} <= _DURING


_PAIR = 2


def leaves_out(sentence: Sentence, mention: Mention) -> bool:
    """Whether a word only leads to a period left out: it denies nothing else."""
    after = next((m for m in sentence.mentions if m.start >= mention.end), None)
    led = mention.says("not") and after is not None and after.kind == "period"
    return led and after is not None and left_out_of(sentence, after) is not None


def within(period: Period, whole: Period) -> Period:
    """Return the period of the year it is left out of: « cette année sauf décembre »."""
    start, end = period.start, period.end
    if period.recurs != "year" or not (start and end and whole.start and whole.end):
        return period
    for years in (0, 1, -1):
        first, last = move(start, "year", years), move(end, "year", years)
        if whole.start <= first and last <= whole.end:
            return replace(period, start=first, end=last)
    return period
