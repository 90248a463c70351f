"""The service on the seeded org around a scripted Rasa, and the people of its website."""

import shutil
import uuid
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from serving import served

from copilot import Settings, application, compose
from guard import open_guard
from knowledge import SearchResult
from sandbox.app import create_app
from sandbox.clock import system_clock
from sandbox.store import Store

NADIA, TOM, MARC, CLAIRE = (
    {"X-Demo-User": f"{name}@heliade.example"}
    for name in ("nadia.benali", "tom.fletcher", "marc.delaunay", "claire.moreau")
)


@contextmanager
def served_copy(seeded_db, folders):
    """Serve a copy of the demo company that these tests may write to, a day later."""
    path = folders.mktemp("own-org") / "org.db"
    shutil.copy(seeded_db, path)
    clock = system_clock({"COMPTOIR_TODAY": "2026-11-23"})
    with served(create_app(Store(path), clock)) as url:
        yield url


BOT_ALONE = Path(__file__).resolve().parents[1] / "bot_alone.yml"


class NoArticles:
    """An index without articles; sentences are all alike to it."""

    models = "none"
    two_models = False

    async def search(self, question, **_filters):
        return SearchResult(hits=(), confident=False)

    async def vectors(self, texts):
        return [[float(len(text)), *[1.0] * 7] for text in texts]

    async def light_vectors(self, texts):
        return await self.vectors(texts)


@dataclass
class Site:
    """One service and its scripted Rasa; settings may be given before the first call."""

    home: object
    org: str
    rasa: object
    settings: dict = field(default_factory=dict)
    knowledge: object = field(default_factory=NoArticles)
    doors: object = None

    def client(self, address="127.0.0.1", **headers):
        if self.doors is None:
            self._compose()
        transport = httpx.ASGITransport(
            app=self.rasa.app, raise_app_exceptions=False, client=(address, 1)
        )
        return httpx.AsyncClient(transport=transport, base_url="http://service", headers=headers)

    def _compose(self):
        given = {"home": self.home, "today": "2026-11-23", "salesforce_login_url": self.org,
                 "webhook_token": "secret", "support_hours": "mon-sun 00:00-23:59",
                 **self._plain_policy(), **self.settings}  # fmt: skip
        settings = Settings(**given, _env_file=None)
        rasa = httpx.AsyncClient(transport=httpx.MockTransport(self.rasa), base_url="http://rasa")
        self.doors = compose(settings, rasa=rasa, guard=open_guard(), knowledge=self.knowledge)
        self.rasa.app = application(self.doors)
        self.rasa.token = self.doors.webhook_token

    def _plain_policy(self):
        """To an index without meaning, every message would be about something."""
        if not isinstance(self.knowledge, NoArticles):
            return {}
        return {"handover_policy": BOT_ALONE}

    async def visitor(self, **more):
        """Return a visitor with a session of their own."""
        client = self.client(**more)
        opened = (await client.post("/api/v1/widget/sessions")).json()
        client.headers["Authorization"] = f"Bearer {opened['token']}"
        return Visitor(client)

    async def orgs(self, soql_object, *fields, **equal):
        """Read the org itself, as the integration user."""
        from crm import AllOf, Compare, Query

        where = AllOf(tuple(Compare(name, "=", value) for name, value in equal.items()))
        crm = await self.doors.people.integration()
        return (await crm.run(Query(soql_object, ("Id", *fields), where))).records


@dataclass
class Visitor:
    """Somebody in one conversation of the widget."""

    client: httpx.AsyncClient
    conversation: str = field(default_factory=lambda: uuid.uuid4().hex)

    async def say(self, text, **more):
        message = {"conversation": self.conversation, "id": uuid.uuid4().hex, "text": text, **more}
        answer = await self.client.post("/api/v1/messages", json=message)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def news(self, after=0, wait=0):
        address = f"/api/v1/conversations/{self.conversation}/events"
        answer = await self.client.get(address, params={"after": after, "wait": wait})
        assert answer.status_code == 200, answer.text
        return answer.json()


def words(answer):
    """Return what an answer says."""
    return "\n".join(part["text"] for part in answer["parts"] if part["type"] == "text")
