"""A row of the list given away, and what is asked of every row: said after a list, of the list."""

import pytest
from talking import part, words

from crm import AllOf, Compare, Query

LISTS = {"fr": "mes affaires ouvertes", "en": "my open deals"}
TWO_WEEKS = 14
USERS = {"fr": "claire.moreau", "en": "james.whitfield"}


@pytest.mark.parametrize("taken_for", ["action_propose_update", "action_refine_query"])
@pytest.mark.parametrize(
    ("language", "given", "whom", "owner", "largest"),
    [
        ("fr", "donne la plus grosse à Hugo", "Hugo", "Hugo Lefèvre", True),
        ("fr", "confie la plus petite à Inès", "Inès", "Inès Garnier", False),
        ("en", "give the biggest to Emily", "Emily", "Emily Hart", True),
        ("en", "assign the smallest one to Emily", "Emily", "Emily Hart", False),
    ],
)
async def test_the_utmost_of_the_list_is_what_is_given(
    talk, language, given, whom, owner, largest, taken_for
):
    rep = talk(USERS[language], language)
    await rep.do("action_query_records", LISTS[language])
    shown = await rep.do(taken_for, given, person=whom)
    [row] = part(shown, "table").rows
    assert row[-1] == owner
    crm = (await rep.tools()).org()
    order = "DESC" if largest else "ASC"
    proposal = await rep.doors.conversation._tools.ledger.waiting(crm.user.id, "c-1")
    deals = await deals_of(crm)
    amounts = sorted((one for one in deals.values() if one is not None), reverse=order == "DESC")
    assert deals[proposal.record] == amounts[0]


async def deals_of(crm):
    """Return the amounts of the user's open deals by id."""
    mine = AllOf((Compare("OwnerId", "=", crm.user.id), Compare("IsClosed", "=", value=False)))
    rows = await crm.run(Query("Opportunity", ("Id", "Amount"), mine))
    return {one["Id"]: one["Amount"] for one in rows.records}


@pytest.mark.parametrize(
    ("user", "language", "listing", "asked", "column"),
    [
        ("sophie.marchand", "fr", "contacts de Castelnau Assurances", "et leur date de naissance",
         "Date de naissance"),
        ("sophie.marchand", "fr", "contacts de Castelnau Assurances", "avec leur mobile",
         "Téléphone mobile"),
        ("oliver.bennett", "en", "contacts of Northgate Retail Group", "and their birthdates",
         "Birthdate"),
    ],
)  # fmt: skip
async def test_what_is_theirs_is_a_column_of_the_list(talk, user, language, listing, asked, column):
    manager = talk(user, language)
    account = listing.split(" de " if language == "fr" else " of ")[1]
    first = await manager.do("action_query_records", listing, account=account)
    answer = await manager.do("action_show_detail", asked)
    assert column in part(answer, "table").columns
    assert len(part(answer, "table").rows) == len(part(first, "table").rows)
    assert words(answer)


@pytest.mark.parametrize(
    ("language", "asked", "largest"),
    [
        ("fr", "repousse de deux semaines la clôture de ma plus grosse affaire ouverte", True),
        ("en", "push the close date of my smallest open deal by two weeks", False),
    ],
)
async def test_a_record_is_told_by_what_it_has_the_most_of(talk, language, asked, largest):
    rep = talk(USERS[language], language)
    await rep.do("action_propose_update", asked)
    crm = (await rep.tools()).org()
    proposal = await rep.doors.conversation._tools.ledger.waiting(crm.user.id, "c-1")
    deals = await deals_of(crm)
    amounts = [one for one in deals.values() if one is not None]
    assert deals[proposal.record] == (max if largest else min)(amounts)
    [change] = proposal.changes
    assert change.field == "CloseDate"
    assert (change.new - change.old).days == TWO_WEEKS


@pytest.mark.parametrize(
    ("language", "asked"), [("fr", "les trois premières"), ("en", "give me the first three")]
)
async def test_the_first_few_are_those_shown_first(talk, language, asked):
    rep = talk(USERS[language], language)
    whole = await rep.do("action_query_records", LISTS[language])
    few = await rep.do("action_refine_query", asked)
    assert part(few, "table").records == part(whole, "table").records[:3]
    assert "first" not in words(few).casefold()


@pytest.mark.parametrize(
    ("user", "language", "before", "asked"),
    [
        ("sophie.marchand", "fr", "tickets ouverts de cette année", "comptes sans contact"),
        ("oliver.bennett", "en", "cases opened this year", "accounts with only one contact"),
    ],
)
async def test_a_whole_question_of_other_records_owes_the_screen_nothing(
    talk, user, language, before, asked
):
    manager = talk(user, language)
    alone = await manager.do("action_query_records", asked)
    manager.slots.clear()
    await manager.do("action_query_records", before)
    after = await manager.do("action_refine_query", asked)
    assert after.query.soql == alone.query.soql
