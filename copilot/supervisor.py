"""`make run`: prepare what is missing, start every process, keep them up, end them together."""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import signal
import socket
import sys
from collections.abc import Awaitable
from time import monotonic
from typing import Any, TypeVar

import httpx

from copilot.child import Child
from copilot.errors import CopilotError
from copilot.settings import ROOT, Settings
from copilot.training import RASA, model_path, rasa_environment, train

T = TypeVar("T")
PATIENCE = 180.0
# Doors that open by themselves while processes load; the others need somebody to mend them.
OPENING = {"service", "rasa", "warm"}


def say(text: str) -> None:
    """Tell the person at the terminal."""
    print(text, flush=True)  # noqa: T201


def free(port: int) -> bool:
    """Whether nobody listens on that loopback port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


async def step(title: str, work: Awaitable[T]) -> T:
    """Await a long piece of work, showing that it goes on."""
    started = monotonic()
    task = asyncio.ensure_future(work)
    while not task.done():
        await asyncio.wait({task}, timeout=10)
        if not task.done():
            say(f"  … {title}: {monotonic() - started:.0f} s")
    result = task.result()
    if monotonic() - started > 1:
        say(f"  {title}: done in {monotonic() - started:.0f} s")
    return result


async def run_module(settings: Settings, log: str, *arguments: str) -> None:
    """Run one of our modules to its end; a failure names its log."""
    path = settings.home / "logs" / f"{log}.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", *arguments, cwd=ROOT, stdout=output, stderr=output
        )
        if await process.wait():
            raise CopilotError(f"`python -m {' '.join(arguments)}` failed; see {path}")


async def prepare(settings: Settings) -> None:
    """Train the dialogue and index the knowledge base where their content changed."""
    ingest = run_module(
        settings, "ingest", "knowledge", "ingest", str(settings.articles),
        "--index", str(settings.home / "index"),
    )  # fmt: skip
    await asyncio.gather(
        step("training the dialogue model", train(settings)),
        step("indexing the knowledge base", ingest),
    )


def children(settings: Settings) -> list[Child]:
    """Describe the processes to run; the sandbox only where no other org is configured."""
    token = settings.webhook_token
    secret = token.get_secret_value() if token else secrets.token_urlsafe(24)
    logs, port = settings.home / "logs", settings.port
    env = {**os.environ, "COMPTOIR_PORT": str(port), "COMPTOIR_WEBHOOK_TOKEN": secret,
           "COMPTOIR_HOME": str(settings.home), "PYTHONUNBUFFERED": "1",
           # Threads sharing a small product of matrices wait longer than one alone works.
           "OMP_WAIT_POLICY": "PASSIVE", "OPENBLAS_NUM_THREADS": "1"}  # fmt: skip

    def child(name: str, url: str, own: dict[str, str], *command: str) -> Child:
        return Child(name, list(command), logs / f"{name}.log", url, {**env, **own}, ROOT, say)

    service = child(
        "service", f"http://127.0.0.1:{port}/healthz", {}, sys.executable, "-m", "copilot", "serve"
    )
    rasa_env = {**rasa_environment(settings), "COMPTOIR_WEBHOOK_TOKEN": secret,
                "COMPTOIR_WEBHOOK_URL": f"http://127.0.0.1:{port}/webhook"}  # fmt: skip
    rasa = child(
        "rasa", f"{settings.dialogue_url}/webhooks/rest/", rasa_env, str(RASA), "-m", "rasa", "run",
        "--model", str(model_path(settings)), "--port", str(port + 2), "--interface", "127.0.0.1",
        "--endpoints", "endpoints.yml", "--credentials", "credentials.yml",
        "--logging-config-file", "logging.yml",
    )  # fmt: skip
    sandbox = child(
        "sandbox", f"{settings.login_url}/services/data", {}, sys.executable, "-m", "sandbox",
        "--port", str(port + 1), "--db", str(settings.home / "org.db"), "--seed",
    )  # fmt: skip
    own = [sandbox] if settings.own_sandbox else []
    return [*own, *([] if settings.rasa_url else [rasa]), service]


async def run(settings: Settings) -> int:
    """Start everything and stay until Ctrl-C; return the exit status."""
    wanted = [settings.port, *(settings.port + n for n in (1, 2))]
    taken = [port for port in wanted if not free(port)]
    if taken:
        say(f"Port {taken[0]} is taken. Choose another: `make run PORT={settings.port + 100}`.")
        return 1
    started = monotonic()
    # The model is named before it is trained: what it learns from may change meanwhile.
    team = children(settings)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    ending = asyncio.ensure_future(stop.wait())
    preparing = asyncio.ensure_future(prepare(settings))
    await asyncio.wait({preparing, ending}, return_when=asyncio.FIRST_COMPLETED)
    if not preparing.done():
        preparing.cancel()
        return 130
    preparing.result()
    return await supervise(settings, team, ending, started)


async def supervise(
    settings: Settings, team: list[Child], ending: asyncio.Future[Any], started: float
) -> int:
    """Watch the processes until asked to end, then end them all."""
    watches = [asyncio.ensure_future(child.watch()) for child in team]
    greeting = asyncio.ensure_future(greet(settings, team, started))
    try:
        await ending
    finally:
        greeting.cancel()
        say("Stopping …")
        await asyncio.gather(*(child.end() for child in team))
        for watch in watches:
            watch.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(greeting, *watches)
    return 0


async def closed_doors(settings: Settings) -> list[tuple[str, str]]:
    """Wait for what opens with time; return the doors that stay closed, and why."""
    url, deadline = f"http://127.0.0.1:{settings.port}/readyz", monotonic() + PATIENCE
    closed: list[tuple[str, str]] = [("service", "does not answer")]
    async with httpx.AsyncClient(trust_env=False, timeout=10) as client:
        while OPENING & dict(closed).keys() and monotonic() < deadline:
            with contextlib.suppress(httpx.HTTPError):
                doors = (await client.get(url)).json()["doors"]
                closed = [(name, state) for name, state in doors.items() if state != "ok"]
            await asyncio.sleep(0.3 if closed else 0)
    return closed


async def greet(settings: Settings, team: list[Child], started: float) -> None:
    """Wait until all are ready and print the addresses."""
    ready = await asyncio.gather(
        *(step(f"starting {child.name}", child.ready(PATIENCE)) for child in team)
    )
    for child, up in zip(team, ready, strict=True):
        if not up:
            say(f"{child.name} is not ready after {PATIENCE:.0f} s; see {child.log}")
    for name, state in await step("loading models", closed_doors(settings)):
        say(f"{name}: {state}")
    say(f"Ready in {monotonic() - started:.0f} s.")
    say(f"  Chat    http://127.0.0.1:{settings.port}/")
    say(f"  API     http://127.0.0.1:{settings.port}/docs")
    say(f"  Org     {settings.login_url}")
    say(f"  Rasa    {settings.dialogue_url}")
    say("Ctrl-C stops everything.")
