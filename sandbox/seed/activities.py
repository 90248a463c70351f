"""Who of ours was in touch with whom, when and why: 9,000 activities, past and planned.

What is written fits the stage the deal was in on that day, now and then does not (for the question
which activities do not fit), and comes back to what hurts the firm.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from sandbox.seed.casework import Ticket
from sandbox.seed.facts import facts_of
from sandbox.seed.ledger import workday
from sandbox.seed.staff import FRENCH_REPS
from sandbox.seed.touches import Touch, add_call, add_email, add_meeting, add_todo, add_transcript
from sandbox.seed.world import Deal, Firm, Person, World

ACTIVITIES = 9000
_PHASES = {
    "Prospecting": "prospect", "Qualification": "qualify", "Needs Analysis": "needs",
    "Value Proposition": "value", "Id. Decision Makers": "value", "Perception Analysis": "value",
    "Proposal/Price Quote": "proposal", "Negotiation/Review": "negotiate",
    "Closed Won": "won", "Closed Lost": "lost",
}  # fmt: skip
_OPEN = ("prospect", "qualify", "needs", "value", "proposal", "negotiate")
_KINDS = {"call": 36, "email": 28, "meeting": 17, "demo": 6, "voicemail": 13}


def meet(
    world: World, leads: Sequence[tuple[Firm, Person, str]], tickets: Sequence[Ticket]
) -> None:
    """Add all activities, past and planned."""
    rng = world.rng("activities")
    for deal in world.deals:
        _follow(world, rng, deal)
    for firm, person, lead in leads:
        _court(world, rng, firm, person, lead)
    for ticket in tickets:
        if rng.random() < 0.25:
            _care(world, rng, ticket)
    _last_words(world, rng)
    _plan(world, rng)
    firms = [firm for firm in world.firms for _ in range(1 + 3 * (firm.customer_since is not None))]
    while _count(world) < ACTIVITIES:
        _check_in(world, rng, rng.choice(firms), world.ledger.day(abs(rng.gauss(0, 140))))


def _count(world: World) -> int:
    return len(world.ledger.rows["Task"]) + len(world.ledger.rows["Event"])


def _follow(world: World, rng: Random, deal: Deal) -> None:
    """Add what happened about a deal; a neglected one was left alone for weeks."""
    start, end = deal.steps[0][0], deal.steps[-1][0] if deal.closed else world.today
    pace = 40 if deal.neglected else 16
    count = min(14, max(1, round((end - start).days / pace + rng.uniform(-0.5, 2))))
    for day in sorted(start + (end - start) * rng.random() for _ in range(count)):
        phase = _PHASES[deal.stage_on(day)]
        phase = rng.choice(_OPEN) if rng.random() < 0.05 else phase
        _about(world, rng, deal, workday(day), phase)
    if deal.closed and rng.random() < 0.7:
        _about(world, rng, deal, end, _PHASES[deal.stage])


def _about(world: World, rng: Random, deal: Deal, day: date, phase: str) -> None:
    day = max(day, deal.steps[0][0])
    person = _met(rng, deal, day)
    facts = facts_of(world, rng, deal.firm, day, deal.owner, person, deal)
    who = person.id if person else None
    touch = Touch(deal.firm, person, deal.owner, day, phase, facts, deal.id, who)
    kinds = _KINDS if deal.product.code.startswith("HP") else _KINDS | {"demo": 0}
    kind = _touch(world, rng, touch, kinds)
    if kind == "call" and phase in {"qualify", "needs"} and rng.random() < 0.12:
        add_transcript(world, rng, touch, "Opportunity__c", deal.id)


def _met(rng: Random, deal: Deal, day: date) -> Person | None:
    people = [person for person in deal.people if person.may_meet(day)]
    return rng.choice(people) if people else None


def _touch(world: World, rng: Random, touch: Touch, kinds: dict[str, int]) -> str:
    """Add one interaction of some kind and return the kind."""
    if touch.phase in {"won", "lost"}:
        kinds = {"call": 60, "email": 40}
    kind = rng.choices(list(kinds), list(kinds.values()))[0]
    if touch.person is None:
        kind = "nobody"
        add_call(world, rng, replace(touch, phase="nobody"))
    elif kind == "email":
        add_email(world, rng, touch, touch.person)
    elif kind in {"meeting", "demo"}:
        add_meeting(world, rng, replace(touch, phase="demo") if kind == "demo" else touch)
    else:
        add_call(world, rng, touch if kind == "call" else replace(touch, phase=kind))
    return kind


def _court(world: World, rng: Random, firm: Firm, person: Person, lead: str) -> None:
    """Add what was done about a lead."""
    start = firm.born.date()
    end = min(world.today, person.until or world.today, start + timedelta(days=150))
    for _ in range(rng.choice([1, 1, 2, 2, 3, 4]) if end >= start else 0):
        day = max(workday(start + (end - start) * rng.random()), start)
        facts = facts_of(world, rng, firm, day, firm.owner, person)
        stranger = replace(firm, id="")
        touch = Touch(stranger, person, firm.owner, day, "lead", facts, None, lead)
        kinds = {"call": 45, "voicemail": 25, "email": 30 if person.email else 0}
        if _touch(world, rng, touch, kinds) == "call" and rng.random() < 0.28:
            add_transcript(world, rng, touch, "Lead__c", lead)


def _care(world: World, rng: Random, ticket: Ticket) -> None:
    """Add an agent's call about a case."""
    end = ticket.closed or world.ledger.now
    day = workday((ticket.opened + (end - ticket.opened) * rng.random()).date())
    day = max(day, ticket.opened.date())
    if ticket.person.may_meet(day):
        agent, firm, person = ticket.agent, ticket.firm, ticket.person
        facts = facts_of(world, rng, firm, day, agent, person, case=ticket.number)
        facts |= {"said": ticket.facts["said"], "product": ticket.facts["product"]}
        add_call(world, rng, Touch(firm, person, agent, day, "care", facts, ticket.id, person.id))


def _last_words(world: World, rng: Random) -> None:
    """Make sure that cold contacts were met on the last day that they can have been."""
    for firm in world.firms:
        for person in firm.people:
            born = date.fromisoformat(world.ledger.rows["Contact"][person.id]["CreatedDate"][:10])
            if person.until and not person.untouched and person.until >= born:
                _keep_in_touch(world, rng, firm, firm.owner, person.until, person)


def _check_in(world: World, rng: Random, firm: Firm, day: date) -> None:
    day = workday(day)
    people = [person for person in firm.people if person.may_meet(day)]
    if day >= firm.born.date() and (people or rng.random() < 0.05):
        user = firm.owner if rng.random() < 0.95 else _boss(firm)
        _keep_in_touch(world, rng, firm, user, day, rng.choice(people) if people else None)


def _keep_in_touch(
    world: World, rng: Random, firm: Firm, user: str, day: date, person: Person | None
) -> None:
    customer = firm.customer_since is not None and day >= firm.customer_since
    facts = facts_of(world, rng, firm, day, user, person)
    who = person.id if person else None
    phase = "checkin" if customer else "nurture"
    _touch(world, rng, Touch(firm, person, user, day, phase, facts, firm.id, who), _KINDS)


def _boss(firm: Firm) -> str:
    french = firm.owner in (*FRENCH_REPS, "sophie.marchand")
    return "sophie.marchand" if french else "oliver.bennett"


def _plan(world: World, rng: Random) -> None:
    """Add what is still to do about open deals: tasks (some overdue) and meetings to come."""
    for deal in world.deals:
        if deal.closed:
            continue
        person = _met(rng, deal, world.today)
        facts = facts_of(world, rng, deal.firm, world.today, deal.owner, person, deal)
        due = workday(world.ledger.day(rng.uniform(-18, 25)))
        who = person.id if person else None
        touch = Touch(deal.firm, person, deal.owner, due, "todo", facts, deal.id, who)
        if rng.random() < 0.75:
            add_todo(world, rng, touch)
        if person and rng.random() < 0.35:
            ahead = workday(world.today + timedelta(days=rng.randint(4, 25)))
            phase = "demo" if deal.product.code.startswith("HP") else "needs"
            add_meeting(world, rng, replace(touch, day=ahead, phase=phase))
