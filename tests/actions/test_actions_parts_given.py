"""Changes in an org nobody here knows: parts given to records, boxes ticked, the org's own rules."""

from pathlib import Path

import pytest
from serving import served
from talking import Talk, words

from copilot import Settings, compose
from sandbox.app import create_app
from sandbox.clock import system_clock
from sandbox.load import load
from sandbox.store import Store

THEATRE = Path(__file__).parent / "theatre_org"
CLOCK = system_clock({"COMPTOIR_TODAY": "2026-11-22"})


@pytest.fixture(scope="module")
def theatre(tmp_path_factory):
    """The address of the theatre's org, loaded from SFDX source into an empty one."""
    store = Store(tmp_path_factory.mktemp("theatre") / "org.db")
    load(THEATRE, store, CLOCK)
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


def changes(result):
    return {one.field: one.new for one in result.proposal.changes}


@pytest.mark.parametrize(
    ("language", "said", "record", "wanted"),
    [
        ("fr", "désigne Corentin Vasseul comme créateur son de Vent debout", "Vent debout",
         {"Son__c": "Corentin Vasseul"}),
        ("fr", "confie Vent debout à Corentin Vasseul comme sound", "Vent debout",
         {"Son__c": "Corentin Vasseul"}),
        ("en", "give Vent debout to Corentin Vasseul as sound", "Vent debout",
         {"Son__c": "Corentin Vasseul"}),
        ("fr", "le metteur en scène du spectacle Petit Ours bleu est maintenant Ysaure Kermoal",
         "Petit Ours bleu", {"Mise_en_scene__c": "Ysaure Kermoal"}),
        ("en", "make Emily Hart the stage manager of La Nuit des rameurs", "La Nuit des rameurs",
         {"Regie__c": "Emily Hart"}),
        ("en", "change the sound designer of Les Marées lentes to Corentin Vasseul",
         "Les Marées lentes", {"Son__c": "Corentin Vasseul"}),
        ("en", "mark Vent debout as family show", "Vent debout", {"Jeune__c": "yes"}),
        ("fr", "Petit Ours bleu n'est plus jeune public", "Petit Ours bleu", {"Jeune__c": "non"}),
        ("en", "set the box office of REP-0003 to €1,800", "REP-0003", {"Recette__c": "1,800"}),
    ],
)  # fmt: skip
async def test_a_record_is_given_its_part_by_label(admin, language, said, record, wanted):
    shown = await admin(language).do("action_propose_update", said)
    assert shown.proposal is not None, words(shown)
    assert shown.records[0].name == record
    assert {field: value.strip("€\xa0 ") for field, value in changes(shown).items()} == wanted


async def test_who_only_tells_which_record_is_meant_is_given_nothing(admin):
    said = "passe la date REP-0004 du spectacle Les Marées lentes en annulée"
    shown = await admin("fr").do("action_propose_update", said)
    assert set(changes(shown)) == {"Etat__c"}


async def test_a_name_given_that_nobody_bears_is_told(admin):
    said = "assign Zenobia Quark as sound designer of Vent debout"
    shown = await admin("en").do("action_propose_update", said)
    assert shown.proposal is None
    assert "Zenobia Quark" in words(shown)


async def test_a_new_record_bears_its_name_and_its_parts(admin):
    said = ("crée un spectacle Les Îles Noires, jeune public, durée 70, créateur son "
            "Basile Trémeur, avec Odalie Rousquet comme metteur en scène")  # fmt: skip
    shown = await admin("fr").do("action_create_record", said)
    assert changes(shown) == {
        "Name": "Les Îles Noires", "Jeune__c": "oui", "Duree__c": "70",
        "Son__c": "Basile Trémeur", "Mise_en_scene__c": "Odalie Rousquet",
    }  # fmt: skip


async def test_a_rule_of_the_org_refuses_in_its_own_words(admin):
    talk = admin("fr")
    await talk.do("action_propose_update", "mets la remise groupe de REP-0003 à 45 %")
    refused = await talk.do("action_confirm", "oui")
    assert "La remise groupe ne dépasse pas 30 %." in words(refused)


async def test_a_rule_may_ask_what_changed(admin):
    talk = admin("en")
    await talk.do("action_propose_update", "set REP-0005 to confirmed")
    refused = await talk.do("action_confirm", "yes")
    assert "Une date se confirme contrat signé." in words(refused)
    await talk.do("action_propose_update", "set the tickets sold of REP-0003 to 120")
    assert "120" in words(await talk.do("action_confirm", "yes"))


@pytest.mark.parametrize(
    ("language", "asked", "soql"),
    [
        ("fr", "nombre de représentations par résultat", "GROUP BY Issue__c"),
        ("fr", "représentations dont le contrat n'est pas signé", "Contrat__c = FALSE"),
        ("en", "performers whose medical check ends in the next 60 days", "Visite__c >= 2026-11-22"),
    ],
)  # fmt: skip
async def test_a_question_is_read_by_the_orgs_own_words(admin, language, asked, soql):
    shown = await admin(language).do("action_query_records", asked)
    assert shown.query is not None, words(shown)
    assert soql in shown.query.soql
