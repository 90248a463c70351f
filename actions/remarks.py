"""What a sentence is: an event, a pain point, a decision, a promise or a next step.

A logistic regression over standardised multilingual sentence vectors, learnt from the examples of
`data/remarks` when it is first asked; a sentence's language does not matter to it.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import numpy as np
import yaml
from numpy.typing import NDArray

from crm import Labels
from knowledge import Knowledge

RemarkKind = Literal["event", "decision", "pain_point", "promise", "next_step"]
EXAMPLES = Path(__file__).resolve().parent.parent / "data" / "remarks"
PAIN = "pain_point"
# Chosen on the development sentences: below this a claim of pain is taken for plain news.
SURE = 0.45


@dataclass(frozen=True)
class Remark:
    """What one sentence is, how sure that is in [0, 1]; a pain point has a theme."""

    kind: RemarkKind
    sure: float
    theme: Labels | None = None


class Classes:
    """One label a vector: standardised features and a linear classifier."""

    def __init__(self, vectors: NDArray[np.float32], labels: Sequence[str]) -> None:
        from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - slow to import

        self._centre = vectors.mean(axis=0)
        self._scale = vectors.std(axis=0) + 1e-6
        self._model = LogisticRegression(C=0.05, max_iter=500, class_weight="balanced")
        self._model.fit(self._standard(vectors), labels)

    def _standard(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.asarray((vectors - self._centre) / self._scale, dtype=np.float32)

    def of(self, vectors: NDArray[np.float32]) -> list[tuple[str, float]]:
        """Return the likeliest label of each row and its probability."""
        chances = self._model.predict_proba(self._standard(vectors))
        best = chances.argmax(axis=1)
        names = self._model.classes_
        return [(str(names[i]), float(row[i])) for i, row in zip(best, chances, strict=True)]


class Remarks:
    """Reads remarks with a knowledge base’s sentence vectors; learns once, when first asked."""

    def __init__(self, knowledge: Knowledge, kept: Path) -> None:
        """`kept` is the file that spares embedding the same examples at the next start."""
        self._knowledge = knowledge
        self._kept = kept
        self._lock = asyncio.Lock()
        self._kinds: Classes | None = None
        self._themes: Classes | None = None

    @cached_property
    def labels(self) -> dict[str, Labels]:
        """The themes' names in both languages."""
        themes = yaml.safe_load((EXAMPLES / "themes.yml").read_text())
        return {name: Labels(**said) for name, said in themes.items()}

    async def read(self, texts: Sequence[str]) -> list[Remark]:
        """Say of each sentence what it is, in the order given."""
        if not texts:
            return []
        kinds, themes = await self._learnt()
        vectors = np.asarray(await self._knowledge.vectors(texts))
        read = zip(kinds.of(vectors), themes.of(vectors), strict=True)
        return [self._remark(kind, sure, theme) for (kind, sure), (theme, _) in read]

    def _remark(self, kind: Any, sure: float, theme: str) -> Remark:
        if kind == PAIN and sure >= SURE:
            return Remark(kind, sure, self.labels[theme])
        return Remark("event" if kind == PAIN else kind, sure)

    async def _learnt(self) -> tuple[Classes, Classes]:
        async with self._lock:
            if self._kinds is None or self._themes is None:
                rows = list(examples())
                vectors = await self._embedded([text for text, _, _ in rows])
                self._kinds = Classes(vectors, [kind for _, kind, _ in rows])
                pains = [index for index, row in enumerate(rows) if row[2]]
                self._themes = Classes(vectors[pains], [str(rows[index][2]) for index in pains])
            return self._kinds, self._themes

    async def _embedded(self, texts: Sequence[str]) -> NDArray[np.float32]:
        key = hashlib.sha256("\n".join(texts).encode()).hexdigest()
        if self._kept.exists():
            with np.load(self._kept) as kept:
                if str(kept["key"]) == key:
                    return np.asarray(kept["vectors"])
        vectors = np.asarray(await self._knowledge.vectors(texts))
        self._kept.parent.mkdir(parents=True, exist_ok=True)
        np.savez(self._kept, key=key, vectors=vectors)
        return vectors


def examples() -> Iterator[tuple[str, str, str | None]]:
    """Yield every example: its text, its kind, and a pain point's theme."""
    for path in sorted(EXAMPLES.glob("*/*.yml")):
        said = yaml.safe_load(path.read_text())
        for theme, texts in said.items() if isinstance(said, dict) else [(None, said)]:
            yield from ((text, path.stem, theme) for text in texts)
