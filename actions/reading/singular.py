"""Whether a superlative asks for one record: « la plus grosse », not "the biggest deals"."""

from __future__ import annotations

from itertools import pairwise

from actions.reading.asked import Asked
from actions.reading.head_nouns import plural
from actions.reading.parting import unit_heads
from actions.reading.spans import Mention, Sentence
from actions.reading.states import STATES
from language import fold, words

_ONE = frozenset({"the", "le", "la", "l"})
_WHICH_ONE = frozenset(words("laquelle lequel"))
_MANY = frozenset(words("have are were"))
_NO_NOUN = frozenset(words("one of de des du parmi among et and stp svp please"))


def one_meant(asked: Asked, mention: Mention) -> int | None:
    """Return 1 for « la plus grosse affaire », nothing for « les plus grosses affaires »."""
    main = asked.frame.main
    if _of_several(asked):
        return 1
    before = {t.text for t in asked.sentence.tokens[max(mention.start - 2, 0) : mention.start]}
    several = bool(before & {"les", "des", "mes", "nos"})
    if main.end > main.start:
        return None if several or plural(asked.sentence, main.start, main.end) else 1
    beside = [m for m in asked.sentence.mentions if mention.start in (m.start, m.end)
              or m.start == mention.end]  # fmt: skip
    noun = next((m for m in beside if m is not mention and m.of("value")), None)
    if noun is None:
        one = any(m.start == mention.end and _one_state(m) for m in beside)
        return 1 if one or stands_for_one(asked.sentence, mention) else None
    if several or not {*asked.sentence.before(noun, 3)} & _ONE:
        return None
    return None if plural(asked.sentence, noun.start, noun.end) else 1


def _one_state(mention: Mention) -> bool:
    """Whether a state is said as the noun of one record: "our largest loss", « la perte »."""
    said = fold(mention.text)
    return mention.says(*STATES) and (not said.endswith(("s", "x")) or said.endswith("ss"))


def _of_several(asked: Asked) -> bool:
    """Whether one is asked for among several: « laquelle de mes affaires », "which of my deals"."""
    said = [token.text for token in asked.sentence.tokens]
    if {*said} & _WHICH_ONE:
        return True
    return ("which", "of") in pairwise(said) and not {*said} & _MANY


def stands_for_one(sentence: Sentence, mention: Mention) -> bool:
    """Whether a superlative stands for one record by itself: « la plus grosse », "the oldest"."""
    article = {*sentence.before(mention, 1), *words(mention.text)[:1]} & _ONE
    after = [token.text for token in sentence.tokens[mention.end : mention.end + 1]]
    ends = any(m.start == mention.end and m.says("closing") for m in sentence.mentions)
    free = ends or not after or after[0] in _NO_NOUN or not after[0].isalnum()
    return bool(article) and (free or _given(sentence, mention.end))


def _given(sentence: Sentence, place: int) -> bool:
    """Whether it is given to somebody: "the biggest to Emily"."""
    to, *whom = sentence.tokens[place : place + 2]
    return to.text in {"to", "a"} and bool(whom) and whom[0].capital


def singular(asked: Asked) -> bool:
    """Whether one is asked for: « quel commercial », "which rep", "who"."""
    first = asked.sentence.mentions[0]
    if _superlative_one(asked) or unit_heads(asked, first):
        return True
    for mention in asked.sentence.mentions:
        text = fold(mention.text)
        if mention.says("frequent") and asked.sentence.before(mention)[-1:] != ["les"]:
            after = [m for m in asked.sentence.mentions if m.start == mention.end]
            return not any(m.text.endswith("s") for m in after)
        if mention.says("who") or (mention.start == 0 and text.startswith(("qui", "who"))):
            return True
        if mention.says("which"):
            following = [t.text for t in asked.sentence.tokens[mention.end : mention.end + 1]]
            english = not text.startswith("quel")
            plural = following and (following[0].endswith("s") or following[0] in {"are", "were"})
            many = english and plural
            return not text.startswith(("quels", "quelles")) and not many
    return False


def _superlative_one(asked: Asked) -> bool:
    """Whether one is asked for by its superlative: "worst rep", "busiest day", no "top reps"."""
    for mention in asked.sentence.mentions:
        if not mention.says("most", "top", "least", "bottom"):
            continue
        after = next((m for m in asked.sentence.mentions if m.start == mention.end
                      and not m.says(*STATES)), None)  # fmt: skip
        named = after and (after.of("object") or after.of("field") or _unit(after))
        if after and named and mention.start <= 1 and not asked.frame.at(after):
            return not fold(after.text).endswith(("s", "x")) or fold(after.text) == "mois"
    return False


def _unit(mention: Mention) -> bool:
    return any(one.startswith("grain_") for one in mention.concepts)


def lone_subject(asked: Asked) -> bool:
    """Whether « le produit le plus vendu » wants one of what it ranks by the lines of deals."""
    main, *others = asked.frame.anchors
    subject = next((one for one in others if one.path and one.end > one.start), None)
    if subject is None or main.end > main.start:
        return False
    return not asked.sentence.tokens[subject.end - 1].text.endswith(("s", "x"))
