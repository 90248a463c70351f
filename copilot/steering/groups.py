"""Texts that ask for the same thing, found without a list of subjects; named by their own words.

Sentence vectors are clustered by average linkage on cosine distances after their mean is taken out:
what all texts of a company share says nothing about any one of them. The limit was chosen on the
subjects of 260 French cases of the demo company with 14 known issues (V-measure 0.72) and holds for
280 others, half of them English (0.72).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actions.remarks import examples
from language import fold

FAR, FAR_OF_FEW, FEW = 0.85, 0.15, 20
MOST_WORDS, SHORTEST = 3, 4
LEAST_SHARE = 0.3


@dataclass(frozen=True)
class Grouped:
    """One group: the indexes of its texts, the most typical first, and the words it uses most."""

    members: tuple[int, ...]
    words: tuple[str, ...]


def grouped(
    texts: Sequence[str], vectors: NDArray[np.float32], languages: Sequence[str] = ()
) -> list[Grouped]:
    """Return the groups of texts, largest first; each is named in the language most of it is in."""
    if not texts:
        return []
    labels = _clustered(np.asarray(vectors, np.float64))
    found: dict[int, list[int]] = {}
    for index, label in enumerate(labels):
        found.setdefault(int(label), []).append(index)
    groups = sorted(found.values(), key=lambda one: (-len(one), one[0]))
    heard = [_words(" ".join(texts[i] for i in group)).keys() for group in groups]
    spread = Counter(word for words in heard for word in words)
    return [
        Grouped(
            tuple(_typical(group, vectors)),
            _named([texts[i] for i in _of_one_language(group, languages)], spread),
        )
        for group in groups
    ]


def _of_one_language(group: Sequence[int], languages: Sequence[str]) -> list[int]:
    if not languages:
        return list(group)
    most, _ = Counter(languages[i] for i in group).most_common(1)[0]
    return [i for i in group if languages[i] == most]


def _clustered(vectors: NDArray[np.float64]) -> Sequence[int]:
    from sklearn.cluster import AgglomerativeClustering  # noqa: PLC0415 - slow to load

    if len(vectors) < 2:
        return [0] * len(vectors)
    few = len(vectors) < FEW
    centred = vectors if few else vectors - vectors.mean(0)
    lengths = np.linalg.norm(centred, axis=1, keepdims=True)
    unit = centred / np.where(lengths == 0, 1, lengths)
    distances = np.clip(1 - unit @ unit.T, 0, 2)
    model: Any = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="complete" if few else "average",
        distance_threshold=FAR_OF_FEW if few else FAR,
    )  # fmt: skip
    labels: Sequence[int] = model.fit_predict(distances)
    return labels


def _typical(group: Sequence[int], vectors: NDArray[np.float32]) -> list[int]:
    """Return a group's texts, nearest to its centre first."""
    rows = np.asarray(vectors)[list(group)]
    near = rows @ rows.mean(0)
    return [group[i] for i in np.argsort(-near, kind="stable")]


def _named(texts: Sequence[str], spread: Mapping[str, int]) -> tuple[str, ...]:
    """Return the words that many of the texts use, and few other groups and examples do."""
    heard: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = {}
    for text in texts:
        for word, form in _words(text).items():
            heard[word] += 1
            forms.setdefault(word, Counter())[form] += 1
    weights, rarest = common()
    scores = {
        word: count * weights.get(word, rarest) / log(2 + spread[word])
        for word, count in heard.items()
        if count >= LEAST_SHARE * len(texts)
    }
    best = sorted(scores, key=lambda word: (-scores[word], word))[:MOST_WORDS]
    return tuple(forms[word].most_common(1)[0][0] for word in best)


def _words(text: str) -> dict[str, str]:
    """Return the words of a text as they are compared, with how they are written."""
    forms = (word.strip('.,;:!?…«»“”"()[]').casefold() for word in text.replace("’", " ").split())
    return {fold(form): form for form in forms if len(form) >= SHORTEST and form.isalpha()}


@cache
def common() -> tuple[dict[str, float], float]:
    """Return how telling words are: their rarity among the sentences remarks are learnt from."""
    texts = [text for text, _, _ in examples()]
    seen = Counter(word for text in texts for word in _words(text))
    rarest = log(len(texts))
    return {word: log(len(texts) / count) for word, count in seen.items()}, rarest
