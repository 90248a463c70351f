"""Conversations line by line: chats with customers, and sales calls that answer BANT or do not."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from sandbox.seed.facts import Facts
from sandbox.seed.grammar import Grammar
from sandbox.seed.hand import customer_hand
from sandbox.seed.world import Firm, Person, World

BANT = ("need", "budget", "authority", "timing")
"""What a sales call must find out: budget, authority, need, timing."""


def chat(
    world: World, rng: Random, firm: Firm, person: Person, agent: str, moment: datetime,
    facts: Facts, *, solved: bool,
) -> tuple[str, int, int]:  # fmt: skip
    """Return a chat as `[hh:mm] Who: text` lines, and how often the visitor and the agent wrote."""
    words, hand = world.words[firm.language], customer_hand(firm.language, rng)
    turns = ["hello", "ask", "probe", "answer"]
    turns += rng.choice([[], ["moan", "sorry"], ["moan", "sorry", "probe", "answer"]])
    turns += ["fix" if solved else "open_end", "bye"]
    ours = {"hello", "probe", "sorry", "fix", "open_end"}
    lines: list[str] = []
    for turn in turns:
        text = words.write(f"chat.{turn}", facts)
        text = world.hand(agent).write(text, rng) if turn in ours else hand.write(text, rng)
        who = facts["agent"] if turn in ours else person.first
        lines.append(f"[{moment:%H:%M}] {who}: {text}")
        moment += timedelta(seconds=rng.randint(20, 150))
    operator = sum(turn in ours for turn in turns)
    return "\n".join(lines), len(turns) - operator, operator


def sales_call(words: Grammar, rng: Random, facts: Facts, met: tuple[str, ...]) -> str:
    """Return a call as `Who: text` lines in which only the points `met` get a real answer."""
    us, them = facts["rep"], facts["first"]
    lines = [
        f"{us}: {words.write('call.hello', facts)}",
        f"{them}: {words.write('call.start', facts)}",
    ]
    asked = [point for point in BANT if point in met or rng.random() < 0.7]
    for point in asked:
        kind = "say" if point in met else "no"
        lines.append(f"{us}: {words.write(f'call.ask.{point}', facts)}")
        lines.append(f"{them}: {words.write(f'call.{kind}.{point}', facts)}")
    lines.append(f"{us}: {words.write('call.bye', facts)}")
    return "\n".join(lines)
