"""Records of the first few of another kind: those are found before, and named in the answer."""

from __future__ import annotations

import pytest
from talking import part, words

SOME = 5


def held(result, path):
    """Return the ids that an answer's query holds a path to."""
    soql = result.query.soql
    return soql.split(f"{path} IN (")[1].split(")")[0].replace("'", "").split(", ")


@pytest.mark.parametrize(
    ("user", "language", "question", "listing"),
    [
        ("sophie.marchand", "fr", "contacts de nos 5 plus gros clients",
         "les 5 plus gros clients"),
        ("oliver.bennett", "en", "contacts at our five biggest customers",
         "our five biggest customers"),
    ],
)  # fmt: skip
async def test_records_of_the_first_few_are_of_those_alone(talk, user, language, question, listing):
    result = await talk(user, language).do("action_query_records", question)
    first = await talk(user, language).do("action_query_records", listing)
    few = part(first, "table").records
    assert result.query.object == "Contact"
    assert held(result, "AccountId") == few
    assert len(few) == SOME
    named = [row[0] for row in part(first, "table").rows]
    assert all(name.strip() in words(result) for name in named)


async def test_a_follow_up_keeps_to_those_few(talk):
    conversation = talk("oliver.bennett", "en")
    cases = await conversation.do("action_query_records", "cases of our top 5 customers")
    still = await conversation.do("action_refine_query", "only the open ones")
    assert held(still, "AccountId") == held(cases, "AccountId")
    assert "IsClosed = FALSE" in still.query.soql


async def test_the_best_by_what_they_bought_are_those_few_too(talk):
    for user, language, question in (
        ("sophie.marchand", "fr", "contacts de nos 3 meilleurs clients"),
        ("oliver.bennett", "en", "contacts at our three best customers"),
    ):
        result = await talk(user, language).do("action_query_records", question)
        assert result.query.object == "Contact"
        assert len(held(result, "AccountId")) == 3


async def test_where_no_number_is_said_ten_are_taken_and_named(talk):
    result = await talk("sophie.marchand", "fr").do(
        "action_query_records", "tickets de nos plus gros comptes"
    )
    assert len(held(result, "AccountId")) == 10
    assert words(result).count(", ") >= 8
