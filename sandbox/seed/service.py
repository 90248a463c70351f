"""Cases: who has which problem with what, who solves it, how long it takes."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from random import Random

from sandbox.clock import stamp
from sandbox.seed.casework import Ticket, tell
from sandbox.seed.facts import Facts, facts_of
from sandbox.seed.hand import customer_hand
from sandbox.seed.ledger import at, workday
from sandbox.seed.outcomes import ISSUE_HOURS, SKILLED, case_hours
from sandbox.seed.world import Firm, Person, World
from sandbox.store import Row

CASES = 1300
_WHEN_PAINED = {
    "data_gaps": ("Data gap", "Sensor offline"),
    "alerts": ("Alert flood",),
    "install": ("Installation delay",),
    "integration": ("API error", "Export failing"),
    "invoicing": ("Invoice error",),
    "lockin": ("Contract question",),
    "delays": ("Late delivery",),
    "usability": ("Slow dashboards", "Training request"),
    "price": ("Invoice error",),
    "reporting": ("Export failing", "Wrong readings"),
    "security": ("Login problem",),
    "support": ("Data gap",),
    "roi": ("Wrong readings",),
}
"""The issues that a firm's pains bring up."""
_SORTS = {
    "Sensor offline": ("Problem", "Breakdown", "HC"),
    "Data gap": ("Problem", "Data Quality", "HP"),
    "Wrong readings": ("Problem", "Data Quality", "HC"),
    "Gateway not connecting": ("Problem", "Breakdown", "HG"),
    "Login problem": ("Problem", "Other", "HP"),
    "Slow dashboards": ("Problem", "Performance", "HP"),
    "Export failing": ("Problem", "Performance", "HP"),
    "API error": ("Problem", "Integration", "HP"),
    "Invoice error": ("Billing", "Invoice", "HP"),
    "Late delivery": ("Delivery", "Other", "HC"),
    "Installation delay": ("Complaint", "Installation", "HS-INST"),
    "Training request": ("Question", "Feedback", "HP"),
    "Contract question": ("Question", "Other", "HP"),
    "Alert flood": ("Problem", "Equipment Complexity", "HP"),
}
"""Type, reason and products (by the beginning of their code) of each issue."""


def serve(world: World) -> list[Ticket]:
    """Add all cases; return them for the agents' calls."""
    rng = world.rng("cases")
    customers = [firm for firm in world.firms if firm.customer_since is not None]
    weights = [1 + firm.sites / 8 + 2 * ("support" in firm.pains) for firm in customers]
    starts = sorted((rng.betavariate(1.0, 1.3) * 1000 for _ in range(CASES)), reverse=True)
    tickets: list[Ticket] = []
    for number, ago in enumerate(starts, 1001):
        people: list[Person] = []
        while not people:
            firm = rng.choices(customers, weights)[0]
            people = [person for person in firm.people if person.may_meet(world.ledger.day(ago))]
        tickets.append(_case(world, rng, firm, rng.choice(people), ago, number))
    return tickets


def _case(world: World, rng: Random, firm: Firm, person: Person, ago: float, number: int) -> Ticket:
    day = workday(world.ledger.day(ago))
    opened = at(day, rng)
    issue = _issue(rng, firm, ago)
    priority = rng.choices(["High", "Medium", "Low"], [22, 55, 23])[0]
    agents = _agents(rng, firm, issue)
    hours = case_hours(issue, priority, agents[-1], handed_over=len(agents) > 1, rng=rng)
    closed = opened + timedelta(hours=hours)
    lingers = rng.random() < (0.3 if ago < 100 else 0.01)
    solved = closed < world.ledger.now and not lingers
    facts = facts_of(world, rng, firm, day, agents[0], person, case=f"{number:08d}")
    ticket = Ticket(
        "", f"{number:08d}", firm, person, issue, agents, opened, closed if solved else None, facts,
        customer_hand(firm.language, rng),
    )  # fmt: skip
    product = _product(world, rng, firm, issue)
    facts["product"] = world.products[product].names[firm.language]
    words = world.words[firm.language]
    facts |= _manner(rng, issue)
    facts["problem"] = words.write(f"problem.{issue}", facts)
    facts["fix"] = words.write(f"fix.{issue}", facts)
    _open(world, rng, ticket, priority, product, hours)
    tell(world, rng, ticket)
    return ticket


def _manner(rng: Random, issue: str) -> Facts:
    """Return how one talks about such an issue: the questions, answers and complaints that fit."""
    kind = "device" if _SORTS[issue][2] in {"HC", "HG"} else "software"
    kind = kind if _SORTS[issue][0] == "Problem" else "admin"
    sore = [pain for pain, issues in _WHEN_PAINED.items() if issue in issues] + ["support"]
    manner = {slot: f"{{{slot}.{kind}}}" for slot in ("probe", "told")}
    return manner | {"said": f"{{said.{rng.choice(sore)}}}", "work": f"{{comment.work.{kind}}}"}


def _issue(rng: Random, firm: Firm, ago: float) -> str:
    weights = dict.fromkeys(ISSUE_HOURS, 1.0)
    for pain in firm.pains:
        for issue in _WHEN_PAINED[pain]:
            weights[issue] += 3.0
    if 61 <= ago <= 91:
        weights["Gateway not connecting"] *= 8
    return rng.choices(list(weights), list(weights.values()))[0]


def _agents(rng: Random, firm: Firm, issue: str) -> list[str]:
    """Return who had the case, in order; most stay with the first who is free."""
    team = (
        ["nadia.benali", "julien.roche"]
        if firm.language == "fr"
        else ["tom.fletcher", "tom.fletcher", "nadia.benali"]
    )
    skilled = [agent for agent in team if issue in SKILLED[agent]]
    first = rng.choice(skilled if skilled and rng.random() < 0.6 else team)
    others = [agent for agent in (*skilled, *skilled, *team, "marc.delaunay") if agent != first]
    wrong = issue not in SKILLED[first]
    handed_over = rng.random() < (0.3 if wrong else 0.08)
    return [first, rng.choice(others)] if handed_over else [first]


def _product(world: World, rng: Random, firm: Firm, issue: str) -> str:
    family = _SORTS[issue][2]
    fitting = [code for code in world.products if code.startswith(family)]
    owned = [code for code in firm.owned if code in fitting]
    return rng.choice(owned or fitting)


def _open(
    world: World, rng: Random, ticket: Ticket, priority: str, product: str, hours: float
) -> None:
    words, person, firm = world.words[ticket.firm.language], ticket.person, ticket.firm
    origin = rng.choices(["Email", "Chat", "Phone", "Web"], [40, 22, 23, 15])[0]
    values = _status(world, rng, ticket)
    subject = ticket.customer.write(words.write(f"subject.{ticket.issue}", ticket.facts), rng)
    kind, reason, _ = _SORTS[ticket.issue]
    first_answer = ticket.opened + timedelta(hours=min(hours * 0.4, rng.lognormvariate(1.0, 0.8)))
    ticket.id = world.ledger.add(
        "Case",
        ticket.opened,
        world.users["integration"],
        CaseNumber=ticket.number,
        ContactId=person.id,
        AccountId=firm.id,
        ProductId=world.products[product].id,
        Type=kind,
        Reason=reason if rng.random() < 0.9 else None,
        Issue__c=ticket.issue,
        Origin=origin,
        Subject=subject,
        Priority=priority,
        Description=_first_message(world, rng, ticket),
        ContactEmail=person.email,
        Language=firm.language,
        First_Response_Date__c=stamp(first_answer) if first_answer < world.ledger.now else None,
        **values,
    )
    last = world.users[ticket.agent]
    world.ledger.touch("Case", ticket.id, ticket.closed or ticket.opened, last)
    _history(world, rng, ticket, values["Status"])


def _status(world: World, rng: Random, ticket: Ticket) -> Row:
    if ticket.closed is None:
        status = rng.choices(
            ["New", "Working", "Waiting on Customer", "Escalated"], [15, 45, 25, 15]
        )[0]
        queue = "Support France" if ticket.firm.language == "fr" else "Support UK"
        owner = world.queues[queue] if status == "New" else world.users[ticket.agent]
        return {"Status": status, "OwnerId": owner, "IsEscalated": int(status == "Escalated")}
    hours = (ticket.closed - ticket.opened).total_seconds() / 3600
    score = max(1, min(5, round(rng.gauss(4.6 - hours / 60, 0.8))))
    values: Row = {"Status": "Closed", "OwnerId": world.users[ticket.agent]}
    values |= {"ClosedDate": stamp(ticket.closed), "IsEscalated": int(rng.random() < 0.08)}
    if rng.random() < 0.45:
        values["Satisfaction__c"] = score
    if rng.random() < 0.8:
        values["Resolution__c"] = world.hand(ticket.agent).write(ticket.facts["fix"], rng)
    return values


def _first_message(world: World, rng: Random, ticket: Ticket) -> str:
    words = world.words[ticket.firm.language]
    return ticket.customer.write(words.write("desk.open", ticket.facts), rng)


def _history(world: World, rng: Random, ticket: Ticket, status: str) -> None:
    moment = ticket.opened
    changes: list[tuple[str, str | None, str | None]] = [("created", None, None)]
    queue = "Support France" if ticket.firm.language == "fr" else "Support UK"
    holders = [world.queues[queue], *(world.users[agent] for agent in ticket.agents)]
    if status != "New":
        changes += [("Owner", *pair) for pair in pairwise(holders)]
        changes += [("Status", "New", "Working")]
    if status not in {"New", "Working"}:
        changes += [("Status", "Working", status)]
    for field, old, new in changes:
        if new in {"Closed"} and ticket.closed:
            moment = ticket.closed
        by = ticket.agents[0] if field != "created" else "integration"
        world.ledger.add(
            "CaseHistory",
            moment,
            world.users[by],
            CaseId=ticket.id,
            Field=field,
            OldValue=old,
            NewValue=new,
        )
        moment += timedelta(minutes=rng.randint(10, 240))
        moment = min(moment, ticket.closed or world.ledger.now)
