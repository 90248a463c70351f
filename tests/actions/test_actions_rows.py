"""A rank that stands alone is the row of the list on screen, whatever is asked of it."""

import pytest
from talking import words

from crm import AllOf, Compare, Order, Query

LISTED = {"fr": "mes 5 plus grosses affaires ouvertes", "en": "my 5 biggest open deals"}


@pytest.mark.parametrize(
    ("language", "user", "action", "text", "row"),
    [
        ("fr", "claire.moreau", "action_summarise_interactions", "résume la deuxième", 1),
        ("en", "james.whitfield", "action_summarise_interactions", "sum up the second one", 1),
        ("fr", "claire.moreau", "action_brief", "brief sur la troisième stp", 2),
        ("en", "james.whitfield", "action_brief", "brief me on the last one", -1),
        ("fr", "claire.moreau", "action_show_detail", "la première est à quelle étape ?", 0),
        ("en", "james.whitfield", "action_write_email", "draft a follow-up for the first", 0),
        ("fr", "claire.moreau", "action_choose", "résume la deuxième", 1),
        ("en", "james.whitfield", "action_choose", "the third one please", 2),
    ],
)
async def test_the_row_is_the_record(talk, language, user, action, text, row):
    rep = talk(user, language)
    listed = await rep.do("action_query_records", LISTED[language])
    told = await rep.do(action, text)
    assert listed.records[row].id in {one.id for one in told.records}
    assert rep.slots["focus_id"] == listed.records[row].id


async def test_a_rank_of_something_else_points_at_no_row(talk):
    rep = talk("claire.moreau", "fr")
    await rep.do("action_query_records", LISTED["fr"])
    told = await rep.do("action_summarise_interactions", "résume le deuxième appel")
    assert not told.records


async def test_without_a_list_the_record_is_asked_for(talk):
    told = await talk("claire.moreau", "fr").do("action_brief", "brief sur la troisième")
    assert not told.records
    assert "?" in words(told)


@pytest.mark.parametrize(
    ("language", "user", "text", "row"),
    [
        ("fr", "claire.moreau", "note sur la première : la deuxième démo a plu", 0),
        ("en", "james.whitfield", "note on the second one: the first demo went well", 1),
    ],
)
async def test_a_note_is_taken_on_the_row_said_and_on_none_that_is_dictated(
    talk, language, user, text, row
):
    rep = talk(user, language)
    listed = await rep.do("action_query_records", LISTED[language])
    await rep.do("action_brief", {"fr": "brief sur la dernière", "en": "brief the last"}[language])
    shown = await rep.do("action_log_activity", text)
    written = [one.new for one in shown.proposal.changes]
    assert listed.records[row].name in written
    assert text.partition(": ")[2] in written


@pytest.mark.parametrize(
    ("language", "user", "asked", "action", "text", "descending"),
    [
        ("fr", "claire.moreau", "combien ai-je d'affaires ouvertes ?", "action_show_detail",
         "à qui appartient la plus grosse ?", True),
        ("fr", "claire.moreau", "mes affaires ouvertes", "action_summarise_interactions",
         "résume la moins chère", False),
        ("en", "james.whitfield", "how many open deals do I have?", "action_show_detail",
         "when does the smallest close?", False),
        ("en", "james.whitfield", "my open deals", "action_brief",
         "brief me on the most expensive", True),
    ],
)  # fmt: skip
async def test_a_superlative_that_stands_alone_is_a_row(
    talk, language, user, asked, action, text, descending
):
    rep = talk(user, language)
    await rep.do("action_query_records", asked)
    told = await rep.do(action, text)
    crm = (await rep.tools()).org()
    mine = AllOf((Compare("OwnerId", "=", crm.user.id), Compare("IsClosed", "=", False),
                  Compare("Amount", "!=", None)))  # fmt: skip
    query = Query("Opportunity", ("Id",), mine, order_by=(Order("Amount", descending=descending),),
                  limit=1)  # fmt: skip
    utmost = (await crm.run(query)).records[0]["Id"]
    assert rep.slots["focus_id"] == utmost
    assert utmost in {one.id for one in told.records}
