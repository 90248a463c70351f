"""What a list is to be sorted by: « trie-les par dernier contact », "put in order of amount"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

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


def sorted_later(tokens: Sequence[Token], mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Read "sort accounts in London by amount" as "by" sorting: the verb opens, its object between.

    What stands under the verb means nothing else.
    """
    start = next((place for place, one in enumerate(tokens[:3]) if one.text in _VERBS), None)
    if start is None or any(m.says("sort") for m in mentions):
        return mentions
    rest = [m for m in mentions if m.start > start]
    by = next((m for m in rest if m.text.lower() in _BY), None)
    named = by is not None and any(_things(m) and m.end <= by.start for m in rest)
    if by is None or not named:
        return mentions
    sort = replace(by, concepts=("sort",), meanings=())
    return tuple(sort if m is by else m for m in mentions if not m.start <= start < m.end)


def _things(mention: Mention) -> bool:
    """Whether a mention names records to sort: people are ranked, by what they have."""
    return any(one.object != "User" for one in mention.of("object"))


def sorts_by(sentence: Sentence, mention: Mention) -> bool:
    """Whether a mention only says what to sort by: "sort by last contact" asks for no contact."""
    ahead = (m for m in sentence.mentions if m.says("sort") and m.end <= mention.start)
    return any(mention.start - m.end <= _FARTHEST for m in ahead)
