"""Denied conditions: « pas en France », "except the low ones", « sauf Claire et Inès »."""

from __future__ import annotations

from actions.reading.excepting import (
    EXCEPTIVE,
    REMOVALS,
    denies_its_date,
    left_out_noun,
    left_out_of,
)
from actions.reading.spans import Mention, Sentence
from actions.reading.states import STATES
from language import fold, words


def _told(mention: Mention) -> bool:
    """Whether a word is no more than a participle: « non interrompues de plus de 20 kWh »."""
    return fold(mention.text).endswith(_PARTICIPLES)


_PARTICIPLES = ("ees", "ee", "es", "e", "ed", "is", "us", "ues", "ie", "ies")
_PLACED = frozenset(words("chez at in en dans avec with pour for"))
_BEING = frozenset(words("being been having etre ete avoir ayant"))
_SIBLINGS = frozenset({"name", "place", "contact"})


def denied(sentence: Sentence, mention: Mention) -> bool:
    """Whether « pas », "except", « hors » governs it: « sauf ceux de priorité basse »."""
    if mention.kind == "period":
        apart = left_out_of(sentence, mention) is not None
        return apart or denies_its_date(sentence, mention)
    if mention.says("contacted", "inactive"):
        return False
    before = sentence.mentions[: sentence.mentions.index(mention)]
    if _removed(before) or _all_but(sentence, mention) or left_out_noun(sentence, mention):
        return True
    sibling = _sibling(sentence, before, mention) or _listed_out(sentence, before, mention)
    if sibling is not None:
        return denied(sentence, sibling)
    return _governed(sentence, before, mention)


def lack_said(sentence: Sentence, end: int, mention: Mention) -> bool:
    """Whether the only denial before it says what is lacking, which ends there: « ni contrat »."""
    between = [m for m in sentence.mentions if end <= m.start and m.end <= mention.start]
    return not any(m.says("not", "without", "never") for m in between)


def _governed(sentence: Sentence, before: tuple[Mention, ...], mention: Mention) -> bool:
    """Whether a denial stands before the mention, with at most the field it is a value of."""
    start = mention.start
    for previous in reversed(before):
        if start - previous.end > 4:
            return False
        if _corrects(sentence, previous) or _of_others(sentence, previous, before):
            return False
        if previous.says("not") or _never(previous, mention):
            figure = mention.kind == "amount" and previous is not before[-1]
            return not (figure and before[-1].kind == "words" and _told(before[-1]))
        if previous.says("versus") and start - previous.end <= 1:
            start = previous.start
            continue
        if previous.says("without"):
            verbal = bool({*sentence.gap(previous.end, start)} & _BEING)
            verbal = verbal or _left_out(sentence, previous, mention)
            verbal = verbal or _without_those(sentence, previous, mention)
            verbal = verbal or _of_some(sentence, previous, mention)
            return verbal or _excepted(sentence, previous)
        agent = mention.kind == "name" and previous.says("by") and start - previous.end <= 1
        agent = agent or _of_verb(sentence, previous, before)
        apart = "," in sentence.gap(previous.end, start)  # "not opted out, email ending with …"
        if apart or (not agent and _ends(sentence, previous, start)):
            return not apart and previous.says("same") and _excepted(sentence, previous)
        start = previous.start
    return False


def _of_others(sentence: Sentence, noun: Mention, before: tuple[Mention, ...]) -> bool:
    """Whether a noun after what is denied begins other records: « non payés sur les lots de X »."""
    place = before.index(noun)
    if not place or before[place - 1].says("not", "without", "with", "and", "or"):
        return False
    whole = any(one.share == 1.0 for one in noun.of("object"))
    return whole and bool({*sentence.gap(before[place - 1].end, noun.start)} & _HANGING)


_HANGING = _PLACED | frozenset(words("sur de du des d on of from"))


def _removed(before: tuple[Mention, ...]) -> bool:
    """Whether « retire ceux qui ont … » takes it off the list: only « ceux qui » in between."""
    for previous in reversed(before):
        if previous.says("not"):
            return fold(previous.text).startswith(REMOVALS) and previous is not before[-1]
        if not (previous.says("same", "with", "who", "which") or previous.of("object")):
            return False
    return False


def _all_but(sentence: Sentence, mention: Mention) -> bool:
    """Whether "but" leaves it out of all: "everyone's deals but mine", "any country but France"."""
    ahead = [word for word in sentence.gap(0, mention.start) if word not in _ARTICLES]
    return ahead[-1:] == ["but"] and bool({*ahead} & _ALL)


_ARTICLES = frozenset({"the", "in", "from", "a", "an", "for", "of"})
_ALL = frozenset(
    words("all every each any everyone everybody everything anyone anybody anything none nothing")
)


def _corrects(sentence: Sentence, previous: Mention) -> bool:
    """Whether « non » only takes back what was said before: « non, plutôt les chauds »."""
    if previous.start > 0 or fold(previous.text) not in {"non", "no", "not"}:
        return False
    return bool({*sentence.gap(previous.end, previous.end + 1)} & _TAKEN_BACK)


_TAKEN_BACK = frozenset(words("plutot les le la the i je rather actually en")) | {","}


def _left_out(sentence: Sentence, previous: Mention, mention: Mention) -> bool:
    """Whether « sans les réclamations » leaves out what is of that value, and lacks no field."""
    near = previous.start == 0 and mention.start - previous.end <= 1
    valued = bool(mention.of("value")) and not mention.of("field")
    return near and (valued or mention.says(*STATES))


def _of_some(sentence: Sentence, previous: Mention, mention: Mention) -> bool:
    """Whether « sans ceux de Lyon », "without Tom's" leaves some out: no record lacks a town."""
    between = {*sentence.gap(previous.end, mention.start)}
    if between & _SOME:
        return mention.kind in _SIBLINGS or bool(mention.of("value")) or mention.says(*STATES)
    plain = bool(mention.of("value")) and not (mention.of("field") or mention.of("object"))
    return (mention.kind in _SIBLINGS or plain) and mention.start - previous.end <= 1


_SOME = frozenset(words("ceux celles celui celle those ones"))


def _without_those(sentence: Sentence, previous: Mention, mention: Mention) -> bool:
    """Whether « sans les perdues » leaves out those in a state, with no noun of their own."""
    between = sentence.gap(previous.end, mention.start)
    named = any(m.of("object") and m.start == mention.end for m in sentence.mentions)
    alone = between in (["les"], ["the"], ["compter", "les"], ["counting", "the"])
    return mention.says(*STATES) and alone and not named


def _of_verb(sentence: Sentence, previous: Mention, before: tuple[Mention, ...]) -> bool:
    """Whether « avec » only leads from a verb that is denied: "not paid with the app"."""
    if previous.kind == "unknown":
        return bool({*sentence.gap(previous.end, previous.end + 1)} & _LEADING)
    place = before.index(previous)
    verb = before[place - 1] if place else None
    led = verb is not None and verb.kind == "unknown" and verb.end == previous.start
    return previous.says("with", "by") and led


_LEADING = frozenset({"with", "by", "via", "avec", "par", "through", "in", "from", "en"})


def _never(previous: Mention, mention: Mention) -> bool:
    """Whether a state was never entered: "never converted", « jamais gagnées »."""
    stated = mention.says(*STATES) or bool(mention.of("value"))
    near = mention.start - previous.end <= _NEXT
    return previous.says("never") and stated and near and not mention.of("object")


_NEXT = 2


def _ends(sentence: Sentence, previous: Mention, start: int) -> bool:
    """Whether what a denial governs ends there: with no field, or where a place is said next."""
    plain = not previous.of("field") or bool(previous.of("value")) or previous.says("with")
    return plain or bool({*sentence.gap(previous.end, start)} & _PLACED)


def _sibling(sentence: Sentence, before: tuple[Mention, ...], mention: Mention) -> Mention | None:
    """Return what « et », "or" joins the mention to, if it is of the same kind: a denial holds."""
    if len(before) < 2 or not before[-1].says("and", "or") or before[-1].says("not"):
        return None
    other, joint = before[-2:]
    if joint.start - other.end > 0 or mention.start - joint.end > 2:
        return None
    if mention.kind in _SIBLINGS:
        return other if other.kind == mention.kind else None
    fields = {(one.object, one.field) for one in mention.of("value")}
    shared = fields & {(one.object, one.field) for one in other.of("value")}
    return other if shared and mention.kind == other.kind == "words" else None


def _listed_out(
    sentence: Sentence, before: tuple[Mention, ...], mention: Mention
) -> Mention | None:
    """Return what is left out before « et celles de moins de 10 k€ », "and anything under 10k"."""
    joint = next((m for m in reversed(before) if m.says("and", "or") and not m.says("not")), None)
    if joint is None or mention.start - joint.end > _FURTHER:
        return None
    others = before[: before.index(joint)]
    leaves = next((m for m in reversed(others) if m.says("not")), None)
    if leaves is None or not fold(leaves.text).startswith(EXCEPTIVE):
        return None
    near = others[-1].end == joint.start and others[-1] is not leaves
    of_them = {fold(word) for word in sentence.gap(joint.end, mention.start)} & _THOSE
    return others[-1] if near and of_them else None


_FURTHER = 4
_THOSE = _SOME | frozenset(words("anything everything anyone whatever any tout toute tous toutes"))


def _excepted(sentence: Sentence, mention: Mention) -> bool:
    place = sentence.mentions.index(mention)
    before = sentence.mentions[place - 1] if place else None
    return before is not None and before.says("not") and mention.start - before.end <= 3
