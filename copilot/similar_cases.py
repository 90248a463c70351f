"""How a case like this one was solved before: ranked by their words, told without names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from actions import Language
from actions.sentences import sentences
from crm import AllOf, Compare, Crm, Order, Query
from guard import Guard
from language import fold

RESOLUTIONS = ("Resolution__c", "Comments")
MOST_READ = 400
NEAR, MOST = 0.18, 2


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
    fields = (await crm.catalogue())["Case"].fields
    told = next((name for name in RESOLUTIONS if name in fields), None)
    if told is None:
        return []
    spoken = ("Language",) if "Language" in fields else ()
    closed: list[Any] = [Compare("IsClosed", "=", value=True)]
    closed += [Compare(name, "=", language) for name in spoken if fields[name].entry(language)]
    query = Query(
        "Case", ("Id", "CaseNumber", "Subject", told), AllOf(tuple(closed)),
        order_by=(Order("ClosedDate", descending=True),), limit=MOST_READ,
    )  # fmt: skip
    records = [
        one for one in (await crm.run(query)).records
        if one.get(told) and one.get("Subject") and one["Id"] != apart
    ]  # fmt: skip
    near = _nearest(question, records)
    solved = {
        said: Solved(one["Id"], str(one["CaseNumber"]), str(one["Subject"]), said, score)
        for one, score in reversed(near)
        if (said := nameless(str(one[told]), guard, language))
    }
    return sorted(solved.values(), key=lambda one: -one.score)[:MOST]


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
    return [(one, float(score)) for one, score in ranked if score >= NEAR][: 3 * MOST]


def nameless(text: str, guard: Guard, language: Language) -> str:
    """Return the sentences of a text in which nothing personal is found."""
    kept = [one for one in sentences(text) if not guard.mask_text(one, language).spans]
    return " ".join(kept)
