"""Written policies as typed rules: articles found by what they govern, tables and sentences read.

What a sentence lays down is told by classes taught in `data/policies`; its figures and products
are read from the sentence itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from actions.analyses.matter import Matter
from actions.parts import Source
from actions.remarks import Remarks
from knowledge import Article

# Chosen on the generated org's development half.
SURE = 0.4
POLICY = "policy"
_ROW = re.compile(r"^\s*\|(.+)\|\s*$")
_CLAUSE = re.compile(r"\s*[:;,]\s+|\s+(?:and|et|mais|but)\s+")
_FEW = 4
_RULED = re.compile(r"^[\s|:-]+$")
_BULLET = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s+")
_SENTENCE = re.compile(
    r"(?<!excl\.)(?<!incl\.)(?<!approx\.)(?<!max\.)(?<!min\.)(?<=\.)\s+(?=[A-ZÀ-Ý0-9])"
    r"|(?<=\S)\s*;\s+"
)


@dataclass(frozen=True)
class Sentence:
    """One sentence of an article and what it lays down, how surely in [0, 1]."""

    text: str
    kind: str
    sure: float
    article: Article


@dataclass(frozen=True)
class Table:
    """A table of an article: its head and its rows."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


async def articles_on(matter: Matter, questions: Sequence[str], limit: int = 3) -> list[Article]:
    """Return the policy articles that answer best, those in the asker’s language first.

    Where no article is marked as a policy, as in a base made of plain documents, any may be one.
    """
    best = await _found(matter, questions, limit, POLICY) or await _found(
        matter, questions, limit, None
    )
    ranked = sorted(best, key=lambda name: -best[name])
    found_ = [
        matter.tools.knowledge.article(name, audience=matter.request.audience) for name in ranked
    ]
    return sorted(found_, key=lambda one: one.language != matter.language)


async def _found(
    matter: Matter, questions: Sequence[str], limit: int, kind: str | None
) -> dict[str, float]:
    """Return the articles of a kind that answer best, and how well."""
    best: dict[str, float] = {}
    for question in questions:
        for language in dict.fromkeys((matter.language, "fr", "en")):
            found = await matter.tools.knowledge.search(
                question, audience=matter.request.audience, kind=kind, language=language,
                limit=limit, on=matter.today,
            )  # fmt: skip
            for hit in found.hits:
                name = hit.passage.article
                best[name] = max(best.get(name, 0.0), hit.score)
    return best


def tables_of(article: Article) -> list[Table]:
    """Return the tables of an article."""
    tables: list[Table] = []
    rows: list[tuple[str, ...]] = []
    for line in [*article.text.splitlines(), ""]:
        match = _ROW.match(line)
        if match and not _RULED.match(line):
            rows.append(tuple(cell.strip() for cell in match[1].split("|")))
        elif not match and rows:
            tables.append(Table(rows[0], tuple(rows[1:])))
            rows = []
    return tables


def sentences_of(article: Article) -> list[str]:
    """Return the sentences of an article outside its tables, bullets without their mark."""
    found: list[str] = []
    for line in article.text.splitlines():
        if not line.strip() or _ROW.match(line) or line.startswith("#"):
            continue
        found += [one.strip() for one in _SENTENCE.split(_BULLET.sub("", line)) if one.strip()]
    return found


async def rules_of(matter: Matter, articles: Sequence[Article]) -> list[Sentence]:
    """Return what the sentences of some articles lay down, by the clause that says so surest."""
    rows = [(article, text) for article in articles for text in sentences_of(article)]
    read = await kinds_of([text for _, text in rows], matter.tools.remarks)
    return [
        Sentence(text, kind, sure, article)
        for (article, text), (kind, sure) in zip(rows, read, strict=True)
    ]


async def kinds_of(texts: Sequence[str], remarks: Remarks) -> list[tuple[str, float]]:
    """Return what each sentence lays down, "other" where no clause of it clearly does."""
    parts = [(place, part) for place, text in enumerate(texts) for part in clauses(text)]
    read = await remarks.taught("policies").read([part for _, part in parts])
    best = [("other", 0.0)] * len(texts)
    for (place, _), (kind, sure) in zip(parts, read, strict=True):
        if kind != "other" and sure >= SURE and sure > best[place][1]:
            best[place] = (kind, sure)
    return best


def clauses(text: str) -> list[str]:
    """Return a sentence and its clauses of several words."""
    parts = [part.strip() for part in _CLAUSE.split(text)]
    return list(dict.fromkeys([text, *(part for part in parts if len(part.split()) >= _FEW)]))


def source_of(article: Article, passage: str = "") -> Source:
    """Name an article as what an answer stands on, with the words of it that decide."""
    told = passage or article.passages[0].text
    return Source(article=article.id, title=article.title, passage=told, score=1.0)


def column(table: Table, place: int) -> list[str]:
    """Return the cells of a column."""
    return [row[place] for row in table.rows if place < len(row)]


Rules = Mapping[str, Sequence[Sentence]]


def by_kind(sentences: Sequence[Sentence]) -> Rules:
    """Return the sentences by what they lay down."""
    found: dict[str, list[Sentence]] = {}
    for one in sentences:
        found.setdefault(one.kind, []).append(one)
    return found
