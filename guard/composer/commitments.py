"""What was decided, promised and planned, as a summary says it, each with its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from guard.composer.wording import capital, colon, quote, read_date, say_date, shorten
from guard.prompt import Language

REST: dict[Language, dict[str, str]] = {
    "fr": {"decision": "décision", "promise": "engagement", "next_step": "prochaine étape"},
    "en": {"decision": "decision", "promise": "promise", "next_step": "next step"},
}

_OWED: dict[Language, dict[str, str]] = {
    "fr": {
        "us": "Engagement de notre part",
        "customer": "Engagement du client",
        "passed": "Étape qui était prévue",
    },
    "en": {
        "us": "Promised by us",
        "customer": "Promised by the customer",
        "passed": "Step that was planned",
    },
}

Sentence = tuple[Mapping[str, Any], Mapping[str, Any]]
"""An interaction and one of its sentences."""


def commitments(
    ordered: Sequence[Mapping[str, Any]], kind: str, language: Language
) -> Iterator[dict[str, Any]]:
    """Yield the decisions, the promises or the next steps."""
    seen: set[str] = set()
    for one, told in of_kind(ordered, kind):
        over = told.get("settled") and kind != "decision"
        if told["text"] in seen or over or _overtaken(ordered, told, kind):
            continue
        seen.add(told["text"])
        day = read_date(one["date"])
        passed = kind == "next_step" and told.get("late")
        reviewed = "" if passed else _reviewed(told, language)
        when = f" ({say_date(day, language)}{reviewed})" if day else ""
        name = _OWED[language].get(told.get("owner") or "", "") if kind == "promise" else ""
        called = _OWED[language]["passed"] if passed else name
        head = f"{called or capital(REST[language][kind])}{when}{colon(language)}"
        yield item(head + quote(shorten(told["text"]), language), kind, [(one, told)])


def _overtaken(ordered: Sequence[Mapping[str, Any]], told: Mapping[str, Any], kind: str) -> bool:
    """Whether a step was for a day after which they spoke again: what came of it is told there."""
    late = told.get("late")
    return bool(kind == "next_step" and late and any(one["date"] > late for one in ordered))


def _reviewed(told: Mapping[str, Any], language: Language) -> str:
    """Return when a decision was taken back, or a promise was for where that is past."""
    # The day itself was worked out: what was said is quoted beside it.
    if told.get("late"):
        return ", délai passé" if language == "fr" else ", its day now past"
    day = read_date(told.get("settled"))
    if day is None:
        return ""
    said = ", revue le " if language == "fr" else ", revisited on "
    return f"{said}{say_date(day, language)}"


def of_kind(ordered: Sequence[Mapping[str, Any]], kind: str) -> Iterator[Sentence]:
    """Yield the sentences of a kind, the newest interaction first."""
    for one in ordered:
        yield from ((one, told) for told in one["sentences"] if told["kind"] == kind)


def item(text: str, kind: str, told: Sequence[Sentence]) -> dict[str, Any]:
    """Return a statement with its evidence, each sentence word for word."""
    evidence = [
        {"object": one["object"], "id": one["id"], "quote": sentence["text"]}
        for one, sentence in told
    ]
    return {"text": text, "kind": kind, "evidence": evidence}
