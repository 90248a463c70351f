"""What a sentence is: an event, a pain point, a decision, a promise or a next step.

Learnt from the examples of `data/remarks` when it is first asked; a sentence's language does not
matter to it. Measured in `tests/actions/test_actions_remarks.py`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Literal

import numpy as np
import yaml
from numpy.typing import NDArray

from actions.kept_vectors import Reading
from actions.sentence_classes import core
from actions.taught import Examples as Said
from actions.taught import Taught
from actions.taught import examples as examples_in
from actions.taught_twice import CLEAR, Examples, TwoReaders, both_vectors
from crm import Labels
from knowledge import Knowledge

RemarkKind = Literal["event", "decision", "pain_point", "promise", "next_step"]
EXAMPLES = Path(__file__).resolve().parent.parent / "data" / "remarks"
PAIN: RemarkKind = "pain_point"
# Chosen on the development sentences: below this a remark is taken for plain news, and a pain
# point is told without a theme.
SURE = {PAIN: 0.5, "decision": 0.45, "promise": 0.45, "next_step": 0.45}
SURE_THEME = 0.45
READ_BY: Mapping[str, Reading] = {"phases": "light"}
"""Which model reads what is taught, where two together are not the best on the development sets."""


@dataclass(frozen=True)
class Remark:
    """What one sentence is, how sure that is in [0, 1]; a pain point has a theme.

    `settled` is the day later words put it right, kept it or took it back (`settling`).
    """

    kind: RemarkKind
    sure: float
    theme: Labels | None = None
    settled: date | None = None


class Remarks:
    """Reads remarks with a knowledge base’s sentence vectors; learns once, when first asked."""

    def __init__(self, knowledge: Knowledge, kept: Path) -> None:
        """`kept` is the file that spares embedding the same examples at the next start."""
        self._knowledge = knowledge
        self._kept = kept
        self._lock = asyncio.Lock()
        self._readers: tuple[TwoReaders, TwoReaders] | None = None
        self._taught: dict[str, Taught] = {}

    def taught(self, *folders: str) -> Taught:
        """Return the sentence classes that those folders of `data` teach, learnt once."""
        return self.taught_by("-".join(folders), partial(examples_in, folders))

    def taught_by(self, name: str, said: Said) -> Taught:
        """Return the sentence classes that those examples teach, learnt once under that name."""
        if name not in self._taught:
            kept = self._kept.with_name(f"{name}.npz")
            reading = READ_BY.get(name, "both")
            self._taught[name] = Taught(self._knowledge, said, kept, whole=True, reading=reading)
        return self._taught[name]

    @cached_property
    def labels(self) -> dict[str, Labels]:
        """The themes' names in both languages."""
        themes = yaml.safe_load((EXAMPLES / "themes.yml").read_text())
        return {name: Labels(**said) for name, said in themes.items()}

    async def prepare(self) -> None:
        """Learn now, so that the first summary does not wait for it."""
        await self._learnt()

    async def read(
        self, texts: Sequence[str], barred: Sequence[AbstractSet[RemarkKind]] = ()
    ) -> list[Remark]:
        """Say of each sentence what it is, in the order given.

        `barred` are the kinds each cannot be, which are then plain news: no doubt about them needs
        the better model.
        """
        if not texts:
            return []
        kinds, themes = await self._learnt()
        cores = [core(text) for text in texts]
        read = await kinds.of(cores, self._knowledge, barred)
        pains = [at for at, (kind, sure) in enumerate(read) if kind == PAIN and sure >= SURE[PAIN]]
        told = await themes.of([cores[at] for at in pains], self._knowledge) if pains else []
        named = dict(zip(pains, told, strict=True))
        return [self._remark(*one, named.get(at)) for at, one in enumerate(read)]

    def _remark(self, kind: Any, sure: float, theme: tuple[str, float] | None) -> Remark:
        if sure < SURE.get(kind, 0):
            return Remark("event", sure)
        told = theme and theme[1] >= SURE_THEME
        return Remark(kind, sure, self.labels[theme[0]] if theme and told else None)

    async def _learnt(self) -> tuple[TwoReaders, TwoReaders]:
        async with self._lock:
            if self._readers is None:
                rows = [(core(text), kind, theme) for text, kind, theme in examples()]
                texts = [text for text, _, _ in rows]
                light, vectors = await both_vectors(self._knowledge, texts, self._kept)
                self._readers = await asyncio.to_thread(learn, rows, light, vectors)
            return self._readers


def learn(
    rows: Sequence[tuple[str, str, str | None]],
    light: NDArray[np.float32], vectors: NDArray[np.float32],
) -> tuple[TwoReaders, TwoReaders]:  # fmt: skip
    """Return what tells kinds apart, and what tells the themes of pain points apart."""
    texts = [text for text, _, _ in rows]
    kinds = Examples(texts, light, vectors, [kind for _, kind, _ in rows])
    at = [index for index, (_, _, theme) in enumerate(rows) if theme]
    themed = [str(rows[index][2]) for index in at]
    themes = Examples([texts[index] for index in at], light[at], vectors[at], themed)
    return TwoReaders(kinds, CLEAR["remarks"]), TwoReaders(themes, CLEAR["themes"])


def examples() -> Iterator[tuple[str, str, str | None]]:
    """Yield every example: its text, its kind (its file or folder), and a pain point's theme."""
    for path in sorted(EXAMPLES.glob("*/**/*.yml")):
        said = yaml.safe_load(path.read_text())
        kind = path.relative_to(EXAMPLES).with_suffix("").parts[1]
        for theme, texts in said.items() if isinstance(said, dict) else [(None, said)]:
            yield from ((text, kind, theme) for text in texts)
