"""`UserRecordAccess`: what one user may do with the records a query names."""

import pytest
from soqlworld import NOW, build

from sandbox import soql
from sandbox.access import Permission, grant
from sandbox.errors import ApiError

FIELDS = "RecordId, HasReadAccess, HasEditAccess, HasDeleteAccess, MaxAccessLevel"


@pytest.fixture
def world(tmp_path):
    return build(tmp_path / "org.db", 1)


def account(world, owner):
    return world.store.insert_rows("Account", [{"OwnerId": world.users[owner]}])[0]


def ask(world, user, where, fields=FIELDS):
    text = f"SELECT {fields} FROM UserRecordAccess WHERE {where}"
    return soql.run(world.store, world.access(user), text, NOW).records


@pytest.mark.parametrize(
    ("user", "read", "edit", "delete", "most"),
    [
        ("west", True, True, True, "All"),
        ("boss", True, True, True, "All"),
        ("east", False, False, False, "None"),
    ],
)
def test_owners_and_those_above_may_all_and_others_nothing(user, read, edit, delete, most, world):
    may = Permission(create=True, read=True, edit=True, delete=True)
    profile = world.store.row("User", world.users[user])["ProfileId"]
    grant(world.store, profile, "Account", may)
    record = account(world, "west")
    where = f"UserId = '{world.users[user]}' AND RecordId = '{record}'"
    [row] = ask(world, user, where)
    assert row["attributes"]["type"] == "UserRecordAccess"
    assert [row[name] for name in FIELDS.split(", ")] == [record, read, edit, delete, most]


def test_several_records_come_as_they_are_named_and_unknown_ones_are_nobodys(world):
    mine, other = account(world, "west"), account(world, "east")
    gone = "001000000000000AAA"
    where = f"RecordId IN ('{other}', '{mine}', '{gone}') AND UserId = '{world.users['west']}'"
    rows = ask(world, "west", where, "RecordId, HasEditAccess")
    assert [(row["RecordId"], row["HasEditAccess"]) for row in rows] == [
        (other, False), (mine, True), (gone, False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "where",
    [
        "RecordId = '001000000000000AAA'",
        "UserId = '005000000000000AAA'",
        "UserId IN ('005000000000000AAA', '005000000000001AAA') AND RecordId = '001000000000000AAA'",
        "UserId = '005000000000000AAA' AND RecordId != '001000000000000AAA'",
        "UserId = '005000000000000AAA' AND RecordId IN ("
        + ", ".join(["'001000000000000AAA'"] * 201) + ")",
    ],
)  # fmt: skip
def test_it_takes_one_user_and_at_most_two_hundred_records(where, world):
    with pytest.raises(ApiError) as caught:
        ask(world, "west", where)
    assert caught.value.code == "MALFORMED_QUERY"


def test_only_its_own_fields_can_be_selected(world):
    where = f"UserId = '{world.users['west']}' AND RecordId = '{account(world, 'west')}'"
    with pytest.raises(ApiError) as caught:
        ask(world, "west", where, "UserId")
    assert caught.value.code == "INVALID_FIELD"
