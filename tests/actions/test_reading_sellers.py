"""Sellers among users, and deals won, lost or left alone said in everyday words."""

from datetime import date

import pytest
from org_fixture import CLAIRE, catalogue, find, told

from actions.reading import read
from language import detect

TODAY = date(2026, 11, 22)
ORG = catalogue()


async def asked(question):
    language = detect(question).language or "fr"
    return told(await read(question, ORG, CLAIRE, TODAY, language, find), ORG)


@pytest.mark.parametrize("question", ["liste des commerciaux", "list of reps", "nos vendeurs"])
async def test_sellers_are_the_users_whose_profile_or_role_speaks_of_sales(question):
    assert "Profile.Name LIKE '%sales%'" in await asked(question)


@pytest.mark.parametrize("question", ["liste des utilisateurs", "list of users", "les agents"])
async def test_people_asked_for_by_another_word_are_all_of_them(question):
    assert "Profile.Name" not in await asked(question)


@pytest.mark.parametrize(
    "question",
    [
        "affaires tombées à l'eau ce trimestre",
        "deals that fell through because of price",
        "which deals slipped away this quarter",
    ],
)
async def test_a_deal_that_fell_through_is_lost(question):
    assert "IsClosed = TRUE AND IsWon = FALSE" in await asked(question)


@pytest.mark.parametrize(
    "question", ["affaires déjà dans la poche", "deals in the bag", "deals bagged last month"]
)
async def test_a_deal_in_the_bag_is_won(question):
    assert "IsWon = TRUE" in await asked(question)


@pytest.mark.parametrize("question", ["comptes laissés de côté", "accounts that went quiet"])
async def test_what_went_quiet_has_no_activity(question):
    assert "LastActivityDate" in await asked(question)
