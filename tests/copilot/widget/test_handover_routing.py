"""Each thing that routing weighs decides by itself, and says so."""

from datetime import UTC, datetime, timedelta

import pytest

from copilot import Settings
from copilot.composition import address_of
from copilot.handover_knowing import Knowing, knowing
from copilot.handover_routing import Agent, best
from crm import AllOf, Compare, Order, Org, Query, find_customer
from language import fold

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


def agent(id_, **told):
    usual = {"languages": frozenset({"fr"}), "skills": frozenset(), "open_cases": 5,
             "capacity": 20, "manages": False}  # fmt: skip
    return Agent(id_, id_.title(), **{**usual, **told})


ANNE, ZOE = agent("anne"), agent("zoe")


def chosen(*agents, wanted=(), busy=None, knows=None):
    return best(agents, "fr", frozenset(wanted), busy or {}, knows or Knowing())


def test_all_else_equal_the_name_decides():
    assert chosen(ZOE, ANNE).owner == "anne"


WEIGHTS = [
    ("skill:API", {"zoe": {"skills": frozenset({"API"})}}, {"wanted": ["API"]}),
    ("product:Pilot", {}, {"knows": Knowing(versed=frozenset({"zoe"}), products=("Pilot",))}),
    ("serving", {}, {"knows": Knowing(serving=frozenset({"zoe"}))}),
    ("served", {}, {"knows": Knowing(served=frozenset({"zoe"}))}),
    ("valued", {}, {"knows": Knowing(seasoned=frozenset({"zoe"}), valued=True)}),
    ("load:4/20", {"zoe": {"open_cases": 4}}, {}),
    ("load:5/20", {}, {"busy": {"anne": 1}}),
    ("load:5/20", {"anne": {"manages": True}}, {}),
]


@pytest.mark.parametrize(("reason", "told", "more"), WEIGHTS)
def test_each_weight_decides_alone_and_is_a_reason(reason, told, more):
    anne, zoe = (agent(name, **told.get(name, {})) for name in ("anne", "zoe"))
    route = chosen(anne, zoe, **more)
    assert route.owner == "zoe"
    assert reason in route.reasons


def test_being_seasoned_counts_for_valued_customers_alone():
    assert chosen(ANNE, ZOE, knows=Knowing(seasoned=frozenset({"zoe"}))).owner == "anne"


def test_who_serves_the_customer_now_goes_before_one_skill_but_not_before_two_and_room():
    knows = Knowing(serving=frozenset({"zoe"}))
    able = agent("anne", skills=frozenset({"API"}))
    assert chosen(able, ZOE, wanted=["API"], knows=knows).owner == "zoe"
    able = agent("anne", skills=frozenset({"API", "Billing", "Hardware"}))
    assert chosen(able, ZOE, wanted=["API", "Billing", "Hardware"], knows=knows).owner == "anne"


@pytest.mark.parametrize(("busy", "open_cases"), [({"zoe": 5}, 5), ({}, 20)])
def test_who_has_no_room_is_not_asked(busy, open_cases):
    knows = Knowing(serving=frozenset({"zoe"}), served=frozenset({"zoe"}))
    zoe = agent("zoe", open_cases=open_cases)
    assert chosen(ANNE, zoe, busy=busy, knows=knows).owner == "anne"


@pytest.fixture
async def crm(seeded_org):
    org = Org(address_of(Settings(salesforce_login_url=seeded_org, _env_file=None)))
    yield await org.as_integration()
    await org.aclose()


async def test_what_is_known_comes_from_the_cases_and_orders_of_the_org(crm):
    newest = (Order("CreatedDate", descending=True),)
    fields = ("OwnerId", "Contact.Email", "CreatedDate")
    closed = AllOf((Compare("IsClosed", "=", value=True), Compare("Contact.Email", "!=", None)))
    case = (await crm.run(Query("Case", fields, closed, order_by=newest, limit=1))).records[0]
    customer = await find_customer(crm, case["Contact"]["Email"])
    known = await knowing(crm, customer, "Ma passerelle ne répond plus", "fr", NOW)
    assert case["OwnerId"] in known.served
    assert known.products
    assert all("gateway" in fold(name) for name in known.products)
    later = await knowing(crm, customer, "bonjour", "fr", NOW + timedelta(days=400))
    assert (later.served, later.products) == (frozenset(), ())
    assert await knowing(crm, None, "bonjour", "fr", NOW) != known


async def test_a_fifth_of_the_customers_are_valued_by_what_they_ordered(crm):
    some = Query("Contact", ("Email",), Compare("Email", "!=", None), limit=40)
    found = [await find_customer(crm, one["Email"]) for one in (await crm.run(some)).records]
    valued = [(await knowing(crm, one, "", "fr", NOW)).valued for one in found]
    assert 0 < sum(valued) < len(valued) / 2
