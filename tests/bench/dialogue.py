"""The dialogue alone, ours and the peer's: the same sentences, the same trivial action server."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter

import httpx

from copilot.errors import CopilotError
from copilot.settings import Settings
from copilot.supervisor import say
from tests.bench.action_server import action_server
from tests.bench.figures import Spread, middle, spread
from tests.bench.processes import ENDPOINTS, dialogue_child, running
from tests.bench.sentences import Sentence, drawn, held_out
from tests.serving import served

RUNS, TURNS, WARMING, TOGETHER, TURNS_A_CONVERSATION = 3, 200, 30, 4, 10
# A conversation that lasts, and how many of its last turns are looked at.
LASTING, LATE = 120, 40


@dataclass(frozen=True)
class Dialogue:
    """What was measured of one bot."""

    turn: Spread
    cpu: float
    per_second: float
    ready: float
    megabytes: float
    late: Spread
    reading: Spread
    right: dict[str, float]


class Talk:
    """Conversations with one Rasa server."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client, self._numbers = client, count()

    async def converse(
        self, texts: Sequence[str], length: int = TURNS_A_CONVERSATION
    ) -> list[float]:
        """Send the texts one after the other, `length` a conversation; return ms a turn."""
        name, spent = f"bench-{next(self._numbers)}", []
        for place, text in enumerate(texts):
            message = {"sender": f"{name}-{place // length}", "message": text}
            started = perf_counter()
            response = await self._client.post("/webhooks/rest/webhook", json=message)
            spent.append((perf_counter() - started) * 1000)
            if response.status_code != 200 or not response.json():
                raise CopilotError("Rasa answered nothing; see its log under bench/logs")
        return spent

    async def crowd(self, texts: Sequence[str]) -> float:
        """Hold four conversations at a time; return turns a second."""
        started = perf_counter()
        shares = [texts[first::TOGETHER] for first in range(TOGETHER)]
        await asyncio.gather(*(self.converse(share) for share in shares))
        return len(texts) / (perf_counter() - started)

    async def understood(self, sentence: Sentence) -> tuple[bool, float]:
        """Tell whether the intent read is the intent meant, and the milliseconds of reading."""
        started = perf_counter()
        response = await self._client.post("/model/parse", json={"text": sentence.text})
        spent = (perf_counter() - started) * 1000
        return response.json()["intent"]["name"] == sentence.intent, spent


async def measure_dialogue(
    settings: Settings, name: str, model: Path, endpoints: str = ENDPOINTS
) -> Dialogue:
    """Start one bot alone, warm it up, measure it, end it."""
    with served(action_server()) as url:
        child = dialogue_child(settings, model, endpoints, f"{url}/webhook")
        async with running([child]) as up, client_of(settings.dialogue_url) as client:
            talk = Talk(client)
            await talk.converse(drawn(WARMING, seed=0))
            spreads, rates, busy = [], [], []
            for run in range(1, RUNS + 1):
                before = up.cpu_seconds()["rasa"]
                spreads.append(spread(await talk.converse(drawn(TURNS, seed=run))))
                busy.append((up.cpu_seconds()["rasa"] - before) * 1000 / TURNS)
                rates.append(await talk.crowd(drawn(TURNS, seed=run + RUNS)))
                say(f"  {name}, run {run} of {RUNS}: {spreads[-1]}, {rates[-1]:.1f} turns/s")
            lasting = await talk.converse(drawn(LASTING, seed=0), length=LASTING)
            right, reading = await read_all(talk)
            return Dialogue(
                turn=middle(spreads), cpu=median(busy), per_second=median(rates),
                ready=up.seconds["rasa"], megabytes=up.megabytes()["rasa"],
                late=spread(lasting[-LATE:]), reading=reading, right=right,
            )  # fmt: skip


def client_of(url: str) -> httpx.AsyncClient:
    """Return a patient client of one server on this machine."""
    return httpx.AsyncClient(base_url=url, timeout=60, trust_env=False)


async def read_all(talk: Talk) -> tuple[dict[str, float], Spread]:
    """Return the share of held-out sentences understood by group, and the time of reading."""
    marks: dict[str, list[bool]] = {}
    spent = []
    for sentence in held_out():
        right, milliseconds = await talk.understood(sentence)
        marks.setdefault(sentence.group, []).append(right)
        spent.append(milliseconds)
    return {group: sum(found) / len(found) for group, found in marks.items()}, spread(spent)
