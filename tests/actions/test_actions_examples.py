"""A sample of what is written: nothing in it that its sources do not hold."""

from pathlib import Path

import pytest

from actions.parts import Email
from tests.examples.grounding import dates, names, numbers, open_database, unfounded
from tests.examples.writing import situations, write


@pytest.fixture
def database(seeded_db, tmp_path):
    (tmp_path / "org.db").write_bytes(Path(seeded_db).read_bytes())
    found = open_database(tmp_path)
    yield found
    found[0].close()


@pytest.mark.parametrize(
    ("name", "language"),
    [("quote-cover", "fr"), ("renewal", "en"), ("account-summary", "fr"), ("brief", "en")],
)
async def test_every_number_name_and_date_stands_in_its_sources(doors, database, name, language):
    situation = next(one for one in situations() if one["name"] == name)
    written = await write(doors, situation, language)
    assert written is not None
    assert unfounded(written, *database) == []


async def test_what_is_made_up_is_found_out(doors, database):
    situation = next(one for one in situations() if one["name"] == "quote-cover")
    written = await write(doors, situation, "en")
    mail = next(part for part in written.result.parts if isinstance(part, Email))
    false = mail.model_copy(
        update={"body": mail.body + " We gave Mr Zarkowski 8,765 sensors on 29 February."}
    )
    parts = tuple(false if part is mail else part for part in written.result.parts)
    object.__setattr__(written.result, "parts", parts)
    assert {"date 02-29", "number 8765", "name zarkowski"} <= set(unfounded(written, *database))


def test_numbers_names_and_dates_are_read_as_people_write_them():
    text = "Mme Roux a signé le 1er mars 2026 pour 43\u202f828,80 € (12 × Pilot), avant le 12/10."
    assert dates(text) == {"03-01", "10-12"}
    assert {"43828.8", "12"} <= numbers(text)
    assert "pilot" not in names("Pilot suit")
    assert names("Pour Jean Roux") == {"jean", "roux"}
