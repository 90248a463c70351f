"""One interaction, written down: a call, an e-mail, a meeting, a call transcript, a task to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sandbox.clock import stamp
from sandbox.seed.facts import Facts
from sandbox.seed.ledger import at, workday
from sandbox.seed.letters import letter
from sandbox.seed.talk import BANT, sales_call
from sandbox.seed.world import Firm, Person, World

_STATUSES = {
    "Not Started": 65, "In Progress": 15, "Waiting on someone else": 12, "Deferred": 8,
}  # fmt: skip


@dataclass(frozen=True)
class Touch:
    """Who of ours is in touch with whom, when, in which phase; `what` and `who` are record ids."""

    firm: Firm
    person: Person | None
    user: str
    day: date
    phase: str
    facts: Facts
    what: str | None
    who: str | None

    @property
    def links(self) -> dict[str, str | None]:
        """The activity's references."""
        return {"WhatId": self.what, "WhoId": self.who, "AccountId": self.firm.id or None}


def add_call(world: World, rng: Random, touch: Touch) -> None:
    """Add a call; in the phases "voicemail" and "nobody" nobody answered."""
    words, missed = world.words[touch.firm.language], touch.phase in {"voicemail", "nobody"}
    moment, user = at(touch.day, rng), world.users[touch.user]
    note = words.write(f"note.{touch.phase}", touch.facts | {"open_meeting": "{open_call}"})
    world.ledger.add(
        "Task",
        moment,
        user,
        **touch.links,
        Subject=words.write(f"title.{touch.phase if missed else 'call'}", touch.facts)[:255],
        Description=world.hand(touch.user).write(note, rng),
        ActivityDate=touch.day.isoformat(),
        Status="Completed",
        Priority="Normal",
        OwnerId=user,
        Type="Call",
        TaskSubtype="Call",
        CompletedDateTime=stamp(world.ledger.clip(moment)),
        CallDurationInSeconds=0 if missed else int(touch.facts["min"]) * 60 + rng.randint(0, 59),
        CallType="Inbound" if not missed and rng.random() < 0.2 else "Outbound",
    )


def add_email(world: World, rng: Random, touch: Touch, person: Person) -> None:
    """Add an e-mail, ours or theirs, with its text."""
    subject, body = letter(
        world, rng, touch.firm, touch.user, touch.day, touch.phase, person, touch.facts
    )
    moment, user = at(touch.day, rng), world.users[touch.user]
    world.ledger.add(
        "Task",
        moment,
        user,
        **touch.links,
        Subject=f"{'E-mail : ' if touch.firm.language == 'fr' else 'Email: '}{subject}"[:255],
        Description=body,
        ActivityDate=touch.day.isoformat(),
        Status="Completed",
        Priority="Normal",
        OwnerId=user,
        Type="Email",
        TaskSubtype="Email",
        CompletedDateTime=stamp(world.ledger.clip(moment)),
    )


def add_meeting(world: World, rng: Random, touch: Touch) -> None:
    """Add a meeting or a demo; those to come have no notes yet."""
    words, user = world.words[touch.firm.language], world.users[touch.user]
    minutes, start = int(touch.facts["long"]), at(touch.day, rng)
    note = words.write(f"note.{touch.phase}", touch.facts | {"open_call": "{open_meeting}"})
    demo = touch.phase == "demo"
    held = touch.day < world.today
    world.ledger.add(
        "Event",
        start - timedelta(days=rng.randint(2, 14)),
        user,
        **touch.links,
        Subject=words.write("title.demo" if demo else "title.meeting", touch.facts)[:255],
        Description=world.hand(touch.user).write(note, rng) if held else None,
        Location=rng.choice([touch.facts["place"], "Teams", touch.firm.name]),
        ActivityDate=touch.day.isoformat(),
        ActivityDateTime=stamp(start),
        StartDateTime=stamp(start),
        EndDateTime=stamp(start + timedelta(minutes=minutes)),
        DurationInMinutes=minutes,
        OwnerId=user,
        Type="Demo" if demo else "Meeting",
        ShowAs="Busy",
    )


def add_transcript(world: World, rng: Random, touch: Touch, field: str, record: str) -> None:
    """Add a call transcript about a lead or a deal; each BANT point is answered or is not."""
    moment, met = at(touch.day, rng), tuple(point for point in BANT if rng.random() < 0.6)
    french = touch.firm.language == "fr"
    world.ledger.add(
        "VoiceCallTranscript__c",
        moment,
        world.users[touch.user],
        Name=f"{'Appel' if french else 'Call'} {touch.firm.name} {touch.day:%Y-%m-%d}"[:80],
        **{field: record},
        Account__c=touch.firm.id if field == "Opportunity__c" else None,
        Contact__c=touch.who if field == "Opportunity__c" else None,
        Body__c=sales_call(world.words[touch.firm.language], rng, touch.facts, met),
        Call_Time__c=stamp(world.ledger.clip(moment)),
        Duration__c=rng.randint(120, 1500),
        OwnerId=world.users[touch.user],
    )


def add_todo(world: World, rng: Random, touch: Touch) -> None:
    """Add a task that is still to do on that day, or should have been done."""
    noted = max(touch.day - timedelta(days=rng.randint(2, 15)), touch.firm.born.date())
    world.ledger.add(
        "Task",
        at(workday(noted), rng),
        world.users[touch.user],
        **touch.links,
        Subject=world.words[touch.firm.language].write("title.todo", touch.facts)[:255],
        ActivityDate=touch.day.isoformat() if rng.random() < 0.95 else None,
        Status=rng.choices(list(_STATUSES), list(_STATUSES.values()))[0],
        Priority=rng.choices(["Normal", "High", "Low"], [70, 22, 8])[0],
        OwnerId=world.users[touch.user],
        Type=rng.choice(["Call", "Email", "Other", None]),
        TaskSubtype="Task",
    )
