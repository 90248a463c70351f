"""The held-out sentences with their intents, and the questions put to the org."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from itertools import cycle, islice

import yaml

from copilot.settings import ROOT

MARK = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")


@dataclass(frozen=True)
class Sentence:
    """A sentence as a person types it, and what it is for."""

    text: str
    intent: str
    language: str


def plain(example: str) -> str:
    """Take the marks off a training example."""
    return MARK.sub(r"\1", example).strip()


def held_out() -> list[Sentence]:
    """Read the test sentences of both languages."""
    return [sentence for language in ("fr", "en") for sentence in _read(language)]


def _read(language: str) -> list[Sentence]:
    page = yaml.safe_load((ROOT / f"tests/bot/test_sentences_{language}.yml").read_text())
    return [
        Sentence(plain(line.removeprefix("- ")), group["intent"], language)
        for group in page["nlu"]
        for line in group["examples"].splitlines()
        if line.strip()
    ]


def drawn(count: int, seed: int) -> list[str]:
    """Draw that many texts from the test sentences, in an order the seed fixes."""
    texts = [sentence.text for sentence in held_out()]
    random.Random(seed).shuffle(texts)  # noqa: S311
    return list(islice(cycle(texts), count))
