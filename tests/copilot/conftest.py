"""The real service around a scripted Rasa: the wiring is the product's own."""

import json
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from copilot import Settings, application, compose
from guard import open_guard
from knowledge import SearchResult


class EmptyKnowledge:
    """An index that holds nothing."""

    async def search(self, question, **_filters):
        return SearchResult(hits=(), confident=False)

    async def vectors(self, texts):
        raise AssertionError("nothing to embed")


@dataclass
class ScriptedRasa:
    """Answers like Rasa's REST channel: one intent for every text, one call of the webhook."""

    intent: str = "greet"
    action: str = "action_greet"
    entities: list = field(default_factory=list)
    answers: list | None = None
    token: str = ""
    slots: dict = field(default_factory=dict)
    heard: list = field(default_factory=list)
    app: object = None

    async def __call__(self, request):
        if request.method == "GET":
            return httpx.Response(200, json={"status": "ok"})
        body = json.loads(request.content)
        self.heard.append(body)
        if self.answers is not None:
            return httpx.Response(200, json=self.answers)
        answered = await self.call_back(body)
        for event in answered["events"]:
            self.slots[event["name"]] = event["value"]
        return httpx.Response(200, json=answered["responses"])

    async def call_back(self, body):
        message = {
            "text": body["message"], "metadata": body["metadata"], "entities": self.entities,
            "intent": {"name": self.intent, "confidence": 0.9},
        }  # fmt: skip
        tracker = {"latest_message": message, "slots": self.slots}
        call = {"next_action": self.action, "sender_id": body["sender"], "tracker": tracker}
        transport = httpx.ASGITransport(app=self.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://service") as client:
            response = await client.post("/webhook", params={"token": self.token}, json=call)
        assert response.status_code == 200, response.text
        return response.json()


@pytest.fixture
def rasa():
    return ScriptedRasa()


@pytest.fixture
def doors(tmp_path, rasa):
    settings = Settings(home=tmp_path, webhook_token="secret", today="2026-11-22", _env_file=None,
                        handover_policy=Path(__file__).with_name("bot_alone.yml"))  # fmt: skip
    transport = httpx.MockTransport(rasa)
    client = httpx.AsyncClient(transport=transport, base_url="http://rasa")
    return compose(settings, rasa=client, guard=open_guard(), knowledge=EmptyKnowledge())


@pytest.fixture
async def service(doors, rasa):
    """An HTTP client of the whole application."""
    app = application(doors)
    rasa.app, rasa.token = app, doors.webhook_token
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://service") as client:
        yield client
    await doors.close()
