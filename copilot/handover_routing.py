"""Who takes a conversation over: by language, workload and what agents know, reasons told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from copilot.handover_knowing import Knowing
from copilot.turn import Language
from crm import (
    AllOf,
    AnyOf,
    Catalogue,
    Compare,
    Crm,
    Group,
    Measure,
    Query,
    value_at,
)
from language import fold, words

SKILLS, CAPACITY = "Skills__c", "Case_Capacity__c"
USUAL_CAPACITY = 25
MOST_TALKS, MOST_NAMED = 5, 2
"""Conversations at once from which an agent has no room; products named in a reason."""
# Letters that tell a skill in a longer word: « install- » in « installateur ».
STEM = 7
# Skills that name a language rather than a subject, as orgs write them.
SPEAKS: Mapping[Language, frozenset[str]] = {
    "fr": frozenset({"french", "francais", "fr"}),
    "en": frozenset({"english", "anglais", "en"}),
}


@dataclass(frozen=True)
class Agent:
    """A service agent: what they speak and know, and how much they have to do."""

    id: str
    name: str
    languages: frozenset[Language]
    skills: frozenset[str]
    open_cases: int
    capacity: int
    manages: bool

    @property
    def load(self) -> float:
        """The share of their capacity that is taken."""
        return self.open_cases / max(self.capacity, 1)


@dataclass(frozen=True)
class Route:
    """Whom a conversation goes to: an agent or a queue, why, and how many could take it."""

    owner: str
    name: str
    kind: str
    reasons: tuple[str, ...]
    agents: int


async def route(
    crm: Crm, language: Language, text: str, busy: Mapping[str, int], knowing: Knowing,
    *, open_now: bool,
) -> Route | None:  # fmt: skip
    """Choose who takes a conversation; None where the org has neither agents nor queues.

    While people answer, the best agent; outside, the queue that speaks the language. `busy` counts
    the conversations each agent has now.
    """
    catalogue = await crm.catalogue()
    agents = await _agents(crm, catalogue)
    speaking = [one for one in agents if language in one.languages]
    if open_now and speaking:
        return best(speaking, language, _skills_in(text, catalogue), busy, knowing)
    return await _queue(crm, catalogue, speaking, language)


def best(
    agents: Sequence[Agent], language: Language, wanted: frozenset[str], busy: Mapping[str, int],
    knowing: Knowing,
) -> Route:  # fmt: skip
    """Return who has room and knows most, then who has least to do; managers come last.

    A skill that is asked for, the product, having solved something for this customer, and being
    seasoned where the customer is valued count one each; serving them now counts two.
    """

    def rank(agent: Agent) -> tuple[bool, bool, int, int, float, str]:
        talks = busy.get(agent.id, 0)
        full = agent.load >= 1 or talks >= MOST_TALKS
        known = sum(2 if why == "serving" else 1 for why in _known(agent, wanted, knowing))
        return agent.manages, full, -known, talks, agent.load, agent.name

    chosen = min(agents, key=rank)
    reasons = (
        f"language:{language}", *_known(chosen, wanted, knowing),
        f"load:{chosen.open_cases}/{chosen.capacity}",
    )  # fmt: skip
    return Route(chosen.id, chosen.name, "agent", reasons, len(agents))


def _known(agent: Agent, wanted: frozenset[str], knowing: Knowing) -> list[str]:
    """Return what an agent knows of the customer and their matter, as reasons."""
    told = [f"skill:{one}" for one in sorted(wanted & agent.skills)]
    if agent.id in knowing.versed:
        told.append(f"product:{', '.join(knowing.products[:MOST_NAMED])}")
    if agent.id in knowing.serving:
        told.append("serving")
    elif agent.id in knowing.served:
        told.append("served")
    if knowing.valued and agent.id in knowing.seasoned:
        told.append("valued")
    return told


async def destinations(
    crm: Crm, language: Language, busy: Mapping[str, int]
) -> list[dict[str, Any]]:
    """Return whom a conversation can be passed on to: queues, and agents with least to do first.

    Who speaks the language stands before who does not.
    """
    catalogue = await crm.catalogue()
    agents = await _agents(crm, catalogue)
    ranked = sorted(
        agents,
        key=lambda one: (language not in one.languages, busy.get(one.id, 0), one.load, one.name),
    )
    queues: list[dict[str, Any]] = []
    if "Group" in catalogue:
        found = await crm.run(Query("Group", ("Id", "Name"), Compare("Type", "=", "Queue")))
        queues = [
            {"id": one["Id"], "name": one["Name"], "kind": "queue", "speaks": True}
            for one in found.records
        ]
    return [
        *(
            {"id": one.id, "name": one.name, "kind": "agent", "speaks": language in one.languages,
             "skills": sorted(one.skills), "conversations": busy.get(one.id, 0)}
            for one in ranked
        ),
        *queues,
    ]  # fmt: skip


def _skills_in(text: str, catalogue: Catalogue) -> frozenset[str]:
    """Return the skills a text speaks of, by their labels in either language."""
    field = catalogue["User"].fields.get(SKILLS)
    said = words(text)
    return frozenset(
        entry.value
        for entry in (field.picklist if field else ())
        for name in {*words(entry.labels.fr), *words(entry.labels.en), *words(entry.value)}
        if any(word.startswith(name[:STEM]) for word in said)
    )


async def _agents(crm: Crm, catalogue: Catalogue) -> list[Agent]:
    fields = catalogue["User"].fields
    own = [name for name in (SKILLS, CAPACITY) if name in fields]
    serves = AnyOf(
        (Compare("Profile.Name", "like", "%Service%"), Compare("Profile.Name", "like", "%Support%"))
    )
    where = AllOf((Compare("IsActive", "=", value=True), serves))
    people = Query("User", ("Id", "Name", "LanguageLocaleKey", "Profile.Name", *own), where)
    still = Query(
        "Case", where=Compare("IsClosed", "=", value=False), group_by=(Group("OwnerId"),),
        measures=(Measure("count", None, "n"),),
    )  # fmt: skip
    found, cases = await crm.run_many([people, still])
    counts = {row["OwnerId"]: int(row["n"]) for row in cases.records}
    return [_agent(record, counts.get(record["Id"], 0)) for record in found.records]


def _agent(record: Mapping[str, Any], open_cases: int) -> Agent:
    written = record.get(SKILLS) or ()
    skills = frozenset(written.split(";") if isinstance(written, str) else written)
    own: Language = "fr" if str(record["LanguageLocaleKey"]).startswith("fr") else "en"
    folded = {fold(skill) for skill in skills}
    spoken = {language for language, names in SPEAKS.items() if names & folded}
    capacity = int(record.get(CAPACITY) or USUAL_CAPACITY)
    manages = "manager" in str(value_at(record, "Profile.Name")).casefold()
    languages = frozenset(spoken | {own})
    return Agent(record["Id"], record["Name"], languages, skills, open_cases, capacity, manages)


async def _queue(
    crm: Crm, catalogue: Catalogue, speaking: Sequence[Agent], language: Language
) -> Route | None:
    """Return the queue whose members speak the language most: the share, then the number."""
    if "Group" not in catalogue or "GroupMember" not in catalogue:
        return None
    members = await crm.run(
        Query("GroupMember", ("GroupId", "UserOrGroupId", "Group.Name"),
              Compare("Group.Type", "=", "Queue"))
    )  # fmt: skip
    speaks = {one.id for one in speaking}
    names: dict[str, str] = {}
    held: dict[str, list[bool]] = {}
    for record in members.records:
        names[record["GroupId"]] = str(value_at(record, "Group.Name"))
        held.setdefault(record["GroupId"], []).append(record["UserOrGroupId"] in speaks)
    ranked = sorted(held, key=lambda id_: (-sum(held[id_]) / len(held[id_]), -sum(held[id_]), id_))
    if not ranked or not any(held[ranked[0]]):
        return None
    best = ranked[0]
    reasons = (f"language:{language}", "outside_hours_or_nobody_free")
    return Route(best, names[best], "queue", reasons, len(speaking))
