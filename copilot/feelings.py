"""How a customer feels: learnt from the examples of `data/feelings`, in both languages.

A conversation feels as its latest sentences do: the last one that clearly feels something decides,
as a customer who was annoyed and then thanks is no longer annoyed. Measured in
`tests/copilot/test_copilot_feelings.py`.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, cast

import numpy as np
import yaml

from actions.sentence_classes import SentenceClasses, core
from knowledge import Knowledge

Feeling = Literal["negative", "neutral", "positive"]
EXAMPLES = Path(__file__).resolve().parent.parent / "data" / "feelings"
# Chosen on the development sentences: below this a sentence is taken for neutral.
SURE = 0.45
LATEST = 5
CUT = re.compile(r"[,;:–—]\s|\s(?:et|mais|and|but)\s")


class Feelings:
    """Reads feelings with a knowledge base's sentence vectors; learns when first asked."""

    def __init__(self, knowledge: Knowledge, kept: Path) -> None:
        """`kept` is the file that spares embedding the same examples at the next start."""
        self._knowledge, self._kept = knowledge, kept
        self._lock = asyncio.Lock()
        self._classes: SentenceClasses | None = None

    async def read(self, texts: Sequence[str]) -> list[Feeling]:
        """Say of each sentence how it feels."""
        if not texts:
            return []
        classes = await self._learnt()
        cores = [core(text) for text in texts]
        vectors = np.asarray(await self._knowledge.vectors(cores))
        return [
            cast(Feeling, label) if sure >= SURE else "neutral"
            for label, sure in classes.of(cores, vectors)
        ]

    async def of(self, texts: Sequence[str]) -> Feeling:
        """Say how a conversation feels, given the customer's sentences in order."""
        said = [part for text in texts[-LATEST:] for part in clauses(text)]
        read = await self.read(said)
        return next((one for one in reversed(read) if one != "neutral"), "neutral")

    async def _learnt(self) -> SentenceClasses:
        async with self._lock:
            if self._classes is None:
                texts, labels = examples()
                vectors = await self._vectors(texts)
                self._classes = await asyncio.to_thread(SentenceClasses, texts, vectors, labels)
            return self._classes

    async def _vectors(self, texts: Sequence[str]) -> np.ndarray:
        key = hashlib.sha256("\n".join(texts).encode()).hexdigest()
        if self._kept.exists():
            with np.load(self._kept) as kept:
                if str(kept["key"]) == key:
                    return np.asarray(kept["vectors"])
        vectors = np.asarray(await self._knowledge.vectors(texts))
        making = self._kept.with_suffix(".making.npz")
        np.savez(making, key=key, vectors=vectors)
        making.replace(self._kept)
        return vectors


def clauses(text: str) -> list[str]:
    """Return the parts of a sentence, which may tell what the whole hides, and then the whole."""
    parts = [part.strip() for part in CUT.split(text) if len(part.split()) > 1]
    return [*parts, text] if len(parts) > 1 else [text]


def examples() -> tuple[list[str], list[str]]:
    """Return the examples and their feelings."""
    rows = [
        (core(text), feeling)
        for path in sorted(EXAMPLES.glob("*.yml"))
        for feeling, texts in yaml.safe_load(path.read_text()).items()
        for text in texts
    ]
    return [text for text, _ in rows], [feeling for _, feeling in rows]
