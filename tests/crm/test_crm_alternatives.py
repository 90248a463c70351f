import pytest

from crm import AllOf, AnyOf, BadQuery, Compare, Query, Related
from crm.alternatives import MOST_HELD, MOST_JOINS, nested, unnested

WITH_CASE = Related("Id", Query("Case", ("AccountId",), Compare("IsClosed", "=", value=False)))
WITH_DEAL = Related("Id", Query("Opportunity", ("AccountId",), AllOf()))


async def names(crm, condition):
    rows = await crm.run(Query("Account", ("Name",), condition))
    return {one["Name"] for one in rows.records}


async def test_one_of_two_kinds_of_child_is_enough(claire):
    cases, deals = [await names(claire, one) for one in (WITH_CASE, WITH_DEAL)]
    either = AnyOf((WITH_CASE, WITH_DEAL))
    assert await names(claire, either) == cases | deals
    assert await claire.count(Query("Account", where=either)) == len(cases | deals)


async def test_a_child_or_a_state_of_its_own(claire):
    every = await names(claire, AllOf())
    neither = AnyOf((WITH_DEAL, Related("Id", WITH_DEAL.inner, negated=True)))
    assert await names(claire, neither) == every


async def test_a_field_the_user_may_not_see_is_refused_before_anything_is_read(ada, claire):
    hidden = Related("Id", Query("Opportunity", ("AccountId",), Compare("Margin__c", ">", 10)))
    query = Query("Account", where=AnyOf((WITH_CASE, hidden)))
    assert await ada.count(query) >= 0
    with pytest.raises(BadQuery):
        await claire.count(query)


async def test_what_soql_takes_as_it_is_is_left_alone():
    assert not nested(AllOf((WITH_CASE, Compare("Name", "!=", None))))
    assert nested(AnyOf((WITH_CASE, Compare("Name", "!=", None))))


async def test_more_records_than_a_query_holds_are_refused_and_not_cut():
    async def many(query):
        return [str(one) for one in range(MOST_HELD + 1)]

    with pytest.raises(BadQuery):
        await unnested(AnyOf((WITH_CASE, WITH_DEAL)), many)


async def test_nobody_found_is_nobody_and_nobody_lacked_is_everybody():
    async def none(query):
        return []

    lacked = Related("Id", WITH_CASE.inner, negated=True)
    held = await unnested(AnyOf((WITH_CASE, lacked)), none)
    assert held == AnyOf((AnyOf(()), AllOf(())))


@pytest.mark.parametrize("kind", ["Task", "Event"])
async def test_no_semi_join_of_tasks_or_events_is_ever_sent(claire, kind):
    every = await names(claire, AllOf())
    child = Related("Id", Query(kind, ("AccountId",), AllOf()))
    assert nested(child)
    having = await claire.run(Query("Account", ("Name",), child))
    assert "SELECT AccountId" not in having.soql
    lacking = await names(claire, Related("Id", child.inner, negated=True))
    assert {one["Name"] for one in having.records} | lacking == every


async def test_what_is_beyond_two_semi_joins_is_read_first(claire):
    leads = Related("Id", Query("Contact", ("AccountId",), AllOf()))
    all_three = AllOf((WITH_CASE, WITH_DEAL, leads))
    assert nested(all_three)
    rows = await claire.run(Query("Account", ("Name",), all_three))
    assert rows.soql.count("(SELECT ") == MOST_JOINS
    each = [await names(claire, one) for one in (WITH_CASE, WITH_DEAL, leads)]
    assert {one["Name"] for one in rows.records} == set.intersection(*each)
