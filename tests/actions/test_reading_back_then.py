"""What was open at a day gone by, and what somebody has not done."""

from datetime import date

import pytest
from talking import words

from crm import AllOf, AnyOf, Compare, Query

REP = {"fr": "claire.moreau", "en": "james.whitfield"}
MANAGER = {"fr": "sophie.marchand", "en": "oliver.bennett"}


@pytest.mark.parametrize(
    ("language", "asked", "day"),
    [
        ("fr", "combien d'affaires ouvertes avions-nous au 1er janvier ?", "2026-01-01"),
        ("en", "how many open deals did we have a year ago?", "2025-11-22"),
        ("fr", "combien d'opportunités étaient ouvertes il y a trois mois ?", "2026-08-22"),
        ("en", "how many deals were open at the end of June?", "2026-06-30"),
    ],
)
async def test_what_was_open_then_is_what_was_there_and_ended_later(talk, language, asked, day):
    day = date.fromisoformat(day)
    rep = talk(MANAGER[language], language)
    answer = await rep.do("action_query_records", asked)
    still = AnyOf((Compare("IsClosed", "=", value=False), Compare("CloseDate", ">", day)))
    there = Compare("CreatedDate", "<=", day)
    crm = (await rep.tools()).crm
    assert f"**{await crm.count(Query('Opportunity', where=AllOf((there, still))))}**" in words(
        answer
    )


@pytest.mark.parametrize(
    ("language", "asked"),
    [
        ("en", "who hasn't won a deal this quarter?"),
        ("en", "which reps haven't sold anything this quarter?"),
        ("fr", "qui n'a rien signé ce trimestre ?"),
        ("fr", "quels commerciaux n'ont pas gagné d'affaire ce trimestre ?"),
    ],
)
async def test_people_who_have_not_are_people(talk, language, asked):
    answer = await talk(MANAGER[language], language).do("action_query_records", asked)
    assert "FROM User WHERE Id NOT IN (SELECT OwnerId FROM Opportunity" in answer.query.soql
    assert "IsWon = TRUE" in answer.query.soql


@pytest.mark.parametrize(
    ("language", "asked", "child"),
    [
        ("en", "which customers haven't ordered anything this year?", "Order"),
        ("en", "accounts that did not open a case in 2025", "Case"),
        ("fr", "quels clients n'ont pas ouvert de ticket cette année ?", "Case"),
    ],
)
async def test_what_was_not_done_is_no_inverse(talk, language, asked, child):
    answer = await talk(MANAGER[language], language).do("action_query_records", asked)
    assert f"Id NOT IN (SELECT AccountId FROM {child}" in answer.query.soql
    assert "IsClosed" not in answer.query.soql


@pytest.mark.parametrize(
    ("language", "asked"),
    [("fr", "pourquoi perdons-nous des affaires ?"), ("en", "why are we losing deals?")],
)
async def test_why_deals_are_lost_is_told_by_their_reasons(talk, language, asked):
    answer = await talk(MANAGER[language], language).do("action_query_records", asked)
    assert "GROUP BY Loss_Reason__c" in answer.query.soql


@pytest.mark.parametrize(
    ("language", "asked"),
    [
        ("fr", "laquelle de mes affaires est la plus avancée ?"),
        ("en", "my most promising deals"),
        ("en", "which of my deals is closest to signing?"),
    ],
)
async def test_what_is_furthest_along_is_open_and_the_likeliest(talk, language, asked):
    answer = await talk(REP[language], language).do("action_query_records", asked)
    assert "IsClosed = FALSE" in answer.query.soql
    assert "ORDER BY Probability DESC" in answer.query.soql


async def test_an_account_after_a_place_word_is_that_account(talk):
    answer = await talk().do("action_query_records", "combien de tickets à Castelnau Assurances ?")
    assert "AccountId = '" in answer.query.soql
    billed = await talk().do(
        "action_query_records", "combien a-t-on facturé à Castelnau Assurances en 2024 ?"
    )
    assert "SUM(Amount)" in billed.query.soql
    assert "AccountId = '" in billed.query.soql


@pytest.mark.parametrize(
    ("language", "asked"),
    [
        ("fr", "affaires passées en négociation ce mois-ci"),
        ("en", "deals that moved to negotiation this month"),
        ("en", "opportunities that entered the proposal stage in October"),
    ],
)
async def test_what_came_to_a_stage_then_is_dated_by_its_change(talk, language, asked):
    answer = await talk(REP[language], language).do("action_query_records", asked)
    assert "StageName IN (" in answer.query.soql
    assert "LastStageChangeDate >=" in answer.query.soql


@pytest.mark.parametrize(
    ("language", "asked", "year"),
    [("fr", "prévision pour janvier", "2027"), ("en", "forecast for Q1", "2027")],
)
async def test_a_forecast_looks_ahead(talk, language, asked, year):
    answer = await talk(MANAGER[language], language).do("action_query_records", asked)
    assert f"CloseDate >= {year}-01-01" in answer.query.soql
