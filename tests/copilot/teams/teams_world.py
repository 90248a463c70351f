"""The whole service with Teams configured, a scripted Rasa, the demo's org, and a loopback Microsoft."""

import asyncio
import functools

import httpx
from fake_teams import APP, PASSWORD, PEOPLE, TENANT, signed

from copilot import Settings, application, compose
from copilot.channels.teams.install import close
from guard import open_guard
from knowledge import SearchResult

BOT = "28:bot"
LOCALES = {"29:claire": "fr-FR", "29:james": "en-GB", "29:stranger": "fr-FR"}


class EmptyKnowledge:
    async def search(self, question, **_filters):
        return SearchResult(hits=(), confident=False)

    async def vectors(self, texts):
        raise AssertionError("nothing to embed")


a_guard = functools.cache(open_guard)


def settings_of(url, **more):
    return Settings(**{
        "_env_file": None, "webhook_token": "secret", "today": "2026-11-22", "teams_app_id": APP,
        "teams_app_password": PASSWORD, "teams_tenant_id": TENANT,
        "teams_login_url": f"{url}/login", "teams_metadata_url": f"{url}/metadata", **more,
    })  # fmt: skip


class World:
    """One process of the service after another, on the same disk, beside one Microsoft."""

    def __init__(self, home, org, teams, rasa, **settings):
        self.teams, self.rasa = teams, rasa
        self.guard, self.knowledge, self.tempo = a_guard(), EmptyKnowledge(), None
        self.settings = settings_of(teams.url, home=home, salesforce_login_url=org, **settings)
        self.token = signed(teams.url)
        self._ids = 0

    async def start(self):
        rasa = httpx.AsyncClient(transport=httpx.MockTransport(self.rasa), base_url="http://rasa")
        self.doors = compose(self.settings, rasa=rasa, guard=self.guard, knowledge=self.knowledge)
        self.app = application(self.doors)
        self.rasa.app, self.rasa.token = self.app, self.doors.webhook_token
        inside = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
        self.client = httpx.AsyncClient(transport=inside, base_url="http://service")
        self.running = self.app.state.teams
        self.running.desk.tempo = self.tempo or self.running.desk.tempo
        await self.running.desk.resume()
        return self

    async def stop(self, patience=0.0):
        """End as a kill does, where no patience is given: whatever is under way is lost."""
        await close(self.running, patience)
        await self.client.aclose()
        await self.doors.close()

    async def restart(self, patience=0.0):
        await self.stop(patience)
        return await self.start()

    async def settle(self):
        await asyncio.wait_for(self.running.desk.idle(), 30)

    async def send(self, body, token=None):
        """Deliver an activity with the Bot Connector's own token."""
        headers = {"Authorization": f"Bearer {self.token if token is None else token}"}
        return await self.client.post("/api/messages", json=body, headers=headers)

    def activity(
        self,
        kind="message",
        *,
        user="29:claire",
        chat="a:personal",
        conversation="personal",
        **more,
    ):
        self._ids += 1
        return {
            "type": kind, "id": f"{1795200000000 + self._ids}", "channelId": "msteams",
            "timestamp": f"2026-11-22T09:{self._ids // 60 % 60:02d}:{self._ids % 60:02d}.000Z",
            "serviceUrl": self.teams.url, "locale": LOCALES[user],
            "from": {"id": user, "name": PEOPLE[user][0], "aadObjectId": f"aad-{user}"},
            "recipient": {"id": BOT, "name": "Comptoir"},
            "conversation": {"id": chat, "conversationType": conversation, "tenantId": TENANT},
            "channelData": {"tenant": {"id": TENANT}}, **more,
        }  # fmt: skip

    def message(self, text, *, mention=False, **more):
        entities = [{"type": "mention", "text": "<at>Comptoir</at>",
                     "mentioned": {"id": BOT, "name": "Comptoir"}}] if mention else []  # fmt: skip
        return self.activity(text=text, textFormat="plain", entities=entities, **more)

    async def say(self, text, **more):
        """Send a message as a person does; returns the activity."""
        body = self.message(text, **more)
        answer = await self.send(body)
        assert answer.status_code == 202, answer.text
        return body

    async def press(self, button, *, user="29:claire", **more):
        """Press a card's button; returns what Teams is told to show."""
        value = {
            "action": {"type": "Action.Execute", "verb": button["verb"], "data": button["data"]}
        }
        body = self.activity("invoke", user=user, name="adaptiveCard/action", value=value,
                             replyToId="m1", **more)  # fmt: skip
        answer = await self.send(body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def query(self, words, **more):
        """Search records from the box under a message."""
        value = {"commandId": "findRecord", "parameters": [{"name": "query", "value": words}]}
        body = self.activity("invoke", name="composeExtension/query", value=value, **more)
        answer = await self.send(body)
        assert answer.status_code == 200, answer.text
        return answer.json()["composeExtension"]
