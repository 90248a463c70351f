"""What goes on from the screen: wherever it was sent, from which dates, and back again."""

import pytest


@pytest.mark.parametrize(
    ("language", "user", "first", "action", "text", "soql"),
    [
        ("fr", "claire.moreau", "mes affaires qui ferment ce mois-ci", "action_cancel",
         "non, le mois prochain", "2026-12-01"),
        ("fr", "hugo.lefevre", "mes affaires ouvertes", "action_send_email", "sans montant",
         "Amount = null"),
        ("en", "tom.fletcher", "how many cases closed last week", "action_refine_query",
         "and the week before that?", "2026-11-02"),
        ("fr", "hugo.lefevre", "affaires perdues en mars 2025", "action_refine_query",
         "et en avril", "2025-04-01"),
        ("fr", "claire.moreau", "comptes à Nantes", "action_query_records",
         "lesquels n'ont aucune opp ouverte", "NOT IN (SELECT AccountId FROM Opportunity"),
    ],
)  # fmt: skip
async def test_what_leans_on_the_screen_goes_on_from_it(
    talk, language, user, first, action, text, soql
):
    rep = talk(user, language)
    await rep.do("action_query_records", first)
    assert soql in (await rep.do(action, text)).query.soql


async def test_a_filter_is_lifted_by_its_name_and_comes_back(talk):
    rep = talk("james.whitfield", "en")
    first = await rep.do("action_query_records", "my open deals over 20k")
    lifted = await rep.do("action_refine_query", "remove the amount filter")
    assert "Amount >" not in lifted.query.soql
    back = await rep.do("action_undo", "go back")
    assert [one.id for one in back.records] == [one.id for one in first.records]


async def test_thanks_that_refuse_go_on_from_nothing(talk):
    rep = talk("priya.shah", "en")
    await rep.do("action_query_records", "my contacts in Edinburgh")
    assert (await rep.do("action_cancel", "no thanks")).query is None
