"""How a customer feels: learnt from the examples of `data/feelings`, in both languages.

A conversation feels as its latest sentences do: the last one that clearly feels something decides,
as a customer who was annoyed and then thanks is no longer annoyed. Measured in
`tests/copilot/test_copilot_feelings.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, cast

from actions import Taught

Feeling = Literal["negative", "neutral", "positive"]
# Chosen on the development sentences: below this a sentence is taken for neutral.
SURE = 0.45
LATEST = 5
CUT = re.compile(r"[,;:–—]\s|\s(?:et|mais|and|but)\s")


class Feelings:
    """Reads feelings by the sentence classes that `data/feelings` teaches."""

    def __init__(self, taught: Taught) -> None:
        self._taught = taught

    async def read(self, texts: Sequence[str]) -> list[Feeling]:
        """Say of each sentence how it feels."""
        read = await self._taught.read(texts)
        return [cast(Feeling, label) if sure >= SURE else "neutral" for label, sure in read]

    async def displeased(self, text: str) -> float:
        """Return the chance in [0, 1] that a message is displeased; read lightly, for all are."""
        return (await self._taught.weigh_lightly([text]))[0]["negative"]

    async def of(self, texts: Sequence[str]) -> Feeling:
        """Say how a conversation feels, given the customer's sentences in order."""
        said = [part for text in texts[-LATEST:] for part in clauses(text)]
        read = await self.read(said)
        return next((one for one in reversed(read) if one != "neutral"), "neutral")


def clauses(text: str) -> list[str]:
    """Return the parts of a sentence, which may tell what the whole hides, and then the whole."""
    parts = [part.strip() for part in CUT.split(text) if len(part.split()) > 1]
    return [*parts, text] if len(parts) > 1 else [text]
