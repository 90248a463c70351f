"""Values held against each other: in "phone vs email", an e-mail is how it came, no message."""

from __future__ import annotations

from actions.reading.spans import Mention, Sentence

_NEAR = 1


def sided(sentence: Sentence, mention: Mention) -> bool:
    """Whether a mention is opposed to another value of one of its own lists."""
    place = sentence.mentions.index(mention)
    if not mention.of("value"):
        return False
    for step in (-1, 1):
        beside = sentence.mentions[max(place + step, 0) : max(place + step, 0) + 1]
        beyond = sentence.mentions[max(place + 2 * step, 0) : max(place + 2 * step, 0) + 1]
        if place + 2 * step < 0 or not beside or not beyond:
            continue
        before = sentence.mentions[: max(place + step, 0)]
        joined = beside[0].says("and") and any(m.says("versus", "difference") for m in before)
        if not (beside[0].says("versus") or joined):
            continue
        gap = max(beside[0].start - mention.end, mention.start - beside[0].end)
        if gap <= _NEAR and _lists(mention) & _lists(beyond[0]):
            return True
    return False


def among_values(sentence: Sentence, mention: Mention) -> bool:
    """Whether a word stands in a row of values of one list: in « chiens et chats », no chat."""
    place = sentence.mentions.index(mention)
    for ahead in (sentence.mentions[:place][::-1], sentence.mentions[place + 1 :]):
        joint = next(iter(ahead), None)
        other = next((m for m in ahead if not m.says("and", "or")), None)
        if joint is None or other is None or other.of("object"):
            continue
        first, last = sorted((mention, other), key=lambda m: m.start)
        listed = joint.says("and", "or") or sentence.gap(first.end, last.start) == [","]
        if listed and last.start - first.end <= _NEAR and _whole(mention) & _whole(other):
            return True
    return False


def _whole(mention: Mention) -> set[tuple[str, str]]:
    return {(one.object, one.field) for one in mention.of("value") if one.share == 1.0}


def _lists(mention: Mention) -> set[tuple[str, str]]:
    return {(one.object, one.field) for one in mention.of("value")}
