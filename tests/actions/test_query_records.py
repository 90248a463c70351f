from __future__ import annotations

from datetime import date, timedelta

import pytest
from talking import part, words

from actions import Intent, Request, explain
from crm import AllOf, AnyOf, BadQuery, Compare, Order, Query

TODAY = date(2026, 11, 22)
FINANCE = ("Banking", "Finance", "Insurance")
PORTFOLIO = {
    "fr": "Identifie tous les contacts de mon portefeuille dans le secteur de la finance qui"
    " n'ont pas été contactés depuis plus de 90 jours.",
    "en": "Which contacts in my portfolio in the finance sector haven't been contacted for over"
    " 90 days?",
}


async def neglected(crm):
    """Return the ids by a query written here, not by the reader."""
    silent = AnyOf(
        (
            Compare("LastActivityDate", "<", TODAY - timedelta(days=90)),
            Compare("LastActivityDate", "=", None),
        )
    )
    mine = Compare("Account.OwnerId", "=", crm.user.id)
    finance = Compare("Account.Industry", "in", FINANCE)
    rows = await crm.run(Query("Contact", ("Id",), AllOf((mine, finance, silent))))
    return {record["Id"] for record in rows.records}


async def test_neglected_finance_contacts_of_my_portfolio_are_found(talk):
    for user, language in (("claire.moreau", "fr"), ("james.whitfield", "en")):
        conversation = talk(user, language)
        result = await conversation.do("action_query_records", PORTFOLIO[language])
        expected = await neglected((await conversation.tools()).crm)
        assert {record.id for record in result.records} == expected
        assert expected
        label = {"fr": "Dernière activité", "en": "Last Activity"}[language]
        assert label in part(result, "table").columns


async def test_an_empty_answer_says_which_condition_emptied_it(talk):
    result = await talk().do("action_query_records", "mes opportunités ouvertes de plus de 90 M€")
    assert "aucun résultat" in words(result)
    assert "Sans la condition « Montant : plus de 90" in words(result).replace("\u202f", " ")


async def test_a_grouped_sum_has_values_a_table_and_a_chart(talk):
    result = await talk("sophie.marchand").do(
        "action_query_records", "montant total des opportunités ouvertes par commercial"
    )
    total = sum(value.value for value in result.values)
    assert {value.unit for value in result.values} == {"EUR"}
    assert {tuple(value.group) for value in result.values} == {("Owner.Name",)}
    assert total > 0
    assert part(result, "chart").spec["series"][0]["type"] == "bar"
    assert len(part(result, "table").rows) == len(result.values)


async def test_a_win_rate_is_won_over_closed(talk):
    conversation = talk("sophie.marchand")
    result = await conversation.do("action_query_records", "quel est le taux de gain cette année ?")
    crm = (await conversation.tools()).crm
    year = (Compare("CloseDate", ">=", date(2026, 1, 1)), Compare("CloseDate", "<=", date(2026, 12, 31)))  # fmt: skip
    won = await crm.count(Query("Opportunity", where=AllOf((*year, Compare("IsWon", "=", True)))))
    over = await crm.count(Query("Opportunity", where=AllOf((*year, Compare("IsClosed", "=", True)))))  # fmt: skip
    assert abs(result.values[0].value - 100 * won / over) < 0.01


async def test_two_periods_are_set_side_by_side(talk):
    result = await talk("oliver.bennett", "en").do(
        "action_query_records", "compare deals won this quarter with last quarter"
    )
    assert [value.period.label for value in result.values] == ["Q4 2026", "Q3 2026"]


async def test_a_long_list_pages_and_says_so(talk):
    conversation = talk("oliver.bennett", "en")
    first = await conversation.do("action_query_records", "show me all contacts")
    table = part(first, "table")
    assert table.truncated
    assert table.total > len(table.rows) == 50
    second = await conversation.do("action_refine_query", "next")
    assert f"Rows 51 to 100 of {table.total}" in words(second)
    assert not {*part(second, "table").records} & {*table.records}


async def test_a_follow_up_refines_the_last_list(talk):
    conversation = talk()
    first = await conversation.do("action_query_records", "mes opportunités ouvertes")
    second = await conversation.do("action_refine_query", "seulement au-dessus de 10 k€")
    assert {r.id for r in second.records} < {r.id for r in first.records}


async def test_the_reading_is_said_with_its_dates_and_whose_records(talk):
    result = await talk().do(
        "action_query_records", "mes opportunités gagnées le trimestre dernier"
    )
    assert "du 01/07/2026 au 30/09/2026" in words(result)
    assert "Propriétaire : vous" in words(result).replace("\u202f", " ")
    assert result.query.object == "Opportunity"
    assert result.query.soql.startswith("SELECT Id, ")


@pytest.mark.parametrize(
    ("language", "advice"), [("fr", "deux questions"), ("en", "two questions")]
)
def test_what_salesforce_cannot_say_in_one_query_is_no_missing_name(language, advice):
    request = Request("…", language, Intent("query_records", 1.0), (), {}, "t", "c", "internal")
    answer = explain(BadQuery(), request)
    assert answer.refused == "bad_query"
    assert advice in words(answer)
    assert "“" not in words(answer)


@pytest.mark.parametrize(
    ("user", "language", "asked", "answer"),
    [
        ("claire.moreau", "fr", "contacts de Castelnau", "la deuxième"),
        ("james.whitfield", "en", "contacts at Marlow", "the second one"),
    ],
)
async def test_what_is_said_of_two_readings_completes_the_question(
    talk, user, language, asked, answer
):
    conversation = talk(user, language)
    offered = part(await conversation.do("action_query_records", asked), "buttons").buttons
    said = await conversation.do("action_choose", answer)
    again = talk(user, language)
    pressed = await again.do("action_query_records", offered[1].payload)
    assert said.query.soql == pressed.query.soql
    assert said.records == pressed.records
    assert conversation.slots["candidates"] is None


@pytest.mark.parametrize(
    ("user", "language", "asked"),
    [
        ("nadia.benali", "en", "which customers are the gloomiest right now?"),
        ("sophie.marchand", "fr", "quels clients sont les plus lunatiques ?"),
        ("nadia.benali", "fr", "mes tickets en retard"),
        ("tom.fletcher", "en", "my overdue cases"),
    ],
)
async def test_what_says_which_records_is_never_left_out(talk, user, language, asked):
    answer = await talk(user, language).do("action_query_records", asked)
    assert answer.refused == "unknown_word"
    assert not answer.records


@pytest.mark.parametrize(
    ("language", "question"), [("fr", "toutes les campagnes"), ("en", "list all campaigns")]
)
async def test_a_page_past_the_last_is_told_whatever_it_was_taken_for(talk, language, question):
    rep = talk("oliver.bennett", language)
    await rep.do("action_query_records", question)
    told = await rep.do("action_clarify", "page 99")
    assert told.refused is None
    assert not [part for part in told.parts if part.type != "text"]


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("fr", "la dernière commande est-elle expédiée ?"),
        ("en", "has the last order been shipped?"),
        ("en", "is the latest order shipped?"),
    ],
)
async def test_whether_the_last_one_is_so_shows_the_last_one_and_its_state(
    talk, language, question
):
    rep = talk("oliver.bennett", language)
    told = await rep.do("action_query_records", question)
    crm = (await rep.tools()).org()
    last = (Order("EffectiveDate", descending=True),)
    newest = (await crm.run(Query("Order", ("EffectiveDate",), order_by=last, limit=1))).records[0]
    shown = await crm.get("Order", told.records[0].id, ("EffectiveDate",))
    assert len(told.records) == 1
    assert shown["EffectiveDate"] == newest["EffectiveDate"]
