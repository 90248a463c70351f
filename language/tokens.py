"""Cut a text into folded words, numbers and signs that remember where they stood."""

from __future__ import annotations

import re
from dataclasses import dataclass

from language.folding import fold_with_offsets

_TOKEN = re.compile(r"\d+|[^\W\d_]+|\S")


@dataclass(frozen=True)
class Token:
    """A folded word, a run of digits or one sign; `start` and `end` index the original text.

    `capital` tells that it was written with one, `spaced` that white space stands before it.
    """

    text: str
    start: int
    end: int
    spaced: bool
    capital: bool = False

    @property
    def number(self) -> bool:
        """Whether the token is a run of digits."""
        return self.text.isdigit()


def tokenize(text: str) -> list[Token]:
    """Return the tokens in order."""
    folded, offsets = fold_with_offsets(text)
    tokens: list[Token] = []
    previous = 0
    for match in _TOKEN.finditer(folded):
        spaced = match.start() > previous or match.start() == 0
        start, end = offsets[match.start()], offsets[match.end() - 1] + 1
        tokens.append(Token(match.group(), start, end, spaced, text[start].isupper()))
        previous = match.end()
    return tokens
