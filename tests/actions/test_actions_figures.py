"""Figures that SOQL has no word for, and sides held against each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from statistics import median
from types import SimpleNamespace

from org_fixture import SOPHIE, catalogue
from talking import part, words

from actions.asking import Asking
from actions.reading import Reading
from actions.tallies import run_tallied, unread_line
from crm import AllOf, Compare, Measure, Query, Rows

WON = (
    Compare("IsWon", "=", value=True),
    Compare("CloseDate", ">=", date(2026, 1, 1)),
    Compare("CloseDate", "<=", date(2026, 12, 31)),
)


async def ask(talk, user, language, text):
    """Return the answer to a question, and the asker's door to the org."""
    conversation = talk(user, language)
    result = await conversation.do("action_query_records", text)
    return result, (await conversation.tools()).crm


async def rows(crm, name, fields, *where):
    """Return records by a query written here, not by the reader."""
    return (await crm.run(Query(name, fields, AllOf(where), limit=10_000))).records


async def test_a_median_is_the_one_in_the_middle_of_the_askers_own_rows(talk):
    for user, language, text in (
        ("sophie.marchand", "fr", "montant médian des affaires gagnées en 2026"),
        ("oliver.bennett", "en", "median amount of the deals won in 2026"),
    ):
        result, crm = await ask(talk, user, language, text)
        found = await rows(crm, "Opportunity", ("Id", "Amount"), *WON)
        amounts = [one["Amount"] for one in found if one["Amount"] is not None]
        assert round(result.values[0].value, 2) == round(float(median(amounts)), 2)
        assert result.values[0].unit == "EUR"


async def test_what_differs_is_counted_once(talk):
    for user, language, text in (
        ("oliver.bennett", "en", "how many different reps won a deal in 2026?"),
        (
            "sophie.marchand",
            "fr",
            "combien de commerciaux différents ont gagné une affaire en 2026",
        ),
    ):
        result, crm = await ask(talk, user, language, text)
        found = await rows(crm, "Opportunity", ("Id", "OwnerId"), *WON)
        assert result.values[0].value == len({one["OwnerId"] for one in found})


async def test_a_mean_for_each_is_shared_between_those_who_have_any(talk):
    text = "nombre moyen d'affaires gagnées par commercial en 2026"
    result, crm = await ask(talk, "sophie.marchand", "fr", text)
    owners = [one["OwnerId"] for one in await rows(crm, "Opportunity", ("Id", "OwnerId"), *WON)]
    assert round(result.values[0].value, 3) == round(len(owners) / len({*owners}), 3)
    assert f"{len(owners)} / {len({*owners})}" in words(result)


async def test_two_people_are_held_against_each_other_and_no_two_periods(talk):
    result, _ = await ask(talk, "oliver.bennett", "en", "won revenue James vs Emily in 2026")
    names = {value.group["Owner.Name"] for value in result.values}
    assert names == {"James Whitfield", "Emily Hart"}
    assert "2025" not in words(result)


async def test_people_named_alone_stand_side_by_side(talk):
    for user, language, text, names in (
        ("oliver.bennett", "en", "James vs Emily this quarter", ["James Whitfield", "Emily Hart"]),
        ("sophie.marchand", "fr", "comment va Claire ce trimestre ?", ["Claire Moreau"]),
    ):
        result, _ = await ask(talk, user, language, text)
        assert part(result, "table").columns == ["", *names]
        assert {value.group["Owner.Name"] for value in result.values} == {*names}


async def test_a_quarter_stands_beside_the_same_one_a_year_on(talk):
    text = "montant gagné par trimestre en 2026 par rapport à 2025"
    result, _ = await ask(talk, "sophie.marchand", "fr", text)
    table = part(result, "table")
    assert [row[0] for row in table.rows[:4]] == ["T1 2026", "T2 2026", "T3 2026", "T4 2026"]
    assert all("—" not in row[1:3] for row in table.rows[:4])


async def test_the_part_of_what_was_quick_is_a_part_of_what_has_both_dates(talk):
    text = "share of cases closed in under 24 hours"
    result, crm = await ask(talk, "tom.fletcher", "en", text)
    closed = Compare("IsClosed", "=", value=True)
    found = await rows(crm, "Case", ("Id", "CreatedDate", "ClosedDate"), closed)
    quick = [
        one for one in found if (one["ClosedDate"] - one["CreatedDate"]).total_seconds() < 86400
    ]
    assert round(result.values[0].value, 2) == round(100 * len(quick) / len(found), 2)


async def test_a_queue_is_who_has_the_cases_and_a_skill_what_people_have(talk):
    queues, crm = await ask(talk, "tom.fletcher", "en", "how many leads does each queue own?")
    people = {one["Name"] for one in await rows(crm, "User", ("Id", "Name"))}
    assert not {value.group["Owner.Name"] for value in queues.values} & people
    skilled, crm = await ask(talk, "tom.fletcher", "en", "agents who speak French")
    held = Compare("Skills__c", "includes", ("French",))
    found = {one["Id"] for one in await rows(crm, "User", ("Id",), held)}
    assert found
    assert {record.id for record in skilled.records} == found


async def test_a_mean_that_changes_nothing_is_said_to_be_left_out(talk):
    result, _ = await ask(talk, "sophie.marchand", "fr", "contacts allemands en moyenne")
    assert "« en moyenne »" in words(result).replace("\u202f", " ").replace("\u00a0", " ")


@dataclass
class Few:
    """A CRM that has more rows than it gives."""

    user: object = SOPHIE

    async def run_many(self, queries):
        amounts = ({"Id": str(n), "Amount": n} for n in (1, 2, 9))
        return [Rows(12_000, list(amounts), "SELECT …") for _ in queries]


async def test_a_figure_of_the_first_rows_alone_says_so():
    known = catalogue()
    query = Query("Opportunity", measures=(Measure("median", "Amount", "m"),))
    request = SimpleNamespace(language="en")
    asking = Asking(request, Few(), known, Reading(query), None, date(2026, 11, 22))
    found = await run_tallied(asking, [query])
    assert found[0].records == [{"m": 2}]
    assert "12,9" not in unread_line(asking, found)[0].text
    assert "21,997" in unread_line(asking, found)[0].text


async def test_the_amounts_of_one_column_all_have_cents_or_none_has(talk):
    for user, language, text in (
        ("sophie.marchand", "fr", "montant gagné par propriétaire cette année"),
        ("oliver.bennett", "en", "won amount by owner this year"),
    ):
        result, _ = await ask(talk, user, language, text)
        point = "," if language == "fr" else "."
        cents = {point in row[-1].replace(",", "" if language == "en" else ",")
                 for row in part(result, "table").rows}  # fmt: skip
        assert cents == {True}
