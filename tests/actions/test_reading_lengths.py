from datetime import date

import pytest
from org_fixture import CLAIRE, SOPHIE, catalogue, find, told

from actions.reading import read
from actions.standing import asks_figures, asks_standing
from language import detect

TODAY = date(2026, 11, 22)
ORG = catalogue()


async def asked(question, user=CLAIRE, values=None):
    language = detect(question).language or "fr"
    return await read(question, ORG, user, TODAY, language, find, values=values)


@pytest.mark.parametrize(
    ("question", "sign", "days"),
    [
        ("cases closed within two days", "<=", 2),
        ("requêtes résolues en moins de 3 jours", "<", 3),
        ("cases that took longer than a week to close", ">", 7),
        ("requêtes qui ont duré plus de 2 mois", ">", 60),
        ("cases closed in under 6 hours", "<", 0.25),
    ],
)
async def test_a_length_is_between_two_dates_of_a_record(question, sign, days):
    lasted = (await asked(question)).lasting
    assert (lasted.start, lasted.end, lasted.sign) == ("CreatedDate", "ClosedDate", sign)
    assert lasted.days == pytest.approx(days)


@pytest.mark.parametrize(
    "question", ["cases closed in the last 3 days", "requêtes fermées depuis moins de 3 jours"]
)
async def test_a_recent_close_is_a_date_and_no_length(question):
    reading = await asked(question)
    assert reading.lasting is None
    assert "ClosedDate >= " in told(reading, ORG)


@pytest.mark.parametrize(
    ("question", "condition"),
    [
        ("affaires en négociation depuis plus de 60 jours", "LastStageChangeDate <"),
        ("deals stuck in negotiation for 3 weeks", "LastStageChangeDate <"),
        ("requêtes reçues par e-mail", "Origin IN ('Email')"),
        ("pistes sans contact depuis deux semaines", "LastActivityDate = null"),
        ("leads not contacted in the last month", "LastActivityDate = null"),
        ("contacts of accounts that have lost a deal", "AccountId IN (SELECT AccountId FROM Opp"),
        ("opportunités qui n'ont ni étape suivante ni concurrent", "Competitor__c = null"),
    ],
)
async def test_what_a_phrase_asks_is_held_on_the_right_field(question, condition):
    assert condition in told(await asked(question), ORG)


@pytest.mark.parametrize("question", ["taux d'escalade par produit", "case escalation rate"])
async def test_a_rate_of_a_state_is_the_part_of_records_in_it(question):
    reading = await asked(question)
    assert (reading.task, reading.query.object) == ("share", "Case")
    assert [one.path for one in reading.shared] == ["IsEscalated"]


async def test_the_age_of_open_records_runs_until_now():
    reading = await asked("âge moyen des requêtes ouvertes")
    assert (reading.task, reading.span) == ("duration", ("CreatedDate", ""))


async def test_people_are_asked_for_by_what_they_lack():
    reading = await asked("qui n'a aucune tâche en retard ?", user=SOPHIE)
    assert reading.query.object == "User"
    assert "Id NOT IN (SELECT OwnerId FROM Task" in told(reading, ORG)


async def test_titles_in_use_say_who_people_are():
    async def values(name, field):
        return ["Directrice des achats", "Directeur technique"] if field == "Title" else []

    reading = await asked("les directeurs achats", values=values)
    assert "Title IN ('Directrice des achats')" in told(reading, ORG)


async def test_an_opening_how_names_no_comment():
    assert (await asked("Comment vont les requêtes ?")).query.object == "Case"
    assert await asked("comment va mon équipe ?", user=SOPHIE) is None


async def test_a_word_left_out_is_named():
    reading = await asked("requêtes ouvertes avec une turbulence")
    assert [one.word for one in reading.unclear] == ["turbulence"]


@pytest.mark.parametrize("text", ["où en suis-je ?", "how are my reps doing", "bilan du trimestre"])
def test_asking_how_people_do_needs_people_or_a_period(text):
    assert asks_standing(text)
    assert not asks_standing("comment créer une fiche ?")
    assert not asks_figures("how many deals by stage")
