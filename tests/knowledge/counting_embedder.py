"""An embedder for tests: no model, and a memory of what it was asked."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from knowledge.words import tokens


class CountingEmbedder:
    """Bags of hashed words as vectors; remembers every text it was asked to embed."""

    def __init__(self, name: str = "counting") -> None:
        self.name = name
        self.embedded: list[str] = []
        self.fail_after: int | None = None

    def embed_passages(self, texts: Sequence[str]) -> np.ndarray:
        if self.fail_after is not None and len(self.embedded) >= self.fail_after:
            raise KeyboardInterrupt
        self.embedded += texts
        return np.stack([self._vector(text) for text in texts])

    def embed_questions(self, texts: Sequence[str]) -> np.ndarray:
        return self.embed_passages(texts)

    @staticmethod
    def _vector(text: str) -> np.ndarray:
        vector = np.full(64, 1e-3, dtype=np.float32)
        for word in tokens(text):
            vector[int(hashlib.md5(word.encode()).hexdigest(), 16) % 64] += 1  # noqa: S324
        return vector / np.linalg.norm(vector)
