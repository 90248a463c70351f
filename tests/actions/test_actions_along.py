"""Figures along the calendar, side by side, and each part of a figure changed alone."""

from __future__ import annotations

from itertools import accumulate

from talking import words


async def said(talk, user, language, *turns):
    """Return the last answer of a conversation."""
    conversation = talk(user, language)
    result = None
    for place, turn in enumerate(turns):
        action = "action_refine_query" if place else "action_query_records"
        result = await conversation.do(action, turn)
    return result


def figures(result, measure):
    """Return an answer's values of one measure, in their order."""
    return [one.value for one in result.values if one.measure == measure]


async def test_a_running_total_adds_each_month_to_those_before(talk):
    for user, language, text in (
        ("sophie.marchand", "fr", "CA gagné cumulé par mois en 2026"),
        ("oliver.bennett", "en", "cumulative won revenue by month in 2026"),
    ):
        result = await said(talk, user, language, text)
        months = figures(result, "SUM(Amount)")
        totals = [round(one, 2) for one in accumulate(months)]
        assert [round(one, 2) for one in figures(result, "RUNNING_SUM(Amount)")] == totals
        assert len(months) > 3
        assert all(one.period for one in result.values)


async def test_a_growth_is_that_from_the_earlier_period_to_the_later(talk):
    for user, language, text in (
        ("sophie.marchand", "fr", "croissance du CA gagné en % entre 2025 et 2026"),
        ("oliver.bennett", "en", "growth of won revenue, 2025 vs 2026"),
    ):
        result = await said(talk, user, language, text)
        now, before = figures(result, "SUM(Amount)")
        (growth,) = figures(result, "GROWTH_SUM(Amount)")
        assert round(growth, 2) == round(100 * (now - before) / before, 2)
        assert [one.period.label for one in result.values[:2]] == ["2026", "2025"]


async def test_several_figures_stand_side_by_side(talk):
    for user, language, text in (
        ("sophie.marchand", "fr", "pipeline ouvert par étape avec le nombre et le montant"),
        ("oliver.bennett", "en", "open deals by stage, count and amount"),
    ):
        result = await said(talk, user, language, text)
        counts, sums = figures(result, "COUNT()"), figures(result, "SUM(Amount)")
        assert len(counts) == len(sums) > 2


async def test_a_mean_is_kept_where_it_stands_on_enough_records_and_says_on_how_many(talk):
    text = "avg csat by agent this year, at least 5 cases"
    result = await said(talk, "tom.fletcher", "en", text)
    assert figures(result, "AVG(Satisfaction__c)")
    assert min(figures(result, "COUNT()")) >= 5
    assert "number from 5" in words(result)


async def test_the_function_alone_is_changed_by_a_follow_up(talk):
    turns = ("délai moyen de résolution par agent cette année", "et la médiane ?")
    result = await said(talk, "marc.delaunay", "fr", *turns)
    assert {one.measure for one in result.values} == {"MEDIAN_DURATION"}
    assert all(one.group for one in result.values)


async def test_a_rate_stays_a_rate_by_another_group_and_over_another_year(talk):
    turns = ("win rate by rep this year", "and by source?", "same for last year")
    result = await said(talk, "oliver.bennett", "en", *turns)
    assert {one.measure for one in result.values} == {"WIN_RATE"}
    assert all("LeadSource" in one.group for one in result.values)
    assert "01/01/2025 to 31/12/2025" in words(result)


async def test_a_follow_up_holds_the_period_on_screen_against_another(talk):
    turns = ("nombre de tickets par agent cette année", "vs l'an dernier")
    result = await said(talk, "marc.delaunay", "fr", *turns)
    assert {one.period.label for one in result.values} == {"2026", "2025"}
    assert "comparé à" in words(result)


async def test_how_long_records_lasted_is_kept_from_a_list_to_its_count(talk):
    turns = ("cases closed within 2 days this year", "how many by priority?")
    whole = await said(talk, "tom.fletcher", "en", turns[0])
    parts = await said(talk, "tom.fletcher", "en", *turns)
    assert sum(figures(parts, "COUNT()")) == figures(whole, "COUNT()")[0]
