"""Buttons that only the asker may press, thumbs with a reason, reactions."""

import json

import pytest
from sqlalchemy.sql import select

from actions import Result, Text
from actions.parts import Button, Buttons
from copilot.store import FEEDBACK

CONFIRM = '/confirm{"proposal": "p-1"}'


@pytest.fixture
async def proposal(world, slack, rasa):
    """A proposal shown in a thread, and what its confirmation was heard as."""

    async def propose(_request, _tools):
        choices = [Button(label="Confirmer", payload=CONFIRM, style="primary"),
                   Button(label="Annuler", payload='/deny{"proposal": "p-1"}')]  # fmt: skip
        return Result(parts=(Text(text="Je modifie. Je confirme ?"), Buttons(buttons=choices)))

    world.doors.webhook._served["internal"] = {"action_greet": propose}
    await world.say("<@UBOT> change", kind="app_mention", channel="C1")
    await world.settle()
    return slack.answers[0]


async def ratings(world):
    rows = await world.doors.store.run(lambda c: c.execute(select(FEEDBACK)).all())
    return [(row.rating, row.reason) for row in rows]


async def test_the_asker_confirms_and_the_buttons_give_way_to_the_choice(
    world, slack, rasa, proposal
):
    answer = await world.press(proposal, "Confirmer")
    await world.settle()
    assert answer.status_code == 200
    assert rasa.heard[-1]["message"] == CONFIRM
    assert rasa.heard[-1]["sender"] == rasa.heard[0]["sender"]
    (updated,) = slack.calls["chat.update"]
    assert "Confirmer" in json.dumps(updated)
    assert not [b for b in updated["blocks"] if b["type"] == "actions"]
    assert slack.answers[1]["thread_ts"] == proposal["thread_ts"]


async def test_nobody_else_may_press_and_they_are_told_why(world, slack, rasa, proposal):
    await world.press(proposal, "Confirmer", user="UJAMES")
    await world.settle()
    assert len(rasa.heard) == 1
    (told,) = slack.calls["chat.postEphemeral"]
    assert told["user"] == "UJAMES"
    assert "Only the person who asked" in told["text"]


async def test_pressing_twice_confirms_once(world, slack, rasa, proposal):
    await world.press(proposal, "Confirmer", action_ts="1795300000.1")
    await world.press(proposal, "Confirmer", action_ts="1795300000.9")
    await world.settle()
    assert [heard["message"] for heard in rasa.heard].count(CONFIRM) == 1
    assert len(slack.answers) == 2


async def test_a_confirmation_before_a_kill_is_carried_out_after_it(world, slack, rasa, proposal):
    async def hang(_slack, _asked):
        import asyncio

        await asyncio.sleep(30)

    slack.next_answers["chat.postMessage"].append(hang)
    await world.press(proposal, "Confirmer")
    await slack.heard("chat.postMessage", times=2)
    await world.restart()
    await world.settle()
    assert len(slack.answers) == 2
    assert [heard["message"] for heard in rasa.heard].count(CONFIRM) == 1


def thumb(world, message, rating, *, user="UCLAIRE"):
    block = next(one for one in message["blocks"] if one["type"] == "context_actions")
    button = block["elements"][0]["positive_button" if rating == "up" else "negative_button"]
    return {
        "type": "block_actions", "team": {"id": "T1"}, "user": {"id": user}, "trigger_id": "9.9",
        "channel": {"id": message["channel"]}, "api_app_id": "A1",
        "container": {"type": "message", "channel_id": message["channel"],
                      "message_ts": message["ts"]},
        "actions": [{"type": "feedback_buttons", "action_id": "rate", "value": button["value"],
                     "block_id": block["block_id"], "action_ts": "1.1"}],
    }  # fmt: skip


async def test_a_thumb_up_is_kept(world, slack):
    await world.say("Bonjour")
    await world.settle()
    await world.send(thumb(world, slack.answers[0], "up"), form="payload")
    await world.settle()
    assert await ratings(world) == [("up", "")]
    assert not slack.calls["views.open"]


async def test_a_thumb_down_is_asked_why(world, slack):
    await world.say("Bonjour")
    await world.settle()
    await world.send(thumb(world, slack.answers[0], "down"), form="payload")
    await world.settle()
    (opened,) = slack.calls["views.open"]
    view = opened["view"] if isinstance(opened["view"], dict) else json.loads(opened["view"])
    answer = {
        "type": "view_submission", "team": {"id": "T1"}, "user": {"id": "UCLAIRE"},
        "api_app_id": "A1",
        "view": {**view, "state": {"values": {"reason": {"reason": {"value": "Mauvais chiffre"}}}}},
    }  # fmt: skip
    await world.send(answer, form="payload")
    await world.settle()
    assert await ratings(world) == [("down", "Mauvais chiffre")]


async def test_the_thumb_of_another_is_refused(world, slack):
    await world.say("<@UBOT> bonjour", kind="app_mention", channel="C1")
    await world.settle()
    await world.send(thumb(world, slack.answers[0], "down", user="UJAMES"), form="payload")
    await world.settle()
    assert await ratings(world) == []
    assert slack.calls["chat.postEphemeral"][0]["user"] == "UJAMES"


@pytest.mark.parametrize(
    ("reaction", "user", "kept"),
    [("+1::skin-tone-3", "UCLAIRE", [("up", "")]), ("-1", "UCLAIRE", [("down", "")]),
     ("tada", "UCLAIRE", []), ("+1", "UJAMES", [])],
)  # fmt: skip
async def test_a_thumb_as_a_reaction_counts_from_the_asker(world, slack, reaction, user, kept):
    await world.say("Bonjour")
    await world.settle()
    body = world.event("")
    body["event"] = {
        "type": "reaction_added", "user": user, "reaction": reaction, "event_ts": "1.2",
        "item": {"type": "message", "channel": "D1", "ts": slack.answers[0]["ts"]},
    }  # fmt: skip
    await world.send(body)
    await world.settle()
    assert await ratings(world) == kept


@pytest.mark.parametrize(
    ("user", "said", "label"),
    [("UCLAIRE", "bonjour", "Le dire"), ("UJAMES", "hello there", "Tell us")],
)
async def test_a_thumb_down_as_a_reaction_is_asked_why_alone(world, slack, user, said, label):
    await world.say(f"<@UBOT> {said}", kind="app_mention", channel="C1", user=user)
    await world.settle()
    (answer,) = slack.answers
    body = world.event("")
    body["event"] = {
        "type": "reaction_added", "user": user, "reaction": "-1", "event_ts": "1.2",
        "item": {"type": "message", "channel": "C1", "ts": answer["ts"]},
    }  # fmt: skip
    await world.send(body)
    await world.settle()
    (asked,) = slack.calls["chat.postEphemeral"]
    assert (asked["user"], asked["thread_ts"]) == (user, answer["thread_ts"])
    button = next(one for one in asked["blocks"] if one["type"] == "actions")
    assert button["elements"][0]["text"]["text"] == label
    for who in ("UCLAIRE", "UJAMES"):
        pressed = {
            "type": "block_actions", "team": {"id": "T1"}, "user": {"id": who},
            "trigger_id": "9.9", "channel": {"id": "C1"}, "api_app_id": "A1",
            "container": {"type": "message", "channel_id": "C1", "is_ephemeral": True},
            "actions": [{"type": "button", "action_id": "why", "action_ts": "1.3",
                         "block_id": button["block_id"],
                         "value": button["elements"][0]["value"]}],
        }  # fmt: skip
        await world.send(pressed, form="payload")
    await world.settle()
    (opened,) = slack.calls["views.open"]
    view = opened["view"] if isinstance(opened["view"], dict) else json.loads(opened["view"])
    answered = {
        "type": "view_submission", "team": {"id": "T1"}, "user": {"id": user}, "api_app_id": "A1",
        "view": {**view, "state": {"values": {"reason": {"reason": {"value": "Faux"}}}}},
    }  # fmt: skip
    await world.send(answered, form="payload")
    await world.settle()
    assert await ratings(world) == [("down", "Faux")]
