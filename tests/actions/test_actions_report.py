"""The weekly report against the org's own figures."""

from datetime import date

import pytest
from talking import part, words

from actions.report_scope import before, period_of, unit_around
from crm import AllOf, Compare, Group, Measure, Query


@pytest.mark.parametrize(
    ("user", "language", "text"),
    [
        ("claire.moreau", "fr",
         "Crée un rapport hebdomadaire sur la performance de mes nouvelles opportunités par source."),
        ("james.whitfield", "en",
         "Create a weekly report on how my new opportunities perform by source."),
    ],
)  # fmt: skip
async def test_the_weekly_report_counts_what_the_org_holds(talk, user, language, text):
    rep = talk(user, language)
    result = await rep.do("action_create_report", text)
    crm = (await rep.tools()).org()
    week = AllOf((
        Compare("OwnerId", "=", crm.user.id),
        Compare("CreatedDate", ">=", date(2026, 11, 16)),
        Compare("CreatedDate", "<=", date(2026, 11, 22)),
    ))  # fmt: skip
    measures = (Measure("count", None, "n"), Measure("sum", "Amount", "amount"))
    rows = await crm.run(
        Query("Opportunity", where=week, group_by=(Group("LeadSource"),), measures=measures)
    )
    expected = {row["LeadSource"]: float(row["n"]) for row in rows.records}
    counted = {
        value.group["LeadSource"]: value.value
        for value in result.values
        if value.measure == "COUNT(Id)" and value.period.start == "2026-11-16" and value.value
    }
    assert counted == expected
    assert part(result, "table").rows[-1][1] == str(int(sum(expected.values())))
    assert part(result, "chart").alt
    assert "16/11/2026" in words(result)


def test_a_calendar_period_is_compared_with_the_one_before_it():
    today = date(2026, 3, 31)
    assert before(unit_around(today, "week")) == (date(2026, 3, 23), date(2026, 3, 29))
    assert before(unit_around(today, "month")) == (date(2026, 2, 1), date(2026, 2, 28))
    assert before(unit_around(today, "quarter")) == (date(2025, 10, 1), date(2025, 12, 31))
    assert before((date(2026, 3, 3), date(2026, 3, 5))) == (date(2026, 2, 28), date(2026, 3, 2))


@pytest.mark.parametrize(
    ("today", "text", "period"),
    [
        (date(2026, 11, 23), "mon rapport hebdomadaire", (date(2026, 11, 16), date(2026, 11, 22))),
        (date(2026, 11, 24), "my weekly report", (date(2026, 11, 23), date(2026, 11, 29))),
        (date(2026, 12, 1), "the monthly report", (date(2026, 11, 1), date(2026, 11, 30))),
        (
            date(2026, 11, 23),
            "le rapport de cette semaine",
            (date(2026, 11, 23), date(2026, 11, 29)),
        ),
    ],
)
def test_on_its_first_day_a_period_is_the_one_that_just_ended(today, text, period):
    assert period_of(text, today) == period


async def test_a_manager_reports_on_the_team_by_owner(talk):
    manager = talk("sophie.marchand")
    result = await manager.do(
        "action_create_report",
        "rapport mensuel des nouvelles opportunités de mon équipe par commercial",
    )
    assert result.query.group_by == ["Owner.Name"]
    owners = {value.group["Owner.Name"] for value in result.values}
    assert "Claire Moreau" in owners
    assert "James Whitfield" not in owners


@pytest.mark.parametrize(
    ("user", "language", "first", "then"),
    [
        ("sophie.marchand", "fr", "rapport hebdo de mes nouvelles affaires par source",
         ("et le mois dernier ?", "plutôt par étape", "et pour toute l'équipe ?")),
        ("oliver.bennett", "en", "weekly report on my new deals by source",
         ("and last month?", "by stage instead", "and for the whole team?")),
    ],
)  # fmt: skip
async def test_a_report_is_gone_on_with(talk, user, language, first, then):
    rep = talk(user, language)
    report = await rep.do("action_create_report", first)
    assert report.query.group_by == ["LeadSource"]
    month, stage, team = [await rep.do("action_refine_query", text) for text in then]
    starts = {value.period.start for value in month.values}
    assert starts <= {"2026-10-01", "2026-09-01"}
    assert stage.query.group_by == ["StageName"]
    assert {value.period.start for value in stage.values} <= starts
    count = {
        name: sum(v.value for v in one.values if v.measure == "COUNT(Id)")
        for name, one in (("mine", stage), ("team", team))
    }
    assert count["team"] > count["mine"]


async def test_an_article_before_a_vowel_is_no_year():
    assert period_of("create an overview of new opportunities", date(2026, 11, 22)) is None


async def test_another_question_after_a_report_is_answered_for_itself(talk):
    rep = talk()
    await rep.do("action_create_report", "rapport hebdo de mes affaires par source")
    listed = await rep.do("action_refine_query", "mes tâches en retard")
    assert listed.query.object == "Task"
