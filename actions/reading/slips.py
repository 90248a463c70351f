"""Small words typed with two letters swapped: "hwo many", "form last year", « qeulles »."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from actions.reading.concepts import concept_phrases, concept_words
from actions.reading.ordinary import ORDINARY
from actions.reading.stems import GLUE
from actions.reading.vocabulary import Vocabulary
from language.tokens import Token

_SUBJECTS = frozenset(["on", "il", "elle", "ils", "elles", "nous", "vous", "j", "je"])


def written_out(text: str, names: Iterable[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """Return a message with « + de 5 jours » written « plus de », and its spans moved along."""
    moved = list(names)
    while found := _SIGN.search(text):
        word = _SIGNS[found[0]]
        text = text[: found.start()] + word + text[found.end() :]
        more = len(word) - 1
        moved = [(a + more, b + more) if a > found.start() else (a, b) for a, b in moved]
    return text, moved


_SIGNS = {"+": "plus", "-": "moins"}
_SIGN = re.compile(r"(?<![^\s(])[+-](?=\s+d(?:e\b|['’]))")


def relative(text: str, tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with « où » told from « ou », by its accent or the subject after it."""
    following = [*(token.text for token in tokens[1:]), ""]
    accented = [text[token.start : token.end].endswith("ù") for token in tokens]
    return [
        replace(token, text="where")
        if token.text == "ou" and (accent or after in _SUBJECTS)
        else token
        for token, after, accent in zip(tokens, following, accented, strict=False)
    ]


def unslipped(tokens: Sequence[Token], vocabulary: Vocabulary) -> list[Token]:
    """Return the tokens with swapped letters put back, where the org has no such word."""
    following = [*(token.text for token in tokens[1:]), ""]
    return [
        replace(token, text=_meant(token.text, after))
        if token.text not in vocabulary.surface
        else token
        for token, after in zip(tokens, following, strict=False)
    ]


@lru_cache(maxsize=4096)
def _meant(word: str, after: str) -> str:
    """Return the small word that a swap of two letters makes of this one, else the word.

    Of several, the one that means something with the word after it.
    """
    if len(word) < 3 or word in _small() or not word.isalpha():
        return word
    made = list(_made(word))
    joined = (one for one in made if (one, after) in concept_phrases())
    return next(joined, made[0] if len(made) == 1 else word)


def _made(word: str) -> Iterator[str]:
    for at in range(len(word) - 1):
        swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        if swapped in _small():
            yield swapped


@lru_cache(maxsize=1)
def _small() -> frozenset[str]:
    return frozenset(ORDINARY | GLUE | concept_words())
