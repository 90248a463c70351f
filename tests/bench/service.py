"""The whole product, started as `make run` starts it, asked through `POST /api/v1/messages`."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import median
from time import monotonic, perf_counter
from typing import Any
from uuid import uuid4

import httpx
import yaml

from copilot.settings import Settings
from copilot.supervisor import children, closed_doors, prepare, say
from copilot.training import model_path
from tests.bench.crowd import Visits, visit
from tests.bench.dialogue import client_of
from tests.bench.figures import Spread, middle, spread
from tests.bench.org import REPS, names
from tests.bench.processes import Running, running

RUNS, ROUNDS, NAMES, FIRST_DAY = 3, 5, 5, 240
VISITORS, VISIT_MINUTES = 500, 1.0


@dataclass(frozen=True)
class Asked:
    """One message as one user of the demo."""

    user: str
    text: str


@dataclass(frozen=True)
class Answered:
    """How long it took, and the reply."""

    milliseconds: float
    reply: dict[str, Any]

    @property
    def model(self) -> str:
        """Return who phrased it; nobody, where no prompt was needed."""
        return (self.reply.get("model") or {}).get("provider", "none")


@dataclass(frozen=True)
class Service:
    """What was measured of the whole."""

    question: Spread
    share: dict[str, float]
    answered: float
    skills: dict[str, Spread]
    models: set[str]
    ready: float
    first: float
    seconds: dict[str, float]
    megabytes: dict[str, float]
    visits: Visits


class Desk:
    """Asks the service; every message is a conversation of its own."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client, self._name, self._numbers = client, uuid4().hex, count()

    async def ask(self, asked: Asked) -> Answered:
        """Send one message and wait for its answer."""
        body = {
            "conversation": f"{self._name}-{next(self._numbers)}",
            "id": "1",
            "text": asked.text,
        }
        headers = {"X-Demo-User": asked.user}
        started = perf_counter()
        response = await self._client.post("/api/v1/messages", json=body, headers=headers)
        spent = (perf_counter() - started) * 1000
        response.raise_for_status()
        return Answered(spent, response.json())

    async def all(self, messages: Sequence[Asked]) -> list[Answered]:
        """Send messages one after the other."""
        return [await self.ask(message) for message in messages]


def requests() -> dict[str, Any]:
    """Read what is asked."""
    found: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("requests.yml").read_text())
    return found


def questions() -> list[Asked]:
    """Return the questions about records, the two languages in turn."""
    asked = requests()["questions"]
    pairs = zip(asked["fr"], asked["en"], strict=True)
    return [
        Asked(REPS[lang], text) for pair in pairs for lang, text in zip(REPS, pair, strict=True)
    ]


def skills(org: Path) -> Iterator[tuple[str, list[Asked]]]:
    """Yield each skill with its messages, real names of the org filled in."""
    known = {language: names(org, language, NAMES) for language in REPS}
    for skill, texts in requests()["skills"].items():
        yield (
            skill,
            [
                Asked(
                    REPS[language],
                    texts[language].format(account=account, deal=deal, person=person),
                )
                for language, found in known.items()
                for account, deal, person in zip(*found.values(), strict=False)
            ],
        )


@asynccontextmanager
async def whole(settings: Settings, trained: Path) -> AsyncIterator[tuple[Running, float]]:
    """Start everything a second time, as on any day after the first, models loaded; yield the seconds."""
    model = model_path(settings)
    model.parent.mkdir(parents=True, exist_ok=True)
    for old in model.parent.glob("*.tar.gz"):
        old.unlink()
    shutil.copy(trained, model)
    await prepare(settings)
    await start_first(settings)
    started = monotonic()
    await prepare(settings)
    async with running(children(settings)) as up:
        await closed_doors(settings)
        yield up, monotonic() - started


async def start_first(settings: Settings) -> None:
    """Start and end everything once: what is learnt on a first day is kept for the next."""
    learning = requests()["skills"]["summarise interactions"]["fr"]
    known = names(settings.home / "org.db", "fr", 1)
    text = learning.format(account=known["account"][0], deal="", person="")
    async with running(children(settings)), client_of(address(settings)) as client:
        client.timeout = httpx.Timeout(FIRST_DAY)
        await Desk(client).ask(Asked(REPS["fr"], text))


def address(settings: Settings) -> str:
    """Return where the service listens."""
    return f"http://127.0.0.1:{settings.port}"


async def measure_service(settings: Settings, trained: Path) -> Service:
    """Start the whole product, ask it, weigh it, end it."""
    async with whole(settings, trained) as (up, ready):
        async with client_of(address(settings)) as client:
            desk = Desk(client)
            first = await desk.ask(questions()[0])
            await desk.all(questions())
            runs = [await ask_questions(desk, run) for run in range(1, RUNS + 1)]
            spreads = [spread([one.milliseconds for one in answers]) for answers in runs]
            last = runs[-1]
            by_skill, models = await ask_skills(desk, settings.home / "org.db")
            weight = up.megabytes()
            say(f"  {VISITORS} visitors of the website …")
            visits = await visit(address(settings), VISITORS, VISIT_MINUTES, up.megabytes)
        return Service(
            question=middle(spreads), share=shares(last), answered=answered(last),
            skills=by_skill, models=models, ready=ready,
            first=ready + first.milliseconds / 1000, seconds=up.seconds,
            megabytes=weight, visits=visits,
        )  # fmt: skip


async def ask_questions(desk: Desk, run: int) -> list[Answered]:
    """Ask every question a few times."""
    answers = [one for _ in range(ROUNDS) for one in await desk.all(questions())]
    say(f"  CRM questions, run {run} of {RUNS}: {spread([a.milliseconds for a in answers])}")
    return answers


async def ask_skills(desk: Desk, org: Path) -> tuple[dict[str, Spread], set[str]]:
    """Ask each skill about several records; return its spread, and who phrased the answers."""
    found, models = {}, set()
    for skill, messages in skills(org):
        await desk.ask(messages[0])
        answers = await desk.all(messages)
        found[skill] = spread([one.milliseconds for one in answers])
        models |= {one.model for one in answers}
        say(f"  {skill}: {found[skill]}")
    return found, models


def shares(answers: Sequence[Answered]) -> dict[str, float]:
    """Return the median milliseconds each door took."""
    doors = ("total", "nlu", "crm", "knowledge", "guard")
    return {door: median(a.reply["timings_ms"].get(door, 0.0) for a in answers) for door in doors}


def answered(answers: Sequence[Answered]) -> float:
    """Return the share answered with a query that ran, neither refused nor asked back."""
    good = [one for one in answers if one.reply["query"] and not one.reply["refused"]]
    return len(good) / len(answers)
