"""How a case like this one was solved before: ranked by their words, told without names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from actions import Language
from actions.sentences import sentences
from crm import AllOf, Compare, Crm, Order, Query
from guard import Guard
from knowledge import Knowledge
from language import fold, words

RESOLUTIONS = ("Resolution__c", "Comments")
MOST_READ = 400
NEAR, MOST = 0.18, 2
COMPARED, ALIKE, SURE_BY_LETTERS = 80, 0.33, 0.36
# A capital inside a sentence.
NAME = re.compile(r"(?<=[\w,;:’'] )(?:[a-z][’'])?([A-ZÀ-Ý][\w-]*)")


@dataclass(frozen=True)
class Solved:
    """A case that was solved: what was asked, what solved it, how near it is in [0, 1]."""

    id: str
    number: str
    subject: str
    resolution: str
    score: float


async def solved_before(
    crm: Crm, guard: Guard, question: str, language: Language, apart: str | None = None
) -> list[Solved]:
    """Return the nearest solved cases that tell how, in that language; `apart` from one."""
    told, records = await _closed(crm, language, apart)
    near = [pair for pair in _nearest(question, records) if pair[1] >= NEAR][: 3 * MOST]
    return _told(near, told, guard, language)[:MOST]


async def solved_alike(
    crm: Crm, guard: Guard, knowledge: Knowledge, texts: Sequence[str], language: Language,
    apart: str | None = None,
) -> list[Solved]:  # fmt: skip
    """Return solved cases that mean what one of the texts says, the nearest first.

    Letters choose whom to compare; on thirty questions written for it, what was alike in meaning
    scored 0.33 and more, all else 0.29 and less. Where no light model is, letters decide.
    """
    told, records = await _closed(crm, language, apart)
    near = _nearest(" ".join(texts), records)[:COMPARED]
    if not near:
        return []
    if not knowledge.two_models:
        near = [pair for pair in near if pair[1] >= SURE_BY_LETTERS]
        return _told(near[: 3 * MOST], told, guard, language)
    asked = await knowledge.light_vectors(texts)
    subjects = await knowledge.light_vectors([str(one["Subject"]) for one, _ in near])
    scores = (subjects @ asked.T).max(axis=1)
    ranked = sorted(
        ((one, float(score)) for (one, _), score in zip(near, scores, strict=True)),
        key=lambda pair: -pair[1],
    )
    alike = [pair for pair in ranked if pair[1] >= ALIKE]
    return _told(alike[: 6 * MOST], told, guard, language)


async def _closed(
    crm: Crm, language: Language, apart: str | None
) -> tuple[str, list[Mapping[str, Any]]]:
    """Return the field that tells what solved a case, and the latest cases it is filled in of."""
    fields = (await crm.catalogue())["Case"].fields
    told = next((name for name in RESOLUTIONS if name in fields), None)
    if told is None:
        return "", []
    spoken = ("Language",) if "Language" in fields else ()
    closed: list[Any] = [Compare("IsClosed", "=", value=True)]
    closed += [Compare(name, "=", language) for name in spoken if fields[name].entry(language)]
    query = Query(
        "Case", ("Id", "CaseNumber", "Subject", told), AllOf(tuple(closed)),
        order_by=(Order("ClosedDate", descending=True),), limit=MOST_READ,
    )  # fmt: skip
    return told, [
        one for one in (await crm.run(query)).records
        if one.get(told) and one.get("Subject") and one["Id"] != apart
    ]  # fmt: skip


def _told(
    near: Sequence[tuple[Mapping[str, Any], float]], told: str, guard: Guard, language: Language
) -> list[Solved]:
    """Return ranked cases with what solved them, each solution once, without names."""
    solved = {
        said: Solved(one["Id"], str(one["CaseNumber"]), str(one["Subject"]), said, score)
        for one, score in reversed(near)
        if (said := nameless(str(one[told]), guard, language))
    }
    return sorted(solved.values(), key=lambda one: -one.score)


def _nearest(
    question: str, records: Sequence[Mapping[str, Any]]
) -> list[tuple[Mapping[str, Any], float]]:
    """Rank by the groups of letters that question and subject share, rare ones counting more."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - slow

    if not records:
        return []
    letters = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, preprocessor=fold
    )
    subjects = letters.fit_transform([str(one["Subject"]) for one in records])
    scores = (subjects @ letters.transform([question]).T).toarray().ravel()
    ranked = sorted(zip(records, scores, strict=True), key=lambda pair: -pair[1])
    return [(one, float(score)) for one, score in ranked]


def holds_for_all(said: str, asked: str) -> bool:
    """Whether what solved a case can be told to another customer: no figure, no name in it.

    A name the customer used themselves may stand.
    """
    theirs = set(words(asked))
    named = (words(name) for name in NAME.findall(said))
    return not any(mark.isdigit() for mark in said) and all(
        theirs.issuperset(name) for name in named
    )


def nameless(text: str, guard: Guard, language: Language) -> str:
    """Return the sentences of a text in which nothing personal is found."""
    kept = [one for one in sentences(text) if not guard.mask_text(one, language).spans]
    return " ".join(kept)
