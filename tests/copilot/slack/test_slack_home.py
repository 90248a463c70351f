"""The app's home and the message shortcut, with the real records of the demo's org."""

import json
from datetime import UTC, datetime, timedelta

from crm import Change, Proposal


async def open_home(world, user):
    body = world.event("")
    body["event"] = {"type": "app_home_opened", "user": user, "tab": "home", "channel": "D1"}
    assert (await world.send(body)).status_code == 200
    await world.settle()


def view_of(call):
    return call["view"] if isinstance(call["view"], dict) else json.loads(call["view"])


async def keep_proposal(world, username):
    crm = await world.doors.org.as_user(username, "comptoir-demo")
    proposal = Proposal(
        id="p-77", operation="update", object="Opportunity", record="006000000000001AAA",
        name="Projet <Rochebrune>", changes=(Change("StageName", "Étape", "a", "b"),), revision="",
        user=crm.user.id, expires=datetime.now(UTC) + timedelta(days=3650),
    )  # fmt: skip
    await world.doors.ledger.keep(proposal, "elsewhere", "passe en b")


async def test_the_home_shows_the_day_the_pipeline_and_what_waits_for_a_yes(world, slack):
    await keep_proposal(world, "claire.moreau@heliade.example")
    await open_home(world, "UCLAIRE")
    (published,) = slack.calls["views.publish"]
    said = json.dumps(view_of(published), ensure_ascii=False)
    assert published["user_id"] == "UCLAIRE"
    for words in (
        "Bonjour Claire",
        "Ma journée",
        "Mes opportunités ouvertes",
        "&lt;Rochebrune&gt;",
    ):
        assert words in said
    assert "€" in said


async def test_the_home_speaks_the_language_of_its_reader(world, slack):
    await open_home(world, "UJAMES")
    said = json.dumps(view_of(slack.calls["views.publish"][0]))
    assert "Hello James" in said
    assert "My open deals" in said


async def test_a_stranger_is_shown_the_way_in(world, slack):
    await open_home(world, "USTRANGER")
    assert "/services/oauth2/authorize" in json.dumps(view_of(slack.calls["views.publish"][0]))


async def test_confirming_at_home_is_answered_in_direct_messages(world, slack, rasa):
    await keep_proposal(world, "claire.moreau@heliade.example")
    await open_home(world, "UCLAIRE")
    view = view_of(slack.calls["views.publish"][0])
    block = next(one for one in view["blocks"] if one["type"] == "actions")
    body = {
        "type": "block_actions", "team": {"id": "T1"}, "user": {"id": "UCLAIRE"},
        "api_app_id": "A1", "trigger_id": "1.2", "container": {"type": "view", "view_id": "V1"},
        "view": {**view, "id": "V1"},
        "actions": [{**block["elements"][0], "block_id": block["block_id"], "action_ts": "1.1"}],
    }  # fmt: skip
    await world.send(body, form="payload")
    await world.settle()
    assert rasa.heard[0]["message"] == '/confirm{"proposal": "p-77"}'
    assert slack.answers[0]["channel"] == "UCLAIRE"
    again = json.dumps(view_of(slack.calls["views.publish"][1]))
    assert "p-77" not in again


async def test_a_message_is_logged_through_a_form_and_a_proposal(world, slack, rasa):
    body = {
        "type": "message_action", "callback_id": "log", "trigger_id": "7.7", "api_app_id": "A1",
        "team": {"id": "T1"}, "user": {"id": "UJAMES"}, "channel": {"id": "C1"},
        "message": {"type": "message", "user": "U9", "text": "They want R&amp;D in March", "ts": "1.1"},
    }  # fmt: skip
    assert (await world.send(body, form="payload")).status_code == 200
    await world.settle()
    view = view_of(slack.calls["views.open"][0])
    assert "They want R&D in March" in json.dumps(view)
    values = {"record": {"record": {"value": "Elmstead College"}},
              "words": {"words": {"value": "They want R&D in March"}}}  # fmt: skip
    submitted = {
        "type": "view_submission", "team": {"id": "T1"}, "user": {"id": "UJAMES"},
        "api_app_id": "A1", "view": {**view, "id": "V2", "state": {"values": values}},
    }  # fmt: skip
    for _ in range(2):
        await world.send(submitted, form="payload")
    await world.settle()
    (heard,) = rasa.heard
    assert heard["message"] == "Add a note on Elmstead College: They want R&D in March"
