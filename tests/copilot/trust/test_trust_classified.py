"""What the policy and the org's classification rule is masked exactly, and companies are let be."""

from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

import pytest

from actions.known import known_people, ruled
from actions.parts import RecordRef
from actions.written_forms import written_forms
from copilot import Identity
from crm import AllOf, Compare, Query
from guard.masking.masker import Masker
from guard.policy.contract import Masking
from guard.prompt import PLAIN, Known

MASKER = Masker()


@pytest.fixture
async def crm(office):
    return await office.doors.people.crm(Identity("employee", "claire.moreau@heliade.example"))


async def test_fields_are_ruled_by_classification_by_the_file_and_by_what_they_are(crm):
    catalogue = await crm.catalogue()
    contact = ruled(
        "Contact", catalogue, Masking(fields={"Contact.Title": "always", "*.Email": "never"})
    )
    assert contact["LastName"] == "PERSON"
    assert contact["Birthdate"] == "DATE_OF_BIRTH"
    assert contact["MailingCity"] == "LOCATION"
    assert contact["Title"] == "CLASSIFIED"
    assert contact["Email"] == PLAIN
    assert "Department" not in contact
    assert ruled("Account", catalogue, Masking())["Name"] == PLAIN
    hidden = ruled("Account", catalogue, Masking(types={"ORGANIZATION": "mask"}))
    assert hidden["Name"] == "ORGANIZATION"
    seen = ruled("Contact", catalogue, Masking(types={"PERSON": "keep"}))
    assert seen["LastName"] == "PERSON", "the org classified it"


async def test_a_classified_value_does_not_leave_in_any_writing(crm):
    born = Compare("Birthdate", "!=", None)
    found = await crm.run(
        Query("Contact", ("Id", "Name", "Birthdate", "Title"), AllOf((born,)), limit=1)
    )
    if not found.records:
        found = await crm.run(Query("Contact", ("Id", "Name", "Title"), limit=1))
    one = found.records[0]
    record = RecordRef(object="Contact", id=one["Id"], name=one["Name"])
    known = await known_people(record, crm, Masking(fields={"Contact.Title": "always"}))
    text = f"{one['Title']} depuis 2019, {one['Name']} l'a dit."
    spans = MASKER.finder(known)(text, ".text")
    left = "".join(text[b.end : a.start] for b, a in pairwise(spans))
    assert text[spans[0].start : spans[0].end] == one["Title"]
    assert one["Name"].split()[-1] not in left


@pytest.mark.parametrize(
    ("value", "kind", "texts"),
    [
        (date(1980, 3, 7), "date",
         ["1980-03-07", "07/03/1980", "7/3/1980", "7 mars 1980", "7 March 1980", "March 7, 1980",
          "vendredi 7 mars 1980", "07.03.1980"]),
        (datetime(1980, 3, 7, 12), "datetime", ["7 mars 1980"]),
        (Decimal("45000"), "currency",
         ["45000", "45 000", "45\u202f000,00", "45\u00a0000 €", "45,000.00", "45,000", "£45,000"]),
        (Decimal("1234.5"), "double", ["1234.5", "1234,5", "1 234,50", "1,234.50"]),
        ("Divorcée", "picklist", ["divorcee", "DIVORCÉE"]),
        ("Suit un traitement lourd. Ne pas relancer le lundi.", "textarea",
         ["On sait : suit un traitement lourd. Bref.", "ne pas relancer le lundi."]),
    ],
)  # fmt: skip
def test_values_are_found_as_french_and_english_write_them(value, kind, texts):
    known = [Known(form, "CLASSIFIED", "003A") for form in written_forms(value, kind)]
    for text in texts:
        spans = MASKER.finder(known)(f"Note : {text}, fin.", ".text")
        assert any(span.type == "CLASSIFIED" for span in spans), text


@pytest.mark.parametrize("value", [True, 7, Decimal("12"), "ab", None])
def test_what_stands_for_too_many_other_things_is_left(value):
    assert value is None or written_forms(value, "string") == []


def test_nobody_is_seen_in_a_companys_name_but_a_known_person_is():
    text = "Réunion chez Martin Bernard Conseil avec M. Lefort."
    plain = Known("Martin Bernard Conseil", PLAIN, "001A")
    found = {text[s.start : s.end] for s in MASKER.finder((plain,))(text, ".text")}
    assert "Lefort" in " ".join(found)
    assert not any("Martin" in one for one in found)
    person = Known("Martin Bernard", "PERSON", "003A")
    found = {text[s.start : s.end] for s in MASKER.finder((plain, person))(text, ".text")}
    assert "Martin Bernard" in found
