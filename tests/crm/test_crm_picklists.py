import pytest

from crm.errors import Invalid
from crm.metadata import FieldInfo, Labels, ObjectInfo, PicklistEntry
from crm.people import team_below
from crm.picklists import picklist_value
from crm.validation import check_dependents


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Closed Won", "Closed Won"),
        ("fermee gagnee", "Closed Won"),
        ("NÉGOCIATION/révision", "Negotiation/Review"),
        ("negociation", "Negotiation/Review"),
        ("prospecton", "Prospecting"),
        ("fermée", None),
        ("xyzzy", None),
    ],
)
def test_a_picklist_value_is_found_by_its_label_in_either_language(words, value, catalogue):
    found, near = picklist_value(catalogue["Opportunity"].fields["StageName"], words)
    assert found == value
    assert (value in near) if value else True


def test_an_unclear_word_offers_the_nearest_values(catalogue):
    _, near = picklist_value(catalogue["Opportunity"].fields["StageName"], "fermée")
    assert {"Closed Won", "Closed Lost"} <= set(near)


def field(name, values, controller=None):
    entries = tuple(PicklistEntry(v, Labels(v, v), valid) for v, valid in values)
    flags = {"custom": True, "filterable": True, "sortable": True, "groupable": True}
    rights = {"createable": True, "updateable": True, "nillable": True}
    return FieldInfo(
        name, "picklist", Labels(name, name), **flags, **rights, length=40, scale=0,
        picklist=entries, controller=controller,
    )  # fmt: skip


def test_a_dependent_value_must_go_with_what_the_record_will_hold():
    fields = {
        "Pays": field("Pays", [("FR", ()), ("UK", ())]),
        "Ville": field("Ville", [("Lyon", ("FR",)), ("Leeds", ("UK",))], "Pays"),
    }
    names, flags = Labels("X", "X"), {"custom": True, "queryable": True, "searchable": True}
    rights = {"createable": True, "updateable": True, "deletable": True}
    place = ObjectInfo("X__c", names, names, "a00", "Name", **flags, **rights, fields=fields)
    check_dependents(place, {"Ville": "Lyon"}, {"Pays": "FR", "Ville": "Lyon"})
    with pytest.raises(Invalid) as caught:
        check_dependents(place, {"Ville": "Leeds"}, {"Pays": "FR", "Ville": "Leeds"})
    assert (caught.value.reason, caught.value.allowed) == ("dependent_picklist", ("Lyon",))
    with pytest.raises(Invalid):
        check_dependents(place, {"Pays": "UK"}, {"Pays": "UK", "Ville": "Lyon"})


def test_a_team_is_every_level_below_and_a_circle_ends():
    def person(name, manager=None, role=None):
        return {"Id": name, "ManagerId": manager, "UserRoleId": role}

    people = [person("a"), person("b", "a"), person("c", "b"), person("x", "y"), person("y", "x")]
    assert team_below("a", people, []) == {"b", "c"}
    assert team_below("x", people, []) == {"y"}
    roles = [{"Id": "top", "ParentRoleId": None}, {"Id": "low", "ParentRoleId": "top"}]
    ruled = [person("boss", role="top"), person("peer", role="top"), person("rep", role="low")]
    assert team_below("boss", ruled, roles) == {"rep"}
