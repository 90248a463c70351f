"""What is left of a content when each sentence that states something unfounded is taken out.

Taking out spares asking again. It is done only where what stays still answers: a cited sentence, a
letter with its greeting, question and signature, a summary with an item. Steps are never thinned
out: a missing step misleads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from guard.support import CITED, SENTENCE
from guard.verification import Verifier

STEP = re.compile(r"^\s*(?:\d{1,2}[.)]|[-*•–])\s+\S", re.MULTILINE)
LETTER = re.compile(r"(?:[^.!?\n]|[.!?](?![\s.!?]|\Z))+(?:[.!?…]+(?=\s|\Z))?[»”\"]?")
_MOST = 1 / 3
"""At most this share of a letter's sentences is taken out."""


def repair(verifier: Verifier, content: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the content without what is unfounded, None where too little would stay."""
    left = _REPAIRS[verifier.task](verifier, content)
    return left if left is not None and not verifier.inventions(left) else None


def _answer(verifier: Verifier, content: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return an answer whose every sentence holds, if one that cites is among them."""
    text, used = content["text"], content["used"]
    if STEP.search(text):
        return None
    kept = [
        sentence
        for sentence in (match.group() for match in SENTENCE.finditer(text))
        if not verifier.stated(sentence) and verifier.cited(sentence, used)
    ]
    if not any(CITED.search(sentence) for sentence in kept):
        return None
    return {"text": re.sub(r" {2,}", " ", " ".join(map(str.strip, kept))), "used": used}


def _email(verifier: Verifier, content: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return a letter without the sentences that hold something unfounded."""
    if verifier.stated(content["subject"]):
        return None
    lines = content["body"].split("\n")
    said = [match.group() for line in lines for match in LETTER.finditer(line)]
    wrong = {sentence for sentence in said if sentence.strip() and verifier.stated(sentence)}
    edges = {said[0], *said[-3:]} if said else set()
    if not wrong or wrong & edges or len(wrong) > _MOST * len(said):
        return None
    body = "\n".join(_without(line, wrong) for line in lines)
    return {**content, "body": re.sub(r"\n{3,}", "\n\n", body)}


def _without(line: str, wrong: set[str]) -> str:
    """Return a line without the wrong sentences."""
    kept = [match.group() for match in LETTER.finditer(line) if match.group() not in wrong]
    return " ".join(map(str.strip, kept)) if len(kept) < len(LETTER.findall(line)) else line


def _summary(verifier: Verifier, content: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return a summary without the items that hold something unfounded."""
    shell = {"title": content["title"], "overview": content["overview"], "items": []}
    kept = [
        item for item in content["items"] if not verifier.inventions({**shell, "items": [item]})
    ]
    return {**shell, "items": kept} if kept else None


_REPAIRS: Mapping[str, Callable[[Verifier, Mapping[str, Any]], dict[str, Any] | None]] = {
    "answer": _answer,
    "email": _email,
    "summary": _summary,
    # A translation without one of its sentences is none.
    "translation": lambda verifier, content: None,
}
