"""A customer on the website asks who looks after them, what they have, and whether it came."""

import pytest
from test_widget_customers import QUERY, customer

from crm import Compare, Query, find_customer, value_at


@pytest.fixture
async def buyer(site):
    """The e-mail address of somebody whose company has orders and sensors."""
    site.client()
    crm = await site.doors.people.integration()
    sensors = Compare("Name", "like", "Héliade Capteur E%")
    asset = (await crm.run(Query("Asset", ("AccountId",), sensors, limit=1))).records[0]
    theirs = Compare("AccountId", "=", asset["AccountId"])
    found = await crm.run(Query("Contact", ("Email",), theirs, limit=1))
    return found.records[0]["Email"]


async def known(site, email):
    crm = await site.doors.people.integration()
    return crm, await find_customer(crm, email)


@pytest.mark.parametrize("action", ["action_query_records", "action_clarify", "action_show_detail",
                                    "action_answer_question"])  # fmt: skip
@pytest.mark.parametrize(
    "text",
    ["qui est mon interlocuteur ?", "qui s’occupe de notre compte chez vous ?",
     "who is my account manager?", "who looks after us?"],
)  # fmt: skip
async def test_who_looks_after_a_customer_is_who_owns_their_account(site, buyer, text, action):
    site.rasa.intent, site.rasa.action = "query_records", action
    crm, who = await known(site, buyer)
    owner = Query("Account", ("Owner.Name",), Compare("Id", "=", who.account))
    name = value_at((await crm.run(owner)).records[0], "Owner.Name")
    answer = await customer(site, buyer).say(text)
    assert name in answer["parts"][0]["text"]


@pytest.mark.parametrize("text", ["qui s’occupe de ma demande ?", "who is handling my case?"])
async def test_who_follows_a_case_is_another_question(site, buyer, text):
    site.rasa.intent, site.rasa.action = QUERY
    answer = await customer(site, buyer).say(text)
    assert "interlocuteur" not in str(answer["parts"])
    assert "looks after you" not in str(answer["parts"])


@pytest.mark.parametrize(
    "text", ["combien ai-je de capteurs ?", "combien de capteurs avons-nous ?"]
)
async def test_how_many_of_a_product_counts_their_equipment(site, buyer, text):
    site.rasa.intent, site.rasa.action = "ask_knowledge", "action_answer_question"
    _, who = await known(site, buyer)
    sensors = [one for one in await site.orgs("Asset", "Name", "Quantity", AccountId=who.account)
               if "Capteur" in one["Name"]]  # fmt: skip
    answer = await customer(site, buyer).say(text)
    assert {one["id"] for one in answer["records"]} == {one["Id"] for one in sensors}
    assert f"{int(sum(one['Quantity'] for one in sensors))}" in answer["parts"][0]["text"]


@pytest.mark.parametrize("text", ["how many days do I have to return a product?"])
async def test_what_is_in_no_name_of_equipment_stays_for_the_articles(site, buyer, text):
    site.rasa.intent, site.rasa.action = "ask_knowledge", "action_answer_question"
    answer = await customer(site, buyer).say(text)
    assert answer["records"] == []


@pytest.mark.parametrize(
    "text", ["ma dernière commande est-elle expédiée ?", "has my last order shipped?"]
)
async def test_whether_the_last_order_is_so_shows_its_state(site, buyer, text):
    site.rasa.intent, site.rasa.action = QUERY
    _, who = await known(site, buyer)
    orders = await site.orgs("Order", "EffectiveDate", AccountId=who.account)
    last = max(orders, key=lambda one: one["EffectiveDate"])
    answer = await customer(site, buyer).say(text)
    assert [one["id"] for one in answer["records"]] == [last["Id"]]
