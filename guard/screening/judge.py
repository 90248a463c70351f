"""A linear judge of sentences: how likely one is what the judge was taught to tell.

Logistic regression over `features`; weights are kept as JSON, in hundredths, and load at first use.
"""

from __future__ import annotations

import json
import math
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from guard.screening.features import concept_signs, letter_groups, word_signs, words_of

FOLDER = Path(__file__).parent


class Judge:
    """Tells one kind of sentence from all others."""

    def __init__(self, name: str, folder: Path = FOLDER) -> None:
        self._path = folder / f"{name}.json"
        self._letters_of = lru_cache(maxsize=20_000)(self._letters)

    @cached_property
    def _model(self) -> tuple[float, int, dict[str, int]]:
        read: dict[str, Any] = json.loads(self._path.read_text("utf-8"))
        return float(read["bias"]), int(read["letters"]), read["weights"]

    def chance(self, sentence: str) -> float:
        """Return the chance in [0, 1] that the sentence is of the kind."""
        bias, _, weights = self._model
        words = words_of(sentence)
        spelt = [self._letters_of(word) for word in set(words)]
        total = bias + sum(one for one, _ in spelt) / math.sqrt(sum(n for _, n in spelt) or 1)
        for family in (word_signs(words), concept_signs(words)):
            total += sum(weights.get(sign, 0) for sign in family) / math.sqrt(len(family) or 1)
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, total / 100))))

    def _letters(self, word: str) -> tuple[int, int]:
        """Return the weight of a word's groups of letters, and how many there are."""
        _, longest, weights = self._model
        groups = list(letter_groups(word, longest))
        return sum(weights.get(group, 0) for group in groups), len(groups)
