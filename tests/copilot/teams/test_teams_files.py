"""Long tables in Teams: what does not fit is one click away, as a file, for a day."""

import time

import pytest
from cryptography.fernet import Fernet
from fake_teams import said

from actions import Result, Text
from actions.parts import Table
from copilot.accounts import token_key
from copilot.table_files import LASTS, TableFiles

LONG = Table(columns=["Nom", "Montant"], rows=[[f"Café {n}", "1 €"] for n in range(250)], total=250)
SHORT = LONG.model_copy(update={"rows": LONG.rows[:3], "total": 3})
LABELS = {"29:claire": "Télécharger le tableau (CSV)", "29:james": "Download the table (CSV)"}


def links(body):
    card = body["attachments"][0]["content"]
    return {one["title"]: one["url"] for one in card.get("actions", ())
            if one["type"] == "Action.OpenUrl"}  # fmt: skip


@pytest.fixture
def tabled(world):
    def tabled(*tables):
        async def act(_request, _tools):
            return Result(parts=(Text(text="Voici."), *tables))

        world.doors.webhook._served["internal"] = {"action_greet": act}

    return tabled


async def fetch(world, address):
    assert address.startswith(world.settings.public_address)
    return await world.client.get(address.removeprefix(world.settings.public_address))


@pytest.mark.parametrize(("user", "name"), [("29:claire", "tableau"), ("29:james", "table")])
async def test_a_long_table_can_be_fetched_whole(world, teams, tabled, user, name):
    tabled(SHORT, LONG)
    await world.say("Bonjour" if user == "29:claire" else "Hello there", user=user)
    await world.settle()
    (answer,) = teams.messages
    assert "Café 29" in said(answer)
    assert "Café 30" not in said(answer)
    found = await fetch(world, links(answer)[LABELS[user]])
    assert found.status_code == 200
    lines = found.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 251
    assert "Café 249" in lines[-1]
    assert found.headers["content-disposition"] == f'attachment; filename="{name}.csv"'
    assert "no-store" in found.headers["cache-control"]


async def test_a_table_that_fits_has_no_file(world, teams, tabled):
    tabled(SHORT)
    await world.say("Bonjour")
    await world.settle()
    assert links(teams.messages[0]) == {}


async def test_an_address_that_was_changed_is_too_old_or_is_no_longer_kept_opens_nothing(
    world, teams, tabled
):
    tabled(LONG)
    await world.say("Bonjour")
    await world.settle()
    address = links(teams.messages[0])[LABELS["29:claire"]]
    token = address.rpartition("/")[2]
    for wrong in (token[:-6] + "AAAAAA", "x", token[:40]):
        answer = await world.client.get(f"/files/{wrong}")
        assert answer.status_code == 404
        assert "plus disponible" in answer.json()["detail"]
    files = world.running.channel.files
    assert await files.fetch(files.address("unknown", 0).rpartition("/")[2]) is None
    assert await files.fetch(token) is not None
    key, site = token_key(world.settings.home), world.settings.public_address
    for days in (-0.1, 1.1):
        moment = time.time() + days * LASTS
        then = TableFiles(key, site, world.doors.store, now=lambda moment=moment: moment)
        assert await then.fetch(token) is None


async def test_another_services_key_opens_nothing():
    ours, theirs = (TableFiles(Fernet.generate_key(), "https://a.example", None) for _ in "ab")
    assert await ours.fetch(theirs.address("t", 0).rpartition("/")[2]) is None
