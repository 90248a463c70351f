"""« Organise ma journée »: what is in it is true, mine, and in the order to take it."""

import re
from datetime import date, timedelta

import pytest
from talking import part, words

from crm import AllOf, Compare, Query

TODAY = date(2026, 11, 22)
ORDER = ("Event", "Task", "Case", "Opportunity")


@pytest.mark.parametrize(
    ("user", "language", "text"),
    [
        ("claire.moreau", "fr", "organise ma journée"),
        ("james.whitfield", "en", "plan my day"),
        ("nadia.benali", "fr", "par quoi je commence ce matin ?"),
        ("priya.shah", "en", "what needs my attention today?"),
    ],
)
async def test_a_day_holds_ones_own_open_work_in_order(talk, user, language, text):
    rep = talk(user, language)
    result = await rep.do("action_plan_day", text)
    assert result.records
    assert part(result, "table").records == [one.id for one in result.records]
    places = [ORDER.index(one.object) for one in result.records]
    assert places == sorted(places)
    crm = (await rep.tools()).crm
    for name in set(ORDER) & {one.object for one in result.records}:
        ids = [one.id for one in result.records if one.object == name]
        held = await crm.get_many(name, ids, ("OwnerId",))
        assert {row["OwnerId"] for row in held.values()} == {crm.user.id}


@pytest.mark.parametrize(("user", "language"), [("claire.moreau", "fr"), ("emily.hart", "en")])
async def test_every_overdue_task_and_every_deal_about_to_close_is_in_it(talk, user, language):
    rep = talk(user, language)
    result = await rep.do("action_plan_day", "plan my day")
    crm = (await rep.tools()).crm
    still = (Compare("OwnerId", "=", crm.user.id), Compare("IsClosed", "=", value=False))
    late = AllOf((*still, Compare("ActivityDate", "<", TODAY)))
    soon = AllOf((*still, Compare("CloseDate", ">=", TODAY),
                  Compare("CloseDate", "<=", TODAY + timedelta(days=7))))  # fmt: skip
    tasks = await crm.run(Query("Task", ("Id",), late))
    deals = await crm.run(Query("Opportunity", ("Id",), soon))
    shown = {one.id for one in result.records}
    assert {row["Id"] for row in deals.records} <= shown
    there = {row["Id"] for row in tasks.records} & shown
    told = [int(count) for count in re.findall(r"(\d+) × (?:tâche en|overdue)", words(result))]
    assert len(there) + sum(told) == len(tasks.records)


@pytest.mark.parametrize(("language", "said"), [("fr", "Rien n’est prévu"), ("en", "Nothing is")])
async def test_an_empty_day_says_so(talk, language, said):
    rep = talk("integration", language)
    result = await rep.do("action_plan_day", "plan my day")
    assert said in words(result)
