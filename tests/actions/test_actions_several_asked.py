"""Two questions joined in one sentence; the money itself, the best sold, and how quickly."""

import pytest
from talking import words

REP = {"fr": "claire.moreau", "en": "james.whitfield"}


@pytest.mark.parametrize(
    ("language", "asked", "told"),
    [
        ("en", "what's my biggest open deal and when does it close", "Close Date: "),
        ("fr", "quelle est ma plus grosse affaire ouverte et quand ferme-t-elle ?", "clôture de"),
    ],
)
async def test_what_is_asked_next_of_the_one_found_is_told_of_it(talk, language, asked, told):
    answer = await talk(REP[language], language).do("action_query_records", asked)
    assert "ORDER BY Amount DESC" in answer.query.soql
    assert told in words(answer)


@pytest.mark.parametrize(
    ("language", "asked"),
    [
        ("fr", "combien d'affaires perdues cette année et qui en a perdu le plus ?"),
        ("en", "how many deals did we lose this year and who lost the most?"),
    ],
)
async def test_a_count_and_who_has_the_most_are_both_told(talk, language, asked):
    answer = await talk(REP[language], language).do("action_query_records", asked)
    assert "GROUP BY Owner.Name" in answer.query.soql
    assert "**" in answer.parts[0].text


async def test_what_only_tells_more_of_a_noun_is_one_question(talk):
    asked = "combien de clients qui ont un ticket ouvert et qui sont à Lyon ?"
    answer = await talk().do("action_query_records", asked)
    assert "BillingCity = 'Lyon'" in answer.query.soql
    assert "FROM Case" in answer.query.soql


@pytest.mark.parametrize(
    ("language", "asked"),
    [
        ("fr", "mon CA du mois"),
        ("fr", "le chiffre d'affaires de novembre"),
        ("en", "my revenue this quarter"),
    ],
)
async def test_turnover_is_the_money_of_what_was_won(talk, language, asked):
    answer = await talk(REP[language], language).do("action_query_records", asked)
    assert "SELECT SUM(Amount)" in answer.query.soql
    assert "IsWon = TRUE" in answer.query.soql


@pytest.mark.parametrize(
    ("language", "asked", "order"),
    [
        ("fr", "produits les plus vendus ce trimestre", "DESC"),
        ("fr", "les 3 produits les moins vendus en 2026", "ASC"),
        ("fr", "quels produits se vendent le mieux ?", "DESC"),
        ("en", "best selling products this quarter", "DESC"),
    ],
)
async def test_what_is_sold_most_is_ranked_by_product(talk, language, asked, order):
    answer = await talk(REP[language], language).do("action_query_records", asked)
    assert "GROUP BY Product2Id" in answer.query.soql
    assert f"ORDER BY SUM(Quantity) {order}" in answer.query.soql


@pytest.mark.parametrize(
    ("language", "asked"),
    [
        ("fr", "à quelle vitesse répondons-nous aux tickets urgents ?"),
        ("en", "how quickly do we answer urgent cases?"),
    ],
)
async def test_how_quickly_is_a_duration(talk, language, asked):
    answer = await talk(REP[language], language).do("action_query_records", asked)
    assert "First_Response_Date__c" in answer.query.soql
    assert "Priority IN ('High')" in answer.query.soql


@pytest.mark.parametrize(
    ("user", "language", "asked", "measured"),
    [
        (
            "sophie.marchand",
            "fr",
            "top 3 commerciaux par montant signé ce trimestre",
            "SUM(Amount)",
        ),
        ("sophie.marchand", "fr", "meilleur vendeur de l'année", "SUM(Amount)"),
        ("oliver.bennett", "en", "who are my top performers this quarter?", "SUM(Amount)"),
        ("oliver.bennett", "en", "rank my reps by revenue this year", "SUM(Amount)"),
        ("marc.delaunay", "fr", "classement des agents par tickets fermés", "COUNT(Id)"),
        ("tom.fletcher", "en", "top 3 agents by cases closed", "COUNT(Id)"),
    ],
)
async def test_people_are_ranked_by_what_they_sold_or_did(talk, user, language, asked, measured):
    answer = await talk(user, language).do("action_query_records", asked)
    assert measured in answer.query.soql
    assert "GROUP BY Owner.Name" in answer.query.soql


@pytest.mark.parametrize(
    ("language", "asked", "said", "count", "order"),
    [
        ("fr", "total des 10 plus grosses affaires ouvertes", "10 premiers", 10, "Amount DESC"),
        ("fr", "montant moyen des 5 dernières affaires gagnées", "5 premiers", 5, "CloseDate DESC"),
        ("en", "average amount of the 5 biggest open deals", "top 5", 5, "Amount DESC"),
    ],
)
async def test_a_figure_of_the_first_ones_is_of_these_alone(
    talk, language, asked, said, count, order
):
    answer = await talk(REP[language], language).do("action_query_records", asked)
    assert answer.query.soql.endswith(f"ORDER BY {order} NULLS LAST LIMIT {count}")
    assert "CloseDate >=" not in answer.query.soql
    assert said in words(answer)
