"""An article drafted from solved cases, as a Markdown page for a person to mend and publish."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from actions import Language, Lines, line
from copilot.solved_cases import SolvedCases, Told
from language import fold, format_long_date

LINES: Lines = {
    "draft": {
        "fr": "Brouillon du {day}, tiré de {count}. À relire et à compléter : rien n’est publié.",
        "en": "Draft of {day}, from {count}. To be read and completed: nothing is published.",
    },
    "case": {"fr": "1 requête résolue", "en": "1 solved case"},
    "cases": {"fr": "{count} requêtes résolues", "en": "{count} solved cases"},
    "said": {"fr": "{count} requêtes", "en": "{count} cases"},
    "symptom": {"fr": "Symptôme", "en": "Symptom"},
    "cause": {"fr": "Cause", "en": "Cause"},
    "steps": {"fr": "Étapes", "en": "Steps"},
    "in_order": {
        "fr": "Dans l’ordre, ce qui a résolu le plus de requêtes d’abord :",
        "en": "In order, what solved most cases first:",
    },
    "applies": {"fr": "S’applique à", "en": "Applies to"},
    "sources": {"fr": "Sources", "en": "Sources"},
    "numbers": {"fr": "Requêtes n° {numbers}.", "en": "Cases no. {numbers}."},
    "untold": {
        "fr": "Non dit dans ces requêtes. À compléter.",
        "en": "Not told in these cases. To be completed.",
    },
    "title": {"fr": "{label} : {name}", "en": "{label}: {name}"},
}


def title_of(found: SolvedCases) -> str:
    """Return the article's title: the issue, and the product where there is one."""
    subject = found.subject
    if not subject.name:
        return subject.label
    return line(LINES, "title", found.language, label=subject.label, name=subject.name)


def page_of(found: SolvedCases, today: date) -> str:
    """Return the whole page, front matter first, as `knowledge ingest` reads it once published."""
    subject, language = found.subject, found.language
    head = {
        "id": f"{slug_of(found)}-{language}", "title": f'"{title_of(found)}"',
        "language": language, "audience": "internal", "kind": "troubleshooting",
        **({"product": f'"{subject.name}"'} if subject.name else {}),
    }  # fmt: skip
    lines = ["---", *(f"{key}: {value}" for key, value in head.items()), "---", ""]
    return "\n".join([*lines, *_body(found, today)]) + "\n"


def text_of(found: SolvedCases) -> str:
    """Return the article's own text in Markdown, without what is said of it as a draft."""
    return "\n".join(_told(found)).strip() + "\n"


def slug_of(found: SolvedCases) -> str:
    """Return a file's name for an article, without accents."""
    told = fold(f"{found.subject.label} {found.subject.name}")
    return "-".join(re.findall(r"[a-z0-9]+", told))[:80]


def _body(found: SolvedCases, today: date) -> Iterator[str]:
    language, count = found.language, len(found.numbers)
    several = line(LINES, "cases", language, count=count)
    yield "> " + line(
        LINES, "draft", language, day=format_long_date(today, language),
        count=line(LINES, "case", language) if count == 1 else several,
    )  # fmt: skip
    yield from _told(found)
    numbers = line(LINES, "numbers", language, numbers=", ".join(found.numbers))
    yield from _section("sources", [numbers], language)


def _told(found: SolvedCases) -> Iterator[str]:
    language = found.language
    yield from _section("symptom", [f"- {one.text}" for one in found.symptoms], language)
    yield from _section("cause", [_counted(one, "-", language) for one in found.causes], language)
    steps = [_counted(one, f"{place}.", language) for place, one in enumerate(found.steps, 1)]
    ordered = [line(LINES, "in_order", language), ""] if len(steps) > 1 else []
    yield from _section("steps", [*ordered, *steps], language)
    if found.subject.name:
        yield from _section("applies", [f"- {found.subject.name}"], language)


def _section(key: str, lines: list[str], language: Language) -> Iterator[str]:
    yield from ("", f"## {line(LINES, key, language)}", "")
    yield from lines or [line(LINES, "untold", language)]


def _counted(one: Told, mark: str, language: Language) -> str:
    if one.cases == 1:
        return f"{mark} {one.text}"
    return f"{mark} {one.text} ({line(LINES, 'said', language, count=one.cases)})"
