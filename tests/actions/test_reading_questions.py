from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from org_fixture import CLAIRE, SOPHIE, TEAM, catalogue, custom_org, find, told

from actions.reading import keep, read
from language import detect

TODAY = date(2026, 11, 22)
HERE = Path(__file__).parent
STANDARD, CUSTOM = catalogue(), custom_org()
SURE = 0.95


def questions(name):
    return yaml.safe_load((HERE / f"questions_{name}.yml").read_text(encoding="utf-8"))


async def asked(question, org=STANDARD, user=CLAIRE, **more):
    language = detect(question).language or "fr"
    return await read(question, org, user, TODAY, language, find, **more)


@pytest.mark.parametrize("name", ["dev_fr", "dev_en", "test_fr", "test_en"])
async def test_questions_are_read_as_an_analyst_would(name):
    rows = questions(name)
    wrong = [
        (row["q"], answer)
        for row in rows
        if (answer := told(await asked(row["q"]), STANDARD)) != row["a"]
    ]
    assert len(wrong) <= (1 - SURE) * len(rows), wrong


async def test_an_org_nobody_has_seen_is_read_by_its_own_labels():
    for row in questions("custom"):
        assert told(await asked(row["q"], CUSTOM), CUSTOM) == row["a"]


async def test_an_object_that_is_not_in_the_org_is_named():
    reading = await asked("interventions critiques en cours", STANDARD)
    assert [one.word for one in reading.unclear] == ["interventions"]


async def test_my_team_is_who_reports_to_me():
    reading = await asked("les opportunités ouvertes de mon équipe", user=SOPHIE, team=TEAM)
    assert "OwnerId IN ('005000000000001AAA', '005000000000002AAA')" in told(reading, STANDARD)
    assert reading.whose == "team"


async def test_an_unknown_value_is_named_with_the_nearest_real_ones():
    reading = await asked("opportunités du secteur zorglub")
    (unclear,) = reading.unclear
    assert unclear.word == "zorglub"
    assert len(unclear.nearest) == 5


@pytest.mark.parametrize(
    "turns",
    [
        [
            ("mes opportunités ouvertes", "FROM Opportunity WHERE OwnerId = '005000000000001AAA' AND IsClosed = FALSE"),
            ("et en Allemagne ?", "Account.BillingCountry IN ('Allemagne', 'Germany', 'DE')"),
            ("seulement au-dessus de 50 k€", "AND Amount > 50000"),
            ("trie par montant", "ORDER BY Amount DESC"),
            ("par étape", "count() by StageName"),
            ("et celles de Hugo Lefèvre ?", "OwnerId = '005000000000002AAA'"),
        ],
        [
            ("open deals closing this quarter", "CloseDate >= 2026-10-01"),
            ("only above 50k", "AND Amount > 50000"),
            ("group them by owner", "by Owner.Name"),
            ("what about next quarter?", "CloseDate >= 2027-01-01"),
            ("average rather than sum", "avg(Amount) by Owner.Name"),
        ],
        [
            ("tickets ouverts", "IsClosed = FALSE"),
            ("haute priorité", "IsClosed = FALSE AND Priority IN ('High')"),
            ("et les fermés ?", "Priority IN ('High') AND Status IN ('Closed')"),
            ("combien ?", "aggregate count()"),
        ],
        [
            ("how many leads this month", "aggregate count() FROM Lead"),
            ("and last month?", "CreatedDate < 2026-10-31T23:00:00Z"),
            ("same for opportunities", "aggregate count() FROM Opportunity"),
        ],
    ],
)  # fmt: skip
async def test_a_follow_up_refines_what_is_on_screen(turns):
    previous = None
    for question, expected in turns:
        reading = await asked(question, previous=previous, refines=previous is not None)
        assert expected in told(reading, STANDARD)
        previous = keep(reading)


async def test_a_new_question_does_not_lean_on_the_last_one():
    first = await asked("mes opportunités ouvertes")
    reading = await asked("combien de tickets ouverts ?", previous=keep(first))
    assert told(reading, STANDARD) == "aggregate count() FROM Case WHERE IsClosed = FALSE"


@pytest.mark.parametrize(
    "text",
    ["", "   ", "👍👍", "SELECT Id FROM Account", "'; DROP TABLE Account; --", "a" * 20_000, "?!"],
)
async def test_odd_messages_are_survived(text):
    reading = await asked(text)
    assert reading is None or told(reading, STANDARD)
