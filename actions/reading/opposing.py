"""What holds two things against each other: "vs", « l'écart entre », "more in Q3 than in Q2"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from actions.reading.spans import Mention, Sentence
from language import words

_THAN = frozenset({"than", "que", "qu"})
_MORE = frozenset(words("more less fewer better worse higher lower larger smaller longer faster "
                        "shorter plus moins mieux davantage"))  # fmt: skip
_BEFORE = 8
_EXCEEDING = frozenset(
    words("depasse depassent surpasse surpassent exceed exceeds exceeded outsell outsells outsold "
          "beat beats bat battent devance devancent")
)  # fmt: skip


def opposing(sentence: Sentence) -> Mention | None:
    """Return what holds two things against each other; None where nothing does."""
    said = next((m for m in sentence.mentions if m.says("versus")), None)
    if said is not None:
        return said
    apart = next((m for m in sentence.mentions if m.says("difference")), None)
    return next(_turns(sentence), None) or apart or asked_again(sentence)


def asked_again(sentence: Sentence) -> Mention | None:
    """Return what asks the same of another period: « …, et combien l'an dernier »."""
    for first, joint, again in zip(sentence.mentions, sentence.mentions[1:],
                                   sentence.mentions[2:], strict=False):  # fmt: skip
        then = [m for m in sentence.mentions if m.start >= again.end]
        period = len(then) == 1 and then[0].kind == "period"
        before = {*sentence.gap(again.end, len(sentence.tokens))} & _EARLIER and len(then) <= _UNIT
        if joint.says("and") and again.says("count") and first.kind == "period":
            return replace(joint, concepts=("and", "versus")) if period or before else None
    return None


_EARLIER = frozenset({"before", "avant", "precedent", "precedente", "previous", "prior"})
_UNIT = 2


def difference_said(sentence: Sentence) -> Mention | None:
    """Return what asks by how much the one is above the other."""
    for mention in sentence.mentions:
        following = sentence.gap(mention.end, mention.end + 1)
        counted = mention.text.endswith("combien") and {*following} & {"d", "de", "'", "’"}
        if mention.says("difference") and not counted:
            return mention
    return None


def _late(sentence: Sentence, place: int) -> Mention | None:
    """Return « dépasse » where it is read as late: between two stretches it is not."""
    late = (m for m in sentence.mentions if m.start <= place < m.end and m.says("overdue"))
    return next((replace(m, concepts=(*m.concepts, "turning")) for m in late), None)


def _turns(sentence: Sentence) -> Iterator[Mention]:
    """Yield the words between two things that stand in no mention: "than", « dépasse »."""
    taken = {place for m in sentence.mentions for place in range(m.start, m.end)
             if m.kind != "unknown"}  # fmt: skip
    for place, token in enumerate(sentence.tokens):
        if token.text in _EXCEEDING and (late := _late(sentence, place)):
            yield late
        if place in taken:
            continue
        more = set(sentence.gap(max(place - _BEFORE, 0), place)) & _MORE
        if token.text in _EXCEEDING or (token.text in _THAN and more):
            yield Mention(place, place + 1, "words", token.text, (), ("turning",))
