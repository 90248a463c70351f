"""What Salesforce's tools would have written: a builder's org in French, file by file."""

from orgs import TODAY

from sandbox import fixed_clock
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


def builder(root):
    """A builder's org in French: building sites, their inspections, and their data."""
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


def ask(store, soql, name="admin"):
    return query_as(store, f"{name}@heliade.example", soql, fixed_clock(TODAY)())["records"]


def loaded(folder, store):
    return load(folder, store, fixed_clock(TODAY))
