"""Who a Slack user is in Salesforce, and what happens until that is known."""

import logging
import re
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from sqlalchemy.sql import select

from copilot.inbox import INBOX


async def test_a_stranger_gets_one_clear_message_with_the_way_in(world, slack, rasa):
    await world.say("Bonjour", user="USTRANGER", channel="D3")
    await world.settle()
    (told,) = slack.messages
    assert "reliez votre compte" in told["text"]
    assert "/services/oauth2/authorize" in slack.said(told)
    assert not rasa.heard


async def test_in_a_channel_only_the_stranger_sees_it(world, slack):
    await world.say("<@UBOT> hi", kind="app_mention", channel="C1", user="USTRANGER")
    await world.settle()
    assert not slack.messages
    (told,) = slack.calls["chat.postEphemeral"]
    assert told["user"] == "USTRANGER"


async def link(world, told, username):
    """Follow the message's button in a browser, sign in, and confirm."""
    url = re.search(r'"url": "([^"]+)"', told)[1]
    async with httpx.AsyncClient(trust_env=False) as browser:
        signed = await browser.post(url, data={"username": username, "password": "comptoir-demo"})
    back = urlsplit(signed.headers["location"])
    page = await world.client.get(f"{back.path}?{back.query}")
    asked = {name: values[0] for name, values in parse_qs(back.query).items()}
    done = await world.client.post(back.path, data=asked)
    return page, done


async def test_linking_an_account_answers_what_was_asked_meanwhile(world, slack):
    await world.say("Bonjour", user="USTRANGER", channel="D3")
    await world.settle()
    page, done = await link(world, slack.said(slack.messages[0]), "hugo.lefevre@heliade.example")
    await world.settle()
    assert "Alex Inconnu" in page.text
    assert done.status_code == 200
    (answer,) = slack.answers
    assert "Bonjour Hugo" in slack.said(answer)
    await world.restart()
    await world.say("Bonjour encore", user="USTRANGER", channel="D3")
    await world.settle()
    assert len(slack.answers) == 2


async def test_a_link_is_good_once(world, slack):
    await world.say("Bonjour", user="USTRANGER", channel="D3")
    await world.settle()
    told = slack.said(slack.messages[0])
    await link(world, told, "hugo.lefevre@heliade.example")
    _, again = await link(world, told, "sophie.marchand@heliade.example")
    assert again.status_code == 400


@pytest.mark.parametrize(
    "profile",
    [{"is_restricted": True}, {"is_ultra_restricted": True}, {"team_id": "T-elsewhere"},
     {"deleted": True}, {"is_bot": True}],
    ids=lambda profile: next(iter(profile)),
)  # fmt: skip
async def test_guests_and_people_of_other_organisations_are_not_let_in(world, slack, rasa, profile):
    slack.profiles["UCLAIRE"] = profile
    await world.say("Bonjour")
    await world.settle()
    assert "invités" in slack.messages[0]["text"]
    assert not rasa.heard


async def test_somebody_of_a_shared_channel_is_not_let_in_by_their_own_address(world, slack, rasa):
    slack.profiles["UCLAIRE"] = {"team_id": "T2"}
    body = {
        "type": "block_actions", "team": {"id": "T2"}, "user": {"id": "UCLAIRE", "team_id": "T2"},
        "api_app_id": "A1", "trigger_id": "3.3", "channel": {"id": "C1"},
        "container": {"type": "message_attachment", "channel_id": "C1", "message_ts": "1.1"},
        "response_url": f"{slack.url}/response/5",
        "actions": [{"type": "button", "action_id": "reveal", "action_ts": "2.2", "block_id": "b",
                     "value": "/show_record{}"}],
    }  # fmt: skip
    await world.send(body, form="payload")
    await world.settle()
    assert not rasa.heard
    assert "invités" in slack.responses[0]["text"]


async def test_an_address_that_slack_has_not_confirmed_proves_nothing(world, slack, rasa):
    slack.profiles["UCLAIRE"] = {"is_email_confirmed": False}
    await world.say("Bonjour")
    await world.settle()
    assert "reliez" in slack.messages[0]["text"]
    assert not rasa.heard


async def test_without_the_administrators_word_an_address_proves_nothing(
    tmp_path, seeded_org, slack, rasa
):
    from slack_world import World

    world = await World(tmp_path, seeded_org, slack, rasa, slack_match_email=False).start()
    await world.say("Bonjour")
    await world.settle()
    assert "reliez" in slack.messages[0]["text"]
    await world.stop()


async def test_nothing_personal_is_logged_or_kept_once_answered(world, slack, caplog):
    caplog.set_level("DEBUG", "comptoir")
    await world.say("Bonjour, ici le secret 4711")
    await world.say("Bonjour", user="USTRANGER", channel="D3")
    await world.settle()
    for word in ("4711", "Claire", "UCLAIRE", "xoxb", "Inconnu"):
        assert word not in caplog.text
    rows = await world.doors.store.run(lambda c: c.execute(select(INBOX)).all())
    assert {row.state: row.body is None for row in rows} == {"answered": True, "held": False}
    assert not any("CLAIRE" in row.person for row in rows)


async def test_slacks_library_leaves_the_services_own_log_alone(world, slack):
    assert logging.getLogger("comptoir.webhook").isEnabledFor(logging.ERROR)
