"""A change from the words to the record, through Slack: shown, confirmed by its asker, written once."""

import json
import shutil
from datetime import date

import pytest
from serving import served
from slack_world import World

from crm import AllOf, Compare, Query
from sandbox.app import create_app
from sandbox.clock import system_clock
from sandbox.store import Store

CLAIRE = "claire.moreau@heliade.example"


@pytest.fixture
def own_org(seeded_db, tmp_path):
    path = tmp_path / "org.db"
    shutil.copy(seeded_db, path)
    clock = system_clock({"COMPTOIR_TODAY": date(2026, 11, 22).isoformat()})
    with served(create_app(Store(path), clock)) as url:
        yield url


@pytest.fixture
async def world(tmp_path, own_org, slack, rasa):
    running = await World(tmp_path, own_org, slack, rasa).start()
    yield running
    await running.stop()


async def deal(world):
    crm = await world.doors.org.as_user(CLAIRE, "comptoir-demo")
    where = AllOf((Compare("OwnerId", "=", crm.user.id), Compare("IsClosed", "=", value=False)))
    rows = await crm.run(Query("Opportunity", ("Id", "Name", "Amount"), where=where, limit=1))
    return crm, rows.records[0]


async def propose(world, slack, rasa):
    crm, record = await deal(world)
    text = f"Mets le montant de {record['Name']} à 47 123 €"
    start = text.index(record["Name"])
    rasa.intent, rasa.action = "update_record", "action_propose_update"
    rasa.entities = [{"entity": "record_name", "value": record["Name"], "start": start,
                      "end": start + len(record["Name"])}]  # fmt: skip
    await world.say(text)
    await world.settle()
    return crm, record


def decide(rasa, message, intent, action):
    payload = next(
        element["value"] for block in message["blocks"] if block["type"] == "actions"
        for element in block["elements"] if element["value"].startswith(f"/{intent}")
    )  # fmt: skip
    proposal = json.loads(payload.removeprefix(f"/{intent}"))["proposal"]
    rasa.intent, rasa.action = intent, action
    rasa.entities = [{"entity": "proposal", "value": proposal, "start": 0, "end": 0}]


async def test_a_change_is_written_once_its_asker_confirms(world, slack, rasa):
    crm, record = await propose(world, slack, rasa)
    shown = slack.answers[0]
    assert "47\u202f123" in slack.said(shown)
    before = await crm.get("Opportunity", record["Id"], ("Amount",))
    assert before["Amount"] == record["Amount"]
    decide(rasa, shown, "confirm", "action_confirm")
    await world.press(shown, "Confirmer", user="UJAMES")
    await world.press(shown, "Confirmer")
    await world.press(shown, "Confirmer", action_ts="1795300000.7")
    await world.settle()
    after = await crm.get("Opportunity", record["Id"], ("Amount",))
    assert after["Amount"] == 47123
    assert len(slack.answers) == 2


async def test_a_change_that_is_cancelled_is_not_written(world, slack, rasa):
    crm, record = await propose(world, slack, rasa)
    decide(rasa, slack.answers[0], "deny", "action_cancel")
    await world.press(slack.answers[0], "Annuler")
    await world.settle()
    after = await crm.get("Opportunity", record["Id"], ("Amount",))
    assert after["Amount"] == record["Amount"]
    (updated,) = slack.calls["chat.update"]
    assert "Annuler" in json.dumps(updated, ensure_ascii=False)
