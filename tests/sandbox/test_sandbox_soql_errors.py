"""What is not SOQL, or not this org's, is refused with Salesforce's code and the place."""

import pytest
from soqlworld import NOW, build

from sandbox.soql import SoqlError, run


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    return build(tmp_path_factory.mktemp("soql") / "org.db", 1)


def refusal(world, soql):
    with pytest.raises(SoqlError) as caught:
        run(world.store, world.access("admin"), soql, NOW)
    return caught.value


def test_the_message_shows_the_line_and_the_place(world):
    message = refusal(world, "SELECT Id,\n  Foo\nFROM Account").message
    assert message.startswith(
        "\n  Foo\n  ^\nERROR at Row:2:Column:3\nNo such column 'Foo' on entity"
    )


MALFORMED = (
    "",
    "SELECT",
    "SELECT FROM Account",
    "SELECT * FROM Account",
    "SELECT Id FROM Account WHERE",
    "SELECT Id FROM Account WHERE Name = 'a' AND Name = 'b' OR Name = 'c'",
    'SELECT Id FROM Account WHERE Name = "a"',
    "SELECT Id FROM Account WHERE Name = 'a",
    "SELECT Id FROM Account WHERE Name = 'a\\q'",
    "SELECT Id FROM Account WHERE Name = :name",
    "SELECT Id FROM Account WHERE Name == 'a'",
    "SELECT Id FROM Account WHERE Name = 'a'; DROP TABLE Account",
    "SELECT Id FROM Account WHERE Name = 'a' -- x",
    "SELECT Id FROM Account UNION SELECT Id FROM Contact",
    "SELECT Id FROM Account LIMIT -1",
    "SELECT Id FROM Account LIMIT 1.5",
    "SELECT Id FROM Account LIMIT 1 WHERE Name = 'a'",
    "SELECT Id FROM Account, Contact",
    "SELECT Id FROM Account WITH SOMETHING",
    "SELECT Id FROM Account FOR EVER",
    "SELECT Id FROM Account USING SCOPE planet",
    "SELECT Id, Id FROM Account",
    "SELECT Name n FROM Account",
    "SELECT Name, COUNT(Id) FROM Account",
    "SELECT COUNT() FROM Account GROUP BY Name",
    "SELECT COUNT(), Name FROM Account",
    "SELECT COUNT(Id) FROM Account LIMIT 1",
    "SELECT COUNT(Id) n, SUM(Staff) n FROM Account",
    "SELECT Name FROM Account GROUP BY Industry",
    "SELECT Industry FROM Account GROUP BY Industry ORDER BY Name",
    "SELECT Industry FROM Account HAVING COUNT(Id) > 1",
    "SELECT Industry FROM Account GROUP BY ROLLUP(Industry), Name",
    "SELECT Id FROM Account WHERE COUNT(Id) > 1",
    "SELECT UPPER(Name) FROM Account",
    "SELECT FIELDS(ALL) FROM Account",
    "SELECT FIELDS(CUSTOM) FROM Account LIMIT 201",
    "SELECT FIELDS(SOME) FROM Account LIMIT 1",
    "SELECT Id FROM Account WHERE Founded = 2026-02-30",
    "SELECT Id FROM Account WHERE Founded = SOMEDAY",
    "SELECT Id FROM Account WHERE Founded = LAST_N_DAYS:9999999999",
    "SELECT Id FROM Account WHERE Name IN ()",
    "SELECT Id FROM Account WHERE Name IN (SELECT Name FROM Contact)",
    "SELECT Id FROM Account WHERE Id IN (SELECT Name FROM Contact)",
    "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact LIMIT 1)",
    "SELECT Id FROM Account WHERE Id = '' OR Id IN (SELECT AccountId FROM Contact)",
    "SELECT Id FROM Account WHERE NOT Id IN (SELECT AccountId FROM Contact)",
    "SELECT Parent.Parent.Parent.Parent.Parent.Parent.Name FROM Account",
    "SELECT Id FROM Account WHERE Name = '" + "x" * 100_001 + "'",
)


@pytest.mark.parametrize("soql", MALFORMED, ids=lambda soql: soql[:60])
def test_what_is_not_soql_is_malformed(world, soql):
    assert refusal(world, soql).code == "MALFORMED_QUERY"


REFUSED = (
    ("INVALID_TYPE", "SELECT Id FROM Nothing"),
    ("INVALID_TYPE", "SELECT Id FROM sqlite_master"),
    ("INVALID_TYPE", "SELECT (SELECT Id FROM Nothings) FROM Account"),
    ("INVALID_FIELD", "SELECT rowid FROM Account"),
    ("INVALID_FIELD", "SELECT Nothing.Name FROM Account"),
    ("INVALID_FIELD", "SELECT What.Industry FROM Task"),
    ("INVALID_FIELD", "SELECT Id FROM Account WHERE Revenue = '5'"),
    ("INVALID_FIELD", "SELECT Id FROM Account WHERE Name = 5"),
    ("INVALID_FIELD", "SELECT Id FROM Account WHERE Name = TODAY"),
    ("INVALID_FIELD", "SELECT Id FROM Account WHERE Founded = '2026-01-01'"),
    ("INVALID_FIELD", "SELECT Id FROM Account WHERE Founded = 2026-01-01T00:00:00Z"),
    ("INVALID_FIELD", "SELECT Id FROM Account WHERE CreatedDate > 2026-01-01"),
    ("INVALID_FIELD", "SELECT Id FROM Account WHERE Active = 'true'"),
    ("INVALID_FIELD", "SELECT Id FROM Account WHERE Notes LIKE '%a%'"),
    ("INVALID_FIELD", "SELECT Id FROM Account ORDER BY Tags"),
    ("INVALID_FIELD", "SELECT COUNT(Id) FROM Account GROUP BY Revenue"),
    ("INVALID_FIELD", "SELECT COUNT(Id) FROM Account GROUP BY CreatedDate"),
    ("INVALID_FIELD", "SELECT SUM(Name) FROM Account"),
    ("INVALID_FIELD", "SELECT Id FROM Account WHERE CALENDAR_YEAR(Name) = 2026"),
    ("INVALID_FIELD", "SELECT Id FROM Account WHERE HOUR_IN_DAY(Founded) = 2"),
    ("INVALID_QUERY_FILTER_OPERATOR", "SELECT Id FROM Account WHERE Id = 'abc'"),
    ("INVALID_QUERY_FILTER_OPERATOR", "SELECT Id FROM Account WHERE Id LIKE '001%'"),
    ("INVALID_QUERY_FILTER_OPERATOR", "SELECT Id FROM Account WHERE Active > false"),
    ("INVALID_QUERY_FILTER_OPERATOR", "SELECT Id FROM Account WHERE Revenue LIKE '4%'"),
    ("INVALID_QUERY_FILTER_OPERATOR", "SELECT Id FROM Account WHERE Name INCLUDES ('a')"),
    ("NUMBER_OUTSIDE_VALID_RANGE", "SELECT Id FROM Account OFFSET 2001"),
)


@pytest.mark.parametrize(("code", "soql"), REFUSED, ids=lambda text: text[:60])
def test_what_the_org_cannot_answer_has_salesforces_code(world, code, soql):
    assert refusal(world, soql).code == code


def test_a_query_deep_beyond_reason_is_refused_and_not_a_crash(world):
    deep = "(NOT " * 300 + "Name = 'a'" + ")" * 300
    wide = " AND ".join(["Name != 'a'"] * 3000)
    for condition in (deep, wide):
        soql = f"SELECT Id FROM Account WHERE {condition}"
        assert refusal(world, soql).code == "QUERY_TOO_COMPLICATED"


def test_a_thousand_values_of_in_are_no_trouble(world):
    listed = ", ".join(f"'x{number}'" for number in range(1000))
    soql = f"SELECT Id FROM Account WHERE Name IN ({listed})"
    assert run(world.store, world.access("admin"), soql, NOW).records == []
