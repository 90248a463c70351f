"""SOSL and parameterized search: beginnings of words, any accents, only what the asker may see."""

import pytest
from simple_salesforce.exceptions import SalesforceError


@pytest.fixture
def names(org):
    """Accounts and contacts whose names resemble each other."""
    claire = org.client("claire.moreau")
    accounts = {
        name: claire.Account.create({"Name": name, "Description": text})["id"]
        for name, text in {
            "Électricité Dupont": "Cliente depuis 2020, zone nord",
            "Dupont & Fils": None,
            "Bois-Dupontel": None,
            "Martin SARL": "Ancien fournisseur de Dupont",
        }.items()
    }
    contact = {
        "FirstName": "Zoé", "LastName": "L'Hôte", "Email": "zoe.lhote@dupont.example",
        "Phone": "+33 1 99 00 11 22", "AccountId": accounts["Dupont & Fils"],
    }  # fmt: skip
    claire.Contact.create(contact)
    return org


def found(org, sosl, name="claire.moreau"):
    rows = org.client(name).search(sosl)["searchRecords"]
    return [row.get("Name") or row["Id"] for row in rows]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("dupont", {"Électricité Dupont", "Dupont & Fils", "Bois-Dupontel"}),
        ("ELECTRICITE", {"Électricité Dupont"}),
        ("elec dup", {"Électricité Dupont"}),
        ("fils OR martin", {"Dupont & Fils", "Martin SARL"}),
        ("dupont AND NOT fils", {"Électricité Dupont", "Bois-Dupontel"}),
        ("*tel", {"Bois-Dupontel"}),
        ('"dupont fils"', {"Dupont & Fils"}),
        ("pont", set()),
    ],
)
def test_names_are_found_by_the_beginnings_of_their_words(names, words, expected):
    sosl = f"FIND {{{words}}} IN NAME FIELDS RETURNING Account(Id, Name)"
    assert set(found(names, sosl)) == expected


def test_all_fields_include_long_texts_and_names_come_first(names):
    got = found(names, "FIND {dupont} IN ALL FIELDS RETURNING Account(Name)")
    assert got[-1] == "Martin SARL"
    assert len(got) == 4


@pytest.mark.parametrize(
    "sosl",
    [
        "FIND {zoe l'hote} IN NAME FIELDS RETURNING Contact(Name)",
        "FIND {zoe.lhote@dupont.example} IN EMAIL FIELDS RETURNING Contact(Name)",
        "FIND {01 99 00 11 22} IN PHONE FIELDS RETURNING Contact(Name)",
        "FIND {0199001122} RETURNING Contact(Name)",
        "FIND {L\\'Hôte} RETURNING Contact(Name WHERE Account.Name LIKE 'Dupont%' LIMIT 5)",
    ],
)
def test_a_person_is_found_by_name_address_or_number(names, sosl):
    assert found(names, sosl) == ["Zoé L'Hôte"]


def test_order_and_limit_are_the_clauses_own(names):
    sosl = "FIND {dupont} IN NAME FIELDS RETURNING Account(Name ORDER BY Name DESC LIMIT 2)"
    assert found(names, sosl) == ["Électricité Dupont", "Dupont & Fils"]


def test_nobody_finds_what_they_may_not_see(names):
    claire = names.client("claire.moreau")
    claire.Lead.create({"LastName": "Secret", "Company": "Secret SA"})
    sosl = "FIND {secret} RETURNING Lead(Name)"
    assert found(names, sosl) == ["Secret"]
    assert found(names, sosl, "james.whitfield") == []
    assert found(names, "FIND {secret}", "james.whitfield") == []
    assert len(found(names, "FIND {secret}")) == 1


@pytest.mark.parametrize(
    "sosl",
    ["dupont", "FIND {a}", "FIND {dupont", "FIND {dupont} IN SOME FIELDS",
     "FIND {dupont} RETURNING Account(Name", "FIND {dupont} RETURNING Account(Name) WITH MAGIC"],
)  # fmt: skip
def test_what_is_not_sosl_is_refused(names, sosl):
    with pytest.raises(SalesforceError) as caught:
        names.client("claire.moreau").search(sosl)
    assert caught.value.content[0]["errorCode"] == "MALFORMED_SEARCH"


def test_parameterized_search_takes_both_forms(names):
    body = {
        "q": "dupont", "in": "NAME",
        "sobjects": [{"name": "Account", "fields": ["Id", "Name"], "where": "Name LIKE 'D%'"}],
    }  # fmt: skip
    posted = names.rest("claire.moreau", "POST", "parameterizedSearch", json=body).json()
    assert [row["Name"] for row in posted["searchRecords"]] == ["Dupont & Fils"]
    params = {"q": "zoé", "sobject": "Contact", "Contact.fields": "Name", "Contact.limit": "1"}
    got = names.rest("claire.moreau", "GET", "parameterizedSearch", params=params).json()
    assert [row["Name"] for row in got["searchRecords"]] == ["Zoé L'Hôte"]
