"""The record that took the most or the least time, held against the records themselves."""

import pytest
from talking import words

from crm import AllOf, Compare, Query

ASKED = "action_query_records"


async def took(rep, name, end, condition):
    """Return the seconds each record took, by its id."""
    rows = (
        await (await rep.tools())
        .org()
        .run(Query(name, ("Id", "CreatedDate", end), where=condition, limit=10_000))
    )
    return {one["Id"]: (one[end] - one["CreatedDate"]).total_seconds() for one in rows.records}


@pytest.mark.parametrize(
    ("user", "language", "text", "slowest"),
    [
        ("marc.delaunay", "fr", "le ticket résolu le plus lentement", True),
        ("marc.delaunay", "fr", "le ticket fermé le plus vite", False),
        ("tom.fletcher", "en", "the slowest closed case", True),
        ("tom.fletcher", "en", "which case was closed the fastest?", False),
    ],
)
async def test_the_record_itself_is_told_by_its_pace(talk, user, language, text, slowest):
    rep = talk(user, language)
    lasted = await took(rep, "Case", "ClosedDate", Compare("IsClosed", "=", value=True))
    told = await rep.do(ASKED, text)
    furthest = (max if slowest else min)(lasted.values())
    assert {one.id for one in told.records} == {k for k, v in lasted.items() if v == furthest}


async def test_several_are_told_in_the_order_of_their_pace(talk):
    rep = talk("tom.fletcher", "en")
    told = await rep.do(ASKED, "the 3 slowest closed cases")
    lasted = await took(rep, "Case", "ClosedDate", AllOf((Compare("IsClosed", "=", value=True),)))
    expected = sorted(lasted, key=lasted.__getitem__, reverse=True)[:3]
    assert [one.id for one in told.records] == expected
    assert "slowest first" in words(told)


async def test_whose_pace_is_asked_for_is_still_a_mean_by_person(talk):
    told = await talk("tom.fletcher", "en").do(ASKED, "which agent closes cases the fastest?")
    assert told.values[0].measure == "AVG_DURATION"
