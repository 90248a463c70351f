"""What a list is to be sorted by: « trie-les par dernier contact », "put in order of amount"."""

from __future__ import annotations

from collections.abc import Sequence

from actions.reading.spans import Mention, Sentence
from actions.reading.stems import GLUE
from language import words
from language.tokens import Token

_VERBS = frozenset(
    words("trie tries triez trier triees classe classes classez classer ordonne ordonnez ordonner ")
    + words("range rangez ranger sort sorted order ordered rank ranked arrange arranged")
)
_BY = frozenset({"par", "by"})
_SHOWN = frozenset(words("moi ca cela tout liste list resultats results them all it this that"))
_FARTHEST = 2


def sort_at(tokens: Sequence[Token], start: int) -> int:
    """Return where « trie-moi ça par » ends: a verb of sorting, its object, « par »; or 0."""
    if tokens[start].text not in _VERBS:
        return 0
    for index in range(start + 1, min(start + 6, len(tokens))):
        word = tokens[index].text
        if word in _BY:
            return index + 1
        if word not in _SHOWN and word not in GLUE and word not in "'’-":
            return 0
    return 0


def sorts_by(sentence: Sentence, mention: Mention) -> bool:
    """Whether a mention only says what to sort by: "sort by last contact" asks for no contact."""
    ahead = (m for m in sentence.mentions if m.says("sort") and m.end <= mention.start)
    return any(mention.start - m.end <= _FARTHEST for m in ahead)
