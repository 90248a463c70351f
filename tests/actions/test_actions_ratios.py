"""Rates, ratios, means of sums and differences, each held against the records themselves."""

from collections import Counter, defaultdict
from datetime import date

import pytest
from talking import words

from crm import Compare, Query, value_at

ASKED = "action_query_records"
FIELDS = ("IsWon", "IsClosed", "Amount", "CloseDate", "Account.Name", "Owner.Name")
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


async def deals(rep, start=date(2026, 1, 1), end=date(2026, 12, 31)):
    """Return the deals the asker sees that close in between, as the org has them."""
    crm = (await rep.tools()).org()
    rows = await crm.run(Query("Opportunity", FIELDS, where=Compare("IsClosed", "=", value=True)))
    return [row for row in rows.records if start <= closing(row) <= end]


def closing(row):
    return date.fromisoformat(str(row["CloseDate"]))


def rate(rows):
    return 100 * sum(bool(row["IsWon"]) for row in rows) / len(rows)


async def test_a_rate_along_the_calendar_keeps_its_order(talk):
    rep = talk("sophie.marchand", "fr")
    months = defaultdict(list)
    for row in await deals(rep):
        months[closing(row).month].append(row)
    told = await rep.do(ASKED, "taux de gain par mois cette année")
    expected = [rate(months[month]) for month in sorted(months)]
    assert [one.value for one in told.values] == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize(
    ("user", "language", "text"),
    [
        ("sophie.marchand", "fr", "commerciaux avec un taux de gain sous 45 % cette année"),
        ("oliver.bennett", "en", "reps with a win rate under 45% this year"),
    ],
)
async def test_a_rate_is_bounded(talk, user, language, text):
    rep = talk(user, language)
    owners = defaultdict(list)
    for row in await deals(rep):
        owners[value_at(row, "Owner.Name")].append(row)
    told = await rep.do(ASKED, text)
    expected = {owner for owner, rows in owners.items() if rate(rows) < 45}
    assert {one.group["Owner.Name"] for one in told.values if one.group} == expected


async def test_days_of_the_week_begin_on_monday(talk):
    rep = talk("sophie.marchand", "fr")
    won = [row for row in await deals(rep) if row["IsWon"]]
    counted = Counter(DAYS[closing(row).weekday()] for row in won)
    asked = "opportunités gagnées cette année par jour de la semaine"
    told = {one.group["CloseDate"]: one.value for one in (await rep.do(ASKED, asked)).values}
    assert told == counted
    assert list(told) == [day for day in DAYS if day in counted]


@pytest.mark.parametrize(
    ("user", "language", "text"),
    [
        ("sophie.marchand", "fr", "CA moyen par client cette année"),
        ("oliver.bennett", "en", "average revenue per customer this year"),
    ],
)
async def test_what_each_customer_brings_in_on_average_is_a_mean_of_sums(
    talk, user, language, text
):
    rep = talk(user, language)
    won = [row for row in await deals(rep) if row["IsWon"]]
    customers = {value_at(row, "Account.Name") for row in won}
    (told,) = (await rep.do(ASKED, text)).values
    assert told.unit == "EUR"
    assert told.value == pytest.approx(
        sum(float(row["Amount"] or 0) for row in won) / len(customers), abs=0.01
    )


async def test_a_ratio_holds_one_state_against_the_other(talk):
    rep = talk("sophie.marchand", "en")
    rows = await deals(rep)
    won = sum(bool(row["IsWon"]) for row in rows)
    (told,) = (await rep.do(ASKED, "ratio of won to lost deals this year")).values
    assert told.value == pytest.approx(won / (len(rows) - won), abs=1e-3)


async def test_a_difference_is_a_figure_of_its_own(talk):
    rep = talk("sophie.marchand", "fr")
    third = await deals(rep, date(2026, 7, 1), date(2026, 9, 30))
    second = await deals(rep, date(2026, 4, 1), date(2026, 6, 30))
    third, second = (sum(bool(row["IsWon"]) for row in rows) for rows in (third, second))
    told = (await rep.do(ASKED, "combien de plus a-t-on signé au T3 qu'au T2 ?")).values
    assert [one.value for one in told] == [third, second, third - second]


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("fr", "cumul du taux de gain par mois cette année", "cumul"),
        ("en", "running total of the win rate by month this year", "running total"),
    ],
)
async def test_a_rate_has_no_running_total_and_the_answer_says_so(talk, language, text, said):
    told = await talk("sophie.marchand", language).do(ASKED, text)
    assert said in words(told)


@pytest.mark.parametrize(
    ("user", "language", "text"),
    [
        ("tom.fletcher", "en", "ratio of high to low priority cases"),
        (
            "marc.delaunay",
            "fr",
            "ratio entre tickets de priorité haute et tickets de priorité basse",
        ),
    ],
)
async def test_two_values_of_a_list_are_held_against_each_other(talk, user, language, text):
    rep = talk(user, language)
    crm = (await rep.tools()).org()
    rows = await crm.run(Query("Case", ("Priority",), limit=10_000))
    said = Counter(row["Priority"] for row in rows.records)
    told = await rep.do(ASKED, text)
    assert [one.value for one in told.values] == [round(said["High"] / said["Low"], 4)]
