"""Briefs before a meeting: every line stands on a record that holds it."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from talking import part, words

from actions.brief_lookups import Lookups
from actions.brief_sections import Teller, risks
from crm import AllOf, Compare, Order, Query

ASKED = {
    "fr": "prépare-moi pour mon rendez-vous avec eux demain",
    "en": "brief me before I see them tomorrow",
}
HELD = {
    "Contact": "Name", "Account": "Name", "Opportunity": "Name", "Quote": "QuoteNumber",
    "Contract": "ContractNumber", "Lead": "Name",
}  # fmt: skip


async def busy_account(rep):
    """Return the user's account with an open deal and the latest exchange."""
    crm = (await rep.tools()).org()
    query = Query(
        "Opportunity", ("Id", "Name", "Account.Id", "Account.Name"),
        AllOf((Compare("OwnerId", "=", crm.user.id),
               Compare("StageName", "=", "Negotiation/Review"))),
        order_by=(Order("LastActivityDate", descending=True),), limit=1,
    )  # fmt: skip
    return (await crm.run(query)).records[0]


async def brief(rep, name, record, title):
    rep.slots |= {"focus_object": name, "focus_id": record, "focus_name": title}
    return await rep.do("action_brief", ASKED[rep.language])


@pytest.mark.parametrize(("user", "language"), [("claire.moreau", "fr"), ("emily.hart", "en")])
async def test_every_line_of_a_brief_stands_on_a_record_that_holds_it(talk, user, language):
    rep = talk(user, language)
    crm = (await rep.tools()).org()
    deal = await busy_account(rep)
    for name, row in (("Opportunity", deal), ("Account", deal["Account"])):
        items = part(await brief(rep, name, row["Id"], row["Name"]), "summary").items
        assert {"who", "company", "deal", "question"} <= {item.kind for item in items}
        for item in items:
            assert item.evidence
            proof = item.evidence[0]
            field = HELD.get(proof.object)
            if field:
                held = await crm.get(proof.object, proof.id, (field,))
                assert proof.quote in str(held[field])


async def test_a_brief_has_at_most_three_angles_and_never_repeats_itself(talk):
    rep = talk()
    deal = await busy_account(rep)
    answer = await brief(rep, "Account", deal["Account"]["Id"], deal["Account"]["Name"])
    items = part(answer, "summary").items
    told = [item.text for item in items]
    assert 0 < len([item for item in items if item.kind == "angle"]) <= 3
    assert len(told) == len(set(told))
    assert words(answer)


async def test_a_lead_is_briefed_without_a_company(talk):
    rep = talk()
    crm = (await rep.tools()).org()
    lead = (await crm.run(Query("Lead", ("Id", "Name"), limit=1))).records[0]
    answer = await brief(rep, "Lead", lead["Id"], lead["Name"])
    items = part(answer, "summary").items
    assert items[0].kind == "who"
    assert lead["Name"] in items[0].text


async def first_meeting(rep):
    """Return the first meeting to come in the user's calendar."""
    tools = await rep.tools()
    crm, now = tools.org(), tools.clock.now()
    where = AllOf((Compare("OwnerId", "=", crm.user.id), Compare("StartDateTime", ">=", now)))
    columns = ("Id", "Subject", "StartDateTime", "Who.Name", "WhatId", "WhoId")
    order = (Order("StartDateTime"),)
    row = (await crm.run(Query("Event", columns, where, order_by=order, limit=1))).records[0]
    return row, row["StartDateTime"].astimezone(ZoneInfo(crm.user.timezone))


ON_MINE = {"fr": "prépare mon prochain rendez-vous", "en": "brief me on my next meeting"}
AT_THREE = {
    "fr": "brief pour mon rdv de {:%Hh%M} le {:%d/%m/%Y}",
    "en": "my {:%H:%M} on {:%d/%m/%Y}",
}


@pytest.mark.parametrize(("user", "language"), [("claire.moreau", "fr"), ("emily.hart", "en")])
@pytest.mark.parametrize("asked", [ON_MINE, AT_THREE])
async def test_my_next_meeting_is_read_from_my_own_calendar(talk, user, language, asked):
    rep = talk(user, language)
    row, begins = await first_meeting(rep)
    answer = await rep.do("action_brief", asked[language].format(begins, begins))
    assert row["Subject"] in words(answer)
    assert any(one.id == row["Id"] for one in answer.records)
    assert answer.slots["focus_id"] in {row["WhatId"], row["WhoId"]}
    assert part(answer, "summary").items


@pytest.mark.parametrize(
    ("user", "language", "asked"),
    [("claire.moreau", "fr", "mon rendez-vous de 23h17"), ("emily.hart", "en", "my 11:17 pm")],
)
async def test_a_meeting_that_the_calendar_has_not_is_said_to_be_missing(
    talk, user, language, asked
):
    answer = await talk(user, language).do("action_brief", asked)
    assert "agenda" in words(answer) or "calendar" in words(answer)
    assert not answer.records


async def test_whoever_is_spoken_of_is_taken_before_the_calendar(talk):
    rep = talk()
    deal = await busy_account(rep)
    answer = await brief(rep, "Account", deal["Account"]["Id"], deal["Account"]["Name"])
    assert answer.slots["focus_id"] == deal["Account"]["Id"]


@pytest.mark.parametrize(
    ("language", "person", "said"),
    [
        ("fr", {"Id": "003", "Name": "Ana Belmonte", "Decision_Role__c": "Decision Maker"},
         "**Projet Sud** ne nomme aucun décideur\u202f; Ana Belmonte décide pourtant."),
        ("en", {"Id": "003", "Name": "Ana Belmonte", "Decision_Role__c": "Decision Maker"},
         "**Projet Sud** names no decision maker, though Ana Belmonte is one."),
        ("fr", {"Id": "003", "Name": "Ana Belmonte", "Decision_Role__c": "User"},
         "Aucun décideur identifié sur **Projet Sud**."),
    ],
)  # fmt: skip
def test_a_decision_maker_met_there_is_named_beside_a_deal_that_names_none(language, person, said):
    teller = Teller({}, language, "Europe/Paris", date(2026, 11, 22))
    found = Lookups({"who": [person], "deals": [{"Id": "006", "Name": "Projet Sud"}]})
    assert [item.text for item in risks(found, None, teller)] == [said]
