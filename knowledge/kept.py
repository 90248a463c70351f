"""Vectors of texts that come back at every start, kept beside the index by the texts' hashes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from threading import Lock

import numpy as np

from knowledge.embedding import Vectors
from knowledge.passage import digest

_MOST = 20_000
"""Vectors kept at most, the newest: 30 MB."""


class KeptVectors:
    """A file of vectors of one model, by the hash of their text; it is replaced whole."""

    def __init__(self, folder: Path, model: str) -> None:
        self._file = folder / f"kept-{digest(model)[:8]}.npz"
        self._lock = Lock()
        self._known: dict[str, Vectors] | None = None

    def known(self) -> Mapping[str, Vectors]:
        """Return every vector by its key; nothing where the file is missing or damaged."""
        with self._lock:
            if self._known is None:
                self._known = self._read()
            return self._known

    def add(self, made: Mapping[str, Vectors]) -> None:
        """Keep more vectors; a failed write costs time at the next start, nothing else."""
        merged = {**self.known(), **made}
        kept = dict(list(merged.items())[-_MOST:])
        with self._lock:
            self._known = kept
            making = self._file.with_suffix(".making.npz")
            try:
                np.savez(making, keys=np.array(list(kept)), rows=np.stack(list(kept.values())))
                making.replace(self._file)
            except OSError:
                making.unlink(missing_ok=True)

    def _read(self) -> dict[str, Vectors]:
        try:
            with np.load(self._file) as file:
                keys, rows = file["keys"], file["rows"]
        except (OSError, ValueError, KeyError):
            return {}
        return {str(key): row for key, row in zip(keys, rows, strict=True)}
