"""Which rep takes a lead: country, territory, expertise and workload, in the policy’s order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from actions.analyses.lines import LINES
from actions.analyses.matter import Matter
from actions.analyses.regions import country_of
from actions.analyses.roster import Entry, Roster, roster_on
from actions.analyses.routing import Decision, by_load, open_records
from actions.display import cell
from actions.figures import written
from actions.parts import RecordRef
from actions.points import singular
from actions.wording import line
from crm import value_at
from language import fold

QUESTIONS = ("how leads are assigned to sales reps", "attribution des pistes aux commerciaux")
_PATHS = ("Country", "PostalCode", "City", "Industry", "Budget__c", "IsConverted", "Status",
          "AnnualRevenue")  # fmt: skip
_STEPS = {
    "territory": ("territoire", "territory", "region", "zone", "area", "geograph"),
    "sector": ("secteur", "sector", "expertise", "industr", "specialit"),
}
NEAR = 0.5


@dataclass
class Choice:
    """The reps still in the running and why; `matched` are those who fit every step so far."""

    left: list[Entry]
    reasons: list[str] = field(default_factory=list)


async def route_lead(matter: Matter, record: RecordRef) -> tuple[Roster | None, Decision | None]:
    """Return who takes the lead, and why."""
    roster = await roster_on(matter, "Lead", QUESTIONS)
    if roster is None:
        return None, None
    lead = await matter.crm.get("Lead", record.id, matter.seen("Lead", _PATHS)) or {}
    language = matter.language
    if lead.get("IsConverted") or str(lead.get("Status") or "").startswith("Closed"):
        return roster, Decision(None, (line(LINES, "why_closed", language),), {})
    loads = await open_records(matter, "Lead")
    country = country_of(lead.get("Country"))
    local = [one for one in roster.entries if country and serves(one, country)]
    if not local:
        shown = lead.get("Country") or "—"
        return roster, Decision(None, (line(LINES, "why_country", language, country=shown),), loads)
    choice = Choice(list(local), [line(LINES, "reason_country", language, country=country)])
    for step in steps(roster, lead):
        await _narrow(matter, roster, lead, choice, step)
    agent, said = by_load(matter, roster, choice.left, local, loads)
    reasons = (*choice.reasons, *said)
    return roster, Decision(agent, reasons, loads, tuple(one.user for one in choice.left))


def serves(entry: Entry, country: str) -> bool:
    """Whether a rep is named for a country: by their territory, else by where they work."""
    if entry.places:
        return any(place.country == country for place in entry.places)
    return country_of(entry.country) == country


def steps(roster: Roster, lead: Mapping[str, Any]) -> list[str]:
    """Return in which order territory and expertise decide, for this lead."""
    rule = roster.rule("order")
    said = fold(rule.text) if rule else ""
    places = {
        step: min((at for one in stems if (at := said.find(one)) >= 0), default=99)
        for step, stems in _STEPS.items()
    }
    ordered = sorted(_STEPS, key=lambda step: (places[step], step != "territory"))
    if outweighs(roster, lead):
        ordered.remove("sector")
        ordered.insert(0, "sector")
    return ordered


def outweighs(roster: Roster, lead: Mapping[str, Any]) -> bool:
    """Whether a lead is worth more than the amount above which expertise comes first."""
    budget = lead.get("Budget__c")
    return bool(roster.threshold and budget and float(budget) > roster.threshold)


async def _narrow(
    matter: Matter, roster: Roster, lead: Mapping[str, Any], choice: Choice, step: str
) -> None:
    """Keep those who fit a step; where nobody does, the step decides nothing."""
    language = matter.language
    if step == "territory":
        country, code = country_of(lead.get("Country")) or "", lead.get("PostalCode")
        fit = within_territory(choice.left, country, str(code or ""))
        place = f"{value_at(lead, 'City') or ''} {code or ''}".strip()
        said = [
            line(LINES, "reason_territory", language, territory=one.territory, place=place)
            for one in fit
        ]
    else:
        industry = str(lead.get("Industry") or "")
        shown = cell(lead, matter.catalogue, "Lead", "Industry", language) if industry else ""
        sector = await sector_of(matter, roster, industry) if industry else None
        fit = [one for one in choice.left if sector in one.areas]
        said = [line(LINES, "reason_sector", language, sector=sector, industry=shown)]
        if fit and outweighs(roster, lead):
            amount, limit = (
                written(float(one or 0), "EUR", language)
                for one in (lead.get("Budget__c"), roster.threshold)
            )
            said.append(line(LINES, "reason_value", language, amount=amount, limit=limit))
    if fit:
        choice.left = fit
        choice.reasons += said if step == "sector" else said[:1]


def within_territory(entries: Sequence[Entry], country: str, code: str) -> list[Entry]:
    """Return whose territory a postal code lies in; a named region goes before « le Nord »."""
    held = [
        (one, place)
        for one in entries
        for place in one.places
        if code and place.holds(country, code)
    ]
    named = [one for one, place in held if not place.wide]
    return list(dict.fromkeys(named or [one for one, _ in held]))


async def sector_of(matter: Matter, roster: Roster, industry: str) -> str | None:
    """Return the expertise of the policy that an industry of the org’s picklist falls in.

    A shared word decides, then whichever means most the same, in either language.
    """
    areas = list(dict.fromkeys(area for one in roster.entries for area in one.areas))
    info = matter.catalogue["Lead"].fields["Industry"]
    entry = next((one for one in info.picklist if one.value == industry), None)
    labels = [entry.labels.fr, entry.labels.en] if entry else [industry]
    for area in areas:
        core = {one for one in singular(area).split() if len(one) > 3}
        if any(core & set(singular(label).split()) for label in labels):
            return area
    return await _nearest(matter, areas, labels)


async def _nearest(matter: Matter, areas: Sequence[str], labels: Sequence[str]) -> str | None:
    if not areas:
        return None
    vectors = np.asarray(await matter.tools.knowledge.vectors([*areas, *labels]))
    near = (vectors[: len(areas)] @ vectors[len(areas) :].T).max(axis=1)
    return areas[int(near.argmax())] if near.max() >= NEAR else None
