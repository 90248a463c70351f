"""The vectors of what is learnt from: embedded once, kept in a file beside the index."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from knowledge import Knowledge

# Few at a time: a person's own sentence waits for the model no longer than these take.
TOGETHER = 8
Reading = Literal["first", "light", "both"]
"""Which of the knowledge base's models reads: its own, the lighter one beside, or both at once."""


async def vectors_of(
    knowledge: Knowledge, texts: Sequence[str], reading: Reading
) -> NDArray[np.float32]:
    """Return one row a text, by one model or by two side by side."""
    made = []
    if reading != "light":
        made.append(await knowledge.vectors(texts))
    if reading != "first":
        made.append(await knowledge.light_vectors(texts))
    return np.hstack(made)


async def kept_vectors(
    knowledge: Knowledge, texts: Sequence[str], kept: Path, reading: Reading = "first"
) -> NDArray[np.float32]:
    """Return one row a text: from the file where it holds these very texts, else made and kept."""
    said = "\n".join((knowledge.models, reading, *texts))
    key = hashlib.sha256(said.encode()).hexdigest()
    found = await asyncio.to_thread(_found, kept, key)
    if found is not None:
        return found
    starts = range(0, len(texts), TOGETHER)
    rows = [
        await vectors_of(knowledge, texts[start : start + TOGETHER], reading) for start in starts
    ]
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
