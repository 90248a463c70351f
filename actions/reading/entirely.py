"""What all children are: « dont tous les tickets sont fermés », "with only closed cases".

Having a closed case is not having closed ones alone: there is some child, and none that is
otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence

from actions.reading.asked import Placed
from actions.reading.clauses import Anchor
from actions.reading.spans import Mention, Sentence
from language import words

_ALL = frozenset(words("all every each tous toutes chaque"))
_ONLY = frozenset(words("only solely exclusively uniquement seulement exclusivement seuls seules"))
_BETWEEN = frozenset(words("of whose the their its les ses leurs des de d have has having ont a"))
_BEING = frozenset(words("is are was were have has sont est ont ete furent"))
_NEAR = 3


def entirely(sentence: Sentence, child: Anchor, own: Sequence[Placed]) -> list[Placed]:
    """Return those of a child's conditions that all the children meet; none where one is enough."""
    if child.negated or child.end == child.start:
        return []
    after = _told_after(sentence, child)
    said = _quantified(sentence, child)
    told = after is not None and bool(said or _all_after(sentence, after))
    if not (told or said & _ONLY):
        return []
    return [one for one in own if after is None or one.mention.start >= after]


def _told_after(sentence: Sentence, child: Anchor) -> int | None:
    """Return where begins what is told of the children: after « sont », "are"."""
    for place in range(child.end, min(child.end + _NEAR, len(sentence.tokens))):
        if sentence.tokens[place].text in _BEING:
            return place + 1
    return None


def _all_after(sentence: Sentence, place: int) -> bool:
    """Whether « sont tous », "are all" follows."""
    return bool({*sentence.gap(place, place + 2)} & (_ALL | _ONLY))


def _quantified(sentence: Sentence, child: Anchor) -> set[str]:
    """Return « tous », "only" said right before a child, its adjectives aside."""
    place = child.start - 1
    told = {at for one in sentence.mentions if _plain(one) for at in range(one.start, one.end)}
    while place >= 0:
        word = sentence.tokens[place].text
        if word in _ALL | _ONLY:
            return {word}
        if word == "que" and {*sentence.gap(max(place - _NEAR, 0), place)} & {"n", "ne"}:
            return {"only"}
        if word not in _BETWEEN and place not in told:
            return set()
        place -= 1
    return set()


def _plain(mention: Mention) -> bool:
    """Whether a word is an adjective: a state, or a value of a list."""
    joins = mention.says("with", "without", "not", "and", "or", "by")
    return mention.kind == "words" and not mention.of("object") and not joins
