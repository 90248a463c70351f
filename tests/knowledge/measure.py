"""Measures retrieval and abstention over data/articles with the question files beside this one.

    python tests/knowledge/measure.py test --index var/test-knowledge

Customers' questions are asked as a customer, questions about internal articles as a colleague.
"""

from __future__ import annotations

import argparse
import contextlib
from dataclasses import dataclass
from pathlib import Path

import yaml

from knowledge import ArticleUnknown, Audience, Knowledge, SearchResult, open_knowledge

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Asked:
    """A question with the articles that answer it, by language; none where nothing does."""

    text: str
    language: str
    french: frozenset[str]
    english: frozenset[str]

    @property
    def answers(self) -> frozenset[str]:
        return self.french | self.english


def load(name: str) -> list[Asked]:
    """Read `questions_<name>.yml`."""
    data = yaml.safe_load((HERE / f"questions_{name}.yml").read_text(encoding="utf-8"))
    return [_asked(row) for row in (*data["answerable"], *data["unanswerable"])]


def _asked(row: dict[str, str]) -> Asked:
    pairs = [pair.split("/") for pair in row.get("a", "").split("|") if pair]
    french = frozenset(f"{pair[0]}-fr" for pair in pairs if pair[0] != "-")
    english = frozenset(f"{pair[1]}-en" for pair in pairs if pair[1] != "-")
    return Asked(row["q"], row["l"], french, english)


def reader(knowledge: Knowledge, asked: Asked) -> Audience:
    """Return who would ask: a colleague only where every answer is internal."""
    for answer in asked.answers:
        with contextlib.suppress(ArticleUnknown):
            knowledge.article(answer, audience="customer")
            return "customer"
    return "internal"


def place(result: SearchResult, answers: frozenset[str]) -> int:
    """Return the place of the first right article, from 1; 99 when it is not there."""
    found = [hit.passage.article for hit in result.hits]
    return min((found.index(answer) + 1 for answer in answers if answer in found), default=99)


def places(
    knowledge: Knowledge, questions: list[Asked], *, across: bool | None = None
) -> list[int]:
    """Return the place of the right article for each answerable question.

    `across` true searches only the other language's articles, false only the question's own, None
    all of them.
    """
    found = []
    for asked in questions:
        other = "en" if asked.language == "fr" else "fr"
        language = None if across is None else other if across else asked.language
        sides = {"fr": asked.french, "en": asked.english, None: asked.answers}
        if sides[language]:
            audience = reader(knowledge, asked)
            result = knowledge.find(asked.text, language=language, audience=audience)
            found.append(place(result, sides[language]))
    return found


def share(found: list[int], within: int) -> float:
    """Return the share of questions whose article is among the first `within`."""
    return sum(one <= within for one in found) / len(found)


def refused(knowledge: Knowledge, questions: list[Asked]) -> tuple[float, float]:
    """Return the shares of answerable and of unanswerable questions that are not trusted."""
    shares = []
    for group in (True, False):
        own = [asked for asked in questions if bool(asked.answers) is group]
        results = [knowledge.find(a.text, audience=reader(knowledge, a)) for a in own]
        shares.append(sum(not result.confident for result in results) / len(own))
    return shares[0], shares[1]


def main() -> None:
    """Print the table of one question file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=("dev", "test"))
    parser.add_argument("--index", type=Path, required=True)
    options = parser.parse_args()
    knowledge, questions = open_knowledge(options.index), load(options.name)
    for label, across in (("all", None), ("same language", False), ("other language", True)):
        found = places(knowledge, questions, across=across)
        print(f"{label:15} n={len(found)} hit@1 {share(found, 1):.1%} hit@3 {share(found, 3):.1%}")  # noqa: T201
    answerable, unanswerable = refused(knowledge, questions)
    print(f"refused: answerable {answerable:.1%}, unanswerable {unanswerable:.1%}")  # noqa: T201


if __name__ == "__main__":
    main()
