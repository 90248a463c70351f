"""A model that remembers the questions it has read: one turn asks the same one several times.

Whoever embeds a question (the search of articles, that of claims, the screening of a sentence)
goes through the one model of a knowledge base, so the second asks for nothing.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from threading import Lock

import numpy as np

from knowledge.embedding import Embedder, Vectors

_MOST = 4096
"""Questions remembered, the latest asked: 6 to 8 MB."""


class Remembering:
    """An embedder before another one, which is asked only for what was not asked lately.

    Bounded, by text, in memory only. Passages pass through: each is embedded once, by ingestion.
    """

    def __init__(self, model: Embedder) -> None:
        self.name = model.name
        self._model = model
        self._lock = Lock()
        self._known: OrderedDict[str, Vectors] = OrderedDict()

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed texts that will be searched."""
        return self._model.embed_passages(texts)

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Embed questions and other short texts; the new ones among them."""
        if not texts:
            return np.zeros((0, 0), np.float32)
        known = self._recall(texts)
        fresh = [text for text in dict.fromkeys(texts) if text not in known]
        if fresh:
            made = dict(zip(fresh, self._model.embed_questions(fresh), strict=True))
            self._remember(made)
            known |= made
        return np.stack([known[text] for text in texts])

    def _recall(self, texts: Sequence[str]) -> dict[str, Vectors]:
        with self._lock:
            known = {text: self._known[text] for text in texts if text in self._known}
            for text in known:
                self._known.move_to_end(text)
        return known

    def _remember(self, made: Mapping[str, Vectors]) -> None:
        with self._lock:
            self._known.update(made)
            while len(self._known) > _MOST:
                self._known.popitem(last=False)
