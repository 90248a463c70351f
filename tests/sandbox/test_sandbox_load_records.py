"""Loading an org's records: CSV and trees, people first, references found, twice the same."""

import json

from sources import ask, loaded, write

from sandbox import Store


def test_an_empty_database_gets_the_demos_people_first(folder, tmp_path):
    store = Store(tmp_path / "new.db")
    loaded(folder, store)
    assert len(ask(store, "SELECT Id FROM User")) == 14
    assert ask(store, "SELECT Id FROM Opportunity") == []
    assert len(ask(store, "SELECT Id FROM Chantier__c", "claire.moreau")) == 2


def test_values_are_read_as_people_write_them(folder, empty):
    loaded(folder, empty)
    fields = "Name, Budget__c, Reste__c, Debut__c, Urgent__c, Etat__c, Compte__r.Name, Owner.Name"
    quay, tower = ask(empty, f"SELECT {fields} FROM Chantier__c ORDER BY Name")
    assert (tower["Budget__c"], tower["Reste__c"]) == (12500.5, 12000.5)
    assert (tower["Debut__c"], tower["Urgent__c"]) == ("2026-11-22", True)
    assert (quay["Debut__c"], quay["Urgent__c"], quay["Etat__c"]) == ("2026-01-05", False, "Clos")
    assert (tower["Compte__r"]["Name"], quay["Owner"]["Name"]) == ("Bâtir SA", "Adèle Fontaine")


def test_owners_are_named_by_username_or_by_name(folder, empty):
    loaded(folder, empty)
    rows = ask(empty, "SELECT Name, Owner.Name FROM Account ORDER BY Name")
    assert [row["Owner"]["Name"] for row in rows] == ["Claire Moreau", "James Whitfield"]


def test_loading_twice_changes_and_never_doubles(folder, empty):
    loaded(folder, empty)
    before = {
        row["Code__c"]: row["Id"] for row in ask(empty, "SELECT Id, Code__c FROM Chantier__c")
    }
    path = "data/Chantier__c.csv"
    write(folder, path, (folder / path).read_text().replace("12 500,50 €", "99"))
    loaded(folder, empty)
    rows = ask(empty, "SELECT Id, Code__c, Budget__c FROM Chantier__c ORDER BY Code__c")
    assert {row["Code__c"]: row["Id"] for row in rows} == before
    assert rows[0]["Budget__c"] == 99
    assert len(ask(empty, "SELECT Id FROM Account")) == 2


def test_trees_and_plans_resolve_their_references(folder, empty):
    def tree(kind, *records):
        return json.dumps({"records": [
            {"attributes": {"type": kind, "referenceId": ref}, **body} for ref, body in records
        ]})  # fmt: skip

    write(folder, "trees/Contact.json",
          tree("Contact", ("c2", {"LastName": "Grand", "ReportsToId": "@c1", "AccountId": "x2"}),
               ("c1", {"LastName": "Petit"})))  # fmt: skip
    nested = {"attributes": {"type": "Contact", "referenceId": "c3"}, "LastName": "Moyen"}
    write(folder, "trees/Account.json",
          tree("Account", ("a9", {"Name": "Neuf", "Contacts": {"records": [nested]}})))  # fmt: skip
    plan = [
        {"sobject": "Account", "files": ["Account.json"]},
        {"sobject": "Contact", "files": ["Contact.json"]},
    ]
    write(folder, "trees/demo-plan.json", json.dumps(plan))
    for _ in range(2):
        loaded(folder, empty)
        rows = ask(
            empty,
            "SELECT LastName, ReportsTo.LastName, Account.Name FROM Contact ORDER BY LastName",
        )
        assert [row["LastName"] for row in rows] == ["Grand", "Moyen", "Petit"]
        assert (rows[0]["ReportsTo"]["LastName"], rows[0]["Account"]["Name"]) == (
            "Petit",
            "Mur Ltd",
        )
        assert rows[1]["Account"]["Name"] == "Neuf"


def test_a_parent_is_found_by_its_name_in_the_same_folder(folder, empty):
    write(folder, "data/Contact.csv", "FirstName,LastName,Account.Name\nAda,Roc,Bâtir SA\n")
    loaded(folder, empty)
    assert ask(empty, "SELECT Name FROM Contact WHERE Account.Name = 'Bâtir SA'")
