"""An answer made of the very sentences of the knowledge base, with their sources."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from guard.composer.wording import Chooser, colon, quote
from guard.entries import fold
from guard.prompt import Language

_STEP = re.compile(r"^\s*(?:\d{1,2}[.)]|[-*•–])\s+\S", re.MULTILINE)
_SENTENCES = re.compile(r"(?<=[.!?…])[ \u00a0]+(?=[A-ZÀ-Ý0-9«\"“(\[])|\n+")
_WORDS = re.compile(r"[^\W_]{3,}|\w*\d\w*")
_EMPTY = frozenset(
    """les des une que qui quoi quel quelle quels quelles est sont comment pourquoi quand avec pour
    dans sur par pas plus mon mes ses ces cette vous nous votre nos puis faire fait faut peut peux
    combien temps the and for are what how why when which who can could does with this that your our
    from about have has you not any there long much many""".split()  # noqa: SIM905
)
_ROW = re.compile(r"^\s*\|.*\|\s*$")
_RULE = re.compile(r"^[\s|:-]+$")
_SHORT = 4
_SHARED = 2
"""Words of the question that a sentence of another passage must take up to be worth adding."""
_LEADS: dict[Language, tuple[str, ...]] = {
    "fr": (
        "Voici ce qu’indique l’article {title}",
        "D’après l’article {title}",
        "L’article {title} précise",
    ),
    "en": ("According to {title}", "Here is what {title} says", "From {title}"),
}
_FOREIGN: dict[Language, str] = {"fr": " (rédigé en anglais)", "en": " (written in French)"}
_UNKNOWN: dict[Language, str] = {
    "fr": "Je n’ai pas trouvé de réponse à cette question dans la base de connaissances.",
    "en": "I could not find an answer to this question in the knowledge base.",
}


def compose_answer(facts: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """Return the content of the `answer` task: sentences of the passages, cited."""
    passages = facts["passages"]
    if not passages:
        return {"text": _UNKNOWN[language], "used": []}
    asked = _roots(facts["question"])
    first = passages[0]
    lead = (
        Chooser(facts).pick("lead", _LEADS[language]).format(title=quote(first["title"], language))
    )
    foreign = _FOREIGN[language] if first.get("language", language) != language else ""
    body = _body(first["text"], asked, language)
    gap = "\n" if _STEP.search(body) else " "
    text = f"{lead}{foreign}{colon(language).rstrip()}{gap}{body} [1]"
    second = _second(passages, asked, first)
    if second is None:
        return {"text": text, "used": [first["id"]]}
    return {"text": f"{text}\n\n{second[1]} [2]", "used": [first["id"], second[0]]}


def _roots(text: str) -> set[str]:
    """Return the beginnings of the words that carry meaning: six letters stand for a stem."""
    return {word[:6] for word in _WORDS.findall(fold(text)) if word not in _EMPTY}


def _body(text: str, asked: set[str], language: Language) -> str:
    """Return the parts of a passage that answer: its best section, and another nearly as good."""
    sections = _sections(text)
    scores = [_score(" ".join(section), asked) for section in sections]
    kept = [at for at, score in enumerate(scores) if score >= 0.75 * max(scores)]
    chosen = kept[:2] if max(scores) else [0]
    return "\n".join(_told(*sections[at], asked, language) for at in chosen)


def _sections(text: str) -> list[tuple[str, str]]:
    """Return the heading ("" if none) and the text of each section of a passage.

    A paragraph of one line that ends with a colon is the heading of a section that was joined to
    the passage, or introduces what follows: either way they stay together.
    """
    found: list[tuple[str, str]] = []
    heading = ""
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        line = paragraph.strip()
        if line.endswith(":") and "\n" not in line:
            heading = line.rstrip(" :\u202f\u00a0")
        elif found and not heading:
            found[-1] = (found[-1][0], f"{found[-1][1]}\n{line}")
        else:
            found.append((heading, line))
            heading = ""
    return found or [("", text)]


def _told(heading: str, text: str, asked: set[str], language: Language) -> str:
    """Return what a section answers, under its heading if it has one.

    All of its steps, the rows of its table that speak of the question, else its best sentences.
    """
    lines = text.splitlines()
    if sum(map(bool, map(_ROW.match, lines))) > 1:
        told = _rows(lines, asked, language)
    elif len(_STEP.findall(text)) > 1:
        told = _steps(text)
    else:
        told = _best(_split(text), asked)
    gap = "\n" if _STEP.search(told) else " "
    return f"{heading}{colon(language).rstrip()}{gap}{told}" if heading else told


def _best(sentences: Sequence[str], asked: set[str]) -> str:
    """Return all of a few sentences, else the best ones with what follows the best, in order."""
    if len(sentences) <= _SHORT:
        return " ".join(sentences)
    scores = [_score(sentence, asked) for sentence in sentences]
    best = max(range(len(sentences)), key=lambda at: (scores[at], -at))
    chosen = {best, min(best + 1, len(sentences) - 1)}
    chosen |= {at for at, score in enumerate(scores) if score and score >= scores[best] * 0.7}
    return " ".join(sentences[at] for at in sorted(chosen)[: _SHORT + 1])


def _rows(lines: Sequence[str], asked: set[str], language: Language) -> str:
    """Return the rows of a table that speak most of the question, each with its columns."""
    head, *rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in lines
        if _ROW.match(line) and not _RULE.match(line)
    ]
    scores = [_score(" ".join(row), asked) for row in rows]
    kept = [row for row, score in zip(rows, scores, strict=True) if score == max(scores)]
    return "\n".join(f"- {_row(head, row, language)}" for row in kept)


def _row(head: Sequence[str], row: Sequence[str], language: Language) -> str:
    """Return « Capteur C1 : Prix 129 € », what the row is about first."""
    said = [f"{name} {value}".strip() for name, value in zip(head[1:], row[1:], strict=False)]
    return f"{row[0]}{colon(language)}{', '.join(said)}" if said else row[0]


def _steps(text: str) -> str:
    """Return the steps, each on its line, with the sentence that introduces them."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    first = next(at for at, line in enumerate(lines) if _STEP.match(line))
    last = max(at for at, line in enumerate(lines) if _STEP.match(line))
    return "\n".join(lines[max(0, first - 1) : last + 1])


def _split(text: str) -> list[str]:
    """Return the sentences of a passage, headings left out."""
    pieces = [" ".join(piece.split()) for piece in _SENTENCES.split(text)]
    return [piece for piece in pieces if piece and not piece.startswith("#")]


def _score(sentence: str, asked: set[str]) -> float:
    """Return how much of the question a sentence takes up."""
    return len(_roots(sentence) & asked) / (len(asked) or 1)


def _second(
    passages: Sequence[Mapping[str, Any]], asked: set[str], first: Mapping[str, Any]
) -> tuple[str, str] | None:
    """Return the one sentence of another passage worth adding, with the passage's id."""
    told = _roots(first["text"])
    for passage in passages[1:3]:
        if passage.get("language") != first.get("language"):
            continue
        sentence = max(_split(passage["text"]), key=lambda s: _score(s, asked), default="")
        fresh = len(_roots(sentence) - told) / (len(_roots(sentence)) or 1)
        told_too = len(_roots(sentence) & asked)
        if told_too >= _SHARED and _score(sentence, asked) >= 0.6 and fresh > 0.4:
            return passage["id"], sentence
    return None
