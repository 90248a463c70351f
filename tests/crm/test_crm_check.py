from datetime import date

import pytest
from small_org import described

from crm.check import check
from crm.errors import BadQuery, Unknown
from crm.query import Children, Compare, Group, Measure, Order, Query, Related

COUNT = (Measure("count", None, "n"),)


def faults(query, catalogue):
    with pytest.raises(BadQuery) as caught:
        check(query, catalogue)
    return caught.value.unknown


def test_an_unknown_object_is_named_with_the_nearest(catalogue):
    assert faults(Query("Oportunity"), catalogue)[0].nearest[0] == "Opportunity"


def test_every_unknown_field_is_named_at_once_with_the_nearest(catalogue):
    query = Query(
        "Opportunity", ("Amout", "Name"), Compare("Stage", "=", "x"), order_by=(Order("Nope"),)
    )
    found = {unknown.name: unknown for unknown in faults(query, catalogue)}
    assert set(found) == {"Amout", "Stage", "Nope"}
    assert found["Amout"].nearest[0] == "Amount"
    assert "StageName" in found["Stage"].nearest


@pytest.mark.parametrize(
    ("path", "name", "on"),
    [
        ("Acount.Name", "Acount", "Opportunity"),
        ("Account.Ownr.Name", "Ownr", "Account"),
        ("Account.Nme", "Nme", "Account"),
    ],
)
def test_a_path_is_followed_to_the_step_that_is_missing(path, name, on, catalogue):
    assert [(u.name, u.on) for u in faults(Query("Opportunity", (path,)), catalogue)] == [
        (name, on)
    ]


@pytest.mark.parametrize(
    "query",
    [
        Query("Task", ("Who.Name", "What.Type", "Owner.Name")),
        Query("Case", ("Owner.Name",), Compare("Owner.Name", "=", "x")),
        Query("Contact", ("Account.Owner.Manager.Name",)),
        Query("Opportunity", where=Compare("CreatedDate", ">", date(2026, 1, 1))),
    ],
)
def test_paths_through_one_or_several_kinds_of_parents_pass(query, catalogue):
    check(query, catalogue)


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        (Query("Account", where=Compare("Description", "like", "%x%")), "filter"),
        (Query("Account", order_by=(Order("Description"),)), "sort"),
        (Query("Opportunity", group_by=(Group("Amount"),), measures=COUNT), "group"),
        (Query("Opportunity", group_by=(Group("Name", "month"),), measures=COUNT), "group"),
        (Query("Opportunity", measures=(Measure("sum", "Name", "n"),)), "measure"),
        (Query("Opportunity", where=Compare("Amount", "=", "12")), "value"),
        (Query("Opportunity", where=Compare("IsWon", "=", "true")), "value"),
        (Query("Opportunity", where=Compare("CloseDate", ">", "2026-01-01")), "value"),
        (Query("Opportunity", where=Compare("Amount", "like", "%1%")), "value"),
        (Query("Opportunity", where=Compare("StageName", "=", ("a", "b"))), "value"),
        (Query("Opportunity", where=Compare("StageName", "includes", ("a",))), "value"),
        (Query("Opportunity", where=Compare("Amount", ">", None)), "value"),
    ],
)  # fmt: skip
def test_what_salesforce_cannot_do_with_a_field_is_said_before_asking_it(query, problem, catalogue):
    assert [unknown.problem for unknown in faults(query, catalogue)] == [problem]


def test_inner_queries_and_children_are_checked_too(catalogue):
    inner = Query("Opportunity", ("AcountId",))
    query = Query("Account", where=Related("Id", inner), children=(Children("Contact", ("Name",)),))
    assert faults(query, catalogue) == (
        Unknown("AcountId", "Opportunity", faults(inner, catalogue)[0].nearest),
        Unknown("Contact", "Account", faults(query, catalogue)[1].nearest),
    )
    assert "Contacts" in faults(query, catalogue)[1].nearest


def test_a_hidden_field_is_as_unknown_as_one_that_does_not_exist(small_db):
    path, ids = small_db
    seen = described(path, ids["claire"])
    hidden = Query("Opportunity", where=Compare("Margin__c", ">", 0))
    assert faults(hidden, seen)[0].problem == "missing"
