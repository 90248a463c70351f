"""A light classifier of short texts, learnt from a folder of examples in both languages.

The files map each label to its examples; a text's language does not matter to it. Embedding the
examples is spared at the next start by a file that depends on them.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from actions.sentence_classes import SentenceClasses, core
from knowledge import Knowledge

DATA = Path(__file__).resolve().parent.parent / "data"


class Learnt:
    """Labels texts by the examples of `data/<name>`; learns once, when first asked."""

    def __init__(self, name: str, knowledge: Knowledge, home: Path) -> None:
        """`home` is where the examples' vectors are kept, as `<name>.npz`."""
        self._folder, self._kept = DATA / name, home / f"{name}.npz"
        self._knowledge = knowledge
        self._lock = asyncio.Lock()
        self._classes: SentenceClasses | None = None

    async def prepare(self) -> None:
        """Learn now, so that the first request does not wait for it."""
        await self._learnt()

    async def read(self, texts: Sequence[str]) -> list[tuple[str, float]]:
        """Return the likeliest label of each text and its chance in [0, 1], in the order given."""
        if not texts:
            return []
        classes = await self._learnt()
        cores = [core(text) for text in texts]
        return classes.of(cores, np.asarray(await self._knowledge.vectors(cores)))

    async def _learnt(self) -> SentenceClasses:
        async with self._lock:
            if self._classes is None:
                texts, labels = examples(self._folder)
                vectors = await self._vectors(texts)
                self._classes = await asyncio.to_thread(SentenceClasses, texts, vectors, labels)
            return self._classes

    async def _vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        key = hashlib.sha256("\n".join(texts).encode()).hexdigest()
        if self._kept.exists():
            with np.load(self._kept) as kept:
                if str(kept["key"]) == key:
                    return np.asarray(kept["vectors"])
        vectors = np.asarray(await self._knowledge.vectors(texts))
        self._kept.parent.mkdir(parents=True, exist_ok=True)
        making = self._kept.with_suffix(".making.npz")
        np.savez(making, key=key, vectors=vectors)
        making.replace(self._kept)
        return vectors


def examples(folder: Path) -> tuple[list[str], list[str]]:
    """Return the examples of a folder's files and their labels."""
    rows = [
        (core(text), label)
        for path in sorted(folder.glob("*.yml"))
        for label, texts in yaml.safe_load(path.read_text()).items()
        for text in texts
    ]
    return [text for text, _ in rows], [label for _, label in rows]
