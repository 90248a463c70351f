"""Socket Mode: the same events over a connection that we open, acknowledged after they are kept."""

import asyncio
import json

import pytest
from fake_slack import FakeSlack
from serving import served
from slack_world import World
from starlette.responses import JSONResponse
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocketDisconnect

from copilot.channels.slack.install import listen, socket_of


class Socket:
    """Slack's end of the connection: sends envelopes, notes acknowledgements."""

    def __init__(self, *bodies):
        self.bodies, self.acknowledged, self.opened = bodies, [], 0

    async def serve(self, socket):
        await socket.accept()
        self.opened += 1
        for number, body in enumerate(self.bodies):
            await socket.send_text(json.dumps({
                "type": "events_api", "envelope_id": f"e{number}", "payload": body,
                "accepts_response_payload": False, "retry_attempt": 0, "retry_reason": "",
            }))  # fmt: skip
        try:
            while True:
                said = await socket.receive_text()
                if said.startswith("{"):
                    self.acknowledged.append(json.loads(said)["envelope_id"])
        except WebSocketDisconnect:
            return


@pytest.fixture
def slack():
    fake = FakeSlack()
    fake.socket = Socket()
    fake.app.router.routes.append(WebSocketRoute("/socket", fake.socket.serve))
    with served(fake.app) as url:
        fake.url = url
        address = f"ws{url.removeprefix('http')}/socket"
        fake.open_answers["apps.connections.open"] = JSONResponse({"ok": True, "url": address})
        yield fake


@pytest.fixture
async def world(tmp_path, seeded_org, slack, rasa):
    running = await World(tmp_path, seeded_org, slack, rasa, slack_signing_secret=None,
                          slack_app_token="xapp-test").start()  # fmt: skip
    yield running
    await running.stop()


async def test_events_over_the_socket_are_acknowledged_and_answered_once(world, slack):
    body = world.event("Bonjour")
    slack.socket.bodies = (body, body)
    socket = socket_of(world.running, world.doors)
    await listen(socket)
    async with asyncio.timeout(30):
        while len(slack.socket.acknowledged) < 2:  # noqa: ASYNC110 - another thread's list
            await asyncio.sleep(0.02)
    await world.settle()
    await socket.close_async()
    assert sorted(slack.socket.acknowledged) == ["e0", "e1"]
    assert len(slack.answers) == 1


async def test_events_over_http_are_refused_where_nothing_can_verify_them(world, slack):
    answer = await world.send(world.event("Bonjour"))
    assert answer.status_code == 401
    assert not slack.messages
