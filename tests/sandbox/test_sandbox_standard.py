"""The standard objects: complete, consistent, labelled in both languages."""

import pytest

from sandbox.ids import new_id
from sandbox.standard import standard_objects, system_fields

OBJECTS = {sobject.name: sobject for sobject in standard_objects()}
FIELDS = [(sobject, field) for sobject in standard_objects() for field in sobject.fields.values()]
REFERENCES = [(o, f) for o, f in FIELDS if f.type == "reference"]


def test_every_object_of_the_demo_is_there():
    wanted = {
        "Organization", "User", "UserRole", "Profile", "Account", "Contact", "Lead", "Opportunity",
        "OpportunityLineItem", "OpportunityHistory", "OpportunityFieldHistory",
        "OpportunityContactRole", "Campaign", "CampaignMember", "Product2", "Pricebook2",
        "PricebookEntry", "Quote", "QuoteLineItem", "Order", "OrderItem", "Contract", "Asset",
        "Case", "CaseComment", "CaseHistory", "EmailMessage", "Task", "Event",
        "LiveChatTranscript", "Knowledge__kav", "Territory2", "UserTerritory2Association", "Group",
        "GroupMember", "OpportunityStage", "LeadStatus", "CaseStatus",
    }  # fmt: skip
    assert wanted <= OBJECTS.keys()


def test_key_prefixes_are_distinct_and_make_ids():
    prefixes = [sobject.key_prefix for sobject in OBJECTS.values()]
    assert len(set(prefixes)) == len(prefixes)
    assert all(len(new_id(prefix, 1)) == 18 for prefix in prefixes)


def test_every_object_has_the_system_fields_and_its_name_field():
    for sobject in OBJECTS.values():
        assert system_fields().keys() <= sobject.fields.keys()
        assert sobject.name_field in sobject.fields


def test_every_label_exists_in_both_languages():
    labels = [o.label for o in OBJECTS.values()] + [o.plural for o in OBJECTS.values()]
    labels += [f.label for _, f in FIELDS] + [v.label for _, f in FIELDS for v in f.picklist]
    assert all(isinstance(text, str) and text for label in labels for text in (label.en, label.fr))


def test_french_labels_use_the_typographic_apostrophe():
    assert not [f.label.fr for _, f in FIELDS if "'" in f.label.fr]


def test_references_lead_to_known_objects_by_name():
    for sobject, field in REFERENCES:
        assert field.reference_to, (sobject.name, field.name)
        assert set(field.reference_to) <= OBJECTS.keys(), (sobject.name, field.name)
        assert field.relationship, (sobject.name, field.name)


def test_child_relationships_of_an_object_are_distinct():
    seen = [(t, f.child_relationship) for _, f in REFERENCES for t in f.reference_to]
    named = [pair for pair in seen if pair[1]]
    assert len(set(named)) == len(named)


@pytest.mark.parametrize(
    ("parent", "children", "child"),
    [
        ("Account", "Contacts", "Contact"),
        ("Account", "Opportunities", "Opportunity"),
        ("Account", "Cases", "Case"),
        ("Account", "Tasks", "Task"),
        ("Account", "Events", "Event"),
        ("Opportunity", "OpportunityLineItems", "OpportunityLineItem"),
        ("Opportunity", "OpportunityHistories", "OpportunityHistory"),
        ("Opportunity", "Quotes", "Quote"),
        ("Case", "CaseComments", "CaseComment"),
        ("Case", "EmailMessages", "EmailMessage"),
        ("Campaign", "CampaignMembers", "CampaignMember"),
    ],
)
def test_children_are_named_as_in_salesforce(parent, children, child):
    fields = OBJECTS[child].fields.values()
    assert any(f.child_relationship == children and parent in f.reference_to for f in fields)


@pytest.mark.parametrize(
    ("sobject", "field", "value", "french"),
    [
        ("Opportunity", "StageName", "Negotiation/Review", "Négociation/Révision"),
        ("Opportunity", "StageName", "Closed Won", "Fermée gagnée"),
        ("Account", "Industry", "Insurance", "Assurance"),
        ("Lead", "Rating", "Hot", "Chaud"),
        ("Case", "Priority", "High", "Élevée"),
        ("Task", "Status", "Completed", "Terminée"),
    ],
)
def test_picklist_values_keep_salesforces_english_and_french(sobject, field, value, french):
    found = next(v for v in OBJECTS[sobject].fields[field].picklist if v.value == value)
    assert found.label.of("fr") == french


def test_every_picklist_offers_something():
    assert not [(o.name, f.name) for o, f in FIELDS if "picklist" in f.type and not f.picklist]


def test_personal_fields_say_so():
    for name in ("Contact", "Lead"):
        for field in ("LastName", "Email", "Phone", "MobilePhone"):
            assert OBJECTS[name].fields[field].compliance == "PII;GDPR"


def test_objects_that_follow_a_master_have_one():
    for sobject in OBJECTS.values():
        if sobject.sharing == "parent":
            assert any(f.reference_to for f in sobject.fields.values() if f.name != "OwnerId")
