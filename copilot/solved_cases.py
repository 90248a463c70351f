"""Solved cases of one issue and product as facts for an article: nothing in them names anybody.

A sentence in which the guard finds something personal is left out, and so is one that tells a
single case: a serial number, a date, an order. What is left is told once, with how many cases say
so, the one most cases say first.
"""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from actions import Language, Tools
from actions.analyses.rankings import issue_path
from actions.deal_terms import seen
from actions.display import field_at, picked
from actions.sentences import sentences
from copilot.similar_cases import RESOLUTIONS
from crm import AllOf, Compare, Condition, Crm, Order, Query, value_at
from language import find_periods, fold

MOST_READ, MOST_USED, READ = 1_000, 30, 5
SYMPTOMS, CAUSES, STEPS = 4, 3, 6
ALIKE, SURE = 0.86, 0.45
_LEAST_WORDS, _MOST_WORDS = 2, 40
_OWN = re.compile(r"\b[A-Z]{1,4}[-_ ]?\d{3,}\b|\d{4,}|\S+@\S+")
_FRENCH = "Product.French_Name__c"


Heard = dict[str, set[int]]
"""Sentences, and the places of the cases that say each."""


@dataclass(frozen=True)
class Told:
    """A sentence and how many of the cases say as much."""

    text: str
    cases: int


@dataclass(frozen=True)
class Subject:
    """What an article would be about: an issue's value and label, a product's id and name."""

    issue: str
    label: str
    product: str
    name: str


@dataclass(frozen=True)
class SolvedCases:
    """What the solved cases of a subject tell, and their numbers, newest first."""

    subject: Subject
    language: Language
    symptoms: tuple[Told, ...]
    causes: tuple[Told, ...]
    steps: tuple[Told, ...]
    numbers: tuple[str, ...]


async def subjects_solved(crm: Crm, language: Language) -> dict[Subject, list[Mapping[str, Any]]]:
    """Return the solved cases in a language by issue and product, the subject with most first."""
    catalogue = await crm.catalogue()
    info, path = catalogue["Case"], issue_path(catalogue)
    told = next((name for name in RESOLUTIONS if name in info.fields), None)
    if told is None:
        return {}
    paths = seen(catalogue, "Case", (
        "Id", "CaseNumber", "Subject", "Description", told, path, "ProductId", "Product.Name",
        _FRENCH))  # fmt: skip
    closed: list[Condition] = [Compare("IsClosed", "=", value=True)]
    if "Language" in info.fields:
        closed.append(Compare("Language", "=", language))
    query = Query("Case", paths, AllOf(tuple(closed)), limit=MOST_READ,
                  order_by=(Order("ClosedDate", descending=True),))  # fmt: skip
    found: dict[Subject, list[Mapping[str, Any]]] = defaultdict(list)
    for row in (await crm.run(query)).records:
        if row.get(path) and row.get(told):
            label = picked(str(row[path]), field_at(catalogue, "Case", path), language)
            own = value_at(row, _FRENCH) if language == "fr" else None
            name = str(own or value_at(row, "Product.Name") or "")
            subject = Subject(str(row[path]), label, str(row.get("ProductId") or ""), name)
            found[subject].append({**row, "told": row[told]})
    return dict(sorted(found.items(), key=lambda pair: -len(pair[1])))


async def read_cases(
    subject: Subject, rows: Sequence[Mapping[str, Any]], language: Language, tools: Tools
) -> SolvedCases:
    """Read what the latest cases of a subject tell."""
    used = rows[:MOST_USED]
    asked = _said([f"{row.get('Subject') or ''}. {row.get('Description') or ''}" for row in used])
    done = _said([str(row["told"]) for row in used])
    asked, done = await _clean(asked, language, tools), await _clean(done, language, tools)
    kinds = await tools.remarks.taught("solved").weigh([*asked, *done])
    likely = [max(kind, key=lambda one: kind[one]) for kind in kinds]
    groups: dict[str, Heard] = {"symptom": {}, "cause": {}, "step": {}}
    for text, kind, weighed in zip(asked, likely, kinds, strict=False):
        if kind != "other" or weighed[kind] < SURE:
            groups["symptom"][text] = asked[text]
    for text, kind in zip(done, likely[len(asked) :], strict=True):
        if kind in groups:
            groups[kind][text] = done[text]
    said = {name: await _once(group, tools) for name, group in groups.items()}
    return SolvedCases(
        subject, language, said["symptom"][:SYMPTOMS], said["cause"][:CAUSES],
        said["step"][:STEPS], tuple(str(row["CaseNumber"]) for row in used),
    )  # fmt: skip


def _said(texts: Sequence[str]) -> Heard:
    """Return the sentences that tell more than one case's own figures, and who says each."""
    found: dict[str, tuple[str, set[int]]] = {}
    for place, text in enumerate(texts):
        for said in sentences(text)[:READ]:
            if _LEAST_WORDS <= len(said.split()) <= _MOST_WORDS and not _OWN.search(said):
                found.setdefault(fold(said), (" ".join(said.split()), set()))[1].add(place)
    return dict(found.values())


async def _clean(heard: Heard, language: Language, tools: Tools) -> Heard:
    """Leave out what names somebody or a day."""
    today = tools.clock.today()
    dateless = {text: who for text, who in heard.items() if not find_periods(text, today)}

    def nameless() -> Heard:
        mask = tools.guard.mask_text
        return {text: who for text, who in dateless.items() if not mask(text, language).spans}

    return await asyncio.to_thread(nameless)


async def _once(heard: Heard, tools: Tools) -> tuple[Told, ...]:
    """Return each thing that is said once, by how many cases say it; words alike are one thing."""
    if not heard:
        return ()
    texts = list(heard)
    vectors = np.asarray(await tools.knowledge.vectors([fold(text) for text in texts]))
    kept: list[int] = []
    who = [set(heard[text]) for text in texts]
    for place in sorted(range(len(texts)), key=lambda one: -len(who[one])):
        near = vectors[kept] @ vectors[place] if kept else np.zeros(0)
        if near.size and near.max() >= ALIKE:
            who[kept[int(near.argmax())]] |= who[place]
        else:
            kept.append(place)
    ranked = sorted(kept, key=lambda place: -len(who[place]))
    return tuple(Told(_sentence(texts[place]), len(who[place])) for place in ranked)


def _sentence(said: str) -> str:
    said = said[:1].upper() + said[1:]
    return said if said[-1:] in ".?!…" else f"{said}."
