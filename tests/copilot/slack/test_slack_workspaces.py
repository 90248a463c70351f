"""Several workspaces: each installs the app by OAuth and is answered with its own token."""

from urllib.parse import parse_qs, urlsplit

import pytest
from fake_slack import TOKEN
from slack_world import World
from sqlalchemy.sql import select
from starlette.responses import JSONResponse

from copilot.channels.slack.installations import INSTALLED


@pytest.fixture
async def many(tmp_path, seeded_org, slack, rasa):
    world = await World(tmp_path, seeded_org, slack, rasa, slack_bot_token=None,
                        slack_client_id="1.2", slack_client_secret="secret").start()  # fmt: skip
    yield world
    await world.stop()


async def install(world, slack):
    page = await world.client.get("/slack/install")
    start = page.text.index("https://slack.com/oauth")
    asked = parse_qs(urlsplit(page.text[start : page.text.index('"', start)]).query)
    granted = {"ok": True, "access_token": TOKEN, "token_type": "bot", "app_id": "A1",
               "team": {"id": "T1", "name": "Héliade"}, "authed_user": {"id": "U1"}}  # fmt: skip
    slack.open_answers["oauth.v2.access"] = JSONResponse(granted)
    state = asked["state"][0].replace("&amp;", "&")
    cookies = {"slack-app-oauth-state": state}
    world.client.cookies.update(cookies)
    return await world.client.get("/slack/oauth_redirect", params={"state": state, "code": "c"})


async def test_an_installed_workspace_is_answered_and_its_token_rests_encrypted(many, slack):
    done = await install(many, slack)
    assert done.status_code == 200
    assert await many.running.installations.token("T1") == TOKEN
    rows = await many.doors.store.run(lambda c: c.execute(select(INSTALLED)).all())
    assert TOKEN.encode() not in rows[0].token
    await many.restart()
    await many.say("Bonjour")
    await many.settle()
    assert slack.messages


async def test_an_address_in_somebody_elses_workspace_proves_nothing(many, slack, rasa):
    await install(many, slack)
    await many.say("Bonjour")
    await many.settle()
    assert "reliez votre compte" in slack.messages[0]["text"]
    assert not rasa.heard


async def test_a_state_is_good_once(many, slack):
    state = await many.running.installations.async_issue()
    assert await many.running.installations.async_consume(state)
    assert not await many.running.installations.async_consume(state)


async def test_a_workspace_that_removes_the_app_is_forgotten(many, slack):
    await install(many, slack)
    body = many.event("")
    body["event"] = {"type": "app_uninstalled"}
    await many.send(body)
    assert await many.running.installations.token("T1") is None
