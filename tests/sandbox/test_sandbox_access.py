"""Who sees and changes what: owners, those above them, sharing, masters, queues, activities."""

import pytest
from soqlworld import build, field, make, refer

from sandbox.access import Access, Permission, grant, limit_field, share, share_by_rule


@pytest.fixture
def world(tmp_path):
    world = build(tmp_path / "org.db", 1)
    for table in ("Account", "Contact", "Task", "Opportunity"):
        world.store.execute(f'DELETE FROM "{table}"')
    return world


def put(world, sobject, owner=None, **values):
    row = values | ({"OwnerId": world.users[owner]} if owner else {})
    return world.store.insert_rows(sobject, [row])[0]


def who_reads(world, sobject, record):
    return [user for user in world.users if world.access(user).may_read_row(sobject, record)]


def who_edits(world, sobject, record):
    return [user for user in world.users if world.access(user).may_edit_row(sobject, record)]


def test_a_private_record_is_its_owners_and_of_those_above(world):
    record = put(world, "Account", "west")
    assert who_reads(world, "Account", record) == ["admin", "boss", "west"]
    assert who_edits(world, "Account", record) == ["admin", "boss", "west"]


def test_nobody_below_sees_what_the_boss_owns(world):
    assert who_reads(world, "Account", put(world, "Account", "boss")) == ["admin", "boss"]


def test_a_public_record_is_everybodys(world):
    assert len(who_edits(world, "Opportunity", put(world, "Opportunity", "west"))) == 4


def test_a_record_is_as_visible_as_its_master(world):
    account = put(world, "Account", "west")
    contact = put(world, "Contact", "east", AccountId=account)
    assert who_reads(world, "Contact", contact) == ["admin", "boss", "west"]
    orphan = put(world, "Contact", "east")
    assert who_reads(world, "Contact", orphan) == ["admin", "boss", "east"]


def test_an_activity_is_as_visible_as_what_it_is_about(world):
    account, deal = put(world, "Account", "west"), put(world, "Opportunity", "west")
    contact = put(world, "Contact", "west", AccountId=account)
    about_account = put(world, "Task", "boss", WhatId=account)
    about_deal = put(world, "Task", "boss", WhatId=deal)
    with_contact = put(world, "Task", "boss", WhoId=contact)
    assert who_reads(world, "Task", about_account) == ["admin", "boss", "west"]
    assert who_reads(world, "Task", with_contact) == ["admin", "boss", "west"]
    assert len(who_reads(world, "Task", about_deal)) == 4
    assert who_edits(world, "Task", about_deal) == ["admin", "boss"]


def test_a_private_subject_hides_an_activity_though_the_person_is_visible(world):
    account, other = put(world, "Account", "west"), put(world, "Account", "east")
    contact = put(world, "Contact", "east", AccountId=other)
    task = put(world, "Task", "west", WhatId=account, WhoId=contact)
    assert who_reads(world, "Task", task) == ["admin", "boss", "west"]


def test_a_shared_record_is_visible_to_that_user_and_those_above(world):
    record = put(world, "Account", "boss")
    share(world.store, "Account", record, world.users["east"], editable=False)
    assert who_reads(world, "Account", record) == ["admin", "boss", "east"]
    assert who_edits(world, "Account", record) == ["admin", "boss"]


def test_a_rule_shares_one_branch_with_another(world):
    roles = dict(world.store.execute('SELECT "Name", "Id" FROM "UserRole"'))
    record = put(world, "Account", "west")
    share_by_rule(world.store, "Account", roles["West"], roles["East"], editable=False)
    assert who_reads(world, "Account", record) == ["admin", "boss", "west", "east"]
    assert who_edits(world, "Account", record) == ["admin", "boss", "west"]


def test_a_queues_records_are_its_members(world):
    store = world.store
    member = [refer("GroupId", ("Group",), "Group"), field("UserOrGroupId", "reference")]
    store.define([
        make("Group", "00G", [field("Name", "string")], sharing="read"),
        make("GroupMember", "011", member, sharing="read")])  # fmt: skip
    queue = put(world, "Group", Name="Queue")
    put(world, "GroupMember", GroupId=queue, UserOrGroupId=world.users["east"])
    record = put(world, "Account", OwnerId=queue)
    assert who_reads(world, "Account", record) == ["admin", "boss", "east"]


def test_viewing_all_passes_over_sharing_for_reading_alone(world):
    record = put(world, "Account", "west")
    profile = world.access("east").user["ProfileId"]
    grant(world.store, profile, "Account", Permission(read=True, edit=True, view_all=True))
    assert len(who_reads(world, "Account", record)) == 4
    assert who_edits(world, "Account", record) == ["admin", "boss", "west"]


def test_without_permission_on_the_object_even_the_owner_sees_nothing(world):
    record = put(world, "Account", "west")
    grant(world.store, world.access("west").user["ProfileId"], "Account", Permission())
    assert who_reads(world, "Account", record) == ["admin"]
    assert not world.access("west").may("Account", "read")
    assert not world.access("west").readable("Account", "Name")


def test_deleting_is_for_owners_and_those_above(world):
    record = put(world, "Opportunity", "west")
    profile = world.access("west").user["ProfileId"]
    grant(world.store, profile, "Opportunity", Permission(read=True, edit=True, delete=True))
    able = [user for user in world.users
            if world.access(user).may_delete_row("Opportunity", record)]  # fmt: skip
    assert able == ["admin", "boss", "west"]


def test_a_field_may_be_shown_and_not_editable(world):
    access = world.access("west")
    assert not access.readable("Account", "Secret__c")
    assert not access.editable("Account", "Secret__c")
    profile = access.user["ProfileId"]
    limit_field(world.store, profile, "Account", "Revenue", readable=True, editable=False)
    assert world.access("west").readable("Account", "Revenue")
    assert not world.access("west").editable("Account", "Revenue")
    assert not access.readable("Account", "Nothing")


def test_a_user_who_does_not_exist_may_nothing(world):
    put(world, "Account", "west")
    nobody = Access(world.store, "005000000000000AAA")
    assert not nobody.may("Account", "read")
    assert nobody.rows("Account", "t") == ("0", ())
