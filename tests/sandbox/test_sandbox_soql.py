"""SOQL, example by example: shapes of records, functions, errors, rights."""

import pytest
from soqlworld import NOW, build

from sandbox.access import Permission, grant, limit_field
from sandbox.soql import SoqlError, query_as, run


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    world = build(tmp_path_factory.mktemp("soql") / "org.db", 3)
    store, users = world.store, world.users
    for table in ("Account", "Contact", "Task", "Opportunity"):
        store.execute(f'DELETE FROM "{table}"')
    west = {"OwnerId": users["west"], "CreatedDate": "2026-11-21T23:30:00.000+0000"}
    east = {"OwnerId": users["east"], "CreatedDate": "2026-01-31T23:30:00.000+0000"}
    alpha, _beta = store.insert_rows("Account", [
        {"Name": "Alpha Énergie", "Industry": "Energy", "Revenue": 45000, "Staff": 12,
         "Active": True, "Founded": "2026-11-22", "Secret__c": "s", **west},
        {"Name": "beta", "Industry": "Élevage", "Revenue": 1500.5, **east}])  # fmt: skip
    ada, bob = store.insert_rows("Contact", [
        {"Name": "Ada", "AccountId": alpha, **west}, {"Name": "Bob", **east}])  # fmt: skip
    (deal,) = store.insert_rows("Opportunity", [{"Name": "Deal", "AccountId": alpha, **west}])
    store.insert_rows("Task", [
        {"Subject": "call", "WhatId": alpha, "WhoId": ada, **west},
        {"Subject": "mail", "WhatId": deal, "WhoId": bob, **east}])  # fmt: skip
    return world


def ask(world, soql, user="admin", **more):
    return run(world.store, world.access(user), soql, NOW, **more)


def first(world, soql, user="admin"):
    return ask(world, soql, user).records[0]


def column(world, soql, user="admin"):
    """Return the last value of every record."""
    return [list(record.values())[-1] for record in ask(world, soql, user).records]


def test_a_record_has_salesforces_shape_and_a_missing_parent_is_null(world):
    record = first(world, "select name, account.owner.name from contact where name = 'ADA'")
    account = record["Account"]
    assert record["attributes"]["type"] == "Contact"
    assert record["attributes"]["url"].startswith("/services/data/v")
    assert account["attributes"]["type"] == "Account"
    assert account["Owner"]["attributes"]["type"] == "User"
    assert account["Owner"]["Name"] == "West"
    assert first(world, "SELECT Account.Name FROM Contact WHERE Name = 'Bob'")["Account"] is None


def test_values_keep_their_types(world):
    record = first(world, "SELECT Revenue, Staff, Active, Founded, CreatedDate FROM Account")
    assert list(record.values())[1:] == [
        45000.0, 12, True, "2026-11-22", "2026-11-21T23:30:00.000+0000",
    ]  # fmt: skip


def test_children_come_with_their_own_filter_and_are_null_when_there_are_none(world):
    soql = (
        "SELECT Name, (SELECT Name, Account.Name FROM Contacts WHERE Name LIKE 'a%') FROM Account"
    )
    alpha, beta = ask(world, soql).records
    assert alpha["Contacts"]["totalSize"] == 1
    assert alpha["Contacts"]["records"][0]["Account"]["Name"] == "Alpha Énergie"
    assert beta["Contacts"] is None


def test_children_of_children_are_read_too(world):
    soql = "SELECT (SELECT Name, (SELECT Subject FROM Tasks) FROM Contacts) FROM Account LIMIT 1"
    contact = first(world, soql)["Contacts"]["records"][0]
    assert contact["Tasks"]["records"][0]["Subject"] == "call"


def test_a_polymorphic_parent_shows_name_and_type_of_what_it_is(world):
    soql = "SELECT What.Name, What.Type, Owner.Profile.Name FROM Task ORDER BY Subject"
    call, mail = ask(world, soql).records
    assert call["What"]["attributes"]["type"] == "Account"
    assert (mail["What"]["Name"], mail["What"]["Type"]) == ("Deal", "Opportunity")
    assert mail["Owner"]["Profile"]["Name"] == "Limited"


def test_typeof_takes_the_branch_of_the_record(world):
    soql = "SELECT TYPEOF What WHEN Account THEN Industry, Staff ELSE Name END FROM Task"
    call, mail = (record["What"] for record in ask(world, soql).records)
    assert (call["Industry"], call["Staff"]) == ("Energy", 12)
    assert mail["Name"] == "Deal"
    assert "Industry" not in mail


def test_text_compares_without_case_but_with_accents(world):
    assert column(world, "SELECT Name FROM Account WHERE Name = 'ALPHA énergie'")
    assert not column(world, "SELECT Name FROM Account WHERE Name = 'alpha energie'")
    assert column(world, "SELECT Name FROM Account WHERE Name LIKE '%ÉNER%'")
    assert not column(world, "SELECT Name FROM Account WHERE Name LIKE '%ener%'")


def test_picklists_sort_by_the_order_of_their_list(world):
    assert column(world, "SELECT Industry FROM Account ORDER BY Industry DESC") == [
        "Élevage", "Energy",
    ]  # fmt: skip


def test_days_begin_at_midnight_of_the_users_clock(world):
    # 23:30 in UTC is half past midnight in Paris, and NOW is still the 22nd there.
    assert column(world, "SELECT Name FROM Account WHERE CreatedDate = TODAY") == ["Alpha Énergie"]


@pytest.mark.parametrize(
    ("function", "local", "utc"),
    [("CALENDAR_MONTH", 2, 1), ("DAY_IN_MONTH", 1, 31), ("HOUR_IN_DAY", 0, 23),
     ("DAY_ONLY", "2026-02-01", "2026-01-31"), ("DAY_IN_WEEK", 1, 7), ("DAY_IN_YEAR", 32, 31),
     ("WEEK_IN_MONTH", 1, 5), ("WEEK_IN_YEAR", 5, 5), ("CALENDAR_QUARTER", 1, 1),
     ("CALENDAR_YEAR", 2026, 2026)],
)  # fmt: skip
def test_date_functions_read_utc_unless_the_zone_is_converted(world, function, local, utc):
    base = "FROM Account WHERE Name = 'beta' GROUP BY"
    plain, moved = f"{function}(CreatedDate)", f"{function}(convertTimezone(CreatedDate))"
    assert column(world, f"SELECT {plain} {base} {plain}") == [utc]
    assert column(world, f"SELECT {moved} {base} {moved}") == [local]


def test_fiscal_functions_follow_the_orgs_fiscal_year(world):
    world.store.set_setting("FiscalYearStartMonth", "4")
    try:
        call = "{}(Founded)"
        for function, expected in (
            ("FISCAL_YEAR", 2027),
            ("FISCAL_QUARTER", 3),
            ("FISCAL_MONTH", 8),
        ):
            key = call.format(function)
            soql = f"SELECT {key} FROM Account WHERE {key} = {expected} GROUP BY {key}"
            assert column(world, soql) == [expected]
        assert column(world, "SELECT Name FROM Account WHERE Founded = THIS_FISCAL_QUARTER")
    finally:
        world.store.set_setting("FiscalYearStartMonth", "1")


def test_labels_and_formats_follow_the_users_language(world):
    soql = "SELECT toLabel(Industry), FORMAT(Revenue) r, FORMAT(Founded) d FROM Account LIMIT 1"
    assert list(first(world, soql).values())[1:] == [
        "Energy (fr)", "45\u202f000,00\xa0€", "22/11/2026",
    ]  # fmt: skip
    assert column(world, "SELECT Name FROM Account WHERE toLabel(Industry) = 'energy (FR)'")


def test_aggregates_are_named_and_have_no_address(world):
    soql = (
        "SELECT Industry, COUNT(Id), SUM(Revenue) total, AVG(Staff) FROM Account GROUP BY Industry"
    )
    record = ask(world, soql + " ORDER BY total DESC").records[0]
    assert record == {
        "attributes": {"type": "AggregateResult"}, "Industry": "Energy", "expr0": 1,
        "total": 45000.0, "expr1": 12.0,
    }  # fmt: skip


def test_grouping_marks_the_subtotals(world):
    soql = (
        "SELECT Industry, GROUPING(Industry) g, COUNT(Id) n FROM Account GROUP BY ROLLUP(Industry)"
        " HAVING COUNT(Id) > 0 ORDER BY GROUPING(Industry), Industry"
    )
    rows = [(r["Industry"], r["g"], r["n"]) for r in ask(world, soql).records]
    assert rows == [("Energy", 0, 1), ("Élevage", 0, 1), (None, 1, 2)]


def test_count_is_a_size_without_records(world):
    page = ask(world, "SELECT COUNT() FROM Account WHERE Revenue > 1.6E3")
    assert (page.total_size, page.records) == (1, [])


def test_pages_follow_each_other_and_know_the_whole(world):
    soql = "SELECT Name FROM Account ORDER BY Name"
    one, two = (ask(world, soql, offset=offset, size=1) for offset in (0, 1))
    assert (one.total_size, one.done, two.total_size, two.done) == (2, False, 2, True)
    assert one.records + two.records == ask(world, soql).records


def test_fields_stands_for_every_readable_field(world):
    everything = first(world, "SELECT FIELDS(ALL) FROM Account LIMIT 1")
    assert everything["Secret__c"] == "s"
    assert "Secret__c" not in first(world, "SELECT FIELDS(ALL) FROM Account LIMIT 1", "west")
    custom = first(world, "SELECT FIELDS(CUSTOM) FROM Account LIMIT 200")
    assert set(custom) == {"attributes", "Secret__c"}
    assert "Secret__c" not in first(world, "SELECT FIELDS(STANDARD) FROM Account")


def test_scopes_narrow_to_my_records_and_my_teams(world):
    assert len(ask(world, "SELECT Id FROM Opportunity USING SCOPE mine", "east").records) == 0
    assert len(ask(world, "SELECT Id FROM Opportunity USING SCOPE team", "boss").records) == 1
    assert len(ask(world, "SELECT Id FROM Opportunity USING SCOPE everything", "east").records) == 1


def test_aliases_of_from_name_the_object_and_its_parents(world):
    soql = "SELECT c.Name, a.Name FROM Contact c, c.Account a WHERE a.Industry = 'Energy' FOR VIEW"
    assert first(world, soql)["Account"]["Name"] == "Alpha Énergie"


def test_deleted_records_come_only_with_all_rows(world):
    world.store.insert_rows("Account", [{"Name": "gone", "IsDeleted": True}])
    soql = "SELECT Name FROM Account WHERE Name = 'gone'"
    assert not ask(world, soql).records
    assert ask(world, soql, all_rows=True).records
    assert ask(world, soql + " ALL ROWS").records


def test_a_user_is_named_for_the_command_line(world):
    answer = query_as(world.store, "west", "SELECT Name FROM Account", NOW)
    assert answer["totalSize"] == 1
    with pytest.raises(KeyError):
        query_as(world.store, "nobody", "SELECT Name FROM Account", NOW)


HIDDEN = (
    "SELECT Secret__c FROM Account",
    "SELECT Id FROM Account WHERE Secret__c = 's'",
    "SELECT Id FROM Account WHERE NOT Secret__c LIKE 's%'",
    "SELECT Id FROM Account ORDER BY Secret__c",
    "SELECT COUNT(Id) FROM Account GROUP BY Secret__c",
    "SELECT MAX(Secret__c) FROM Account",
    "SELECT Industry FROM Account GROUP BY Industry HAVING MIN(Secret__c) > 'a'",
    "SELECT Account.Secret__c FROM Contact",
    "SELECT Id FROM Contact WHERE Account.Secret__c != null",
    "SELECT (SELECT Secret__c FROM Children) FROM Account",
    "SELECT Id FROM Contact WHERE AccountId IN (SELECT Id FROM Account WHERE Secret__c = 's')",
    "SELECT TYPEOF What WHEN Account THEN Secret__c END FROM Task",
    "SELECT toLabel(Secret__c) FROM Account",
)


@pytest.mark.parametrize("soql", HIDDEN)
def test_a_hidden_field_is_a_field_that_does_not_exist(world, soql):
    with pytest.raises(SoqlError) as hidden:
        ask(world, soql, "west")
    with pytest.raises(SoqlError) as missing:
        ask(world, soql.replace("Secret__c", "Nothing_c"), "west")
    assert hidden.value.code == "INVALID_FIELD"
    assert hidden.value.message == missing.value.message.replace("Nothing_c", "Secret__c")
    ask(world, soql, "admin")


def test_a_hidden_object_does_not_exist(world):
    limited = world.access("west").user["ProfileId"]
    grant(world.store, limited, "Opportunity", Permission())
    try:
        for soql in (
            "SELECT Id FROM Opportunity",
            "SELECT (SELECT Id FROM Opportunities) FROM Account",
        ):
            with pytest.raises(SoqlError, match="INVALID_TYPE"):
                ask(world, soql, "west")
        assert column(world, "SELECT What.Name FROM Task WHERE Subject = 'mail'", "east") == [None]
    finally:
        grant(world.store, limited, "Opportunity", Permission(read=True))


def test_a_hidden_reference_hides_its_relationship(world):
    limited = world.access("west").user["ProfileId"]
    limit_field(world.store, limited, "Contact", "AccountId", readable=False, editable=False)
    try:
        for soql in (
            "SELECT Account.Name FROM Contact",
            "SELECT (SELECT Id FROM Contacts) FROM Account",
        ):
            with pytest.raises(SoqlError, match="Didn't understand relationship"):
                ask(world, soql, "west")
    finally:
        limit_field(world.store, limited, "Contact", "AccountId", readable=True, editable=True)


def test_a_parent_the_user_may_not_see_is_no_parent(world):
    soql = "SELECT Account.Name FROM Opportunity"
    assert first(world, soql, "west")["Account"]["Name"] == "Alpha Énergie"
    assert first(world, soql, "east")["Account"] is None
    assert not ask(world, soql + " WHERE Account.Name LIKE 'Alpha%'", "east").records
