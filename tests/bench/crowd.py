"""The website's visitors, all at once.

Each has a session, one conversation, and a widget that waits for news of it, as a real one does.
Each sends a message every so many seconds by the clock, however long the last answer took: a
service that falls behind is seen to. They live in this process, the product in its own.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any
from uuid import uuid4

import httpx
import yaml

from tests.bench.figures import Line, Spread, number, spread

EVERY, WAIT, PATIENCE, WEIGHED = 20.0, 20, 60.0, 5.0
SLOWEST, GROWN = 2000.0, 0.05
FAILED = frozenset({"error", "unavailable"})
Weigh = Callable[[], dict[str, float]]


@dataclass
class Visits:
    """What was measured: milliseconds a message, what failed, megabytes over time."""

    visitors: int
    minutes: float
    every: float = EVERY
    spent: list[float] = field(default_factory=list)
    failed: Counter[str] = field(default_factory=Counter)
    weights: list[dict[str, float]] = field(default_factory=list)

    @property
    def spread(self) -> Spread:
        """Return the middle and the slow end."""
        return spread(self.spent)

    def grown(self) -> dict[str, tuple[float, float]]:
        """Return each process's median megabytes in the second fifth of the run and in the last.

        The first fifth warms up: caches fill, sessions open.
        """
        fifth = max(1, len(self.weights) // 5)
        early, late = self.weights[fifth : 2 * fifth] or self.weights, self.weights[-fifth:]
        return {
            name: tuple(median(one[name] for one in part) for part in (early, late))  # type: ignore[misc]
            for name in (self.weights[0] if self.weights else ())
        }

    def flat(self) -> bool:
        """Say whether no process grew by more than a twentieth."""
        return all(late <= early * (1 + GROWN) for early, late in self.grown().values())


class Visitor:
    """One visitor's widget."""

    def __init__(self, client: httpx.AsyncClient, visits: Visits, said: Sequence[str]) -> None:
        self._client, self._visits, self._said = client, visits, said
        self._conversation, self._headers, self._after = uuid4().hex, {}, 0

    async def visit(self, start: float, until: float) -> None:
        """Come at a moment of the loop's clock, speak at every beat, leave at another."""
        clock = asyncio.get_running_loop().time
        await asyncio.sleep(max(0.0, start - clock()))
        if not await self._enter():
            return
        following = asyncio.create_task(self._follow())
        beat, every = 0, self._visits.every
        while start + beat * every < until:
            await asyncio.sleep(max(0.0, start + beat * every - clock()))
            await self._say(self._said[beat % len(self._said)])
            beat += 1
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)

    async def _enter(self) -> bool:
        opened = await self._called("POST", "/api/v1/widget/sessions")
        if opened:
            self._headers = {"Authorization": f"Bearer {opened['token']}"}
        return opened is not None

    async def _say(self, text: str) -> None:
        message = {"conversation": self._conversation, "id": uuid4().hex, "text": text}
        started = perf_counter()
        reply = await self._called("POST", "/api/v1/messages", json=message)
        self._visits.spent.append((perf_counter() - started) * 1000)
        if reply and (reply["refused"] in FAILED or not reply["parts"]):
            self._visits.failed[f"refused {reply['refused']}"] += 1

    async def _follow(self) -> None:
        address = f"/api/v1/conversations/{self._conversation}/events"
        while True:
            asked = {"after": self._after, "wait": WAIT}
            heard = await self._called("GET", address, params=asked)
            events = heard["events"] if heard else []
            self._after = max([self._after, *(one["n"] for one in events)])
            if heard is None:
                await asyncio.sleep(1)

    async def _called(self, method: str, address: str, **more: Any) -> dict[str, Any] | None:
        """Return the answer; count what is none."""
        try:
            answer = await self._client.request(method, address, headers=self._headers, **more)
        except httpx.HTTPError as error:
            self._visits.failed[type(error).__name__] += 1
            return None
        if not answer.is_success:
            self._visits.failed[str(answer.status_code)] += 1
            return None
        found: dict[str, Any] = answer.json()
        return found


def sentences() -> list[str]:
    """Return what visitors say: questions for the articles, greetings, the two languages in turn."""
    found = yaml.safe_load(Path(__file__).with_name("requests.yml").read_text())["visitors"]
    return [text for pair in zip(found["fr"], found["en"], strict=True) for text in pair]


async def visit(
    address: str, visitors: int, minutes: float, weigh: Weigh = dict, every: float = EVERY
) -> Visits:
    """Let that many visitors come over one beat of `every` seconds, and stay so long.

    `weigh` gives megabytes by process.
    """
    visits, said = Visits(visitors, minutes, every), sentences()
    chance = random.Random(7)  # noqa: S311 - when they come, not a secret
    weighing = asyncio.create_task(_weighed(visits, weigh))
    now = asyncio.get_running_loop().time()
    until = now + minutes * 60

    async def come() -> None:
        # Each brings a browser of their own: one client for all would spend a core on looking
        # through its thousand connections, a core that the product is measured on.
        async with httpx.AsyncClient(
            base_url=address,
            timeout=PATIENCE,
            trust_env=False,
            verify=False,  # noqa: S501 - loopback
        ) as client:
            visitor = Visitor(client, visits, chance.sample(said, len(said)))
            await visitor.visit(now + chance.random() * every, until)

    await asyncio.gather(*(come() for _ in range(visitors)))
    weighing.cancel()
    await asyncio.gather(weighing, return_exceptions=True)
    return visits


async def _weighed(visits: Visits, weigh: Weigh) -> None:
    while True:
        visits.weights.append(await asyncio.to_thread(weigh))
        await asyncio.sleep(WEIGHED)


def visitor_lines(visits: Visits) -> list[Line]:
    """Return the rows of the table."""
    shown, failed = visits.spread, sum(visits.failed.values())
    what = f"{visits.visitors} visitors of the website at once, one message each per {visits.every:g} s"
    lines = [
        Line(
            f"{what}, {visits.minutes:g} min, p50 / p95 ({shown.count} messages)", str(shown),
            goal="p95 ≤ 2 s", met=shown.p95 <= SLOWEST,
        ),
        Line("— of these failed", str(failed), goal="none", met=not failed),
    ]  # fmt: skip
    for name, (early, late) in visits.grown().items():
        told = f"{number(early)} MB, then {number(late)} MB"
        lines.append(
            Line(f"— {name}: resident memory in the second fifth, in the last", told,
                 goal="flat (± 5 %)", met=late <= early * (1 + GROWN))
        )  # fmt: skip
    return lines
