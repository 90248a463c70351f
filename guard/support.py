"""Whether a cited passage supports the sentence that cites it.

A sentence that shares too few of its content words with its passage states something else. Words
are compared by their beginnings, so that inflection does not matter; a passage in another language
than the answer shares no words, and there only figures and names are checked (`verification`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from guard.entries import fold
from guard.proving.polarity import contrary

_SHARE = 1 / 3
"""Least share of a sentence's content words that its passages must hold."""

_STEM = 5
_TELLING = 5
"""A sentence of so many words tells something: where it cites nothing, any passage may hold it."""
CITED = re.compile(r"\[(\d{1,2})\]")
SENTENCE = re.compile(
    r"(?:[^.!?\n]|[.!?](?![\s\[.!?]|\Z))+(?:[.!?]+(?=\s|\Z|\[))?"
    r"(?:[ \u00a0\u202f]?\[\d{1,2}\][.]?)*"
)


def find_unsupported(
    facts: Mapping[str, Any], content: Mapping[str, Any], language: str
) -> Iterator[str]:
    """Yield a mark for each cited sentence that its passages do not support."""
    passages = {item["id"]: item for item in facts.get("passages") or []}
    used = content.get("used") or []
    for sentence in SENTENCE.findall(content.get("text") or ""):
        numbers = [int(number) for number in CITED.findall(sentence)]
        if any(not 0 < number <= len(used) for number in numbers):
            yield "citation"
            continue
        cited = [passages[used[n - 1]] for n in numbers if used[n - 1] in passages]
        if not numbers and len(_stems(sentence)) >= _TELLING:
            cited = list(passages.values())
        if cited and not _supports(cited, sentence, str(facts.get("question", "")), language):
            yield "support"
        elif cited and contrary(CITED.sub(" ", sentence), (str(one["text"]) for one in cited)):
            yield "contrary"


def _supports(cited: list[Mapping[str, Any]], sentence: str, question: str, language: str) -> bool:
    """Say whether the passages hold enough of the sentence; the question's words are given."""
    if any(passage.get("language", language) != language for passage in cited):
        return True
    said = _stems(CITED.sub(" ", sentence)) - _stems(question)
    given = _stems(" ".join(f"{p.get('title', '')} {p.get('text', '')}" for p in cited))
    return len(said) < 3 or len(said & given) >= _SHARE * len(said)


def _stems(text: str) -> set[str]:
    """Return the beginnings of the words of four letters and more, placeholders aside."""
    bare = re.sub(r"\[?[A-Z]+_[A-Z]\d+_\d+\w*\]?", " ", text)
    return {word[:_STEM] for word in re.findall(r"[^\W\d_]{4,}", fold(bare))}
