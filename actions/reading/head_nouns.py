"""Which word of what is asked for bears its number: « lot » of « lots de poissons »."""

from __future__ import annotations

from actions.reading.spans import Sentence
from language import words

_JOINTS = frozenset({"de", "d", "du", "des", "a", "au", "en", "of"})


def head_noun(sentence: Sentence, start: int, end: int) -> str:
    """Return the head of a noun phrase: the word before « de », else its last one."""
    said = [token.text for token in sentence.tokens[start:end]]
    joint = next((place for place, word in enumerate(said) if place and word in _JOINTS), None)
    return said[joint - 1] if joint else said[-1]


def plural(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a noun phrase is of several: « devis » is of one after « le plus gros »."""
    if not head_noun(sentence, start, end).endswith(("s", "x")):
        return False
    before = [token.text for token in sentence.tokens[max(start - _NEAR, 0) : start]]
    article = next((word for word in reversed(before) if word in _ONE | _MANY), "")
    return article not in _ONE


_NEAR = 4
_ONE = frozenset(words("le la un une ce cet cette mon ma son sa"))
_MANY = frozenset(words("les des mes nos ses ces tes vos leurs aux"))
