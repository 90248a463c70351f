"""What the best rated agents do differently, where the numbers are large enough to say so.

Nothing is told of fewer than `LEAST` rated conversations an agent, nor of a difference that would
come about by chance more often than one time in twenty (permutation test, Fisher 1935; the twenty
shared among all comparisons made, Bonferroni 1936): an agent who was lucky for a week is no model.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from sqlalchemy import Connection
from sqlalchemy.sql import select

from copilot.steering.span import Span
from copilot.stints import STINTS
from copilot.store import Store
from copilot.suggestion_choices import CHOICES
from copilot.transcripts import CONVERSATIONS, SAID

LEAST, AGENTS, DRAWS, CHANCE = 10, 2, 2_000, 0.05
MOST_EXAMPLES, WELL_RATED = 3, 5
SORRY = re.compile(r"\b(?:désolée?s?|excus\w+|navrée?s?|pardon|sorry|apolog\w+)\b", re.I)


@dataclass(frozen=True)
class Rated:
    """One rated conversation of one agent: what was said, and how it went."""

    agent: str
    name: str
    rating: int
    replies: tuple[str, ...]
    response: float | None
    suggested: int


@dataclass(frozen=True)
class Habit:
    """One way of working: its mean among the best and among the others, and the odds of chance."""

    name: str
    best: float
    others: float
    chance: float


@dataclass(frozen=True)
class Coaching:
    """What can be said; `enough` is False where there are too few conversations to say anything.

    `best` are the names of the agents whose ratings are clearly above the others'; none where the
    differences may be chance.
    """

    rated: int
    enough: bool
    best: tuple[str, ...] = ()
    means: Mapping[str, float] = field(default_factory=dict)
    habits: tuple[Habit, ...] = ()
    examples: tuple[str, ...] = ()


HABITS: Mapping[str, Callable[[Rated], float | None]] = {
    "first_response": lambda one: one.response,
    "replies": lambda one: float(len(one.replies)),
    "words": lambda one: sum(len(text.split()) for text in one.replies) / len(one.replies),
    "questions": lambda one: _share(one, lambda text: "?" in text),
    "sorry": lambda one: _share(one, lambda text: bool(SORRY.search(text))),
    "suggested": lambda one: min(1.0, one.suggested / len(one.replies)),
}


def _share(one: Rated, holds: Callable[[str], bool]) -> float:
    return sum(map(holds, one.replies)) / len(one.replies)


async def coaching(store: Store, span: Span) -> Coaching:
    """Compare the best rated agents' conversations with the others'."""
    return compared(await store.run(lambda connection: _rated(connection, span)))


def compared(rated: Sequence[Rated]) -> Coaching:
    """Say what can honestly be said of rated conversations."""
    own: dict[str, list[Rated]] = {}
    for one in rated:
        own.setdefault(one.agent, []).append(one)
    counted = {agent: found for agent, found in own.items() if len(found) >= LEAST}
    if len(counted) < AGENTS:
        return Coaching(len(rated), enough=False)
    every = [one for found in counted.values() for one in found]
    means = {
        agent: float(np.mean([one.rating for one in found])) for agent, found in counted.items()
    }
    best = [agent for agent in counted if _stands_out(agent, every, CHANCE / len(counted))]
    names = {one.agent: one.name for one in every}
    shown = {names[agent]: mean for agent, mean in means.items()}
    if not best or len(best) == len(counted):
        return Coaching(len(rated), enough=True, means=shown)
    theirs = [one for one in every if one.agent in best]
    habits = _habits(theirs, [one for one in every if one.agent not in best])
    return Coaching(
        len(rated), True, tuple(names[agent] for agent in best), shown, habits, _examples(theirs)
    )


def _mean(found: Sequence[Rated]) -> float:
    return float(np.mean([one.rating for one in found]))


def _stands_out(agent: str, every: Sequence[Rated], chance: float) -> bool:
    """Say whether an agent's ratings are above all others' together, beyond chance."""
    own = [float(one.rating) for one in every if one.agent == agent]
    rest = [float(one.rating) for one in every if one.agent != agent]
    return float(np.mean(own)) > float(np.mean(rest)) and by_chance(own, rest) < chance


def _habits(best: Sequence[Rated], others: Sequence[Rated]) -> tuple[Habit, ...]:
    """Return the ways of working that differ beyond chance, the surest first."""
    found = []
    for name, measure in HABITS.items():
        ours, theirs = (
            [value for one in group if (value := measure(one)) is not None]
            for group in (best, others)
        )
        if len(ours) < LEAST or len(theirs) < LEAST:
            continue
        chance = by_chance(ours, theirs)
        if chance < CHANCE / len(HABITS):
            found.append(Habit(name, float(np.mean(ours)), float(np.mean(theirs)), chance))
    return tuple(sorted(found, key=lambda one: one.chance))


def by_chance(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Return how often two groups drawn at random differ as much in their means as these do."""
    values = np.array([*ours, *theirs])
    told = abs(np.mean(ours) - np.mean(theirs))
    dice = np.random.default_rng(7)
    drawn = dice.permuted(np.tile(values, (DRAWS, 1)), axis=1)
    first, rest = drawn[:, : len(ours)], drawn[:, len(ours) :]
    wide = np.abs(first.mean(1) - rest.mean(1)) >= told - 1e-12
    return float((wide.sum() + 1) / (DRAWS + 1))


def _examples(rated: Sequence[Rated]) -> tuple[str, ...]:
    """Return replies of the best rated conversations, the fullest of each."""
    well = [one for one in rated if one.rating >= WELL_RATED]
    fullest = dict.fromkeys(max(one.replies, key=len) for one in well)
    return tuple(list(fullest)[:MOST_EXAMPLES])


def _rated(connection: Connection, span: Span) -> list[Rated]:
    """Return the span's rated conversations that one agent alone handled."""
    rows = connection.execute(
        select(CONVERSATIONS.c.id, CONVERSATIONS.c.rating).where(
            span.holds(CONVERSATIONS.c.began), CONVERSATIONS.c.rating.is_not(None)
        )
    )
    ratings = {row.id: int(row.rating) for row in rows}
    stints: dict[str, list[Any]] = {}
    for row in connection.execute(select(STINTS).where(span.holds(STINTS.c.began))):
        stints.setdefault(row.id, []).append(row)
    replies: dict[str, list[str]] = {}
    said = select(SAID.c.id, SAID.c.text).where(SAID.c.author == "agent").order_by(SAID.c.n)
    for row in connection.execute(said.where(span.holds(SAID.c.at))):
        replies.setdefault(row.id, []).append(row.text)
    used: dict[str, int] = {}
    chosen = select(CHOICES.c.id).where(CHOICES.c.choice.in_(("accepted", "edited")))
    for row in connection.execute(chosen.where(span.holds(CHOICES.c.at))):
        used[row.id] = used.get(row.id, 0) + 1
    alone = {id_: own[0] for id_, own in stints.items() if len({one.agent for one in own}) == 1}
    return [
        Rated(alone[id_].agent, alone[id_].agent_name, rating, tuple(replies[id_]),
              _response(alone[id_]), used.get(id_, 0))
        for id_, rating in ratings.items()
        if id_ in alone and id_ in replies
    ]  # fmt: skip


def _response(stint: Any) -> float | None:
    if not stint.first_reply:
        return None
    since = stint.requested or stint.began
    return float((stint.first_reply - since).total_seconds())
