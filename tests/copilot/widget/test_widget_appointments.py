"""« Quand passe le technicien ? »: a customer's own appointments, those to come first."""

import uuid
from datetime import UTC, datetime

import pytest
from website import Visitor, words

from actions.appointments import asks_when
from crm import Compare, Query

ASKED = {
    "fr": ["quand passe le technicien ?", "Mes rendez-vous", "c'est quand la prochaine visite ?",
           "à quelle heure vient l'installateur demain ?", "ai-je un rdv cette semaine ?",
           "quel jour a lieu l’intervention", "rappelez-moi mon prochain rendez vous"],
    "en": ["When is my appointment?", "what time does the engineer come tomorrow",
           "do I have an appointment this week?", "which day is the visit", "my next appointment",
           "when are the fitters coming"],
}  # fmt: skip
NOT_ASKED = [
    "Comment prendre rendez-vous ?", "how do I book an appointment?", "mes tickets ouverts",
    "Un technicien peut-il me rappeler ?", "annuler mon rendez-vous", "where is my order?",
    "Quand ma commande arrive-t-elle ?", "Comment se passe l'intervention d'un technicien ?",
    "when was my invoice sent?", "Le technicien n'a rien réparé", "your engineer was great",
]  # fmt: skip
SUBJECT = "Remplacement de la passerelle"


@pytest.mark.parametrize("text", [one for said in ASKED.values() for one in said])
def test_when_somebody_comes_is_heard(text):
    assert asks_when(text)


@pytest.mark.parametrize("text", NOT_ASKED)
def test_what_is_done_and_how_is_something_else(text):
    assert not asks_when(text)


async def customers(site):
    """Return two customers of different companies: e-mail and contact."""
    site.client()
    crm = await site.doors.people.integration()
    query = Query("Contact", ("Id", "Email", "AccountId"), Compare("Email", "!=", None), limit=200)
    rows = (await crm.run(query)).records
    addresses = [row["Email"] for row in rows]
    alone = [row for row in rows if addresses.count(row["Email"]) == 1]
    planned = await crm.run(Query("Event", ("WhoId",), Compare("WhoId", "!=", None), limit=2000))
    busy = {row["WhoId"] for row in planned.records}
    free = [row for row in alone if row["Id"] not in busy]
    return free[0], free[1]


async def plan(site, contact, start, end, **more):
    """Plan a visit as the integration user."""
    crm, now = await site.doors.people.integration(), site.doors.clock.now()
    values = {"Subject": SUBJECT, "WhoId": contact["Id"], "StartDateTime": start,
              "EndDateTime": end, **more}  # fmt: skip
    proposal = await crm.propose("create", "Event", "", values, now)
    await crm.execute(proposal, uuid.uuid4().hex)


async def test_a_customer_reads_their_own_in_both_languages_however_it_was_taken(site):
    mine, other = await customers(site)
    day = [datetime(2026, 11, 24, hour, tzinfo=UTC) for hour in (8, 10, 13, 15)]
    me = Visitor(site.client(**{"X-Demo-User": f"customer:{mine['Email']}"}))
    site.rasa.intent, site.rasa.action = "query_records", "action_query_records"
    nothing = await me.say("Mes rendez-vous", language="fr")
    assert "Aucun rendez-vous" in words(nothing)
    await plan(site, mine, day[0], day[1], Location="Nantes")
    await plan(site, other, day[2], day[3], Subject="Chez un autre")
    for action in ("action_query_records", "action_answer_question", "action_clarify"):
        site.rasa.action = action
        told = await me.say("Quand passe le technicien ?", language="fr")
        assert f"**{SUBJECT}**, le 24/11/2026 à 08:00, heure locale (Londres) – Nantes" in words(
            told
        )
        assert "autre" not in str(told["parts"])
    for text in ("When is my appointment?", "what time does the engineer come tomorrow"):
        told = await me.say(text, language="en")
        assert f"**{SUBJECT}**, 24/11/2026 at 08:00, London time – Nantes" in words(told)
    assert "No appointment" in words(await me.say("my appointment in March", language="en"))
    await plan(site, mine, day[2], day[3])
    several = await me.say("Mes rendez-vous", language="fr")
    table = next(part for part in several["parts"] if part["type"] == "table")
    assert [row[1] for row in table["rows"]] == ["24/11/2026 à 08:00", "24/11/2026 à 13:00"]
    assert len(several["records"]) == 2


async def book(site, contact, start, end, **more):
    """Book an appointment of the field service, as the integration user."""
    crm, now = await site.doors.people.integration(), site.doors.clock.now()
    values = {
        "Subject": "Pose de deux capteurs", "ContactId": contact["Id"],
        "ParentRecordId": contact["AccountId"], "EarliestStartTime": start, "DueDate": end,
        "SchedStartTime": start, "SchedEndTime": end, "Status": "Scheduled", **more,
    }  # fmt: skip
    proposal = await crm.propose("create", "ServiceAppointment", "", values, now)
    await crm.execute(proposal, uuid.uuid4().hex)


async def test_field_service_appointments_stand_beside_events_in_order_of_time(site):
    mine, other = await customers(site)
    day = [datetime(2026, 12, 1, hour, tzinfo=UTC) for hour in (8, 10, 13, 15)]
    me = Visitor(site.client(**{"X-Demo-User": f"customer:{mine['Email']}"}))
    site.rasa.intent, site.rasa.action = "query_records", "action_query_records"
    window = {"ArrivalWindowStartTime": day[0], "ArrivalWindowEndTime": day[1]}
    await book(site, mine, day[0], day[1], City="Lyon", **window)
    await book(site, mine, day[0], day[1], Subject="Annulé", Status="Canceled")
    await book(site, other, day[0], day[1], Subject="Chez un autre")
    told = words(await me.say("Quand passe le technicien le 1er décembre ?", language="fr"))
    assert "**Pose de deux capteurs**, le 01/12/2026 à 08:00" in told
    assert "arrivée entre 08:00 et 10:00 – Lyon" in told
    told = words(await me.say("When is my appointment on 1 December?", language="en"))
    assert "London time, arriving between 08:00 and 10:00 – Lyon" in told
    await plan(site, mine, day[2], day[3])
    both = await me.say("Mes rendez-vous du 1er décembre", language="fr")
    table = next(part for part in both["parts"] if part["type"] == "table")
    assert [row[0] for row in table["rows"]] == ["Pose de deux capteurs", SUBJECT]
    assert [one["object"] for one in both["records"]] == ["ServiceAppointment", "Event"]
    assert not {"Annulé", "Chez un autre"} & {row[0] for row in table["rows"]}
