"""The weekly report against the org's own figures."""

from datetime import date

import pytest
from talking import part, words

from actions.report_scope import before, unit_around
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
