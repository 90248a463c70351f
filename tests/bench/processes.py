"""Processes under measurement: started as `make run` starts them, timed, weighed, ended."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

import psutil

from copilot.child import Child
from copilot.errors import CopilotError
from copilot.settings import Settings
from copilot.supervisor import children, free
from copilot.training import model_path

PATIENCE = 300.0
# What `make run` gives Rasa.
ENDPOINTS = "endpoints.yml"


@dataclass(frozen=True)
class Running:
    """Processes that are up, and how many seconds each took to answer."""

    team: Sequence[Child]
    seconds: dict[str, float]

    def megabytes(self) -> dict[str, float]:
        """Return the resident memory of each process and its own children."""
        return {child.name: weight(child) for child in self.team}

    def cpu_seconds(self) -> dict[str, float]:
        """Return the processor time each process has used, its own children included."""
        return {child.name: effort(child) for child in self.team}


def free_port() -> int:
    """Return a port that is free together with the two after it."""
    return next(p for p in range(18700, 19700, 10) if all(free(p + n) for n in range(3)))


def family(child: Child) -> list[psutil.Process]:
    """Return a process and everything it started."""
    root = psutil.Process(child.process.pid)
    return [root, *root.children(recursive=True)]


def weight(child: Child) -> float:
    """Return resident megabytes."""
    return sum(one.memory_info().rss for one in family(child)) / 1e6


def effort(child: Child) -> float:
    """Return seconds of processor time, the system's included."""
    return sum(one.cpu_times().user + one.cpu_times().system for one in family(child))


def dialogue_child(settings: Settings, model: Path, endpoints: str, webhook: str) -> Child:
    """Return the Rasa of `make run` with this model, calling the action server of the bench."""
    rasa = next(child for child in children(settings) if child.name == "rasa")
    own = str(model_path(settings))
    other = {own: str(model), ENDPOINTS: endpoints}
    command = [other.get(part, part) for part in rasa.command]
    return replace(
        rasa, command=[*command, "--enable-api"], env={**rasa.env, "COMPTOIR_WEBHOOK_URL": webhook}
    )


@asynccontextmanager
async def running(team: Sequence[Child]) -> AsyncIterator[Running]:
    """Start the processes together, wait until all answer, and end them afterwards."""
    started = monotonic()

    async def wait(child: Child) -> float:
        if not await child.ready(PATIENCE):
            raise CopilotError(f"{child.name} is not ready after {PATIENCE:.0f} s; see {child.log}")
        return monotonic() - started

    watches = [asyncio.ensure_future(child.watch()) for child in team]
    try:
        seconds = await asyncio.gather(*map(wait, team))
        yield Running(team, dict(zip((child.name for child in team), seconds, strict=True)))
    finally:
        await asyncio.gather(*(child.end() for child in team))
        await asyncio.gather(*watches)
