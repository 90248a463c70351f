"""The vectors of what is learnt from: embedded once, kept in a file beside the index."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge import Knowledge

# Few at a time: a person's own sentence waits for the model no longer than these take.
TOGETHER = 8


async def kept_vectors(
    knowledge: Knowledge, texts: Sequence[str], kept: Path
) -> NDArray[np.float32]:
    """Return one row a text: from the file where it holds these very texts, else made and kept."""
    key = hashlib.sha256("\n".join(texts).encode()).hexdigest()
    found = await asyncio.to_thread(_found, kept, key)
    if found is not None:
        return found
    starts = range(0, len(texts), TOGETHER)
    rows = [await knowledge.vectors(texts[start : start + TOGETHER]) for start in starts]
    vectors = np.concatenate(rows)
    await asyncio.to_thread(_keep, kept, key, vectors)
    return vectors


def _found(kept: Path, key: str) -> NDArray[np.float32] | None:
    if not kept.exists():
        return None
    with np.load(kept) as made:
        return np.asarray(made["vectors"]) if str(made["key"]) == key else None


def _keep(kept: Path, key: str, vectors: NDArray[np.float32]) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True)
    making = kept.with_suffix(".making.npz")
    np.savez(making, key=key, vectors=vectors)
    making.replace(kept)
