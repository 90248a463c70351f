"""What an activity shows of a sale, and which of the org’s own stages that is.

Sentences are weighed by classes taught in `data/phases`; an activity shows the phase its sentences
speak of most. The org’s stages are read by the same classes from their labels and descriptions,
in their order: a later stage is never an earlier phase.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from actions.analyses.conversations import Talk
from actions.analyses.matter import Matter
from actions.remarks import Remarks
from crm import AllOf, Compare, Order

ORDER = ("prospecting", "qualification", "needs", "value", "proposal", "negotiation")
CLOSED = ("won", "lost")
# Chosen on the generated org's development half.
SURE, CLEAR = 0.4, 0.25
STRANGER = 0.1
ASIDE = {"next_step": 0.4, "promise": 0.6, "pain_point": 0.6}


@dataclass(frozen=True)
class Stage:
    """One of the org’s stages and the phase of a sale it is."""

    value: str
    label: str
    phase: str


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


async def shown_by(talks: Sequence[Talk], remarks: Remarks) -> list[Shown]:
    """Return what each activity shows."""
    rows = [(place, text) for place, talk in enumerate(talks) for text in texts_of(talk)]
    weighed = await remarks.taught("phases").weigh([text for _, text in rows])
    read = await remarks.read([text for _, text in rows])
    # What is to come and what hurts are said at every stage: they tell less of the present one.
    weighed = [
        {label: chance * ASIDE.get(remark.kind, 1.0) for label, chance in one.items()}
        for one, remark in zip(weighed, read, strict=True)
    ]
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
    sums = {phase: sum(one[phase] ** 2 for _, one in own) for phase in phases}
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
    texts = [
        ". ".join(
            str(one)
            for one in (labels[value].en if value in labels else value, row.get("Description"))
            if one
        )
        for value, row in zip(values, rows, strict=True)
    ]
    weighed = await matter.tools.remarks.taught("phases").weigh(texts)
    closed = [
        ("won" if row.get("IsWon") else "lost") if row.get("IsClosed") else None for row in rows
    ]
    phases = in_order(weighed, closed)
    return [
        Stage(value, labels[value].of(matter.language) if value in labels else value, phase)
        for value, phase in zip(values, phases, strict=True)
    ]


def in_order(weighed: Sequence[Mapping[str, float]], closed: Sequence[str | None]) -> list[str]:
    """Return the likeliest phase of each stage such that no later one is an earlier phase."""
    best: list[tuple[float, list[str]]] = [(0.0, [])] * len(ORDER)
    for chances, end in zip(weighed, closed, strict=True):
        if end:
            best = [(score, [*path, end]) for score, path in best]
            continue
        grown: list[tuple[float, list[str]]] = []
        for place, phase in enumerate(ORDER):
            score, path = max(best[: place + 1], key=lambda pair: pair[0])
            grown.append((score + math.log(chances[phase] + 1e-3), [*path, phase]))
        best = grown
    return max(best, key=lambda pair: pair[0])[1]
