"""The vectors, kept in Chroma under the hash of the text they were made from.

What a text says decides its key, so writing twice changes nothing, an interrupted ingestion goes
on where it stopped, and two articles that share a paragraph share its vector. Which passages exist
is the manifest's to say. Ranking happens in memory over all visible passages: the filters come
first and every score is known (exact search over 20,000 passages took 1 ms; Chroma with a metadata
filter took 34 ms).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from knowledge.embedding import Vectors
from knowledge.errors import IndexCorrupt, StoreUnavailable
from knowledge.passage import digest

_PAGE = 2000


class VectorStore:
    """One collection of vectors, of one model; `url` chooses a Chroma server over the folder."""

    def __init__(self, folder: Path, model: str, url: str | None = None) -> None:
        self._name = _named(model)
        self._where = url or str(folder)
        with self._mapped():
            self._client: Any = _connect(folder, url)
            self._collection: Any = self._client.get_or_create_collection(
                self._name, embedding_function=None
            )

    def missing(self, keys: Iterable[str]) -> set[str]:
        """Return the keys that have no vector yet."""
        return set(keys) - set(self.keys())

    def keys(self) -> list[str]:
        """Return every key in the store."""
        with self._mapped():
            return list(self._collection.get(include=[])["ids"])

    def add(self, keys: Sequence[str], vectors: Vectors) -> None:
        """Store vectors under their keys."""
        with self._mapped():
            self._collection.upsert(ids=list(keys), embeddings=vectors)

    def load(self) -> tuple[dict[str, int], Vectors]:
        """Return the row of each key, and the matrix of all vectors."""
        with self._mapped():
            found = self._collection.get(include=["embeddings"])
        rows = {key: row for row, key in enumerate(found["ids"])}
        return rows, np.asarray(found["embeddings"], dtype=np.float32)

    def keep_only(self, keys: set[str]) -> None:
        """Delete the vectors of every other key."""
        stale = [key for key in self.keys() if key not in keys]
        with self._mapped():
            for start in range(0, len(stale), _PAGE):
                self._collection.delete(ids=stale[start : start + _PAGE])

    def forget_others(self, models: Iterable[str]) -> None:
        """Delete the vectors of every model but these."""
        kept = {_named(model) for model in models}
        with self._mapped():
            for collection in self._client.list_collections():
                if collection.name.startswith("vectors-") and collection.name not in kept:
                    self._client.delete_collection(collection.name)

    @contextmanager
    def _mapped(self) -> Iterator[None]:
        """Map what Chroma raises, which depends on its backend, to our two errors."""
        import sqlite3  # noqa: PLC0415

        from chromadb.errors import ChromaError  # noqa: PLC0415

        try:
            yield
        except (ConnectionError, TimeoutError) as exc:
            raise StoreUnavailable(f"no Chroma at {self._where}; check the address") from exc
        except (ChromaError, ValueError, OSError, sqlite3.Error) as exc:
            remedy = "delete the folder and ingest again"
            raise IndexCorrupt(f"the vectors of {self._where} cannot be read; {remedy}") from exc


def _named(model: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", model.lower()).strip("-")[-40:]
    return f"vectors-{slug}-{digest(model)[:8]}"


def _connect(folder: Path, url: str | None) -> Any:
    import chromadb  # noqa: PLC0415
    from chromadb.config import Settings  # noqa: PLC0415

    settings = Settings(anonymized_telemetry=False)
    if url is None:
        return chromadb.PersistentClient(str(folder / "vectors"), settings=settings)
    parts = urlsplit(url)
    return chromadb.HttpClient(
        host=parts.hostname or "127.0.0.1",
        port=parts.port or (443 if parts.scheme == "https" else 8000),
        ssl=parts.scheme == "https",
        settings=settings,
    )
