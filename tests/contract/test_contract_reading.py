"""What the door promises about reading, held by whichever org is behind it."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from crm.errors import BadQuery
from crm.query import (
    AnyOf,
    Children,
    Compare,
    Group,
    Measure,
    Not,
    Order,
    Query,
    Related,
)

STANDARD = ("Account", "Contact", "Opportunity", "Lead", "Case", "Task", "Event", "User")
HOSTILE = ["O'Brien", "\\", "50%_", "a\nb", "' OR Name != '", "Œuvre « é »", '"']
COUNTED = (Measure("count", None, "n"), Measure("sum", "Amount", "total"))
OPEN = Compare("IsClosed", "=", value=False)


async def test_the_standard_objects_are_described(crm):
    catalogue = await crm.catalogue()
    assert set(STANDARD) <= set(catalogue)
    opportunity = catalogue["Opportunity"]
    assert opportunity.key_prefix == "006"
    assert opportunity.name_field == "Name"
    assert opportunity.fields["Amount"].type == "currency"
    assert opportunity.fields["AccountId"].relationship == "Account"
    assert opportunity.fields["StageName"].entry("Closed Won")
    assert not opportunity.fields["CreatedDate"].updateable
    children = {(child.relationship, child.object) for child in catalogue["Account"].children}
    assert ("Contacts", "Contact") in children


async def test_a_query_counts_before_its_limit(crm):
    everything = Query("Contact", ("Id",))
    rows = await crm.run(Query("Contact", ("Id", "Name"), order_by=(Order("Name"),), limit=3))
    assert rows.total == await crm.count(everything)
    assert len(rows.records) <= 3


async def test_values_have_the_types_of_their_fields(crm):
    has_amount = Compare("Amount", "!=", None)
    fields = ("Amount", "CloseDate", "CreatedDate", "IsWon")
    query = Query("Opportunity", fields, has_amount, limit=5)
    for record in (await crm.run(query)).records:
        assert isinstance(record["Amount"], Decimal)
        assert type(record["CloseDate"]) is date
        assert isinstance(record["CreatedDate"], datetime)
        assert record["CreatedDate"].tzinfo is not None
        assert isinstance(record["IsWon"], bool)


async def test_parents_children_and_semi_joins_agree(crm):
    with_open = Related("Id", Query("Opportunity", ("AccountId",), OPEN))
    without = Related("Id", Query("Opportunity", ("AccountId",), OPEN), negated=True)
    has, has_not, everything = await crm.run_many(
        [Query("Account", where=with_open), Query("Account", where=without), Query("Account")]
    )
    assert has.total + has_not.total == everything.total
    deals = Children("Opportunities", ("Name", "Account.Name"), OPEN)
    query = Query("Account", ("Name",), with_open, (deals,), limit=5)
    for account in (await crm.run(query)).records:
        assert account["Opportunities"]
        assert {deal["Account"]["Name"] for deal in account["Opportunities"]} == {account["Name"]}


@pytest.mark.parametrize(
    "groups",
    [
        (Group("StageName"),),
        (Group("CloseDate", "quarter"),),
        (Group("CloseDate", "week"),),
        (Group("CreatedDate", "month"),),
        (Group("Owner.Name"), Group("Account.Name")),
    ],
)
async def test_groups_add_up_to_the_whole(groups, crm):
    grouped, whole = await crm.run_many(
        [
            Query("Opportunity", group_by=groups, measures=COUNTED, where=OPEN),
            Query("Opportunity", measures=COUNTED, where=OPEN),
        ]
    )
    assert sum(row["n"] for row in grouped.records) == whole.records[0]["n"]
    total = sum(row["total"] or 0 for row in grouped.records)
    assert total == pytest.approx(whole.records[0]["total"] or 0)


async def test_a_condition_and_its_negation_share_out_the_records(crm):
    recent = Compare("CreatedDate", ">=", date(2026, 6, 1))
    either = AnyOf((recent, Compare("CreatedDate", "<", date(2026, 6, 1))))
    yes, no, both, everything = await crm.run_many(
        [Query("Case", where=c) for c in (recent, Not(recent), either)] + [Query("Case")]
    )
    assert yes.total + no.total == both.total == everything.total


async def test_case_does_not_count_in_names(crm):
    first = (await crm.run(Query("Account", ("Name",), order_by=(Order("Name"),), limit=1))).records
    for account in first:
        same = Compare("Name", "=", account["Name"].upper())
        assert (await crm.run(Query("Account", ("Name",), same))).total >= 1


async def test_unknown_names_never_reach_the_org(crm):
    with pytest.raises(BadQuery) as caught:
        await crm.run(Query("Opportunity", ("Amont",), Compare("Acount.Name", "=", "x")))
    assert {unknown.name for unknown in caught.value.unknown} == {"Amont", "Acount"}


@pytest.mark.parametrize("text", HOSTILE)
async def test_no_text_breaks_a_query(text, crm):
    await crm.run(Query("Account", where=Compare("Name", "=", text)))
    await crm.run(Query("Account", where=Compare("Name", "like", f"%{text}%")))
