"""Figures of the customer service: how many, how fast, how well, with or without an agent."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.sql import func, select

from copilot.inbox import INBOX
from copilot.steering.span import Durations, Span
from copilot.stints import STINTS
from copilot.store import FEEDBACK, TURNS, Store
from copilot.suggestion_choices import CHOICES, SUGGESTED
from copilot.transcripts import CONVERSATIONS, SAID

FAILED = frozenset({"unclear", "unknown", "no_such_name", "bad_query", "error"})
CHOSEN = ("accepted", "edited", "refused")


@dataclass(frozen=True)
class Volumes:
    """How many conversations, cut each way."""

    total: int
    days: dict[date, int]
    kinds: Counter[str]
    languages: Counter[str]
    channels: Counter[str]


@dataclass(frozen=True)
class Resolution:
    """What became of conversations; `alone` were neither passed on nor left without an answer."""

    total: int
    alone: int
    passed_on: int
    unanswered: int


@dataclass(frozen=True)
class AgentTimes:
    """One agent's stints."""

    agent: str
    name: str
    stints: int
    first_response: Durations
    handling: Durations


@dataclass(frozen=True)
class Times:
    """First response, from the request or the taking over; handling, holds included."""

    first_response: Durations
    handling: Durations
    hold: Durations
    agents: list[AgentTimes] = field(default_factory=list)


@dataclass(frozen=True)
class Satisfaction:
    """Customers' ratings from 1 to 5, and employees' thumbs."""

    ratings: Counter[int]
    up: int
    down: int

    @property
    def count(self) -> int:
        """How many customers rated."""
        return sum(self.ratings.values())

    @property
    def mean(self) -> float | None:
        """The mean rating."""
        total = sum(rating * count for rating, count in self.ratings.items())
        return total / self.count if self.count else None


@dataclass(frozen=True)
class Acceptance:
    """What agents did with suggested replies; `agents` maps a name to its choices."""

    shown: int
    choices: Counter[str]
    agents: dict[str, Counter[str]]


async def volumes(store: Store, span: Span) -> Volumes:
    """Count the conversations that began in the span; employees' by the channel they came in."""
    rows = await store.run(lambda one: one.execute(_begun(span)).all())
    days = Counter(span.day_of(row.began) for row in rows)
    channels = Counter({"website": len(rows)} if rows else {})
    channels.update(await store.run(lambda one: _employees(one, span)))
    return Volumes(
        len(rows), {day: days[day] for day in span.days()}, Counter(row.kind for row in rows),
        Counter(row.language for row in rows), channels,
    )  # fmt: skip


def _begun(span: Span) -> Any:
    return select(CONVERSATIONS).where(span.holds(CONVERSATIONS.c.began))


def _employees(connection: Connection, span: Span) -> Counter[str]:
    """Count employees' conversations by channel; what came by no inbox came by the web."""
    customers = select(CONVERSATIONS.c.id)
    query = (
        select(TURNS.c.sender, func.min(INBOX.c.channel))
        .outerjoin(INBOX, INBOX.c.turn == TURNS.c.turn)
        .where(span.holds(TURNS.c.accepted), TURNS.c.sender.not_in(customers))
        .group_by(TURNS.c.sender)
    )
    return Counter(str(channel or "web") for _, channel in connection.execute(query))


async def resolution(store: Store, span: Span) -> Resolution:
    """Say how conversations in which a customer said something went."""

    def work(connection: Connection) -> Resolution:
        spoke = select(SAID.c.id).where(SAID.c.author == "customer").distinct()
        rows = connection.execute(_begun(span).where(CONVERSATIONS.c.id.in_(spoke))).all()
        alone = [row.id for row in rows if row.requested is None and row.taken is None]
        failed = _failed(connection, span)
        return Resolution(
            len(rows), sum(id_ not in failed for id_ in alone), len(rows) - len(alone),
            sum(id_ in failed for id_ in alone),
        )  # fmt: skip

    return await store.run(work)


def _failed(connection: Connection, span: Span) -> set[str]:
    """Return the conversations whose last answer was that there is none."""
    last = (
        select(func.max(SAID.c.n))
        .join(CONVERSATIONS, CONVERSATIONS.c.id == SAID.c.id)
        .where(span.holds(CONVERSATIONS.c.began), SAID.c.author == "bot")
        .group_by(SAID.c.id)
    )
    query = (
        select(SAID.c.id, TURNS.c.reply)
        .join(TURNS, TURNS.c.turn == SAID.c.turn)
        .where(SAID.c.n.in_(last), TURNS.c.reply.is_not(None))
    )
    rows = connection.execute(query)
    return {row.id for row in rows if json.loads(row.reply).get("refused") in FAILED}


async def times(store: Store, span: Span) -> Times:
    """Sum up the stints that began in the span."""
    query = select(STINTS).where(span.holds(STINTS.c.began))
    rows = await store.run(lambda connection: connection.execute(query).all())
    agents: dict[str, list[Any]] = {}
    for row in rows:
        agents.setdefault(row.agent, []).append(row)
    by_agent = [
        AgentTimes(agent, own[-1].agent_name, len(own), _responses(own), _handlings(own))
        for agent, own in agents.items()
    ]
    held = Durations.of([row.held for row in rows if row.held])
    ranked = sorted(by_agent, key=lambda one: (-one.stints, one.name))
    return Times(_responses(rows), _handlings(rows), held, ranked)


def _responses(rows: Any) -> Durations:
    """Sum up how long customers waited for an agent's first words."""
    return Durations.of(
        [(row.first_reply - (row.requested or row.began)).total_seconds()
         for row in rows if row.first_reply]
    )  # fmt: skip


def _handlings(rows: Any) -> Durations:
    return Durations.of([(row.ended - row.began).total_seconds() for row in rows if row.ended])


async def satisfaction(store: Store, span: Span) -> Satisfaction:
    """Count ratings of conversations that began in the span, and thumbs given in it."""
    rated = (
        select(CONVERSATIONS.c.rating, func.count())
        .where(span.holds(CONVERSATIONS.c.began), CONVERSATIONS.c.rating.is_not(None))
        .group_by(CONVERSATIONS.c.rating)
    )
    thumbs = (
        select(FEEDBACK.c.rating, func.count())
        .where(span.holds(FEEDBACK.c.given))
        .group_by(FEEDBACK.c.rating)
    )

    def work(connection: Connection) -> Satisfaction:
        ratings = Counter({int(rating): count for rating, count in connection.execute(rated)})
        told = {str(rating): count for rating, count in connection.execute(thumbs)}
        return Satisfaction(ratings, told.get("up", 0), told.get("down", 0))

    return await store.run(work)


async def acceptance(store: Store, span: Span) -> Acceptance:
    """Count what was suggested in the span and what agents chose in it."""
    shown = select(func.count()).select_from(SUGGESTED).where(span.holds(SUGGESTED.c.shown))
    chosen = select(CHOICES.c.agent_name, CHOICES.c.choice).where(span.holds(CHOICES.c.at))

    def work(connection: Connection) -> Acceptance:
        rows = connection.execute(chosen).all()
        agents: dict[str, Counter[str]] = {}
        for row in rows:
            agents.setdefault(row.agent_name, Counter())[row.choice] += 1
        count = connection.execute(shown).scalar() or 0
        return Acceptance(count, Counter(row.choice for row in rows), agents)

    return await store.run(work)
