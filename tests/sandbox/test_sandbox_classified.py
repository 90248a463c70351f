"""How an org classifies its data is loaded and described; compound fields are named."""

from orgs import running
from sources import BASE, add_field, loaded, write, xml

CLASSIFIED = (
    "<complianceGroup>GDPR;HIPAA</complianceGroup>"
    "<securityClassification>Restricted</securityClassification>"
)


def test_what_the_metadata_classifies_is_described(folder, empty):
    add_field(folder, "Contact", "Sante__c", f"<type>Text</type><length>80</length>{CLASSIFIED}")
    add_field(folder, "Chantier__c", "Prime__c", "<type>Currency</type><precision>12</precision>"
              f"<scale>2</scale>{CLASSIFIED}")  # fmt: skip
    title = f"<fullName>Title</fullName>{CLASSIFIED}"
    write(folder, f"{BASE}/objects/Contact/fields/Title.field-meta.xml", xml("CustomField", title))
    loaded(folder, empty)
    with running(empty.path) as served:
        client = served.client("admin")
        contact = {one["name"]: one for one in client.Contact.describe()["fields"]}
        site = {one["name"]: one for one in client.Chantier__c.describe()["fields"]}
    for field in (contact["Sante__c"], contact["Title"], site["Prime__c"]):
        assert field["complianceGroup"] == "GDPR;HIPAA"
        assert field["securityClassification"] == "Restricted"
    assert contact["Department"]["complianceGroup"] is None


def test_the_parts_of_names_and_addresses_name_their_whole(org):
    described = {
        name: {one["name"]: one["compoundFieldName"] for one in found.describe()["fields"]}
        for name, found in (
            (name, getattr(org.client("admin"), name)) for name in ("Account", "Contact", "Lead")
        )
    }
    assert described["Contact"]["LastName"] == "Name"
    assert described["Contact"]["MailingPostalCode"] == "MailingAddress"
    assert described["Account"]["BillingState"] == "BillingAddress"
    assert described["Lead"]["Street"] == "Address"
    assert described["Account"]["Name"] is None
    assert described["Contact"]["Email"] is None
