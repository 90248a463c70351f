from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.literals import quote, quote_like
from crm.query import (
    AllOf,
    AnyOf,
    Children,
    Compare,
    Group,
    Measure,
    Not,
    Order,
    Query,
    Related,
    escape_like,
)
from crm.soql import write, write_count
from sandbox.soql.operands import text_of
from sandbox.soql.parsing import parse

PARIS = ZoneInfo("Europe/Paris")
NAMED_X = Compare("Name", "=", "x")


def where(condition, catalogue, name="Opportunity"):
    return write(Query(name, where=condition), catalogue, PARIS).partition(" WHERE ")[2]


@pytest.mark.parametrize(
    ("condition", "written"),
    [
        (Compare("Name", "=", "O'Brien \\ Sons"), r"Name = 'O\'Brien \\ Sons'"),
        (Compare("Amount", ">=", Decimal("45000.50")), "Amount >= 45000.50"),
        (Compare("Amount", ">", 1e21), "Amount > 1000000000000000000000"),
        (Compare("Amount", "=", None), "Amount = null"),
        (Compare("IsClosed", "=", False), "IsClosed = FALSE"),
        (Compare("CloseDate", "<=", date(2026, 11, 21)), "CloseDate <= 2026-11-21"),
        (Compare("StageName", "in", ("A", "B")), "StageName IN ('A', 'B')"),
        (Compare("StageName", "in", ()), "Id = null"),
        (Compare("StageName", "not in", ()), "Id != null"),
        (Compare("Name", "like", "50\\% de%"), r"Name LIKE '50\% de%'"),
        (Not(Compare("Amount", "=", 1)), "NOT (Amount = 1)"),
        (AnyOf((AllOf((Compare("Amount", ">", 1), Compare("Amount", "<", 9))), NAMED_X)),
         "(Amount > 1 AND Amount < 9) OR Name = 'x'"),
        (AnyOf(()), "Id = null"),
        (AllOf(()), ""),
    ],
)  # fmt: skip
def test_a_condition_is_written_by_the_type_of_its_value(condition, written, catalogue):
    assert where(condition, catalogue) == written


@pytest.mark.parametrize(
    ("operator", "written"),
    [
        ("=", "(CreatedDate >= 2026-11-20T23:00:00Z AND CreatedDate < 2026-11-21T23:00:00Z)"),
        ("<", "(CreatedDate < 2026-11-20T23:00:00Z)"),
        ("<=", "(CreatedDate < 2026-11-21T23:00:00Z)"),
        (">", "(CreatedDate >= 2026-11-21T23:00:00Z)"),
        (">=", "(CreatedDate >= 2026-11-20T23:00:00Z)"),
    ],
)
def test_a_day_held_against_a_moment_is_the_whole_day_where_the_user_lives(
    operator, written, catalogue
):
    assert where(Compare("CreatedDate", operator, date(2026, 11, 21)), catalogue) == written


def test_the_day_the_clocks_change_has_25_hours(catalogue):
    written = where(Compare("CreatedDate", "=", date(2026, 10, 25)), catalogue)
    assert written == "(CreatedDate >= 2026-10-24T22:00:00Z AND CreatedDate < 2026-10-25T23:00:00Z)"


def test_a_moment_held_against_a_date_is_the_day_it_is_where_the_user_lives(catalogue):
    late = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    assert where(Compare("CloseDate", "=", late), catalogue) == "CloseDate = 2026-11-22"


def test_an_anti_join_leaves_empty_references_out(catalogue):
    won = Query("Opportunity", ("AccountId",), Compare("IsWon", "=", True))
    written = where(Related("Id", won, negated=True), catalogue, "Account")
    assert written == (
        "Id NOT IN (SELECT AccountId FROM Opportunity WHERE IsWon = TRUE AND AccountId != null)"
    )
    assert where(Not(Related("Id", won)), catalogue, "Account") == written


def test_groups_and_measures_get_names_of_ours(catalogue):
    query = Query(
        "Opportunity",
        group_by=(Group("Owner.Name"), Group("Account.Name"), Group("CloseDate", "quarter")),
        measures=(Measure("count", None, "n"), Measure("sum", "Amount", "total")),
        having=(Compare("n", ">", 3),),
        order_by=(Order("total", descending=True), Order("CloseDate")),
    )
    assert write(query, catalogue, PARIS) == (
        "SELECT Owner.Name g0, Account.Name g1, CALENDAR_YEAR(CloseDate) g2a, "
        "CALENDAR_QUARTER(CloseDate) g2b, COUNT(Id) m0, SUM(Amount) m1 FROM Opportunity "
        "GROUP BY Owner.Name, Account.Name, CALENDAR_YEAR(CloseDate), CALENDAR_QUARTER(CloseDate) "
        "HAVING COUNT(Id) > 3 ORDER BY SUM(Amount) DESC NULLS LAST, "
        "CALENDAR_YEAR(CloseDate) ASC NULLS LAST, CALENDAR_QUARTER(CloseDate) ASC NULLS LAST "
        "LIMIT 2000"
    )


def test_moments_are_grouped_in_the_users_time_zone(catalogue):
    query = Query(
        "Case", group_by=(Group("CreatedDate", "day"),), measures=(Measure("count", None, "n"),)
    )
    assert "DAY_ONLY(convertTimezone(CreatedDate)) g0" in write(query, catalogue, PARIS)


def test_children_and_limits_are_written_and_counted_without_limit(catalogue):
    query = Query(
        "Account",
        ("Id", "Name"),
        Compare("Name", "like", f"%{escape_like('50%_')}%"),
        children=(Children("Contacts", ("Name",), Compare("Email", "!=", None), limit=5),),
        order_by=(Order("Name"),),
        limit=10,
        offset=20,
    )
    assert write(query, catalogue, PARIS) == (
        "SELECT Id, Name, (SELECT Name FROM Contacts WHERE Email != null LIMIT 5) FROM Account "
        r"WHERE Name LIKE '%50\%\_%' ORDER BY Name ASC NULLS LAST LIMIT 10 OFFSET 20"
    )
    assert write_count(query, catalogue, PARIS) == (
        r"SELECT COUNT() FROM Account WHERE Name LIKE '%50\%\_%'"
    )


@given(st.text())
def test_whatever_a_text_holds_it_is_one_literal_and_reads_back_the_same(text):
    statement = parse(f"SELECT Id FROM Account WHERE Name = {quote(text)}")
    assert text_of(statement.where.right) == text


@given(st.text())
def test_no_pattern_leaves_its_quotes(text):
    parse(f"SELECT Id FROM Account WHERE Name LIKE {quote_like(text)} LIMIT 1")
    parse(f"SELECT Id FROM Account WHERE Name LIKE {quote_like(escape_like(text))} LIMIT 1")
