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


@pytest.mark.parametrize(
    "question",
    [
        "quels tickets dois-je traiter en premier ?",
        "quelles requêtes nous reste-t-il à résoudre",
        "requêtes qui doivent encore être clôturées",
        "which cases should I handle first",
        "cases left to resolve",
        "what cases still need to be closed",
        "affaires à conclure ce trimestre",
        "deals to be won this quarter",
    ],
)
async def test_an_end_that_is_a_duty_has_not_come(question):
    query = await asked(question)
    assert "IsClosed = FALSE" in query
    assert "IsWon" not in query
    assert "IsClosed = TRUE" not in query


@pytest.mark.parametrize("question", ["leads à convertir", "leads that should be converted"])
async def test_a_lead_to_convert_is_not_converted(question):
    assert "IsConverted = FALSE" in await asked(question)


@pytest.mark.parametrize(
    "question", ["les requêtes traitées ce mois-ci", "cases that were handled this month"]
)
async def test_an_end_that_is_told_as_done_has_come(question):
    assert "IsClosed = TRUE" in await asked(question)


async def test_how_long_an_end_takes_is_asked_of_what_has_ended():
    assert "IsClosed = FALSE" not in await asked("combien de temps pour traiter une requête ?")


@pytest.mark.parametrize(
    ("question", "from_today"),
    [
        ("which of my deals are closing before Christmas", True),
        ("affaires qui signeront avant la fin de l'année", True),
        ("opportunities with a close date before March", False),
        ("affaires signées avant mars", False),
    ],
)
async def test_an_end_told_in_the_present_is_still_to_come(question, from_today):
    assert ("CloseDate >= 2026-11-22" in await asked(question)) is from_today
