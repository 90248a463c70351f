"""The guard's masking and the knowledge base's retrieval, each alone in this process."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import yaml

from copilot.settings import ROOT
from guard import open_guard
from knowledge import open_knowledge
from tests.bench.figures import Spread, spread

MARK = re.compile(r"⟦[A-Z_]+:([^⟧]*)⟧")
WORDS, TEXTS = 200, 30


def documents(language: str) -> list[str]:
    """Return different texts of 200 words each, from the sentences masking is scored on."""
    lines = (ROOT / "tests/guard/masking_dev.jsonl").read_text().splitlines()
    marked = [row["text"] for row in map(json.loads, lines) if row["lang"] == language]
    words = MARK.sub(r"\1", " ".join(marked)).split()
    starts = range(0, len(words), max(1, len(words) // TEXTS))
    around = words + words
    return [" ".join(around[start : start + WORDS]) for start in starts][:TEXTS]


def measure_masking() -> dict[str, Spread]:
    """Mask every document once, after a first one has loaded the models."""
    guard, found = open_guard(), {}
    for language in ("fr", "en"):
        texts = documents(language)
        guard.mask_text(texts[0], language)
        found[language] = spread([timed(guard.mask_text, text, language) for text in texts[1:]])
    return found


def timed(work, *arguments) -> float:
    """Return the milliseconds a call takes."""
    started = perf_counter()
    work(*arguments)
    return (perf_counter() - started) * 1000


def asked() -> Iterator[str]:
    """Yield the test questions of the knowledge base."""
    page = yaml.safe_load((ROOT / "tests/knowledge/questions_test.yml").read_text())
    yield from (row["q"] for row in (*page["answerable"], *page["unanswerable"]))


def measure_search(index: Path) -> Spread:
    """Search for every question once: its embedding is part of the time."""
    knowledge = open_knowledge(index)
    knowledge.find("bonjour")
    return spread([timed(knowledge.find, question) for question in asked()])
