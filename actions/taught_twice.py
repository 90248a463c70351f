"""Sentences read by the light model, and by the better one only where that leaves doubt.

The light model takes 1 ms a sentence where the other takes 10. Alone it is 4 points less often
right on what a remark is; asked again below `CLEAR`, chosen on the development sentences, the two
are as often right as the better one alone. With a third voice, groups of words, the better one
reads 27 sentences in a hundred where it read 31, and as many are read right: 92.7 % of the
development sentences with it and without, 85.9 and 85.4 % of the test sentences.

What an example says much alike (`NEAR`) and calls the same is not asked again: light and better
model err on it alike. So the better one reads 17 development sentences in a hundred for 27, of
those taught (each left out in turn) 10 for 44, and more are read right: 92.2 and 91.8 %, 90.2 and
85.8 %. Of the test sentences it reads 27 for 35, and one of 206 fewer is read right.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from actions.kept_vectors import kept_vectors
from actions.radial import RadialMargins
from actions.sentence_classes import (
    SHARP_LETTERS,
    SHARP_VECTORS,
    Chances,
    SentenceClasses,
    linear,
    softmax,
)
from actions.taught import Taught, examples
from knowledge import Knowledge
from language import fold


@dataclass(frozen=True)
class Clear:
    """From which chance what the light model and the wording say is believed.

    `plain` is the label that says nothing in particular, which is believed from `nothing` on.
    """

    told: float
    plain: str = ""
    nothing: float = 1.0
    phrased: bool = False
    """Whether groups of words have a voice too, before the better model is asked."""


CLEAR: Mapping[str, Clear] = {
    "remarks": Clear(0.65, "event", 0.45, phrased=True), "themes": Clear(0.45),
    "purposes": Clear(0.5, "follow_up", 0.7), "feelings": Clear(0.7, "neutral", 0.5),
    "handover": Clear(0.0, "ordinary", 0.0),
}  # fmt: skip


NEAR = 0.4
"""Cosine of centred light vectors from which an example is like a sentence."""


class LightMeaning:
    """What sentences mean by the light model’s vectors, measured from their middle."""

    def __init__(self, vectors: NDArray[np.float32], labels: Sequence[str]) -> None:
        from sklearn.svm import SVC  # noqa: PLC0415 - slow to import

        self._centre = vectors.mean(axis=0)
        meaning = SVC(C=3, gamma="scale", class_weight="balanced")
        self._taught, self._labels = self._centred(vectors), np.asarray(labels)
        self._meaning = RadialMargins(meaning.fit(self._taught, labels))

    def like(self, vectors: NDArray[np.float32], labels: Sequence[str]) -> NDArray[np.bool_]:
        """Whether the nearest example of each sentence is near, and bears its label."""
        alike = self._centred(vectors) @ self._taught.T
        nearest = alike.argmax(axis=1)
        same = self._labels[nearest] == np.asarray(labels)
        return np.asarray(same & (alike.max(axis=1) > NEAR))

    def _centred(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        away = vectors - self._centre
        return np.asarray(away / (np.linalg.norm(away, axis=1, keepdims=True) + 1e-9), np.float32)

    def chances(self, vectors: NDArray[np.float32]) -> Chances:
        """Return each sentence’s chance of every label, labels in the order of the alphabet."""
        return softmax(self._meaning.of(self._centred(vectors)), SHARP_VECTORS)


VOICES = (2, 2, 1)
"""What meaning, letters and groups of words weigh."""


class Phrases:
    """How sentences are put by groups of one to three words: « je vous envoie », "we need"."""

    def __init__(self, texts: Sequence[str], labels: Sequence[str]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - slow
        from sklearn.svm import LinearSVC  # noqa: PLC0415 - slow to import

        self._groups = TfidfVectorizer(
            ngram_range=(1, 3), min_df=2, sublinear_tf=True, preprocessor=fold,
            token_pattern=r"\w+|[?!]",  # noqa: S106 - words, no password
        )  # fmt: skip
        self._wording = LinearSVC(C=0.3, class_weight="balanced")
        self._wording.fit(self._groups.fit_transform(texts), labels)

    def chances(self, texts: Sequence[str]) -> Chances:
        """Return each sentence’s chance of every label, labels in the order of the alphabet."""
        return softmax(linear(self._wording, self._groups.transform(texts)), SHARP_LETTERS)


@dataclass(frozen=True)
class Examples:
    """What is learnt from: sentences, their vectors by both models, and their labels."""

    texts: Sequence[str]
    light: NDArray[np.float32]
    vectors: NDArray[np.float32]
    labels: Sequence[str]


class TwoReaders:
    """One label a sentence, by two models of which the better one reads little."""

    def __init__(self, learnt: Examples, clear: Clear) -> None:
        self._classes = SentenceClasses(learnt.texts, learnt.vectors, learnt.labels)
        self._light = LightMeaning(learnt.light, learnt.labels)
        self._phrases = Phrases(learnt.texts, learnt.labels) if clear.phrased else None
        self._clear = clear

    @property
    def names(self) -> list[str]:
        """The labels, in the order of the columns of `chances`."""
        return self._classes.names

    async def chances(
        self, texts: Sequence[str], knowledge: Knowledge, barred: Sequence[AbstractSet[str]] = ()
    ) -> Chances:
        """Return each sentence’s chance of every label: one row a sentence, adding up to 1.

        The chances of `barred` labels (a set a sentence, none by default) go to the plain one.
        """
        light, (worded, phrased) = await asyncio.gather(
            knowledge.light_vectors(texts), asyncio.to_thread(self._wording, texts)
        )
        chances = self._plainer(self._voted(light, worded, phrased), barred)
        read = [self.names[best] for best in chances.argmax(axis=1)]
        unsure = chances.max(axis=1) < self._believed(chances)
        doubtful = np.flatnonzero(unsure & ~self._light.like(light, read))
        if len(doubtful):
            vectors = await knowledge.vectors([texts[int(number)] for number in doubtful])
            chances[doubtful] = (self._classes.meant(vectors) + worded[doubtful]) / 2
        return self._plainer(chances, barred)

    async def lightly(self, texts: Sequence[str], knowledge: Knowledge) -> Chances:
        """Return the same where doubt is left: the light model and the wording alone.

        In the caller's own thread: for one message, going to another costs as much as the work.
        """
        return self._voted(await knowledge.light_vectors(texts), *self._wording(texts))

    def _voted(
        self, light: NDArray[np.float32], worded: Chances, phrased: Sequence[Chances]
    ) -> Chances:
        voices = [self._light.chances(light), worded, *phrased]
        return np.asarray(np.average(voices, axis=0, weights=VOICES[: len(voices)]))

    def _wording(self, texts: Sequence[str]) -> tuple[Chances, list[Chances]]:
        """Return the chances by how sentences are put: by letters, and by groups of words."""
        phrased = [self._phrases.chances(texts)] if self._phrases else []
        return self._classes.worded(texts), phrased

    def _plainer(self, chances: Chances, barred: Sequence[AbstractSet[str]]) -> Chances:
        """Move the chances of labels that are barred to the plain label."""
        for row, labels in zip(chances, barred, strict=False):
            for label in labels:
                at = self.names.index(label)
                row[self.names.index(self._clear.plain)] += row[at]
                row[at] = 0.0
        return chances

    def _believed(self, chances: Chances) -> Chances:
        """Return from which chance each sentence's likeliest label is believed."""
        names, clear = self.names, self._clear
        plain = names.index(clear.plain) if clear.plain in names else -1
        return np.where(chances.argmax(axis=1) == plain, clear.nothing, clear.told)

    async def of(
        self, texts: Sequence[str], knowledge: Knowledge, barred: Sequence[AbstractSet[str]] = ()
    ) -> list[tuple[str, float]]:
        """Return the likeliest label of each sentence and its chance in [0, 1]."""
        chances, names = await self.chances(texts, knowledge, barred), self.names
        best = chances.argmax(axis=1)
        return [(names[i], float(row[i])) for i, row in zip(best, chances, strict=True)]


async def both_vectors(
    knowledge: Knowledge, texts: Sequence[str], kept: Path
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the vectors of what is learnt from by the light model and the better one, kept."""
    light = await kept_vectors(knowledge, texts, kept.with_stem(f"{kept.stem}-light"), "light")
    return light, await kept_vectors(knowledge, texts, kept)


class TaughtTwice(Taught):
    """Sentence classes taught by example, read by the light model first."""

    _readers: TwoReaders | None = None

    def __init__(self, folder: str, knowledge: Knowledge, home: Path) -> None:
        super().__init__(knowledge, partial(examples, (folder,)), home / f"{folder}.npz")
        self._clear = CLEAR[folder]

    async def prepare(self) -> None:
        """Learn now, so that the first question does not wait for it."""
        await self._both()

    async def weigh(self, texts: Sequence[str]) -> list[dict[str, float]]:
        """Return each sentence's chance of every label."""
        if not texts:
            return []
        readers = await self._both()
        chances = await readers.chances([self._core(text) for text in texts], self._knowledge)
        return [dict(zip(readers.names, map(float, row), strict=True)) for row in chances]

    async def weigh_lightly(self, texts: Sequence[str]) -> list[dict[str, float]]:
        """Return each sentence's chance of every label, by the light model alone."""
        readers = await self._both()
        chances = await readers.lightly([self._core(text) for text in texts], self._knowledge)
        return [dict(zip(readers.names, map(float, row), strict=True)) for row in chances]

    async def _both(self) -> TwoReaders:
        async with self._lock:
            if self._readers is None:
                rows = self._examples()
                texts, labels = [self._core(text) for text, _ in rows], [name for _, name in rows]
                light, vectors = await both_vectors(self._knowledge, texts, self._kept)
                learnt = Examples(texts, light, vectors, labels)
                self._readers = await asyncio.to_thread(TwoReaders, learnt, self._clear)
            return self._readers


def taught_in(folder: str, knowledge: Knowledge, home: Path) -> Taught:
    """Return the classes that one folder of `data` teaches, its vectors kept under `home`."""
    if folder in CLEAR:
        return TaughtTwice(folder, knowledge, home)
    return Taught(knowledge, partial(examples, (folder,)), home / f"{folder}.npz")
