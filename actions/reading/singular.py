"""Whether a superlative asks for one record: « la plus grosse », not "the biggest deals"."""

from __future__ import annotations

from itertools import pairwise

from actions.reading.asked import Asked
from actions.reading.spans import Mention, Sentence
from language import words

_ONE = frozenset({"the", "le", "la", "l"})
_WHICH_ONE = frozenset(words("laquelle lequel"))
_MANY = frozenset(words("have are were"))
_NO_NOUN = frozenset(words("one of de des du parmi among et and stp svp please"))


def one_meant(asked: Asked, mention: Mention) -> int | None:
    """Return 1 for « la plus grosse affaire », nothing for « les plus grosses affaires »."""
    main = asked.frame.main
    if _of_several(asked):
        return 1
    if main.end > main.start:
        said = asked.sentence.tokens[main.end - 1].text
    else:
        beside = [m for m in asked.sentence.mentions if mention.start in (m.start, m.end)
                  or m.start == mention.end]  # fmt: skip
        noun = next((m for m in beside if m is not mention and m.of("value")), None)
        if noun is None:
            return 1 if stands_for_one(asked.sentence, mention) else None
        if not {*asked.sentence.before(noun, 3)} & _ONE:
            return None
        said = asked.sentence.tokens[noun.end - 1].text
    before = {t.text for t in asked.sentence.tokens[max(mention.start - 2, 0) : mention.start]}
    plural = said.endswith(("s", "x")) or bool(before & {"les", "des", "mes", "nos"})
    return None if plural else 1


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
    return bool(article) and free
