"""Changing records of objects that nobody here speaks of: describe alone tells how."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from serving import served
from talking import Talk

from copilot import Settings, compose
from crm import Query
from sandbox.app import create_app
from sandbox.clock import system_clock
from sandbox.load import load
from sandbox.store import Store

CUSTOM_ORG = Path(__file__).parent / "custom_org"
CLOCK = system_clock({"COMPTOIR_TODAY": "2026-11-22"})


@pytest.fixture(scope="module")
def other(seeded_db, tmp_path_factory):
    """The address of an org loaded from SFDX source."""
    path = tmp_path_factory.mktemp("other") / "org.db"
    shutil.copy(seeded_db, path)
    store = Store(path)
    load(CUSTOM_ORG, store, CLOCK)
    with served(create_app(store, CLOCK)) as url:
        yield url


@pytest.fixture
async def admin(other, index, tmp_path):
    """Its administrator's conversation."""
    shutil.copytree(index, tmp_path / "index")
    settings = Settings(
        home=tmp_path, today="2026-11-22", salesforce_login_url=other, _env_file=None
    )
    doors = compose(settings)
    yield lambda language: Talk(doors, "admin", language, f"c-{language}")
    await doors.close()


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("fr", "ajoute une borne de recharge pour {account}, puissance 22, hors service, mise en "
         "service le 3 décembre", "Borne quai nord"),
        ("en", "create a borne de recharge for {account}, puissance 22, hors service, on "
         "3 December", "North quay charger"),
    ],
)  # fmt: skip
async def test_a_record_of_an_unknown_object_is_made_from_its_labels(admin, language, text, name):
    talk = admin(language)
    crm = (await talk.tools()).org()
    account = (await crm.run(Query("Account", ("Id", "Name"), limit=1))).records[0]
    said = text.format(account=account["Name"])
    shown = await talk.do("action_create_record", said, record_name=account["Name"])
    assert shown.proposal is None
    shown = await talk.do("action_resume", name)
    made = (await talk.do("action_confirm", "oui")).records[0]
    fields = ("Name", "Compte__c", "Puissance__c", "Etat__c", "Mise_en_service__c")
    held = await crm.get("Borne__c", made.id, fields)
    assert {**held, "Puissance__c": float(held["Puissance__c"])} == {
        "Name": name, "Compte__c": account["Id"], "Puissance__c": 22.0,
        "Etat__c": "Out_of_Service", "Mise_en_service__c": date(2026, 12, 3),
    }  # fmt: skip
    await talk.do("action_undo", "annule")
    assert await crm.get("Borne__c", made.id, ("Id",)) is None


@pytest.mark.parametrize(
    ("language", "listing", "text"),
    [
        ("fr", "bornes de recharge hors service", "repousse leur date de mise en service d'un mois"),
        ("en", "bornes de recharge hors service", "push their date de mise en service back 30 days"),
    ],
)  # fmt: skip
async def test_a_list_of_an_unknown_object_moves_its_own_dates(admin, language, listing, text):
    talk = admin(language)
    crm = (await talk.tools()).org()
    records = (await talk.do("action_query_records", listing)).records
    assert records
    ids = [one.id for one in records]
    before = await crm.get_many("Borne__c", ids, ("Mise_en_service__c",))
    shown = await talk.do("action_propose_update", text)
    assert {one.id for one in shown.proposal.records} <= set(ids)
    await talk.do("action_confirm", "oui")
    after = await crm.get_many("Borne__c", ids, ("Mise_en_service__c",))
    moved = [
        (one["Mise_en_service__c"], after[id_]["Mise_en_service__c"])
        for id_, one in before.items()
        if one["Mise_en_service__c"]
    ]
    assert all(timedelta(days=28) <= new - old <= timedelta(days=31) for old, new in moved)
    await talk.do("action_undo", "annule")
