"""Calls, e-mails, meetings and tasks, with notes in the account's language.

What is written fits the stage the deal was in on that day, now and then does not (for the question
which activities do not fit), and comes back to the firm's pains.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from sandbox.clock import stamp
from sandbox.seed.facts import Facts, facts_of
from sandbox.seed.firms import FRENCH_REPS
from sandbox.seed.ledger import at, workday
from sandbox.seed.letters import letter
from sandbox.seed.service import Ticket
from sandbox.seed.talk import BANT, sales_call
from sandbox.seed.world import Deal, Firm, Person, World

ACTIVITIES = 9000
_PHASES = {
    "Prospecting": "prospect", "Qualification": "qualify", "Needs Analysis": "needs",
    "Value Proposition": "value", "Id. Decision Makers": "value", "Perception Analysis": "value",
    "Proposal/Price Quote": "proposal", "Negotiation/Review": "negotiate",
    "Closed Won": "won", "Closed Lost": "lost",
}  # fmt: skip
_OPEN = ("prospect", "qualify", "needs", "value", "proposal", "negotiate")
_KINDS = ("call", "email", "meeting", "demo", "voicemail")
_SHARES = (36, 28, 17, 6, 13)


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
    firms = [firm for firm in world.firms for _ in range(1 + (firm.customer_since is not None) * 3)]
    while _count(world) < ACTIVITIES:
        _check_in(world, rng, rng.choice(firms), world.ledger.day(abs(rng.gauss(0, 330))))


def _count(world: World) -> int:
    return len(world.ledger.rows["Task"]) + len(world.ledger.rows["Event"])


def _follow(world: World, rng: Random, deal: Deal) -> None:
    start, end = deal.steps[0][0], deal.steps[-1][0] if deal.closed else world.today
    pace = 40 if deal.neglected else 16
    count = min(14, max(1, round((end - start).days / pace + rng.uniform(-0.5, 2))))
    days = sorted(start + (end - start) * rng.random() for _ in range(count))
    for day in days:
        phase = _PHASES[deal.stage_on(day)]
        phase = rng.choice(_OPEN) if rng.random() < 0.05 else phase
        _touch(world, rng, deal.firm, deal.owner, workday(day), phase, _met(rng, deal, day), deal)
    if deal.closed and rng.random() < 0.7:
        _touch(
            world, rng, deal.firm, deal.owner, end, _PHASES[deal.stage], _met(rng, deal, end), deal
        )


def _met(rng: Random, deal: Deal, day: date) -> Person | None:
    people = [person for person in deal.people if person.may_meet(workday(day))]
    return rng.choice(people) if people else None


def _touch(
    world: World, rng: Random, firm: Firm, user: str, day: date, phase: str,
    person: Person | None, deal: Deal | None = None, what: str | None = None,
) -> None:  # fmt: skip
    """Add one interaction of some kind on a past day."""
    shares = list(_SHARES) if phase not in {"won", "lost"} else [60, 40, 0, 0, 0]
    kind = rng.choices(_KINDS, shares)[0] if person else rng.choice(["call", "voicemail"])
    links = {"WhatId": deal.id if deal else what or firm.id, "WhoId": person.id if person else None}
    links["AccountId"] = firm.id
    facts = facts_of(world, rng, firm, day, user, person, deal)
    if kind == "email" and person:
        _email(world, rng, firm, user, day, phase, person, facts, links)
    elif kind in {"meeting", "demo"}:
        _event(world, rng, firm, user, day, "demo" if kind == "demo" else phase, facts, links)
    else:
        _call(
            world, rng, firm, user, day, "voicemail" if kind == "voicemail" else phase, facts, links
        )
        if deal and person and phase in {"qualify", "needs"} and rng.random() < 0.12:
            _transcript(world, rng, firm, user, day, facts, {"Opportunity__c": deal.id}, links)


def _call(
    world: World, rng: Random, firm: Firm, user: str, day: date, phase: str, facts: Facts,
    links: dict[str, str | None],
) -> None:  # fmt: skip
    words, hand, missed = world.words[firm.language], world.hand(user), phase == "voicemail"
    moment = at(day, rng)
    world.ledger.add(
        "Task",
        moment,
        world.users[user],
        **links,
        Subject=words.write("title.voicemail" if missed else "title.call", facts)[:255],
        Description=hand.write(words.write(f"note.{phase}", facts), rng),
        ActivityDate=day.isoformat(),
        Status="Completed",
        Priority="Normal",
        OwnerId=world.users[user],
        Type="Call",
        TaskSubtype="Call",
        CompletedDateTime=stamp(world.ledger.clip(moment)),
        CallDurationInSeconds=0 if missed else int(facts["min"]) * 60 + rng.randint(0, 59),
        CallType="Inbound" if not missed and rng.random() < 0.2 else "Outbound",
    )


def _email(
    world: World, rng: Random, firm: Firm, user: str, day: date, phase: str, person: Person,
    facts: Facts, links: dict[str, str | None],
) -> None:  # fmt: skip
    subject, body = letter(world, rng, firm, user, day, phase, person, facts)
    moment = at(day, rng)
    world.ledger.add(
        "Task",
        moment,
        world.users[user],
        **links,
        Subject=f"{'E-mail : ' if firm.language == 'fr' else 'Email: '}{subject}"[:255],
        Description=body,
        ActivityDate=day.isoformat(),
        Status="Completed",
        Priority="Normal",
        OwnerId=world.users[user],
        Type="Email",
        TaskSubtype="Email",
        CompletedDateTime=stamp(world.ledger.clip(moment)),
    )


def _event(
    world: World, rng: Random, firm: Firm, user: str, day: date, phase: str, facts: Facts,
    links: dict[str, str | None],
) -> None:  # fmt: skip
    words, minutes, start = (
        world.words[firm.language],
        rng.choice([30, 45, 60, 60, 90, 120]),
        at(day, rng),
    )
    past = day < world.today
    text = world.hand(user).write(words.write(f"note.{phase}", facts), rng) if past else None
    world.ledger.add(
        "Event",
        start - timedelta(days=rng.randint(2, 14)),
        world.users[user],
        **links,
        Subject=words.write("title.demo" if phase == "demo" else "title.meeting", facts)[:255],
        Description=text,
        Location=rng.choice([facts["place"], "Teams", firm.name]),
        ActivityDate=day.isoformat(),
        ActivityDateTime=stamp(start),
        StartDateTime=stamp(start),
        EndDateTime=stamp(start + timedelta(minutes=minutes)),
        DurationInMinutes=minutes,
        OwnerId=world.users[user],
        Type="Demo" if phase == "demo" else "Meeting",
        ShowAs="Busy",
    )


def _transcript(
    world: World, rng: Random, firm: Firm, user: str, day: date, facts: Facts,
    about: dict[str, str], links: dict[str, str | None],
) -> None:  # fmt: skip
    moment, met = at(day, rng), tuple(point for point in BANT if rng.random() < 0.6)
    contact = links["WhoId"] if "Lead__c" not in about else None
    world.ledger.add(
        "VoiceCallTranscript__c",
        moment,
        world.users[user],
        Name=f"{'Appel' if firm.language == 'fr' else 'Call'} {firm.name} {day:%Y-%m-%d}"[:80],
        **about,
        Account__c=firm.id or None,
        Contact__c=contact,
        Body__c=sales_call(world.words[firm.language], rng, facts, met),
        Call_Time__c=stamp(world.ledger.clip(moment)),
        Duration__c=rng.randint(120, 1500),
        OwnerId=world.users[user],
    )


def _court(world: World, rng: Random, firm: Firm, person: Person, lead: str) -> None:
    """Add what was done about a lead."""
    row = world.ledger.rows["Lead"][lead]
    start = firm.born.date()
    end = min(world.today, person.until or world.today, start + timedelta(days=150))
    if end < start:
        return
    links: dict[str, str | None] = {"WhoId": lead, "WhatId": None, "AccountId": None}
    for _ in range(rng.choice([1, 1, 2, 2, 3, 4])):
        day = workday(start + (end - start) * rng.random())
        facts = facts_of(world, rng, firm, max(day, start), firm.owner, person)
        kind = rng.choices(["lead", "voicemail", "email"], [45, 25, 30])[0]
        if kind == "email" and row["Email"]:
            _email(world, rng, firm, firm.owner, max(day, start), "prospect", person, facts, links)
            continue
        _call(
            world,
            rng,
            firm,
            firm.owner,
            max(day, start),
            "lead" if kind == "email" else kind,
            facts,
            links,
        )
        if kind == "lead" and rng.random() < 0.28:
            bare = Firm(**{**firm.__dict__, "id": ""})
            _transcript(
                world, rng, bare, firm.owner, max(day, start), facts, {"Lead__c": lead}, links
            )


def _care(world: World, rng: Random, ticket: Ticket) -> None:
    end = ticket.closed or world.ledger.now
    day = workday((ticket.opened + (end - ticket.opened) * rng.random()).date())
    day = max(day, ticket.opened.date())
    if not ticket.person.may_meet(day):
        return
    facts = facts_of(world, rng, ticket.firm, day, ticket.agent, ticket.person, case=ticket.number)
    links: dict[str, str | None] = {
        "WhatId": ticket.id,
        "WhoId": ticket.person.id,
        "AccountId": ticket.firm.id,
    }
    _call(world, rng, ticket.firm, ticket.agent, day, "care", facts, links)


def _last_words(world: World, rng: Random) -> None:
    """Make sure that cold contacts were met on the last day that they can have been."""
    for firm in world.firms:
        for person in firm.people:
            born = date.fromisoformat(world.ledger.rows["Contact"][person.id]["CreatedDate"][:10])
            if person.until and not person.untouched and person.until >= born:
                _touch(world, rng, firm, firm.owner, person.until, "checkin", person)


def _check_in(world: World, rng: Random, firm: Firm, day: date) -> None:
    day = workday(day)
    people = [person for person in firm.people if person.may_meet(day)]
    if day >= firm.born.date() and (people or rng.random() < 0.2):
        user = firm.owner if rng.random() < 0.95 else _boss(firm)
        _touch(world, rng, firm, user, day, "checkin", rng.choice(people) if people else None)


def _boss(firm: Firm) -> str:
    return (
        "sophie.marchand" if firm.owner in (*FRENCH_REPS, "sophie.marchand") else "oliver.bennett"
    )


def _plan(world: World, rng: Random) -> None:
    """Add what is still to do: tasks (some overdue) and meetings to come."""
    alive = [deal for deal in world.deals if not deal.closed]
    for deal in alive:
        person = _met(rng, deal, world.today)
        facts = facts_of(world, rng, deal.firm, world.today, deal.owner, person, deal)
        links = {
            "WhatId": deal.id,
            "WhoId": person.id if person else None,
            "AccountId": deal.firm.id,
        }
        if rng.random() < 0.75:
            _todo(world, rng, deal, facts, links)
        if person and rng.random() < 0.35:
            ahead = workday(world.today + timedelta(days=rng.randint(3, 25)))
            kind = rng.choice(["meeting", "demo"])
            _event(world, rng, deal.firm, deal.owner, max(ahead, world.today), kind, facts, links)


def _todo(
    world: World, rng: Random, deal: Deal, facts: Facts, links: dict[str, str | None]
) -> None:
    due = workday(world.ledger.day(rng.uniform(-25, 18)))
    world.ledger.add(
        "Task",
        at(max(deal.steps[0][0], workday(due - timedelta(days=rng.randint(2, 15)))), rng),
        world.users[deal.owner],
        **links,
        Subject=world.words[deal.firm.language].write("title.todo", facts)[:255],
        ActivityDate=due.isoformat() if rng.random() < 0.95 else None,
        Status=rng.choices(
            ["Not Started", "In Progress", "Waiting on someone else", "Deferred"], [65, 15, 12, 8]
        )[0],
        Priority=rng.choices(["Normal", "High", "Low"], [70, 22, 8])[0],
        OwnerId=world.users[deal.owner],
        Type=rng.choice(["Call", "Email", "Other", None]),
        TaskSubtype="Task",
    )
