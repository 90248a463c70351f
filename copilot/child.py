"""One supervised process: started, watched, restarted with back-off, ended with its group."""

from __future__ import annotations

import asyncio
import ctypes
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

import httpx

PR_SET_PDEATHSIG = 1
STEADY_SECONDS = 60.0
LONGEST_PAUSE = 30.0


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


@dataclass
class Child:
    """A process that must be up: its command, log, and the address that tells it is ready."""

    name: str
    command: list[str]
    log: Path
    ready_url: str
    env: Mapping[str, str]
    cwd: Path
    say: Callable[[str], None]
    process: asyncio.subprocess.Process | None = field(default=None, init=False)
    ending: bool = field(default=False, init=False)

    async def watch(self) -> None:
        """Keep the process running until `end`; a crash is named and restarted with back-off."""
        pause = 1.0
        while not self.ending:
            started = monotonic()
            code = await self._run()
            if self.ending:
                return
            if monotonic() - started > STEADY_SECONDS:
                pause = 1.0
            self.say(
                f"{self.name} ended (exit {code}); restarting in {pause:.0f} s; see {self.log}"
            )
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _run(self) -> int:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as output:
            self.process = await asyncio.create_subprocess_exec(
                *self.command, cwd=self.cwd, env=dict(self.env), stdin=asyncio.subprocess.DEVNULL,
                stdout=output, stderr=output, start_new_session=True, preexec_fn=_die_with_parent,
            )  # fmt: skip
            return await self.process.wait()

    async def ready(self, patience: float) -> bool:
        """Wait until the process answers 200 at its address, at most `patience` seconds."""
        async with httpx.AsyncClient(trust_env=False, timeout=2) as client:
            return await until(lambda: self._answers(client), patience)

    async def _answers(self, client: httpx.AsyncClient) -> bool:
        try:
            return (await client.get(self.ready_url)).status_code == 200
        except httpx.HTTPError:
            return False

    async def end(self) -> None:
        """End the process and everything it started: politely, then not."""
        self.ending = True
        process = self.process
        if process is None or process.returncode is not None:
            return
        _signal_group(process.pid, signal.SIGTERM)
        try:
            await asyncio.wait_for(process.wait(), 8)
        except TimeoutError:
            _signal_group(process.pid, signal.SIGKILL)
            await process.wait()


async def until(condition: Callable[[], Awaitable[bool]], patience: float) -> bool:
    """Poll until the condition holds; False after `patience` seconds."""
    deadline = monotonic() + patience
    while monotonic() < deadline:
        if await condition():
            return True
        await asyncio.sleep(0.2)
    return False


def _signal_group(pid: int, number: signal.Signals) -> None:
    try:
        os.killpg(pid, number)
    except ProcessLookupError:
        return
