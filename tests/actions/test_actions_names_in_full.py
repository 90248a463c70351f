"""Records called by figures: what a name holds is no new value, and nobody else is meant."""

from pathlib import Path

import pytest
from serving import served
from talking import Talk, words

from copilot import Settings, compose
from crm import Query
from sandbox.app import create_app
from sandbox.clock import system_clock
from sandbox.load import load
from sandbox.store import Store

THEATRE = Path(__file__).parent / "theatre_org"
CLOCK = system_clock({"COMPTOIR_TODAY": "2026-11-22"})
NAMES = ("Dossier 12/2026", "Lot B-7", "Lot B-8", "Acte 2025-002", "Acte 2026-002",
         "Gala du 3 mars", "Bourse 500 €", "Studio 54", "Rendez-vous de 20 h 30")  # fmt: skip


@pytest.fixture(scope="module")
def theatre(tmp_path_factory):
    """The address of the theatre's org, with performances called by figures."""
    store = Store(tmp_path_factory.mktemp("figures") / "org.db")
    load(THEATRE, store, CLOCK)
    [(one,), *_] = store.execute('SELECT "Id" FROM "Spectacle__c"')
    like = {**store.row("Spectacle__c", one), "Jeune__c": 0, "Duree__c": 60}
    del like["Id"]
    store.insert_rows("Spectacle__c", [{**like, "Name": name} for name in NAMES])
    with served(create_app(store, CLOCK)) as url:
        yield url


@pytest.fixture
async def admin(theatre, index, tmp_path):
    """Its administrator's conversations."""
    settings = Settings(
        home=tmp_path, today="2026-11-22", salesforce_login_url=theatre, _env_file=None
    )
    (tmp_path / "index").symlink_to(index)
    doors = compose(settings)
    yield lambda language: Talk(doors, "admin", language, f"c-{language}")
    await doors.close()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("language", "said", "field", "value"),
    [
        ("fr", "marque {} comme jeune public", "Jeune__c", "oui"),
        ("fr", "mets la durée de {} à 95", "Duree__c", "95"),
        ("en", "mark {} as family show", "Jeune__c", "yes"),
        ("en", "set the running time of {} to 95", "Duree__c", "95"),
    ],
)
async def test_the_figures_of_a_name_are_no_new_value(admin, language, said, field, value, name):
    shown = await admin(language).do("action_propose_update", said.format(name))
    assert shown.proposal is not None, words(shown)
    assert shown.records[0].name == name
    assert {one.field: one.new for one in shown.proposal.changes} == {field: value}


@pytest.mark.parametrize("name", NAMES)
async def test_a_name_with_figures_is_its_own_record(admin, name):
    crm = (await admin("fr").tools()).org()
    found = await crm.find(name, ("Spectacle__c", "Representation__c"))
    assert found.match is not None
    assert found.match.name == name


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "crée une représentation pour Dossier 12/2026 le 4 février 2027"),
        ("en", "create a performance for Dossier 12/2026 on 4 February 2027"),
    ],
)
async def test_a_new_record_hangs_on_a_name_with_figures(admin, language, said):
    talk = admin(language)
    crm = (await talk.tools()).org()
    where = (await crm.run(Query("Spectacle__c", ("Id", "Name"), limit=50))).records
    assert any(one["Name"] == "Dossier 12/2026" for one in where)
    shown = await talk.do("action_create_record", said)
    held = {one.field: one.new for one in shown.proposal.changes}
    assert held["Spectacle__c"] == "Dossier 12/2026"
    assert "2027" in held["Jour__c"]
    assert "2026" not in words(shown).replace("Dossier 12/2026", "")
