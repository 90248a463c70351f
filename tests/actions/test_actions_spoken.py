"""What « ses », "their", « la deuxième » point back to, and what can be done with a list."""

import csv
import io
from datetime import date

import pytest
from talking import part, words

from crm import AllOf, Compare, Query, Related


async def ids(conversation, name, *conditions):
    """Return the ids by a query written here, not by the reader."""
    crm = (await conversation.tools()).crm
    rows = await crm.run(Query(name, ("Id",), AllOf(conditions), limit=2000))
    return {record["Id"] for record in rows.records}


@pytest.mark.parametrize(
    ("language", "question"),
    [("fr", "ses opportunités gagnées"), ("en", "their won deals")],
)
async def test_an_accounts_deals_are_those_of_the_account_spoken_of(talk, language, question):
    rep = talk("sophie.marchand", language)
    shown = await rep.do("action_show_record", "Ateliers Sablonnière", record_name="Ateliers Sablonnière")  # fmt: skip
    answer = await rep.do("action_show_detail", question)
    account = shown.records[0].id
    expected = await ids(
        rep, "Opportunity", Compare("AccountId", "=", account), Compare("IsWon", "=", True)
    )
    assert expected
    assert {record.id for record in answer.records} == expected


async def test_a_contacts_deals_are_those_they_play_a_role_in(talk):
    rep = talk()
    shown = await rep.do("action_show_record", "Qui est Zoé Girard ?", record_name="Zoé Girard")
    answer = await rep.do("action_show_detail", "ses opportunités")
    roles = Query("OpportunityContactRole", ("OpportunityId",), Compare("ContactId", "=", shown.records[0].id))  # fmt: skip
    expected = await ids(rep, "Opportunity", Related("Id", roles))
    assert expected
    assert {record.id for record in answer.records} == expected
    phone = await rep.do("action_show_detail", "son téléphone")
    assert phone.records[0].id == shown.records[0].id


async def test_a_possessive_on_a_plain_field_stays_a_detail(talk):
    rep = talk()
    await rep.do("action_show_record", "Qui est Zoé Girard ?", record_name="Zoé Girard")
    answer = await rep.do("action_show_detail", "son entreprise")
    assert "Ateliers Sablonnière" in words(answer)
    assert answer.query is None


async def test_their_means_the_list_on_screen(talk):
    rep = talk("sophie.marchand")
    await rep.do("action_query_records", "comptes du secteur banque")
    answer = await rep.do("action_refine_query", "leurs opportunités gagnées")
    banks = Compare("Account.Industry", "=", "Banking")
    expected = await ids(rep, "Opportunity", banks, Compare("IsWon", "=", True))
    assert {record.id for record in answer.records} == expected
    assert expected


@pytest.mark.parametrize(("said", "row"), [("la deuxième", 1), ("show me the last one", -1)])
async def test_an_ordinal_opens_that_row_and_speaks_of_it(talk, said, row):
    rep = talk()
    first = await rep.do("action_query_records", "mes opportunités ouvertes")
    answer = await rep.do("action_refine_query", said)
    assert part(answer, "card").id == first.records[row].id
    assert rep.slots["focus_id"] == first.records[row].id


@pytest.mark.parametrize(("said", "sign"), [("exporte en CSV", ";"), ("export that", ",")])
async def test_an_export_holds_every_row_and_no_formula(talk, said, sign):
    rep = talk("oliver.bennett", "fr" if sign == ";" else "en")
    listed = await rep.do("action_query_records", "show me all contacts")
    answer = await rep.do("action_refine_query", said)
    rows = list(csv.reader(io.StringIO(part(answer, "table").csv), delimiter=sign))
    assert len(rows) == part(listed, "table").total + 1 > 51
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "@"))]


async def test_namesakes_are_counted_in_full_and_paged(talk):
    rep = talk()
    first = await rep.do("action_show_record", "Qui est Martin ?", record_name="Martin")
    second = await rep.do("action_refine_query", "suite")
    pages = [{b.payload for b in part(one, "buttons").buttons} for one in (first, second)]
    total = int(words(first).split(" ", 1)[0])
    assert total > 12
    assert not (pages[0] & pages[1]) - {"suite"}
    assert "7 à 12" in words(second)


async def test_several_asked_for_by_name_are_listed(talk):
    answer = await talk("oliver.bennett", "en").do(
        "action_show_record", "Which contacts are called Taylor?", record_name="Taylor"
    )
    assert len(answer.records) > 2
    assert all("Taylor" in record.name for record in answer.records)


@pytest.mark.parametrize(
    ("user", "language", "question"),
    [
        ("sophie.marchand", "fr", "Comment va mon équipe ce trimestre ?"),
        ("oliver.bennett", "en", "how is my team doing this quarter?"),
    ],
)
async def test_a_managers_team_is_told_against_the_quarter_before(talk, user, language, question):
    rep = talk(user, language)
    answer = await rep.do("action_query_records", question)
    crm = (await rep.tools()).crm
    owners = Compare("OwnerId", "in", (crm.user.id, *await crm.team()))
    quarter = (Compare("CloseDate", ">=", date(2026, 10, 1)), Compare("CloseDate", "<=", date(2026, 12, 31)))  # fmt: skip
    won = await crm.count(Query("Opportunity", where=AllOf((owners, *quarter, Compare("IsWon", "=", True)))))  # fmt: skip
    assert answer.values[0].value == won
    assert [value.period.label[-4:] for value in answer.values[:2]] == ["2026", "2026"]


async def test_one_field_is_held_against_another(talk):
    rep = talk("admin", "en")
    answer = await rep.do("action_query_records", "campaigns that went over budget")
    crm = (await rep.tools()).crm
    rows = await crm.run(Query("Campaign", ("Id", "ActualCost", "BudgetedCost")))
    over = {
        one["Id"]
        for one in rows.records
        if one["ActualCost"] and one["BudgetedCost"] and one["ActualCost"] > one["BudgetedCost"]
    }
    assert over
    assert {record.id for record in answer.records} == over


async def test_a_people_s_name_stands_for_its_town(talk):
    rep = talk()
    answer = await rep.do("action_query_records", "les comptes toulousains ou nantais")
    expected = await ids(rep, "Account", Compare("BillingCity", "in", ("Toulouse", "Nantes")))
    assert {record.id for record in answer.records} == expected
    assert expected


async def test_what_the_org_does_not_know_is_named_and_nothing_is_shown(talk):
    answer = await talk().do("action_query_records", "les affaires d'Isabelle Vasseur")
    assert "Isabelle Vasseur" in words(answer)
    assert not answer.records
