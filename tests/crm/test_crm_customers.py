"""A customer's CRM: whatever is asked through it, only their own records come out."""

import inspect
from datetime import UTC, datetime

import pytest

from crm import (
    AllOf,
    AnyOf,
    BadQuery,
    Children,
    Compare,
    Crm,
    CustomerCrm,
    Group,
    Measure,
    Not,
    NotUndoable,
    Order,
    Org,
    OrgAddress,
    Query,
    Refused,
    Related,
    find_customer,
    value_at,
)

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
# Calls that reach no record.
HARMLESS = {
    "catalogue", "count", "describe", "find", "get", "get_many", "open", "ping", "run", "run_many",
    "written",
}  # fmt: skip
BROAD = (
    AllOf(), Compare("Status", "!=", "x"), Not(Compare("Status", "=", "x")),
    AnyOf((Compare("Subject", "like", "%"), Compare("IsClosed", "=", value=True))),
    AnyOf((AllOf(), Compare("Id", "!=", None))),
)  # fmt: skip


@pytest.fixture
async def org(seeded_org):
    address = OrgAddress(seeded_org, "comptoir-demo", "comptoir-demo-secret")
    org = Org(address, lambda: NOW)
    yield org
    await org.aclose()


@pytest.fixture
async def everything(org):
    return await org.as_integration()


@pytest.fixture
async def busiest(everything):
    """The e-mail addresses of the two contacts with most cases."""
    query = Query(
        "Case", where=Compare("Contact.Email", "!=", None), group_by=(Group("Contact.Email"),),
        measures=(Measure("count", None, "n"),), order_by=(Order("n", descending=True),), limit=2,
    )  # fmt: skip
    return [row["Contact.Email"] for row in (await everything.run(query)).records]


@pytest.fixture
async def me(everything, busiest):
    return CustomerCrm(everything, await find_customer(everything, busiest[0]))


@pytest.fixture
async def other(everything, busiest):
    return await find_customer(everything, busiest[1])


@pytest.mark.parametrize("where", BROAD)
async def test_no_condition_finds_anybody_elses_case(me, everything, where):
    mine = Query("Case", ("Id", "ContactId"), Compare("ContactId", "=", me.customer.contact))
    theirs = {one["Id"] for one in (await everything.run(mine)).records}
    found = (await me.run(Query("Case", ("Id", "ContactId"), where))).records
    assert {one["Id"] for one in found} <= theirs
    assert found
    assert await me.count(Query("Case", where=where)) == len(found)


async def test_counts_groups_and_extremes_are_of_ones_own_records(me, everything):
    whole = await everything.count(Query("Case"))
    own = await me.count(Query("Case"))
    counted = Query("Case", measures=(Measure("count", None, "n"),))
    grouped = Query("Case", group_by=(Group("Status"),), measures=(Measure("count", None, "n"),))
    assert (await me.run(counted)).records[0]["n"] == own < whole
    assert sum(row["n"] for row in (await me.run(grouped)).records) == own


async def test_sub_queries_are_held_to_the_customer_too(me):
    cases = Children("Cases", ("Id", "ContactId"))
    for name in ("Account", "Contact"):
        for record in (await me.run(Query(name, ("Id",), children=(cases,)))).records:
            children = record["Cases"] or []
            assert {one["ContactId"] for one in children} <= {me.customer.contact}


async def test_semi_joins_tell_nothing_of_others(me, other):
    theirs = Query("Case", ("AccountId",), Compare("ContactId", "=", other.contact))
    for negated in (False, True):
        where = Related("Id", theirs, negated=negated)
        found = (await me.run(Query("Account", ("Id",), where))).records
        assert bool(found) is negated


async def test_comments_are_published_ones_on_ones_own_cases(me, everything):
    seen = (await me.run(Query("CaseComment", ("Id", "ParentId")))).records
    query = Query(
        "CaseComment", ("Id",),
        AllOf((Compare("Parent.ContactId", "=", me.customer.contact),
               Compare("IsPublished", "=", value=True))),
    )  # fmt: skip
    published = (await everything.run(query)).records
    assert {one["Id"] for one in seen} == {one["Id"] for one in published}


async def test_orders_and_equipment_are_the_companys_own(me):
    for name in ("Order", "Asset"):
        found = (await me.run(Query(name, ("Id", "AccountId")))).records
        assert {one["AccountId"] for one in found} <= {me.customer.account}


@pytest.mark.parametrize(
    "query",
    [
        Query("Opportunity", ("Name",)), Query("User", ("Name",)), Query("Lead", ("Name",)),
        Query("Task", ("Subject",)), Query("EmailMessage", ("Subject",)),
        Query("Case", ("Resolution__c",)), Query("Case", ("Contact.Account.Owner.Name",)),
        Query("Case", ("Owner.Email",), Compare("Owner.ManagerId", "!=", None)),
        Query("Case", ("Id",), Compare("Parent.Subject", "like", "%")),
        Query("Order", ("BillToContact.Email",)), Query("Account", ("AnnualRevenue",)),
        Query("Contact", ("Birthdate",)), Query("Contact", ("ReportsTo.Name",)),
        Query("Case", ("Id",), order_by=(Order("Satisfaction__c"),)),
        Query("Account", ("Id",), children=(Children("Opportunities", ("Name",)),)),
        Query("Account", ("Id",), children=(Children("Contacts", ("Title",)),),
              where=Related("Id", Query("Opportunity", ("AccountId",)))),
    ],
    ids=lambda query: f"{query.object}:{query.select}",
)  # fmt: skip
async def test_what_is_not_shared_cannot_even_be_named(me, query):
    with pytest.raises(BadQuery):
        await me.run(query)
    with pytest.raises(BadQuery):
        await me.count(query) if not query.children else await me.run(query)


async def test_nobody_else_is_found_by_name_mail_number_or_id(me, other, everything):
    theirs = Query("Case", ("Id", "CaseNumber"), Compare("ContactId", "=", other.contact), limit=1)
    case = (await everything.run(theirs)).records[0]
    for words in (other.name, other.email, other.contact, case["CaseNumber"], case["Id"]):
        found = await me.find(words, ("Contact", "Account", "Case", "User", "Order"))
        ids = {one.id for one in found.candidates} | ({found.match.id} if found.match else set())
        assert not ids & {other.contact, other.account, case["Id"]}
        assert await me.written(f"about {words}", ("Contact", "Account", "Case", "User")) == []
    assert await me.get("Case", case["Id"], ("Subject",)) is None
    assert await me.get("Contact", other.contact, ("Name",)) is None


async def test_mine_means_every_record_that_is_the_customers(me):
    mine = Query("Case", where=Compare("OwnerId", "=", me.user.id))
    assert await me.count(mine) == await me.count(Query("Case"))


async def test_a_customer_opens_a_case_of_their_own_and_writes_nothing_else(me, other):
    for operation, name, record in (
        ("update", "Case", "500000000000001AAA"), ("delete", "Case", "500000000000001AAA"),
        ("create", "Contact", ""), ("create", "Opportunity", ""), ("create", "CaseComment", ""),
    ):  # fmt: skip
        with pytest.raises(Refused):
            await me.propose(operation, name, record, {"Subject": "x"}, NOW)
    with pytest.raises(Refused):
        await me.propose("create", "Case", "", {"ContactId": other.contact}, NOW)
    proposal = await me.propose("create", "Case", "", {"Subject": "Capteur muet"}, NOW)
    values = {change.field: change.new for change in proposal.changes}
    assert (values["ContactId"], values["AccountId"]) == (me.customer.contact, me.customer.account)
    outcome = await me.execute(proposal, "t-1")
    made = await me.get("Case", outcome.record, ("Subject", "Contact.Name"))
    assert made["Subject"] == "Capteur muet"
    assert value_at(made, "Contact.Name") == me.customer.name
    with pytest.raises(NotUndoable):
        await me.undo(outcome, "t-2")


async def test_a_customer_cannot_confirm_what_somebody_else_was_shown(me, everything, other):
    theirs = CustomerCrm(everything, other)
    proposal = await theirs.propose("create", "Case", "", {"Subject": "x"}, NOW)
    with pytest.raises(Refused):
        await me.execute(proposal, "t-3")


def test_every_way_into_the_org_is_confined_by_name():
    public = {name for name, _ in inspect.getmembers(Crm, callable) if not name.startswith("_")}
    assert public - HARMLESS <= set(vars(CustomerCrm))


async def test_records_have_no_address_in_salesforce(me):
    assert me.record_url("Case", "500000000000001AAA") == ""
    assert await me.team() == ()
