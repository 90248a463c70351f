"""Who uses the copilot and for what, from the audit trail: counts, never words."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from copilot.costs import names_of
from copilot.steering.span import Span
from crm import AllOf, Compare, Crm, CrmError, Query
from guard.audit.book import Wanted
from guard.audit.entry import written
from guard.audit.trail import Trail

MACHINES = ("Integration",)


@dataclass(frozen=True)
class Use:
    """One employee's use: how many requests, on how many days, of which skill most."""

    user: str
    name: str
    turns: int
    days: int
    skill: str


@dataclass(frozen=True)
class Adoption:
    """Employees who asked something, of all who could; `people` is None where nobody may know."""

    uses: Sequence[Use]
    skills: Counter[str]
    people: int | None


async def adoption(trail: Trail, crm: Crm, span: Span) -> Adoption:
    """Count employees' turns in the span; names are read with the manager's own rights."""
    turns = await asyncio.to_thread(_turns, trail, span)
    skills = Counter(action for _, action, _ in turns)
    own: dict[str, list[tuple[str, str]]] = {}
    for user, action, at in turns:
        own.setdefault(user, []).append((action, at))
    names = await names_of(crm, list(own))
    uses = [
        Use(user, names.get(user, user), len(said), len({_day(at, span) for _, at in said}),
            Counter(action for action, _ in said).most_common(1)[0][0])
        for user, said in own.items()
    ]  # fmt: skip
    return Adoption(
        sorted(uses, key=lambda one: (-one.turns, one.name)), skills, await _people(crm)
    )


def _turns(trail: Trail, span: Span) -> list[tuple[str, str, str]]:
    """Return user, action and moment of each employee's turn."""
    trail.flush()
    start, end = (written(moment.replace(tzinfo=UTC)) for moment in (span.start, span.end))
    found = []
    for row in trail.book.rows(Wanted(kind="turn", start=start, end=end)):
        body = json.loads(row.body)
        if body.get("audience") == "employee" and body["user"]:
            skill = str(body["action"]).removeprefix("action_") or "none"
            found.append((str(body["user"]), skill, str(body["at"])))
    return found


def _day(at: str, span: Span) -> object:
    moment = datetime.fromisoformat(at.removesuffix("Z"))
    return span.day_of(moment)


async def _people(crm: Crm) -> int | None:
    """Return how many people of the org could use the copilot."""
    active = Compare("IsActive", "=", value=True)
    human = Compare("Profile.Name", "not in", MACHINES)
    try:
        return await crm.count(Query("User", where=AllOf((active, human))))
    except CrmError:
        return None
