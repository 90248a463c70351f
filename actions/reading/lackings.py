"""Whether an object is said to be lacking: « sans tâche », "with no open case", « ni devis »."""

from __future__ import annotations

from collections.abc import Sequence

from actions.reading.anaphora import points_back
from actions.reading.spans import Mention, Sentence
from language import words

_CLAUSE = frozenset(words("qui que dont ou who which that whose where quels quelles"))
_NEITHER = frozenset({"ni", "nor"})


def lacking(sentence: Sentence, mention: Mention, *, below: bool = False) -> bool:
    """Whether « sans », "with no" governs the object: before it, nothing but its adjectives.

    A kind of record `below` what is asked for is never only where that is: "never featured in a
    tasting" has no tasting.
    """
    said = False
    for previous in reversed(sentence.mentions[: sentence.mentions.index(mention)]):
        if previous.says("without", "never") or previous.text.lower() == "neither":
            return below or not (said and _led(sentence, mention))
        said = said or bool(previous.of("value") or previous.concepts)
        if previous.says("not") and {*sentence.before(mention, 2)} & _ANY:
            return True
        neither = previous.text.lower() in _NEITHER
        if (previous.of("object") or previous.says("with", "by", "and", "or")) and not neither:
            return _joined_before(sentence, mention, previous)
        between = sentence.gap(previous.end, mention.start)
        if previous.of("field") and {*between} & _AT and not below:
            return False
        if len(between) > 4 or any(word in _CLAUSE for word in between):
            return False
    return False


def _joined_before(sentence: Sentence, mention: Mention, previous: Mention) -> bool:
    """Whether what comes before is lacking, and « ni », « ou » join it to the mention."""
    if previous.says("or"):
        return _or_before(sentence, previous)
    return _neither_before(sentence, mention, previous)


def _or_before(sentence: Sentence, joint: Mention) -> bool:
    """Whether « ou » joins it to what is lacking: « sans contrat ou commande » lacks both."""
    ahead = [m for m in sentence.mentions if m.end <= joint.start]
    empty = False
    while ahead and not ahead[-1].of("object"):
        last = ahead.pop()
        if last.says("without"):
            return empty  # « sans prochaine étape ou contact »
        empty = empty or bool(last.of("field"))
        told = last.kind in {"words", "amount"} and not last.says("with", "without", "and", "by")
        if not (told or last.kind == "period"):
            return False
    return bool(ahead) and joint.start - ahead[-1].end <= _NEAR and lacking(sentence, ahead[-1])


_NEAR = 5


def _neither_before(sentence: Sentence, mention: Mention, previous: Mention) -> bool:
    """Whether « ni » joins it to what is lacking: « sans tâche ni opportunité »."""
    between = [m for m in sentence.mentions if previous.start <= m.start < mention.start]
    return any(m.text.lower() in _NEITHER for m in between) or any(
        word in _NEITHER for word in sentence.gap(previous.end, mention.start)
    )


def _led(sentence: Sentence, mention: Mention) -> bool:
    """Whether a noun only says whose or where: "never accepted for accounts in Leeds"."""
    near = [word for word in sentence.before(mention, 2) if word not in _ARTICLES]
    return bool({*near[-1:]} & (_AT | {"for", "pour"}))


_ARTICLES = frozenset({"the", "les", "le", "la", "des", "my", "mes", "our", "nos"})
_AT = frozenset({"chez", "at", "from", "in", "dans"})


_ANY = frozenset({"any", "single", "d", "de", "un", "une", "aucun", "aucune"})


def only_has(sentence: Sentence, heads: Sequence[Mention]) -> bool:
    """Whether a follow-up only says what the list is to have: « ceux avec un ticket ouvert »."""
    if _pronoun_heads(sentence, heads):
        return True
    first = heads[0].start if heads else 0
    ahead = [m for m in sentence.mentions if m.end <= first and not m.of("value")]
    held = any(m.says("with", "without") for m in ahead)
    plain = {"with", "without", "same", "who", "open", "closed", "not", "never"}
    return held and all(m.says(*plain) for m in ahead)


def _pronoun_heads(sentence: Sentence, heads: Sequence[Mention]) -> bool:
    """Whether a pronoun heads what is asked for: « ceux des clients belges », "those of Emily's".

    It is what is on screen, and the kind of record named after it only says whose.
    """
    first = heads[0].start if heads else 0
    said = sentence.gap(0, first)
    opening = [word for word in said if word not in _OPENS]
    if opening[:1] and opening[0] in _OF:
        return True
    return points_back(said)


_OPENS = frozenset(words("et and juste just only seulement uniquement que"))
_OF = frozenset(words("de d des du of from at for chez pour whose dont"))


def alike(one: Mention, other: Mention) -> bool:
    """Whether the next word says again what is spoken of: « interlocuteur décisionnaire »."""
    same = {m.object for m in one.of("object")} & {m.object for m in other.of("object")}
    return bool(same and other.of("value")) and other.start == one.end
