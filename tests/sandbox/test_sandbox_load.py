"""Loading an org's metadata: both formats, translations, rights, formulas, record types."""

from orgs import running
from sources import BASE, add_field, add_object, ask, loaded, write, xml


def test_translations_give_the_second_language(folder, empty):
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
    loaded(folder, empty)
    site = empty.schema()["Chantier__c"]
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


def test_the_deployment_format_is_read_too(tmp_path, empty):
    root = tmp_path / "mdapi"
    inner = (
        "<label>Visite</label><pluralLabel>Visites</pluralLabel><nameField><label>N°</label>"
        "<type>AutoNumber</type><displayFormat>V-{0000}</displayFormat></nameField>"
        "<sharingModel>Private</sharingModel><fields><fullName>Note__c</fullName>"
        "<label>Note</label><type>Number</type><precision>3</precision><scale>0</scale></fields>"
    )
    write(root, "objects/Visite__c.object", xml("CustomObject", inner))
    write(root, "Visite__c.csv", "Note__c\n4\n5\n")
    loaded(root, empty)
    rows = ask(empty, "SELECT Name, Note__c FROM Visite__c ORDER BY Name")
    assert [(row["Name"], row["Note__c"]) for row in rows] == [("V-0001", 4), ("V-0002", 5)]
    assert ask(empty, "SELECT Id FROM Visite__c", "claire.moreau") == []


def test_master_detail_rollups_and_sharing_follow_the_master(folder, empty):
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
    loaded(folder, empty)
    fields = "Cout_Total__c, (SELECT Name FROM Controles__r)"
    [row] = ask(empty, f"SELECT {fields} FROM Chantier__c WHERE Code__c = 'C-1'")
    assert row["Cout_Total__c"] == 15.5
    assert len(row["Controles__r"]["records"]) == 2
    assert "OwnerId" not in empty.schema()["Controle__c"].fields


def test_a_place_is_two_numbers_and_activities_may_be_about_what_the_folder_brings(folder, empty):
    add_object(folder, "Quai__c", "Quai", "<enableActivities>false</enableActivities>")
    add_field(folder, "Chantier__c", "Lieu__c", "<type>Location</type><scale>4</scale>")
    write(folder, f"{BASE}/objectTranslations/Chantier__c-en_US/Lieu__c.fieldTranslation-meta.xml",
          xml("CustomFieldTranslation", "<label>Place</label><name>Lieu__c</name>"))  # fmt: skip
    write(folder, "data/Quai__c.csv", "Name\nNord\n")
    write(
        folder,
        "data/tree.json",
        """{"records": [{"attributes": {"type": "Chantier__c"},
          "Name": "Digue", "Lieu__Latitude__s": 48.5, "Lieu__Longitude__s": -4.25}]}""",
    )
    loaded(folder, empty)
    soql = "SELECT Lieu__Longitude__s FROM Chantier__c WHERE Lieu__Latitude__s > 48"
    assert [row["Lieu__Longitude__s"] for row in ask(empty, soql)] == [-4.25]
    label = empty.schema()["Chantier__c"].fields["Lieu__Latitude__s"].label
    assert (label.fr, label.en) == ("Lieu (latitude)", "Place (Latitude)")
    about = empty.schema()["Task"].fields["WhatId"].reference_to
    assert "Chantier__c" in about
    assert "Quai__c" not in about


def test_global_value_sets_dependencies_and_record_types(folder, empty):
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
    loaded(folder, empty)
    field = empty.schema()["Chantier__c"].fields["Matiere__c"]
    assert [(v.value, v.valid_for) for v in field.picklist] == [
        ("Béton", ()),
        ("Bois", ("Ouvert",)),
    ]
    with running(empty.path) as served:
        described = served.client("admin").Chantier__c.describe()
        names = [info["developerName"] for info in described["recordTypeInfos"]]
        assert names == ["Public", "Master"]
        shown = next(f for f in described["fields"] if f["name"] == "Matiere__c")
        assert (shown["controllerName"], shown["picklistValues"][1]["validFor"]) == (
            "Etat__c",
            "gA==",
        )


def test_stages_of_the_folder_decide_what_is_closed(folder, empty):
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
    loaded(folder, empty)
    rows = ask(empty, "SELECT IsWon, IsClosed, Probability FROM Opportunity ORDER BY Name")
    assert [(r["IsWon"], r["IsClosed"], r["Probability"]) for r in rows] == [
        (False, False, 20),
        (True, True, 100),
    ]


def test_standard_picklists_take_in_the_values_the_records_use(folder, empty):
    write(folder, "data/Lead.csv",
          "LastName,Company,LeadSource\nRoux,R SA,Salon du bâtiment\nBrun,B SA,web\n")  # fmt: skip
    report = loaded(folder, empty)
    rows = ask(empty, "SELECT LeadSource FROM Lead ORDER BY LastName")
    assert [row["LeadSource"] for row in rows] == ["Web", "Salon du bâtiment"]
    assert any("Salon du bâtiment" in line for line in report.warnings)


def test_people_come_with_their_profiles_and_roles(folder, empty):
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
    loaded(folder, empty)
    [row] = ask(empty, "SELECT Owner.Name, Owner.Profile.Name FROM Account WHERE Cle__c = 'M-1'")
    assert (row["Owner"]["Name"], row["Owner"]["Profile"]["Name"]) == ("Léa Roux", "Conducteur")
    with running(empty.path) as served:
        assert served.client("lea@bati.example").query("SELECT Id FROM Account")["totalSize"] == 2


def test_profiles_and_permission_sets_say_who_may_what(folder, empty):
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
    loaded(folder, empty)
    with running(empty.path) as served:
        rep = served.client("claire.moreau").Chantier__c.describe()
        fields = {f["name"]: f for f in rep["fields"]}
        assert "Budget__c" not in fields
        assert (rep["createable"], rep["updateable"]) == (False, False)
        agent = {
            f["name"]: f for f in served.client("nadia.benali").Chantier__c.describe()["fields"]
        }
        assert agent["Budget__c"]["updateable"] is True
        assert agent["Debut__c"]["updateable"] is False


def test_the_loaded_org_is_described_and_written_like_any_other(folder, empty):
    loaded(folder, empty)
    with running(empty.path) as served:
        claire = served.client("claire.moreau")
        described = claire.Chantier__c.describe()
        assert (described["custom"], described["label"]) == (True, "Chantier")
        made = claire.Chantier__c.create({"Name": "Pont", "Compte__r": {"Cle__c": "B-1"}})["id"]
        row = claire.Chantier__c.get(made)
        assert (row["Etat__c"], row["Urgent__c"]) == ("Ouvert", False)
        assert made[:3] == described["keyPrefix"]
        assert claire.Chantier__c.upsert("Code__c/C-9", {"Name": "Digue"}) == 201


def test_formulas_the_sandbox_cannot_compute_are_named(folder, empty):
    add_field(folder, "Chantier__c", "Qui__c", "<type>Text</type><formula>$User.Id</formula>")
    report = loaded(folder, empty)
    assert any("Qui__c" in line for line in report.warnings)


def test_formulas_read_parents_other_formulas_and_the_day(folder, empty):
    text, number = "<type>Text</type>", "<type>Number</type><scale>1</scale>"
    add_field(folder, "Chantier__c", "Ville__c", f"{text}<formula>Compte__r.BillingCity</formula>")
    add_field(folder, "Chantier__c", "A_Vue__c", f"{number}<formula>Z_Taux__c * 200</formula>")
    add_field(folder, "Chantier__c", "Z_Taux__c",
              "<type>Percent</type><scale>0</scale><formula>0.25</formula>")  # fmt: skip
    add_field(
        folder, "Chantier__c", "Reste__c", f"{number}<formula>TODAY() + 9 - TODAY()</formula>"
    )
    report = loaded(folder, empty)
    assert not any("formula" in line for line in report.warnings)
    rows = ask(empty, "SELECT Ville__c, Compte__r.BillingCity, A_Vue__c, Z_Taux__c, Reste__c "
                      "FROM Chantier__c WHERE Compte__c != null")  # fmt: skip
    assert rows
    for row in rows:
        assert row["Ville__c"] == row["Compte__r"]["BillingCity"]
        assert (row["A_Vue__c"], row["Z_Taux__c"], row["Reste__c"]) == (50, 25, 9)
