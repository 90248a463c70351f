"""Bad files: each is named with the reason, and nothing of the folder is loaded."""

import pytest
from sources import BASE, ask, loaded, write, xml

from sandbox.errors import LoadError

BAD = {
    "broken xml": (f"{BASE}/objects/X__c/X__c.object-meta.xml", "<CustomObject>", "not sound XML"),
    "doctype": (f"{BASE}/objects/X__c/X__c.object-meta.xml",
                '<!DOCTYPE x [<!ENTITY a "b">]><x/>', "document type"),
    "unknown type": (f"{BASE}/objects/Chantier__c/fields/X__c.field-meta.xml",
                     xml("CustomField", "<fullName>X__c</fullName><type>Magic</type>"), "Magic"),
    "unknown target": (f"{BASE}/objects/Chantier__c/fields/X__c.field-meta.xml",
                       xml("CustomField", "<fullName>X__c</fullName><type>Lookup</type>"
                           "<referenceTo>Y__c</referenceTo>"), "Y__c"),
    "unusable name": (f"{BASE}/objects/Chantier__c/fields/X__c.field-meta.xml",
                      xml("CustomField", "<fullName>X é__c</fullName><type>Text</type>"),
                      "not an API name"),
    "unusable number": (f"{BASE}/objects/Chantier__c/fields/X__c.field-meta.xml",
                        xml("CustomField", "<fullName>X__c</fullName><type>Number</type>"
                            "<precision>ten</precision>"), "precision is 'ten'"),
    "another kind of file": (f"{BASE}/objects/Chantier__c/fields/X__c.field-meta.xml",
                             xml("CustomThing", "<fullName>X__c</fullName>"), "CustomThing"),
    "relationship taken": (f"{BASE}/objects/Chantier__c/fields/X__c.field-meta.xml",
                           xml("CustomField", "<fullName>X__c</fullName><type>Lookup</type>"
                               "<referenceTo>Account</referenceTo><relationshipName>Chantiers"
                               "</relationshipName>"), "as Chantier__c.Compte__c has"),
    "bad probability": (f"{BASE}/standardValueSets/OpportunityStage.standardValueSet-meta.xml",
                        xml("StandardValueSet", "<standardValue><fullName>A</fullName>"
                            "<probability>high</probability></standardValue>"), "probability"),
    "bad attributes": ("data/tree.json", '{"records": [{"attributes": "Contact"}]}', "(none)"),
    "bad plan": ("data/a-plan.json", '[{"sobject": "Contact", "files": [5]}]', "names 5"),
    "unknown object": ("data/Usine__c.csv", "Name\nx\n", "not an object"),
    "unknown column": ("data/Contact.csv", "LastName,Foo__c\nx,1\n", "Foo__c is not a field"),
    "bad number": ("data/Chantier__c.csv", "Name,Budget__c\nx,beaucoup\n", "line 2: 'beaucoup'"),
    "bad date": ("data/Chantier__c.csv", "Name,Debut__c\nx,32/13/2026\n", "line 2"),
    "bad value": ("data/Chantier__c.csv", "Name,Etat__c\nx,Perdu\n", "restricted picklist"),
    "no such parent": ("data/Chantier__c.csv", "Name,Compte__r.Cle__c\nx,Z-9\n", "Z-9"),
    "no name": ("data/Chantier__c.csv", "Code__c\nC-7\n", "Name is required"),
    "too many cells": ("data/Contact.csv", "LastName\nx,y\n", "more cells"),
    "not utf-8": ("data/Contact.csv", None, "not UTF-8"),
    "broken json": ("data/tree.json", '{"records": [', "not sound JSON"),
    "unknown reference": ("data/tree.json", '{"records": [{"attributes": {"type": "Contact"}, '
                          '"LastName": "x", "AccountId": "@nobody"}]}', "@nobody"),
    "missing plan file": ("data/a-plan.json", '[{"sobject": "Contact", "files": ["no.json"]}]',
                          "no.json"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_named_and_nothing_is_loaded(case, folder, empty):
    path, text, reason = BAD[case]
    write(folder, path, text or "")
    if text is None:
        (folder / path).write_bytes("LastName\nDupré\n".encode("latin-1"))
    with pytest.raises(LoadError) as caught:
        loaded(folder, empty)
    [line] = caught.value.lines
    assert line.startswith(path)
    assert reason in line
    assert "Chantier__c" not in empty.schema()
    assert ask(empty, "SELECT Id FROM Account") == []


def test_every_bad_file_gets_its_line(folder, empty):
    write(folder, "data/Contact.csv", "LastName,Foo__c\nx,1\ny,2\n")
    write(folder, "data/Lead.csv", "LastName,Company,Annual__c\nx,y,1\n")
    with pytest.raises(LoadError) as caught:
        loaded(folder, empty)
    assert [line.split(":")[0] for line in caught.value.lines] == [
        "data/Contact.csv",
        "data/Lead.csv",
    ]
    assert "and 1 more line" in caught.value.lines[0]
