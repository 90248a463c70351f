"""A linear judge of sentences: how likely one is what the judge was taught to tell.

Logistic regression over `features`; weights are kept as JSON, in hundredths, and load at first use.
"""

from __future__ import annotations

import json
import math
from functools import cached_property
from pathlib import Path
from typing import Any

from guard.screening.features import features_of

FOLDER = Path(__file__).parent


class Judge:
    """Tells one kind of sentence from all others."""

    def __init__(self, name: str, folder: Path = FOLDER) -> None:
        self._path = folder / f"{name}.json"

    @cached_property
    def _model(self) -> tuple[float, int, dict[str, int]]:
        read: dict[str, Any] = json.loads(self._path.read_text("utf-8"))
        return float(read["bias"]), int(read["letters"]), read["weights"]

    def chance(self, sentence: str) -> float:
        """Return the chance in [0, 1] that the sentence is of the kind."""
        bias, letters, weights = self._model
        total = bias + sum(
            weights.get(feature, 0) * value
            for feature, value in features_of(sentence, letters).items()
        )
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, total / 100))))
