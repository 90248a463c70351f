"""The whole service with Slack configured, a scripted Rasa, the demo's org, and a loopback Slack."""

import asyncio
import hashlib
import hmac
import json
import time
from urllib.parse import urlencode

import httpx
from fake_slack import BOT, TEAM, TOKEN

from copilot import Settings, application, compose
from guard import open_guard
from knowledge import SearchResult

SECRET = "a-signing-secret"


class EmptyKnowledge:
    async def search(self, question, **_filters):
        return SearchResult(hits=(), confident=False)

    async def vectors(self, texts):
        raise AssertionError("nothing to embed")


class World:
    """One process of the service after another, on the same disk, beside one Slack."""

    def __init__(self, home, org, slack, rasa, **settings):
        self.slack, self.rasa = slack, rasa
        self.guard, self.knowledge, self.tempo = open_guard(), EmptyKnowledge(), None
        self.settings = Settings(**{
            "home": home, "webhook_token": "secret", "today": "2026-11-22", "_env_file": None,
            "salesforce_login_url": org, "slack_bot_token": TOKEN, "slack_signing_secret": SECRET,
            "slack_api_url": f"{slack.url}/api/", **settings,
        })  # fmt: skip
        self._ids = 0

    async def start(self):
        transport = httpx.MockTransport(self.rasa)
        rasa = httpx.AsyncClient(transport=transport, base_url="http://rasa")
        self.doors = compose(self.settings, rasa=rasa, guard=self.guard, knowledge=self.knowledge)
        self.app = application(self.doors)
        self.rasa.app, self.rasa.token = self.app, self.doors.webhook_token
        inside = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
        self.client = httpx.AsyncClient(transport=inside, base_url="http://service")
        self.running = self.app.state.slack
        self.running.desk.grace = 1.0
        self.running.desk.tempo = self.tempo or self.running.desk.tempo
        await self.running.desk.resume()
        return self

    async def stop(self):
        """End as a kill does: whatever is under way is lost."""
        await self.running.desk.close()
        await self.running.workspaces.close()
        await self.client.aclose()
        await self.doors.close()

    async def restart(self):
        await self.stop()
        return await self.start()

    async def settle(self):
        await asyncio.wait_for(self.running.desk.idle(), 30)

    async def send(self, body, *, form=False, **headers):
        """Deliver a request with Slack's own signature."""
        raw = (
            urlencode({"payload": json.dumps(body)} if form == "payload" else body)
            if form
            else json.dumps(body)
        )
        kind = "application/x-www-form-urlencoded" if form else "application/json"
        signed = {**signature(raw), "Content-Type": kind, **headers}
        return await self.client.post("/slack/events", content=raw, headers=signed)

    async def say(self, text, *, user="UCLAIRE", channel="D1", **more):
        """Send a message as a person does; returns Slack's event."""
        body = self.event(text, user=user, channel=channel, **more)
        answer = await self.send(body)
        assert answer.status_code == 200, answer.text
        return body

    def event(self, text, *, user="UCLAIRE", channel="D1", kind="message", **more):
        self._ids += 1
        ts = more.pop("ts", f"1795200000.{self._ids:06d}")
        event = {"type": kind, "user": user, "channel": channel, "text": text, "ts": ts, **more}
        if kind == "message":
            event["channel_type"] = "im" if channel.startswith("D") else "channel"
        return {
            "type": "event_callback", "team_id": TEAM, "api_app_id": "A1",
            "event_id": f"Ev{self._ids:08d}", "event_time": int(time.time()), "event": event,
            "authorizations": [{"team_id": TEAM, "user_id": BOT, "is_bot": True}],
        }  # fmt: skip

    async def press(self, message, label, *, user="UCLAIRE", action_ts="1795300000.5"):
        """Press a button of a posted message."""
        block, button = next(
            (block, element)
            for block in message["blocks"] if block["type"] == "actions"
            for element in block["elements"] if label in element["text"]["text"]
        )  # fmt: skip
        body = {
            "type": "block_actions", "team": {"id": TEAM}, "user": {"id": user, "name": user.lower()},
            "api_app_id": "A1", "trigger_id": "1.2.3",
            "channel": {"id": message["channel"]},
            "container": {"type": "message", "channel_id": message["channel"],
                          "message_ts": message["ts"], "thread_ts": message.get("thread_ts")},
            "message": message, "response_url": f"{self.slack.url}/response/1",
            "actions": [{"type": "button", "action_id": button["action_id"], "value": button["value"],
                         "block_id": block["block_id"], "text": button["text"],
                         "action_ts": action_ts}],
        }  # fmt: skip
        return await self.send(body, form="payload")

    async def command(self, text, *, user="UCLAIRE"):
        """Type `/crm …` in a channel."""
        self._ids += 1
        return await self.send(
            {"command": "/crm", "text": text, "team_id": TEAM, "channel_id": "C1", "user_id": user,
             "trigger_id": f"13.{self._ids}.x", "api_app_id": "A1",
             "response_url": f"{self.slack.url}/response/{self._ids}"},
            form=True,
        )  # fmt: skip


def signature(raw, *, secret=SECRET, at=None):
    stamp = str(int(time.time() if at is None else at))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:{raw}".encode(), hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}
