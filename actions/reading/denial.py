"""Denied conditions: « pas en France », "except the low ones", « hors prospection »."""

from __future__ import annotations

from actions.reading.spans import Mention, Sentence


def denied(sentence: Sentence, mention: Mention) -> bool:
    """Whether « pas », "except", « hors » governs it: « sauf ceux de priorité basse »."""
    if mention.kind == "period" or mention.says("contacted", "inactive"):
        return False
    start = mention.start
    for previous in reversed(sentence.mentions[: sentence.mentions.index(mention)]):
        if start - previous.end > 4:
            return False
        if previous.says("not"):
            return True
        if previous.says("without"):
            return _excepted(sentence, previous)
        if not previous.of("field") or previous.of("value") or previous.says("with", "without"):
            return previous.says("same") and _excepted(sentence, previous)
        start = previous.start
    return False


def _excepted(sentence: Sentence, mention: Mention) -> bool:
    place = sentence.mentions.index(mention)
    before = sentence.mentions[place - 1] if place else None
    return before is not None and before.says("not") and mention.start - before.end <= 3
