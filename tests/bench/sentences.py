"""The held-out sentences with their intents, and the questions put to the org."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from itertools import cycle, islice

import yaml

from copilot.settings import ROOT

# Files of tests/bot. The errors on the first set were looked at once; the second was read once.
GROUPS = {
    "first set, French": "test_sentences_fr.yml", "first set, English": "test_sentences_en.yml",
    "second set, French": "unseen_sentences_fr.yml",
    "second set, English": "unseen_sentences_en.yml",
}  # fmt: skip
MARK = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")


@dataclass(frozen=True)
class Sentence:
    """A sentence as a person types it, and what it is for."""

    text: str
    intent: str
    group: str


def plain(example: str) -> str:
    """Take the marks off a training example."""
    return MARK.sub(r"\1", example).strip()


def held_out() -> list[Sentence]:
    """Read the test sentences of every set and language."""
    return [sentence for group in GROUPS for sentence in _read(group)]


def _read(group: str) -> list[Sentence]:
    page = yaml.safe_load((ROOT / "tests" / "bot" / GROUPS[group]).read_text())
    return [
        Sentence(plain(line.removeprefix("- ")), meant["intent"], group)
        for meant in page["nlu"]
        for line in meant["examples"].splitlines()
        if line.strip()
    ]


def drawn(count: int, seed: int) -> list[str]:
    """Draw that many texts from the test sentences, in an order the seed fixes."""
    texts = [sentence.text for sentence in held_out()]
    random.Random(seed).shuffle(texts)  # noqa: S311
    return list(islice(cycle(texts), count))
