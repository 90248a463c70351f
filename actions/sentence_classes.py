"""A classifier of short sentences: what they mean by their vectors, how they are put by letters.

Two support vector machines vote with equal weight: one with a radial kernel over standardised
sentence vectors, which crosses languages, and a linear one over groups of two to five letters,
which knows the cut words of notes. Margins become chances by a softmax, whose sharpness was chosen
on `tests/actions/remarks_dev.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from actions.radial import RadialMargins
from language import fold

if TYPE_CHECKING:
    from sklearn.svm import LinearSVC

Chances = NDArray[np.float64]
SHARP_VECTORS, SHARP_LETTERS = 1.5, 2.5
GREETING = re.compile(r"^(?:bonjour|bonsoir|bjr|hello|hi|hey|salut|slt)\b[\s,]*", re.IGNORECASE)
LEAD = re.compile(r"^([^:?!.]{2,70})\s?:\s+(?=\S+\s+\S+)")
NAMING = re.compile(r"\d|,|\S\s+(?:M\.|[A-ZÀ-Ý])")
FIGURE = re.compile(r"\d[\d.,/\u202f\u00a0 ]*\d|\d")


def core(text: str) -> str:
    """Return what a sentence says: no greeting, no « Retour de Mme X : », every figure alike."""
    said = GREETING.sub("", " ".join(text.split()))
    lead = LEAD.match(said)
    # « À faire : … » says what follows is, and stays; « CR Mme Petit : … » says whose words it is.
    if lead and NAMING.search(lead[1]):
        said = said[lead.end() :]
    return FIGURE.sub("3", said)


def alike(text: str) -> str:
    """Return a sentence with every figure alike, no greeting, all else as it stands."""
    return FIGURE.sub("3", GREETING.sub("", " ".join(text.split())))


class SentenceClasses:
    """One label a sentence, learnt from labelled sentences and their vectors (one row each)."""

    def __init__(
        self, texts: Sequence[str], vectors: NDArray[np.float32], labels: Sequence[str]
    ) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - slow
        from sklearn.svm import SVC, LinearSVC  # noqa: PLC0415 - slow to import

        self._centre = vectors.mean(axis=0)
        self._scale = vectors.std(axis=0) + 1e-6
        meaning = SVC(C=3, gamma="scale", class_weight="balanced")
        meaning.fit(self._standard(vectors), labels)
        self._names = [str(name) for name in meaning.classes_]
        self._meaning = RadialMargins(meaning)
        self._letters = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True, preprocessor=fold
        )
        self._wording = LinearSVC(C=0.3, class_weight="balanced")
        self._wording.fit(self._letters.fit_transform(texts), labels)

    def _standard(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.asarray((vectors - self._centre) / self._scale, dtype=np.float32)

    @property
    def names(self) -> list[str]:
        """The labels, in the order of the columns of `chances`."""
        return self._names

    def chances(self, texts: Sequence[str], vectors: NDArray[np.float32]) -> Chances:
        """Return each sentence's chance of every label: one row a sentence, adding up to 1."""
        return (self.meant(vectors) + self.worded(texts)) / 2

    def meant(self, vectors: NDArray[np.float32]) -> Chances:
        """Return each sentence's chances by what it means alone."""
        return softmax(self._meaning.of(self._standard(vectors)), SHARP_VECTORS)

    def worded(self, texts: Sequence[str]) -> Chances:
        """Return each sentence's chances by how it is put alone."""
        return softmax(linear(self._wording, self._letters.transform(texts)), SHARP_LETTERS)

    def of(self, texts: Sequence[str], vectors: NDArray[np.float32]) -> list[tuple[str, float]]:
        """Return the likeliest label of each sentence and its chance in [0, 1]."""
        chances, names = self.chances(texts, vectors), self.names
        best = chances.argmax(axis=1)
        return [(names[i], float(row[i])) for i, row in zip(best, chances, strict=True)]


def linear(model: LinearSVC, rows: Any) -> Chances:
    """Return a fitted model's margins; its `decision_function` spends its time on checking them."""
    return np.asarray(rows @ model.coef_.T + model.intercept_)


def softmax(margins: Chances, sharpness: float) -> Chances:
    """Return margins (one row a sentence, one column a label) as chances that add up to 1."""
    raised = np.exp(sharpness * (margins - margins.max(axis=1, keepdims=True)))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))
