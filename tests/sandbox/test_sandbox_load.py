"""Loading an org: metadata in both formats, translations, rights, CSV, trees, and bad files."""

import json

import pytest
from orgs import TODAY, running
from sandbox import Store, fixed_clock
from sandbox.errors import LoadError
from sandbox.load import load
from sandbox.soql import query_as

NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"'
BASE = "force-app/main/default"
CODE = "<type>Text</type><length>20</length><externalId>true</externalId><unique>true</unique>"


def write(root, path, text, encoding="utf-8"):
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding=encoding)


def xml(kind, body):
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{kind} {NAMESPACE}>{body}</{kind}>'


def add_object(root, name, label, body=""):
    inner = (
        f"<label>{label}</label><pluralLabel>{label}s</pluralLabel>"
        f"<nameField><label>Nom</label><type>Text</type></nameField>{body}"
    )
    if "sharingModel" not in body:
        inner += "<sharingModel>ReadWrite</sharingModel>"
    write(root, f"{BASE}/objects/{name}/{name}.object-meta.xml", xml("CustomObject", inner))


def add_field(root, sobject, name, body):
    label = "" if "<label>" in body else f"<label>{name[:-3]}</label>"
    text = xml("CustomField", f"<fullName>{name}</fullName>{label}{body}")
    write(root, f"{BASE}/objects/{sobject}/fields/{name}.field-meta.xml", text)


def picklist(*values, **more):
    """Values are `(API name, label)`; the first is the default."""
    inner = "".join(
        f"<value><fullName>{name}</fullName><default>{str(n == 0).lower()}</default>"
        f"<label>{label}</label></value>"
        for n, (name, label) in enumerate(values)
    )
    extra = more.get("extra", "")
    return (
        f"<type>{more.get('type', 'Picklist')}</type><valueSet><restricted>true</restricted>"
        f"<valueSetDefinition>{inner}</valueSetDefinition>{extra}</valueSet>"
    )


@pytest.fixture
def folder(tmp_path):
    """A builder's org in French: building sites, their inspections, and their data."""
    root = tmp_path / "source"
    add_object(root, "Chantier__c", "Chantier")
    add_field(root, "Chantier__c", "Code__c", CODE)
    lookup = "<type>Lookup</type><referenceTo>Account</referenceTo>"
    add_field(root, "Chantier__c", "Compte__c",
              f"{lookup}<relationshipName>Chantiers</relationshipName>")  # fmt: skip
    money = "<type>Currency</type><precision>12</precision><scale>2</scale>"
    add_field(root, "Chantier__c", "Budget__c", money)
    add_field(root, "Chantier__c", "Depense__c", f"{money}<label>Dépensé</label>")
    add_field(root, "Chantier__c", "Reste__c",
              f"{money}<formula>Budget__c - Depense__c</formula>")  # fmt: skip
    add_field(root, "Chantier__c", "Debut__c", "<type>Date</type>")
    add_field(root, "Chantier__c", "Urgent__c", "<type>Checkbox</type>")
    add_field(root, "Chantier__c", "Etat__c",
              picklist(("Ouvert", "Ouvert"), ("Clos", "Clôturé")))  # fmt: skip
    add_field(root, "Account", "Cle__c", CODE)
    write(root, "data/Account.csv",
          "Id,Name,Cle__c,OwnerId\nx1,Bâtir SA,B-1,claire.moreau@heliade.example\n"
          "x2,Mur Ltd,M-1,James Whitfield\n", "utf-8-sig")  # fmt: skip
    write(root, "data/Chantier__c.csv",
          "Name;Code__c;Compte__r.Cle__c;Budget__c;Depense__c;Debut__c;Urgent__c;Etat__c\n"
          "Tour Est;C-1;B-1;12 500,50 €;500;22/11/2026;oui;Ouvert\n"
          "Quai;C-2;M-1;1000;20.5;2026-01-05;;Clôturé\n")  # fmt: skip
    return root


@pytest.fixture
def org(template, tmp_path):
    """An org with people, ready to be loaded into."""
    import shutil

    path = tmp_path / "loaded.db"
    shutil.copy(template, path)
    return Store(path)


def ask(store, soql, name="admin"):
    return query_as(store, f"{name}@heliade.example", soql, fixed_clock(TODAY)())["records"]


def loaded(folder, store):
    return load(folder, store, fixed_clock(TODAY))


def test_an_empty_database_gets_the_demos_people_first(folder, tmp_path):
    store = Store(tmp_path / "new.db")
    loaded(folder, store)
    assert len(ask(store, "SELECT Id FROM User")) == 14
    assert ask(store, "SELECT Id FROM Opportunity") == []
    assert len(ask(store, "SELECT Id FROM Chantier__c", "claire.moreau")) == 2


def test_values_are_read_as_people_write_them(folder, org):
    loaded(folder, org)
    fields = "Name, Budget__c, Reste__c, Debut__c, Urgent__c, Etat__c, Compte__r.Name, Owner.Name"
    quay, tower = ask(org, f"SELECT {fields} FROM Chantier__c ORDER BY Name")
    assert (tower["Budget__c"], tower["Reste__c"]) == (12500.5, 12000.5)
    assert (tower["Debut__c"], tower["Urgent__c"]) == ("2026-11-22", True)
    assert (quay["Debut__c"], quay["Urgent__c"], quay["Etat__c"]) == ("2026-01-05", False, "Clos")
    assert (tower["Compte__r"]["Name"], quay["Owner"]["Name"]) == ("Bâtir SA", "Adèle Fontaine")


def test_owners_are_named_by_username_or_by_name(folder, org):
    loaded(folder, org)
    rows = ask(org, "SELECT Name, Owner.Name FROM Account ORDER BY Name")
    assert [row["Owner"]["Name"] for row in rows] == ["Claire Moreau", "James Whitfield"]


def test_loading_twice_changes_and_never_doubles(folder, org):
    loaded(folder, org)
    before = {row["Code__c"]: row["Id"] for row in ask(org, "SELECT Id, Code__c FROM Chantier__c")}
    path = "data/Chantier__c.csv"
    write(folder, path, (folder / path).read_text().replace("12 500,50 €", "99"))
    loaded(folder, org)
    rows = ask(org, "SELECT Id, Code__c, Budget__c FROM Chantier__c ORDER BY Code__c")
    assert {row["Code__c"]: row["Id"] for row in rows} == before
    assert rows[0]["Budget__c"] == 99
    assert len(ask(org, "SELECT Id FROM Account")) == 2


def test_translations_give_the_second_language(folder, org):
    body = (
        "<caseValues><plural>false</plural><value>Building site</value></caseValues>"
        "<caseValues><plural>true</plural><value>Building sites</value></caseValues>"
        "<fields><name>Etat__c</name><label>State</label><picklistValues><masterLabel>Clôturé"
        "</masterLabel><translation>Closed</translation></picklistValues></fields>"
    )
    name = "Chantier__c-en_US"
    write(folder, f"{BASE}/objectTranslations/{name}/{name}.objectTranslation-meta.xml",
          xml("CustomObjectTranslation", body))  # fmt: skip
    inner = xml("CustomFieldTranslation", "<name>Depense__c</name><label>Spent</label>")
    write(folder, f"{BASE}/objectTranslations/{name}/Depense__c.fieldTranslation-meta.xml", inner)
    loaded(folder, org)
    site = org.schema()["Chantier__c"]
    assert (site.label.fr, site.label.en, site.plural.en) == (
        "Chantier",
        "Building site",
        "Building sites",
    )
    assert (site.fields["Depense__c"].label.fr, site.fields["Depense__c"].label.en) == (
        "Dépensé",
        "Spent",
    )
    assert [v.label.en for v in site.fields["Etat__c"].picklist] == ["Ouvert", "Closed"]


def test_the_deployment_format_is_read_too(tmp_path, org):
    root = tmp_path / "mdapi"
    inner = (
        "<label>Visite</label><pluralLabel>Visites</pluralLabel><nameField><label>N°</label>"
        "<type>AutoNumber</type><displayFormat>V-{0000}</displayFormat></nameField>"
        "<sharingModel>Private</sharingModel><fields><fullName>Note__c</fullName>"
        "<label>Note</label><type>Number</type><precision>3</precision><scale>0</scale></fields>"
    )
    write(root, "objects/Visite__c.object", xml("CustomObject", inner))
    write(root, "Visite__c.csv", "Note__c\n4\n5\n")
    loaded(root, org)
    rows = ask(org, "SELECT Name, Note__c FROM Visite__c ORDER BY Name")
    assert [(row["Name"], row["Note__c"]) for row in rows] == [("V-0001", 4), ("V-0002", 5)]
    assert ask(org, "SELECT Id FROM Visite__c", "claire.moreau") == []


def test_master_detail_rollups_and_sharing_follow_the_master(folder, org):
    add_object(folder, "Controle__c", "Contrôle", "<sharingModel>ControlledByParent</sharingModel>")
    add_field(folder, "Controle__c", "Chantier__c",
              "<type>MasterDetail</type><referenceTo>Chantier__c</referenceTo>"
              "<relationshipName>Controles</relationshipName>")  # fmt: skip
    add_field(folder, "Controle__c", "Cout__c",
              "<type>Currency</type><precision>9</precision><scale>2</scale>")  # fmt: skip
    add_field(folder, "Chantier__c", "Cout_Total__c",
              "<type>Summary</type><summaryForeignKey>Controle__c.Chantier__c</summaryForeignKey>"
              "<summarizedField>Controle__c.Cout__c</summarizedField>"
              "<summaryOperation>sum</summaryOperation>")  # fmt: skip
    write(folder, "data/Controle__c.csv",
          "Name,Chantier__r.Code__c,Cout__c\nA,C-1,10\nB,C-1,5.5\n")  # fmt: skip
    loaded(folder, org)
    soql = "SELECT Cout_Total__c, (SELECT Name FROM Controles__r) FROM Chantier__c WHERE Code__c = 'C-1'"
    [row] = ask(org, soql)
    assert row["Cout_Total__c"] == 15.5
    assert len(row["Controles__r"]["records"]) == 2
    assert "OwnerId" not in org.schema()["Controle__c"].fields


def test_global_value_sets_dependencies_and_record_types(folder, org):
    values = "".join(f"<customValue><fullName>{v}</fullName><label>{v}</label></customValue>"
                     for v in ("Béton", "Bois"))  # fmt: skip
    write(folder, f"{BASE}/globalValueSets/Matiere.globalValueSet-meta.xml",
          xml("GlobalValueSet", f"<masterLabel>Matière</masterLabel>{values}"))  # fmt: skip
    setting = ("<valueSettings><controllingFieldValue>Ouvert</controllingFieldValue>"
               "<valueName>Bois</valueName></valueSettings>")  # fmt: skip
    add_field(folder, "Chantier__c", "Matiere__c",
              "<type>Picklist</type><valueSet><controllingField>Etat__c</controllingField>"
              f"<valueSetName>Matiere</valueSetName>{setting}</valueSet>")  # fmt: skip
    write(folder, f"{BASE}/objects/Chantier__c/recordTypes/Public.recordType-meta.xml",
          xml("RecordType", "<fullName>Public</fullName><label>Marché public</label>"))  # fmt: skip
    loaded(folder, org)
    field = org.schema()["Chantier__c"].fields["Matiere__c"]
    assert [(v.value, v.valid_for) for v in field.picklist] == [
        ("Béton", ()),
        ("Bois", ("Ouvert",)),
    ]
    with running(org.path) as served:
        described = served.client("admin").Chantier__c.describe()
        names = [info["developerName"] for info in described["recordTypeInfos"]]
        assert names == ["Public", "Master"]
        shown = next(f for f in described["fields"] if f["name"] == "Matiere__c")
        assert (shown["controllerName"], shown["picklistValues"][1]["validFor"]) == (
            "Etat__c",
            "gA==",
        )


def test_stages_of_the_folder_decide_what_is_closed(folder, org):
    values = "".join(
        f"<standardValue><fullName>{name}</fullName><default>false</default><label>{name}</label>"
        f"<closed>{str(closed).lower()}</closed><won>{str(won).lower()}</won>"
        f"<probability>{chance}</probability><forecastCategory>Pipeline</forecastCategory>"
        "</standardValue>"
        for name, closed, won, chance in (("Étude", False, False, 20), ("Signée", True, True, 100))
    )
    write(folder, f"{BASE}/standardValueSets/OpportunityStage.standardValueSet-meta.xml",
          xml("StandardValueSet", f"<sorted>false</sorted>{values}"))  # fmt: skip
    write(folder, "data/Opportunity.csv",
          "Name,StageName,CloseDate,Amount,Account.Cle__c\nA,Étude,2026-12-01,10,B-1\n"
          "B,Signée,2026-11-01,20,B-1\n")  # fmt: skip
    loaded(folder, org)
    rows = ask(org, "SELECT IsWon, IsClosed, Probability FROM Opportunity ORDER BY Name")
    assert [(r["IsWon"], r["IsClosed"], r["Probability"]) for r in rows] == [
        (False, False, 20),
        (True, True, 100),
    ]


def test_trees_and_plans_resolve_their_references(folder, org):
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
        loaded(folder, org)
        rows = ask(
            org, "SELECT LastName, ReportsTo.LastName, Account.Name FROM Contact ORDER BY LastName"
        )
        assert [row["LastName"] for row in rows] == ["Grand", "Moyen", "Petit"]
        assert (rows[0]["ReportsTo"]["LastName"], rows[0]["Account"]["Name"]) == (
            "Petit",
            "Mur Ltd",
        )
        assert rows[1]["Account"]["Name"] == "Neuf"


def test_people_come_with_their_profiles_and_roles(folder, org):
    write(folder, "data/Profile.csv", "Id,Name\np1,Conducteur\n")
    write(
        folder,
        "data/UserRole.csv",
        "Id,Name,DeveloperName,ParentRoleId\nr1,Chefs,Chefs,\nr2,Terrain,Terrain,r1\n",
    )
    write(folder, "data/User.csv",
          "Id,Username,FirstName,LastName,Email,Alias,ProfileId,UserRoleId,LanguageLocaleKey\n"
          "u1,lea@bati.example,Léa,Roux,lea@bati.example,lroux,p1,r2,fr\n")  # fmt: skip
    rows = (folder / "data/Account.csv").read_text("utf-8-sig").replace("James Whitfield", "u1")
    write(folder, "data/Account.csv", rows)
    loaded(folder, org)
    [row] = ask(org, "SELECT Owner.Name, Owner.Profile.Name FROM Account WHERE Cle__c = 'M-1'")
    assert (row["Owner"]["Name"], row["Owner"]["Profile"]["Name"]) == ("Léa Roux", "Conducteur")
    with running(org.path) as served:
        assert served.client("lea@bati.example").query("SELECT Id FROM Account")["totalSize"] == 2


def test_profiles_and_permission_sets_say_who_may_what(folder, org):
    sales = (
        "<objectPermissions><object>Chantier__c</object><allowRead>true</allowRead>"
        "<allowCreate>false</allowCreate><allowEdit>false</allowEdit><allowDelete>false</allowDelete>"
        "<viewAllRecords>false</viewAllRecords><modifyAllRecords>false</modifyAllRecords>"
        "</objectPermissions><fieldPermissions><field>Chantier__c.Budget__c</field>"
        "<readable>false</readable><editable>false</editable></fieldPermissions>"
    )
    write(folder, f"{BASE}/profiles/Sales User.profile-meta.xml", xml("Profile", sales))
    site = ("<label>S</label><fieldPermissions><field>Chantier__c.Debut__c</field>"
            "<readable>true</readable><editable>false</editable></fieldPermissions>")  # fmt: skip
    write(folder, f"{BASE}/permissionsets/Site.permissionset-meta.xml", xml("PermissionSet", site))
    loaded(folder, org)
    with running(org.path) as served:
        rep = served.client("claire.moreau").Chantier__c.describe()
        fields = {f["name"]: f for f in rep["fields"]}
        assert "Budget__c" not in fields
        assert (rep["createable"], rep["updateable"]) == (False, False)
        agent = {
            f["name"]: f for f in served.client("nadia.benali").Chantier__c.describe()["fields"]
        }
        assert agent["Budget__c"]["updateable"] is True
        assert agent["Debut__c"]["updateable"] is False


def test_the_loaded_org_is_described_and_written_like_any_other(folder, org):
    loaded(folder, org)
    with running(org.path) as served:
        claire = served.client("claire.moreau")
        described = claire.Chantier__c.describe()
        assert (described["custom"], described["label"]) == (True, "Chantier")
        made = claire.Chantier__c.create({"Name": "Pont", "Compte__r": {"Cle__c": "B-1"}})["id"]
        row = claire.Chantier__c.get(made)
        assert (row["Etat__c"], row["Urgent__c"]) == ("Ouvert", False)
        assert made[:3] == described["keyPrefix"]
        assert claire.Chantier__c.upsert("Code__c/C-9", {"Name": "Digue"}) == 201


def test_formulas_the_sandbox_cannot_compute_are_named(folder, org):
    add_field(folder, "Chantier__c", "Ville__c",
              "<type>Text</type><formula>Compte__r.BillingCity</formula>")  # fmt: skip
    report = loaded(folder, org)
    assert any("Ville__c" in line and "Compte__r.BillingCity" in line for line in report.warnings)


BAD = {
    "broken xml": (f"{BASE}/objects/X__c/X__c.object-meta.xml", "<CustomObject>", "not sound XML"),
    "doctype": (f"{BASE}/objects/X__c/X__c.object-meta.xml",
                '<!DOCTYPE x [<!ENTITY a "b">]><x/>', "document type"),
    "unknown type": (f"{BASE}/objects/Chantier__c/fields/X__c.field-meta.xml",
                     xml("CustomField", "<fullName>X__c</fullName><type>Magic</type>"), "Magic"),
    "unknown target": (f"{BASE}/objects/Chantier__c/fields/X__c.field-meta.xml",
                       xml("CustomField", "<fullName>X__c</fullName><type>Lookup</type>"
                           "<referenceTo>Y__c</referenceTo>"), "Y__c"),
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
def test_a_bad_file_is_named_and_nothing_is_loaded(case, folder, org):
    path, text, reason = BAD[case]
    write(folder, path, text or "")
    if text is None:
        (folder / path).write_bytes("LastName\nDupré\n".encode("latin-1"))
    with pytest.raises(LoadError) as caught:
        loaded(folder, org)
    [line] = caught.value.lines
    assert line.startswith(path)
    assert reason in line
    assert "Chantier__c" not in org.schema()
    assert ask(org, "SELECT Id FROM Account") == []


def test_every_bad_file_gets_its_line(folder, org):
    write(folder, "data/Contact.csv", "LastName,Foo__c\nx,1\ny,2\n")
    write(folder, "data/Lead.csv", "LastName,Company,Annual__c\nx,y,1\n")
    with pytest.raises(LoadError) as caught:
        loaded(folder, org)
    assert [line.split(":")[0] for line in caught.value.lines] == [
        "data/Contact.csv",
        "data/Lead.csv",
    ]
    assert "and 1 more line" in caught.value.lines[0]
