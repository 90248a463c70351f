"""A model that remembers the questions it has read: one turn asks the same one several times.

Whoever embeds a question (the search of articles, that of claims, the screening of a sentence)
goes through the one model of a knowledge base, so the second asks for nothing.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from secrets import token_bytes
from threading import Lock

import numpy as np

from knowledge.embedding import Embedder, Vectors

_MOST = 4096
"""Questions remembered, the latest asked: 6 to 8 MB."""


class Remembering:
    """An embedder before another one, which is asked only for what was not asked lately.

    Bounded, in memory only, by keyed digests: what was asked is not kept. Passages pass through:
    each is embedded once, by ingestion.
    """

    def __init__(self, model: Embedder) -> None:
        self.name = model.name
        self._model = model
        self._lock = Lock()
        self._key = token_bytes(16)
        self._known: OrderedDict[bytes, Vectors] = OrderedDict()

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed texts that will be searched."""
        return self._model.embed_passages(texts)

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Embed questions and other short texts; the new ones among them."""
        if not texts:
            return np.zeros((0, 0), np.float32)
        names = {text: self._name(text) for text in texts}
        known = self._recall(names.values())
        fresh = [text for text, name in names.items() if name not in known]
        if fresh:
            vectors = self._model.embed_questions(fresh)
            made = {names[text]: row for text, row in zip(fresh, vectors, strict=True)}
            self._remember(made)
            known |= made
        return np.stack([known[names[text]] for text in texts])

    def _name(self, text: str) -> bytes:
        written = text.encode("utf-8", "surrogatepass")
        return blake2b(written, key=self._key, digest_size=16).digest()

    def _recall(self, names: Iterable[bytes]) -> dict[bytes, Vectors]:
        with self._lock:
            known = {name: self._known[name] for name in names if name in self._known}
            for name in known:
                self._known.move_to_end(name)
        return known

    def _remember(self, made: Mapping[bytes, Vectors]) -> None:
        with self._lock:
            self._known.update(made)
            while len(self._known) > _MOST:
                self._known.popitem(last=False)
