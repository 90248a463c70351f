"""What was said about a case: e-mail threads, chats, the agents' comments."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sandbox.clock import stamp
from sandbox.seed.facts import Facts, facts_of
from sandbox.seed.hand import Hand
from sandbox.seed.reach import slug
from sandbox.seed.talk import chat
from sandbox.seed.world import Firm, Person, World

_KEPT = (
    "case", "problem", "fix", "product", "place", "serial", "order", "budget",
    "said", "probe", "told", "work",
)  # fmt: skip
"""What all texts about one case agree on."""


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


def tell(world: World, rng: Random, ticket: Ticket) -> None:
    """Add what was said about a case, through the channel it came by."""
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
    facts = fresh | {key: ticket.facts[key] for key in _KEPT}
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
    agent, solved = ticket.agents[0], ticket.closed is not None
    body, visitor, operator = chat(
        world, rng, ticket.firm, ticket.person, agent, ticket.opened, ticket.facts, solved=solved
    )
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
    shown = replace(ticket.firm, language=hand.language)
    facts = facts_of(world, rng, shown, moment.date(), agent, ticket.person)
    facts |= {key: ticket.facts[key] for key in ("case", "product", "work")}
    facts["fix"] = words.write(f"fix.{ticket.issue}", facts)
    return hand.write(words.write(f"comment.{kind}", facts), rng)
