"""The examples written by the real skills on the seeded company, with the offline composer."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from actions import ACTIONS, Entity, Intent, Request, Result, Tools
from actions.parts import RecordRef
from copilot import Identity, Settings, compose
from copilot.doors import Doors
from sandbox.app import create_app
from sandbox.clock import system_clock
from sandbox.seed import seed
from sandbox.store import Store
from tests.examples.situations import records
from tests.serving import served

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 22)
Situation = Mapping[str, Any]


@dataclass(frozen=True)
class Written:
    """One text: who asked what about which record, and the answer."""

    name: str
    language: str
    user: str
    says: str
    record: RecordRef
    result: Result


def situations() -> list[Situation]:
    """Return the ten situations."""
    read: list[Situation] = yaml.safe_load((Path(__file__).parent / "situations.yml").read_text())
    return read


@asynccontextmanager
async def company(home: Path) -> AsyncIterator[Doors]:
    """Serve the demo company and open the copilot's doors on it; `home` keeps what is learnt."""
    database = home / "org.db"
    if not database.exists():
        store = Store(database)
        seed(store, TODAY)
        store.close()
    clock = system_clock({"COMPTOIR_TODAY": TODAY.isoformat()})
    with served(create_app(Store(database), clock)) as url:
        settings = Settings(
            home=home, today=TODAY.isoformat(), salesforce_login_url=url, _env_file=None
        )
        doors = compose(settings)
        try:
            yield doors
        finally:
            await doors.close()


async def tools_of(doors: Doors, user: str) -> Tools:
    """Return the tools with one user's rights."""
    crm = await doors.people.crm(Identity("employee", f"{user}@heliade.example"))
    assert crm is not None
    return doors.conversation.tools_with(crm)


async def write(doors: Doors, situation: Situation, language: str, nth: int = 0) -> Written | None:
    """Write one situation in one language, about its nth record; None where there is none."""
    asked = situation[language]
    tools = await tools_of(doors, asked["user"])
    crm = tools.org()
    found = await records(crm, TODAY, language, situation["find"])
    if nth >= len(found):
        return None
    record, says = found[nth], str(asked["says"])
    topic = asked.get("topic")
    at = says.find(topic) if topic else 0
    marked = (Entity("topic", topic, at, at + len(topic)),) if topic else ()
    slots = {"focus_object": record.object, "focus_id": record.id, "focus_name": record.name}
    name = f"{situation['name']}-{language}-{nth}"
    said = "fr" if language == "fr" else "en"
    request = Request(
        says, said, Intent("example", 1.0), marked, slots, name, name, "internal",
        situation["action"],
    )  # fmt: skip
    result = await ACTIONS[situation["action"]](request, tools)
    return Written(situation["name"], language, asked["user"], says, record, replace(result))
