"""Ends brought about: « a clôturé », "did I close" tell of what is over, not of a date due.

A verb that may say either is so read where an auxiliary of the past governs it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.reading.spans import Mention
from actions.reading.vocabulary import Meaning
from language import words
from language.tokens import Token

_HAVING = frozenset(words("a ai as avons avez ont avait avaient have has had ve"))
_DID = frozenset({"did"})
_PARTICIPLES = ("e", "ee", "es", "ees", "u", "us", "ed")
_SMALL = frozenset(
    words("je j tu il elle on nous vous ils elles i we you he she they t d deja bien already")
) | {"-", "'", "’"}
_REACH = 5


def with_achieved(tokens: Sequence[Token], mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions with the ends brought about read as such."""
    return tuple(
        replace(one, meanings=_flags(one), concepts=("closed",)) if _achieved(tokens, one) else one
        for one in mentions
    )


def _flags(mention: Mention) -> tuple[Meaning, ...]:
    """Return the flags a verb may be, `IsClosed`: no date."""
    return tuple(one for one in mention.of("field") if one.field.startswith("Is"))


def _achieved(tokens: Sequence[Token], mention: Mention) -> bool:
    if mention.kind != "words" or not {"closed", "closing"} <= {*mention.concepts}:
        return False
    word = tokens[mention.end - 1].text
    participle = word.endswith(_PARTICIPLES)
    for place in range(mention.end - 2, max(mention.end - 2 - _REACH, -1), -1):
        said = tokens[place].text
        if said in _DID:
            return True
        if said in _HAVING:
            return participle
        if said not in _SMALL and not tokens[place].capital:
            return False
    return False
