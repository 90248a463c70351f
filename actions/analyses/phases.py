"""What an activity shows of a sale, and which of the org’s own stages that is.

Sentences are weighed by classes taught in `data/phases`; an activity shows the phase its sentences
speak of most. The org’s stages, whatever they are called, are read by the same classes from their
labels, their descriptions and the articles that guide through them, in their order: a later stage
is never an earlier phase. A phase that no stage is belongs to the nearest stages.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from actions.analyses.conversations import Talk
from actions.analyses.matter import Matter
from actions.analyses.stage_guidance import guidance_of
from actions.remarks import Remarks
from crm import AllOf, Compare, Order

ORDER = ("prospecting", "qualification", "needs", "value", "proposal", "negotiation")
CLOSED = ("won", "lost")
# Chosen on both halves of the made companies, without the one held out.
SURE, CLEAR = 0.4, 0.25
STRANGER, NEIGHBOUR = 0.1, 0.05
# How much more a sentence that surely shows a phase counts than two that may.
EMPHASIS = 1.5
# Stages are spread over a sale, and two of them are seldom the same phase. Chosen on invented lists
# of stages, with descriptions and without.
SPREAD, AGAIN, FLOOR = 0.3, 0.5, 0.01


@dataclass(frozen=True)
class Stage:
    """One of the org’s stages, the phase of a sale it is, and what the org writes about it.

    `sure` is the chance of its phase in [0, 1]; `also` are phases that no stage is and to which
    this one is the nearest.
    """

    value: str
    label: str
    phase: str
    about: str = ""
    also: tuple[str, ...] = ()
    sure: float = 0.0

    @property
    def phases(self) -> frozenset[str]:
        """Every phase that is at home in this stage."""
        return frozenset((self.phase, *self.also))


@dataclass(frozen=True)
class Shown:
    """What an activity shows: the share of each phase among what it says, which add up to 1.

    `weight` is how many sentences’ worth it says of any phase; `quote` is the most telling one.
    """

    talk: Talk
    shares: Mapping[str, float]
    weight: float
    quote: str

    @property
    def phase(self) -> str | None:
        """The phase it clearly shows, None where it shows none."""
        if not self.shares:
            return None
        phase, share = max(self.shares.items(), key=lambda pair: pair[1])
        return phase if share >= SURE and self.weight >= CLEAR else None


def apart(phase: str, others: Iterable[str]) -> int:
    """Return how many phases of a sale lie between one and the nearest of others; ends are far."""
    if phase not in ORDER:
        return len(ORDER)
    places = [abs(ORDER.index(phase) - ORDER.index(one)) for one in others if one in ORDER]
    return min(places, default=len(ORDER))


async def shown_by(talks: Sequence[Talk], remarks: Remarks) -> list[Shown]:
    """Return what each activity shows."""
    rows = [(place, text) for place, talk in enumerate(talks) for text in texts_of(talk)]
    weighed = await remarks.taught("phases").weigh([text for _, text in rows])
    found = []
    for place, talk in enumerate(talks):
        own = [(text, one) for (at, text), one in zip(rows, weighed, strict=True) if at == place]
        found.append(_shown(talk, own))
    return found


def texts_of(talk: Talk) -> list[str]:
    """Return the sentences of an activity, its subject first."""
    return [one for one in (talk.subject, *(text for _, text in talk.said())) if one.strip()]


def _shown(talk: Talk, own: Sequence[tuple[str, Mapping[str, float]]]) -> Shown:
    phases = (*ORDER, *CLOSED)
    sums = {phase: sum(one[phase] ** EMPHASIS for _, one in own) for phase in phases}
    total = sum(sums.values())
    weight = max((max(one[phase] for phase in phases) for _, one in own), default=0.0)
    if not total:
        return Shown(talk, {}, 0.0, "")
    best = max(sums, key=lambda phase: sums[phase])
    quote = max(own, key=lambda pair: pair[1][best])[0]
    return Shown(talk, {phase: one / total for phase, one in sums.items()}, weight, quote)


async def stages_of(matter: Matter) -> list[Stage]:
    """Return the org’s active stages in order, each with its phase."""
    rows = await matter.rows(
        "OpportunityStage", ("ApiName", "MasterLabel", "Description", "IsClosed", "IsWon"),
        AllOf((Compare("IsActive", "=", True),)), order_by=(Order("SortOrder"),),
    )  # fmt: skip
    field = matter.catalogue["Opportunity"].fields.get("StageName")
    labels = {one.value: one.labels for one in field.picklist} if field else {}
    if not rows:
        rows = [{"ApiName": value} for value in labels]
    values = [str(row.get("ApiName") or row.get("MasterLabel")) for row in rows]
    closed = [
        ("won" if row.get("IsWon") else "lost") if row.get("IsClosed") else None for row in rows
    ]
    said = {
        value: (labels[value].en, labels[value].fr) if value in labels else (value, value)
        for value, end in zip(values, closed, strict=True) if not end
    }  # fmt: skip
    told = await guidance_of(matter, said)
    texts = [
        ". ".join(
            str(one)
            for one in (labels[value].en if value in labels else value, row.get("Description"))
            if one
        )
        for value, row in zip(values, rows, strict=True)
    ]
    weighed = await _weighed(matter, values, texts, told)
    shown = [labels[value].of(matter.language) if value in labels else value for value in values]
    stages = [
        Stage(value, label, phase, f"{text}. {told.get(value, '')}", sure=own.get(phase, 0.0))
        for value, label, phase, text, own in zip(
            values, shown, in_order(weighed, closed), texts, weighed, strict=True
        )
    ]
    return at_home(stages)


async def _weighed(
    matter: Matter, values: Sequence[str], texts: Sequence[str], told: Mapping[str, str]
) -> list[dict[str, float]]:
    """Return the chance of every phase of each stage, by its label and by what is told of it."""
    classes = matter.tools.remarks.taught("phases")
    own = await classes.weigh(texts)
    more = dict(zip(told, await classes.weigh(list(told.values())), strict=True))
    return [
        {label: (chance + more.get(value, one)[label]) / 2 for label, chance in one.items()}
        for value, one in zip(values, own, strict=True)
    ]


def at_home(stages: Sequence[Stage]) -> list[Stage]:
    """Return the stages, each phase that none of them is given to the nearest."""
    held = [ORDER.index(one.phase) for one in stages if one.phase in ORDER]
    if not held:
        return list(stages)
    more: dict[str, list[str]] = {}
    for place, phase in enumerate(ORDER):
        nearest = min(abs(place - one) for one in held)
        for one in ORDER:
            if 0 < abs(place - ORDER.index(one)) == nearest and ORDER.index(one) in held:
                more.setdefault(one, []).append(phase)
    return [replace(one, also=tuple(more.get(one.phase, ()))) for one in stages]


def in_order(weighed: Sequence[Mapping[str, float]], closed: Sequence[str | None]) -> list[str]:
    """Return the likeliest phase of each stage such that no later one is an earlier phase."""
    still = sum(not end for end in closed)
    best: list[tuple[float, list[str]]] = [(0.0, []) for _ in ORDER]
    place = 0
    for chances, end in zip(weighed, closed, strict=True):
        if end:
            best = [(score, [*path, end]) for score, path in best]
            continue
        due = (len(ORDER) - 1) * place / max(still - 1, 1)
        best = [_grown(best[: at + 1], chances, phase, abs(due - at), first=place == 0)
                for at, phase in enumerate(ORDER)]  # fmt: skip
        place += 1
    return max(best, key=lambda pair: pair[0])[1]


def _grown(
    before: Sequence[tuple[float, list[str]]], chances: Mapping[str, float], phase: str,
    off: float, *, first: bool,
) -> tuple[float, list[str]]:  # fmt: skip
    """Return the best way to a phase from it or an earlier one, `off` its place in a sale."""
    ways = [
        (score + (math.log(AGAIN) if not first and at == len(before) - 1 else 0.0), path)
        for at, (score, path) in enumerate(before)
    ]
    score, path = max(ways, key=lambda pair: pair[0])
    return score + math.log(chances[phase] + FLOOR) - SPREAD * off, [*path, phase]
