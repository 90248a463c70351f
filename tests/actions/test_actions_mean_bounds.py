"""Means that bound, and parts beside their whole, held against the records themselves."""

from statistics import fmean

import pytest

from crm import Compare, Query

ASKED = "action_query_records"


@pytest.mark.parametrize(
    ("language", "question", "times"),
    [
        ("fr", "affaires ouvertes au-dessus de la moyenne", 1),
        ("en", "open deals bigger than average", 1),
        ("fr", "affaires ouvertes dépassant deux fois le montant moyen", 2),
        ("en", "open deals of at least twice the average amount", 2),
    ],
)
async def test_a_mean_that_bounds_is_that_of_all_that_are_asked_for(
    talk, language, question, times
):
    rep = talk("sophie.marchand", language)
    crm = (await rep.tools()).org()
    rows = await crm.run(
        Query("Opportunity", ("Id", "Amount"), where=Compare("IsClosed", "=", value=False))
    )
    amounts = {row["Id"]: float(row["Amount"]) for row in rows.records if row["Amount"]}
    bound = times * fmean(amounts.values())
    told = await rep.do(ASKED, question)
    assert {one.id for one in told.records} == {k for k, one in amounts.items() if one > bound}
    assert "111" not in " ".join(part.text for part in told.parts if part.type == "text")


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("fr", "combien d'affaires par étape, dont combien sans prochaine étape ?"),
        ("en", "how many deals by stage, of which without a next step?"),
    ],
)
async def test_a_part_is_counted_beside_its_whole(talk, language, question):
    rep = talk("sophie.marchand", language)
    told = await rep.do(ASKED, question)
    whole = [one for one in told.values if one.measure == "COUNT()"]
    part = {tuple(one.group.items()): one.value for one in told.values if one not in whole}
    assert sum(part.values()) < sum(one.value for one in whole)
    assert all(part[tuple(one.group.items())] <= one.value for one in whole)
