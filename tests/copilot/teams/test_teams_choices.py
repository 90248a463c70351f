"""Buttons that only the asker may press, thumbs with a reason, reactions, the search box."""

import json

import pytest
from fake_teams import buttons, said
from sqlalchemy.sql import select

from actions import Result, Text
from actions.parts import Button, Buttons
from copilot.store import FEEDBACK

CONFIRM = '/confirm{"proposal": "p-1"}'


@pytest.fixture
async def proposal(world, teams):
    """A proposal's buttons, shown in a channel."""

    async def propose(_request, _tools):
        choices = [Button(label="Confirmer", payload=CONFIRM, style="primary"),
                   Button(label="Annuler", payload='/deny{"proposal": "p-1"}'),
                   Button(label="Mes comptes", payload="Mes comptes")]  # fmt: skip
        return Result(parts=(Text(text="Je modifie. Je confirme ?"), Buttons(buttons=choices)))

    world.doors.webhook._served["internal"] = {"action_greet": propose}
    await world.say("<at>Comptoir</at> change", mention=True, chat="19:c", conversation="channel")
    await world.settle()
    return buttons(teams.messages[0])


async def ratings(world):
    rows = await world.doors.store.run(lambda c: c.execute(select(FEEDBACK)).all())
    return [(row.rating, row.reason) for row in rows]


async def test_the_asker_confirms_and_the_buttons_give_way_to_the_choice(world, rasa, proposal):
    told = await world.press(proposal["Confirmer"], chat="19:c", conversation="channel")
    await world.settle()
    assert told["statusCode"] == 200
    assert "Claire Moreau a choisi\u202f: Confirmer" in said(told["value"])
    assert not buttons(told["value"])
    assert rasa.heard[-1]["message"] == CONFIRM
    assert rasa.heard[-1]["sender"] == rasa.heard[0]["sender"]


async def test_nobody_else_may_press_and_they_are_told_why(world, rasa, proposal):
    told = await world.press(proposal["Confirmer"], user="29:james", chat="19:c")
    await world.settle()
    assert told["type"] == "application/vnd.microsoft.activity.message"
    assert "Only the person who asked" in told["value"]
    assert len(rasa.heard) == 1


async def test_a_forged_asker_presses_nothing_of_anothers(world, rasa, proposal):
    forged = json.loads(json.dumps(proposal["Confirmer"]))
    forged["data"]["asker"] = "aad-29:james"
    told = await world.press(forged, user="29:james", chat="19:c")
    await world.settle()
    assert "no longer available" in told["value"]
    assert len(rasa.heard) == 1


async def test_pressing_twice_confirms_once(world, rasa, proposal):
    for _ in range(3):
        await world.press(proposal["Confirmer"], chat="19:c", conversation="channel")
    await world.settle()
    assert [heard["message"] for heard in rasa.heard].count(CONFIRM) == 1


async def test_a_suggestion_is_said_and_stays(world, rasa, proposal):
    told = await world.press(proposal["Mes comptes"], chat="19:c", conversation="channel")
    await world.settle()
    assert "Mes comptes" in buttons(told["value"])
    assert rasa.heard[-1]["message"] == "Mes comptes"


async def test_a_thumb_of_the_asker_is_kept_with_its_reason(world):
    await world.say("Bonjour")
    await world.settle()
    for user, reaction, reason, kept in (
        ("29:james", "like", "", []),
        ("29:claire", "confused", "", []),
        ("29:claire", "like", "", [("up", "")]),
        ("29:claire", "dislike", "trop long", [("down", "trop long")]),
    ):
        told = {"reaction": reaction, "feedback": json.dumps({"feedbackText": reason})}
        value = {"actionName": "feedback", "actionValue": told}
        body = world.activity(
            "invoke", user=user, name="message/submitAction", value=value, replyToId="m1"
        )
        assert (await world.send(body)).status_code == 200
        assert await ratings(world) == kept


async def test_a_reaction_of_the_asker_is_a_thumb(world):
    await world.say("Bonjour")
    await world.settle()
    await world.send(
        world.activity("messageReaction", reactionsAdded=[{"type": "like"}], replyToId="m1")
    )
    assert await ratings(world) == [("up", "")]


async def test_an_invoke_nobody_knows_is_not_implemented(world):
    body = world.activity("invoke", name="task/fetch", value={})
    assert (await world.send(body)).status_code == 501


async def test_records_are_found_from_the_box_under_a_message(world):
    names = await world.doors.people.integration()
    from crm import Query

    account = (await names.run(Query("Account", ("Name",), limit=1))).records[0]["Name"]
    found = await world.query(account)
    assert found["type"] == "result"
    first = found["attachments"][0]
    assert first["preview"]["content"]["title"] == account
    assert account in said(first["content"])


async def test_a_search_says_what_is_missing(world, teams):
    assert "Tapez" in (await world.query(" "))["text"]
    assert "Aucune fiche" in (await world.query("Zzyzx Introuvable"))["text"]
    teams.members["29:james"] = {"userRole": "guest"}
    assert "guests" in (await world.query("Delmas", user="29:james"))["text"]
    invited = await world.query("Delmas", user="29:stranger")
    assert invited["type"] == "auth"
    assert "/services/oauth2/authorize" in invited["suggestedActions"]["actions"][0]["value"]
