"""Cases with what was said about them: comments, e-mail threads, chats, and their history."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sandbox.clock import stamp
from sandbox.seed.facts import Facts, facts_of
from sandbox.seed.firms import slug
from sandbox.seed.hand import Hand, customer_hand
from sandbox.seed.ledger import at, workday
from sandbox.seed.outcomes import ISSUE_HOURS, SKILLED, case_hours
from sandbox.seed.talk import chat
from sandbox.seed.world import Firm, Person, World
from sandbox.store import Row

CASES = 1300
_WHEN_PAINED = {
    "data_gaps": ("Data gap", "Sensor offline"), "alerts": ("Alert flood",), "install": ("Installation delay",),
    "integration": ("API error", "Export failing"), "invoicing": ("Invoice error",), "lockin": ("Contract question",),
    "delays": ("Late delivery",), "usability": ("Slow dashboards", "Training request"), "price": ("Invoice error",),
    "reporting": ("Export failing", "Wrong readings"), "security": ("Login problem",), "support": ("Data gap",),
    "roi": ("Wrong readings",),
}  # fmt: skip
_SORTS = {
    "Sensor offline": ("Problem", "Breakdown", "HC"), "Data gap": ("Problem", "Data Quality", "HP"),
    "Wrong readings": ("Problem", "Data Quality", "HC"), "Gateway not connecting": ("Problem", "Breakdown", "HG"),
    "Login problem": ("Problem", "Other", "HP"), "Slow dashboards": ("Problem", "Performance", "HP"),
    "Export failing": ("Problem", "Performance", "HP"), "API error": ("Problem", "Integration", "HP"),
    "Invoice error": ("Billing", "Invoice", "HP"), "Late delivery": ("Delivery", "Other", "HC"),
    "Installation delay": ("Complaint", "Installation", "HS-INST"), "Training request": ("Question", "Feedback", "HP"),
    "Contract question": ("Question", "Other", "HP"), "Alert flood": ("Problem", "Equipment Complexity", "HP"),
}  # fmt: skip


@dataclass
class Ticket:
    """A case being written: who, what about, when, in whose hands."""

    id: str
    number: str
    firm: Firm
    person: Person
    issue: str
    agents: list[str]
    opened: datetime
    closed: datetime | None
    facts: Facts
    customer: Hand

    @property
    def agent(self) -> str:
        """Who has it now."""
        return self.agents[-1]


def serve(world: World) -> list[Ticket]:
    """Add all cases; return them for the agents' calls."""
    rng = world.rng("cases")
    customers = [firm for firm in world.firms if firm.customer_since is not None]
    weights = [1 + firm.sites / 8 + 2 * ("support" in firm.pains) for firm in customers]
    starts = sorted((rng.betavariate(1.2, 1.0) * 1000 for _ in range(CASES)), reverse=True)
    tickets: list[Ticket] = []
    for number, ago in enumerate(starts, 1001):
        firm = rng.choices(customers, weights)[0]
        people = [person for person in firm.people if not person.untouched]
        if people:
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
    solved = closed < world.ledger.now and rng.random() > 0.02
    facts = facts_of(world, rng, firm, day, agents[0], person, case=f"{number:08d}")
    ticket = Ticket(
        "", f"{number:08d}", firm, person, issue, agents, opened, closed if solved else None, facts,
        customer_hand(firm.language, rng),
    )  # fmt: skip
    product = _product(world, rng, firm, issue)
    facts["product"] = world.products[product].names[firm.language]
    words = world.words[firm.language]
    facts["problem"] = words.write(f"problem.{issue}", facts)
    facts["fix"] = words.write(f"fix.{issue}", facts)
    _open(world, rng, ticket, priority, product, hours)
    _tell(world, rng, ticket)
    return ticket


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
    others = [agent for agent in (*skilled, "nadia.benali", "marc.delaunay") if agent != first]
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
        changes += [("Owner", *pair) for pair in zip(holders, holders[1:], strict=False)]
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


def _tell(world: World, rng: Random, ticket: Ticket) -> None:
    origin = world.ledger.rows["Case"][ticket.id]["Origin"]
    if origin == "Email":
        _thread(world, rng, ticket)
    elif origin == "Chat":
        _chat(world, rng, ticket)
    _comments(world, rng, ticket)


def _thread(world: World, rng: Random, ticket: Ticket) -> None:
    """Add the e-mails, each answer quoting the one before as mail programs do."""
    row = world.ledger.rows["Case"][ticket.id]
    kinds = ["open", "ack"]
    kinds += rng.choice([[], ["reply"], ["reply"], ["angry"], ["reply", "angry"]])
    if ticket.closed:
        kinds += ["solve"] if rng.random() < 0.4 else ["solve", "thanks"]
    end = ticket.closed or world.ledger.now
    moment, before = ticket.opened, ""
    step = max((end - ticket.opened) / len(kinds), timedelta(minutes=12))
    for place, kind in enumerate(kinds):
        body = row["Description"] if kind == "open" else _mail(world, rng, ticket, kind, moment)
        quoted = (
            f"\n\n> {before[:160].replace(chr(10), chr(10) + '> ')}"
            if before and rng.random() < 0.4
            else ""
        )
        if moment <= world.ledger.now:
            _email(world, ticket, kind, body + quoted, moment, row["Subject"], place)
        before, moment = body, moment + step * rng.uniform(0.5, 0.95)


def _mail(world: World, rng: Random, ticket: Ticket, kind: str, moment: datetime) -> str:
    agent = ticket.agent if kind == "solve" else ticket.agents[0]
    fresh = facts_of(world, rng, ticket.firm, moment.date(), agent, ticket.person)
    kept = ("case", "problem", "fix", "product", "place", "serial", "order", "budget")
    facts = fresh | {key: ticket.facts[key] for key in kept}
    hand = world.hand(agent) if kind in {"ack", "solve"} else ticket.customer
    return hand.write(world.words[ticket.firm.language].write(f"desk.{kind}", facts), rng)


def _email(
    world: World, ticket: Ticket, kind: str, body: str, moment: datetime, subject: str, place: int
) -> None:
    person, incoming = ticket.person, kind in {"open", "reply", "angry", "thanks"}
    theirs = person.email or f"contact@{slug(ticket.firm.name)}.example"
    ours = (
        "support@heliade.example" if ticket.firm.language == "fr" else "support.uk@heliade.example"
    )
    sender = f"{person.first} {person.last}" if incoming else "Héliade Support"
    world.ledger.add(
        "EmailMessage",
        moment,
        world.users["integration" if incoming else ticket.agents[0]],
        ParentId=ticket.id,
        Subject=("RE: " if place else "") + subject,
        TextBody=body,
        FromName=sender,
        FromAddress=theirs if incoming else ours,
        ToAddress=ours if incoming else theirs,
        Incoming=int(incoming),
        HasAttachment=0,
        Status="1" if incoming else "3",
        MessageDate=stamp(moment),
        ThreadIdentifier=f"<{ticket.number}@heliade.example>",
    )


def _chat(world: World, rng: Random, ticket: Ticket) -> None:
    seconds = rng.randint(180, 2400)
    body, visitor, operator = chat(world, rng, ticket.firm, ticket.person, ticket.agents[0], ticket.opened,
                                   ticket.facts, solved=ticket.closed is not None)  # fmt: skip
    wait = rng.randint(5, 600)
    world.ledger.add(
        "LiveChatTranscript",
        ticket.opened,
        world.users[ticket.agents[0]],
        CaseId=ticket.id,
        Name=ticket.number,
        AccountId=ticket.firm.id,
        ContactId=ticket.person.id,
        Body=body,
        RequestTime=stamp(ticket.opened),
        StartTime=stamp(ticket.opened + timedelta(seconds=wait)),
        EndTime=stamp(ticket.opened + timedelta(seconds=wait + seconds)),
        ChatDuration=seconds,
        WaitTime=wait,
        Status="Completed",
        VisitorMessageCount=visitor,
        OperatorMessageCount=operator,
        OwnerId=world.users[ticket.agents[0]],
    )


def _comments(world: World, rng: Random, ticket: Ticket) -> None:
    end = ticket.closed or world.ledger.now
    kinds: list[str] = rng.choice(
        [[], ["work"], ["work"], ["work", "wait"], ["work", "work"], ["escalate"]]
    )
    kinds = [*kinds, "close"] if ticket.closed and rng.random() < 0.6 else kinds
    for place, kind in enumerate(kinds):
        share = 1.0 if kind == "close" else (place + rng.random()) / (len(kinds) + 1)
        moment = ticket.opened + (end - ticket.opened) * share
        agent = ticket.agent if share > 0.5 else ticket.agents[0]
        text = _comment(world, rng, ticket, kind, moment, agent)
        who: dict[str, Any] = {"ParentId": ticket.id, "CommentBody": text}
        world.ledger.add(
            "CaseComment", moment, world.users[agent], **who, IsPublished=int(rng.random() < 0.3)
        )


def _comment(
    world: World, rng: Random, ticket: Ticket, kind: str, moment: datetime, agent: str
) -> str:
    """Write an internal note in the agent's own language."""
    hand = world.hand(agent)
    words = world.words[hand.language]
    facts = facts_of(world, rng, ticket.firm, moment.date(), agent, ticket.person)
    facts |= {"case": ticket.number, "product": ticket.facts["product"]}
    if hand.language != ticket.firm.language:
        facts |= facts_of(
            world, rng, _in(ticket.firm, hand.language), moment.date(), agent, ticket.person
        )
    facts["fix"] = words.write(f"fix.{ticket.issue}", facts)
    return hand.write(words.write(f"comment.{kind}", facts), rng)


def _in(firm: Firm, language: str) -> Firm:
    return replace(firm, language=language)
