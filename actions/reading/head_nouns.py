"""Which word of what is asked for bears its number: « lot » of « lots de poissons »."""

from __future__ import annotations

from actions.reading.spans import Sentence

_JOINTS = frozenset({"de", "d", "du", "des", "a", "au", "en", "of"})


def head_noun(sentence: Sentence, start: int, end: int) -> str:
    """Return the head of a noun phrase: the word before « de », else its last one."""
    said = [token.text for token in sentence.tokens[start:end]]
    joint = next((place for place, word in enumerate(said) if place and word in _JOINTS), None)
    return said[joint - 1] if joint else said[-1]
