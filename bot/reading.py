"""Learning which intent a sentence has, from marked examples.

Two readers that err differently: a linear one on pieces of words (the spelling, across typos),
a fiftieth of the cost, and a kernel machine on sentence vectors (the meaning, across languages).
Where the spelling is sure, it decides alone. Elsewhere their confidences are multiplied with
weights, so both must agree for a high one. What was measured: decision 0001.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

from bot.disguise import Disguise, Example
from bot.vectors import vectors
from language import fold

_SPELLING_WEIGHT = 0.25
# Above it the spelling alone errs as rarely as both together (decision 0001).
_SURE = 0.6
# Half of scikit-learn's "scale" for 384 standardised floats.
_REACH = 0.5 / 384
_LEAST = 1e-6


@dataclass(frozen=True)
class Reading:
    """Two fitted readers; `intents` names the columns of their confidences."""

    intents: list[str]
    meaning: Pipeline
    spelling: Pipeline

    def confidences(self, texts: Sequence[str]) -> np.ndarray:
        """Return a row a text and a column an intent; each row adds up to 1."""
        shares: np.ndarray = self.spelling.predict_proba([fold(text) for text in texts])
        unsure = shares.max(axis=1) < _SURE
        if unsure.any():
            doubtful = [text for text, doubt in zip(texts, unsure, strict=True) if doubt]
            shares[unsure] = self._together(doubtful, shares[unsure])
        return shares

    def _together(self, texts: Sequence[str], spelt: np.ndarray) -> np.ndarray:
        """Weigh what the sentences mean with how they are spelt."""
        meant = self.meaning.predict_proba(vectors(texts))
        logs = (1 - _SPELLING_WEIGHT) * np.log(meant + _LEAST)
        shares = np.exp(logs + _SPELLING_WEIGHT * np.log(spelt + _LEAST))
        rows: np.ndarray = shares / shares.sum(axis=1, keepdims=True)
        return rows


def learn_reading(examples: Sequence[Example], intents: Sequence[str]) -> Reading:
    """Fit both readers.

    Each sentence is read as written and once more with other names, some of them invented: what
    is asked must not hang on the names that examples happen to contain.
    """
    disguise = Disguise(examples, seed=1)
    seen = [*(disguise.swapped(example) for example in examples), *examples]
    texts = {text: it for (text, _), it in zip(seen, [*intents, *intents], strict=True)}
    wanted = list(texts.values())
    meaning = make_pipeline(
        StandardScaler(), SVC(C=5, gamma=_REACH, probability=True, random_state=0)
    ).fit(vectors(list(texts)), wanted)
    spelling = make_pipeline(
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2),
        LogisticRegression(C=20, solver="liblinear"),
    ).fit([fold(text) for text in texts], wanted)
    return Reading(list(meaning.classes_), meaning, spelling)
