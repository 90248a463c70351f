"""Sentence classes taught by example: most often a folder of `data`, a file a language.

A sentence’s language does not matter to them. Learnt when first asked; the vectors of the examples
are kept in a file, so that the next start embeds nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

import yaml

from actions.kept_vectors import Reading, kept_vectors, vectors_of
from actions.sentence_classes import SentenceClasses, alike, core
from knowledge import Knowledge

Examples = Callable[[], list[tuple[str, str]]]
DATA = Path(__file__).resolve().parent.parent / "data"


class Taught:
    """One set of classes, learnt from sentences and their labels."""

    def __init__(
        self, knowledge: Knowledge, examples: Examples, kept: Path, *,
        whole: bool = False, reading: Reading = "first",
    ) -> None:  # fmt: skip
        """`examples` gives the sentences; `kept` is the file that spares embedding them again.

        With `whole`, what stands before a colon is read too: « Devis envoyé à Mme X : 3 k€ ».
        `reading` is which model the sentences are read by.
        """
        self._reading = reading
        self._knowledge, self._examples, self._kept = knowledge, examples, kept
        self._core = alike if whole else core
        self._lock = asyncio.Lock()
        self._classes: SentenceClasses | None = None

    async def prepare(self) -> None:
        """Learn now, so that the first question does not wait for it."""
        await self._learnt()

    async def read(self, texts: Sequence[str]) -> list[tuple[str, float]]:
        """Return the likeliest label of each sentence and its chance in [0, 1]."""
        weighed = await self.weigh(texts)
        return [max(one.items(), key=lambda pair: pair[1]) for one in weighed]

    async def weigh(self, texts: Sequence[str]) -> list[dict[str, float]]:
        """Return each sentence's chance of every label."""
        if not texts:
            return []
        classes = await self._learnt()
        cores = [self._core(text) for text in texts]
        vectors = await vectors_of(self._knowledge, cores, self._reading)
        chances = classes.chances(cores, vectors)
        return [dict(zip(classes.names, map(float, row), strict=True)) for row in chances]

    async def weigh_lightly(self, texts: Sequence[str]) -> list[dict[str, float]]:
        """Return the same by the quickest reading there is, for what is asked of every message."""
        return await self.weigh(texts)

    async def _learnt(self) -> SentenceClasses:
        async with self._lock:
            if self._classes is None:
                rows = self._examples()
                texts = [self._core(text) for text, _ in rows]
                vectors = await kept_vectors(self._knowledge, texts, self._kept, self._reading)
                labels = [label for _, label in rows]
                self._classes = await asyncio.to_thread(SentenceClasses, texts, vectors, labels)
            return self._classes


def examples(folders: Sequence[str]) -> list[tuple[str, str]]:
    """Return the examples of some folders and their labels."""
    return [
        (text, label)
        for folder in folders
        for path in sorted((DATA / folder).glob("*.yml"))
        for label, texts in yaml.safe_load(path.read_text()).items()
        for text in texts
    ]
