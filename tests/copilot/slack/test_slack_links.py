"""Record addresses in messages: a button for all, the record for whoever may see it."""

import json

import pytest

from copilot.channels.slack.unfurling import record_at


@pytest.mark.parametrize(
    ("url", "record"),
    [
        ("https://x.my.salesforce.com/0065g00000ABCDEAA4", "0065g00000ABCDEAA4"),
        ("https://x.lightning.force.com/lightning/r/Opportunity/0065g00000ABCDEAA4/view",
         "0065g00000ABCDEAA4"),
        ("https://x.lightning.force.com/lightning/r/0065g00000ABCDE/view", "0065g00000ABCDE"),
        ("https://x.lightning.force.com/lightning/o/Opportunity/list", None),
        ("https://x.my.salesforce.com/home/home.jsp", None),
    ],
)  # fmt: skip
def test_a_record_is_recognised_by_its_address(url, record):
    assert record_at(url) == record


async def record_of(world, username):
    from crm import Compare, Query

    crm = await world.doors.org.as_user(username, "comptoir-demo")
    mine = Compare("OwnerId", "=", crm.user.id)
    rows = await crm.run(Query("Opportunity", ("Id", "Name"), where=mine, limit=1))
    return rows.records[0]


async def share(world, url, **more):
    body = world.event("")
    body["event"] = {"type": "link_shared", "user": "UCLAIRE", "channel": "C1", "message_ts": "1.1",
                     "links": [{"domain": "salesforce.com", "url": url}], **more}  # fmt: skip
    await world.send(body)
    await world.settle()


async def test_a_shared_record_shows_nothing_but_a_button(world, slack):
    record = await record_of(world, "claire.moreau@heliade.example")
    await share(world, f"https://x.my.salesforce.com/{record['Id']}")
    (call,) = slack.calls["chat.unfurl"]
    assert record["Name"] not in json.dumps(call, ensure_ascii=False)
    assert "Voir la fiche" in json.dumps(call, ensure_ascii=False)


async def test_other_addresses_are_left_alone(world, slack):
    await share(world, "https://x.my.salesforce.com/lightning/o/Case/list")
    assert not slack.calls["chat.unfurl"]


@pytest.mark.parametrize("user", ["UCLAIRE", "UJAMES"])
async def test_the_record_is_shown_to_whoever_presses_with_their_own_rights(
    world, slack, rasa, user
):
    record = await record_of(world, "claire.moreau@heliade.example")
    rasa.intent, rasa.action = "show_record", "action_show_record"
    rasa.entities = [{"entity": "record", "value": record["Id"], "start": 0, "end": 0}]
    body = {
        "type": "block_actions", "team": {"id": "T1"}, "user": {"id": user}, "api_app_id": "A1",
        "trigger_id": "3.3", "channel": {"id": "C1"},
        "container": {"type": "message_attachment", "channel_id": "C1", "message_ts": "1.1"},
        "response_url": f"{slack.url}/response/5",
        "actions": [{"type": "button", "action_id": "reveal", "action_ts": "2.2", "block_id": "b",
                     "value": f'/show_record{{"record": "{record["Id"]}"}}'}],
    }  # fmt: skip
    await world.send(body, form="payload")
    await world.settle()
    (response,) = slack.responses
    assert response["response_type"] == "ephemeral"
    assert not slack.messages
    shown = record["Name"] in json.dumps(response, ensure_ascii=False)
    assert shown == (user == "UCLAIRE")
