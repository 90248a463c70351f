"""A customer on the website: their own cases and orders, a case opened, nothing of others."""

import pytest
from website import Visitor

from crm import Compare, CustomerCrm, Group, Measure, Order, Query, find_customer

QUERY = ("query_records", "action_query_records")


@pytest.fixture
async def people(site):
    """The e-mail addresses of the two customers with most cases."""
    site.client()
    crm = await site.doors.people.integration()
    query = Query(
        "Case", where=Compare("Contact.Email", "!=", None), group_by=(Group("Contact.Email"),),
        measures=(Measure("count", None, "n"),), order_by=(Order("n", descending=True),), limit=2,
    )  # fmt: skip
    return [row["Contact.Email"] for row in (await crm.run(query)).records]


def customer(site, email):
    return Visitor(site.client(**{"X-Demo-User": f"customer:{email}"}))


async def cases_of(site, email, **where):
    crm = await site.doors.people.integration()
    found = await find_customer(crm, email)
    return await site.orgs("Case", "CaseNumber", "Subject", ContactId=found.contact, **where)


@pytest.mark.parametrize(
    "text",
    ["où en est mon ticket ?", "mes demandes en cours", "Mes tickets ouverts", "my open cases",
     "what's the status of my ticket?", "Où en est ma demande ?"],
)  # fmt: skip
async def test_open_cases_are_told_to_their_customer(site, people, text):
    site.rasa.intent, site.rasa.action = QUERY
    answer = await customer(site, people[0]).say(text)
    still_open = await cases_of(site, people[0], IsClosed=False)
    if still_open:
        assert {one["id"] for one in answer["records"]} == {one["Id"] for one in still_open}
    else:
        assert answer["parts"][1]["type"] == "card"


@pytest.mark.parametrize("action", ["action_show_record", "action_show_detail"])
async def test_it_does_not_matter_which_skill_rasa_takes_it_for(site, people, action):
    site.rasa.intent, site.rasa.action = "show_record", action
    answer = await customer(site, people[0]).say("où en est mon ticket ?")
    assert answer["refused"] is None
    assert any(part["type"] in {"table", "card"} for part in answer["parts"])


@pytest.mark.parametrize(
    "action", ["action_clarify", "action_decline", "action_summarise_interactions"]
)
async def test_a_question_rasa_did_not_understand_is_still_about_their_case(site, people, action):
    site.rasa.intent, site.rasa.action = "nlu_fallback", action
    answer = await customer(site, people[0]).say("suivi de mon dossier svp")
    assert answer["refused"] is None
    unclear = await customer(site, people[0]).say("blurg")
    assert unclear["refused"] in {"unclear", "out_of_scope"}


@pytest.mark.parametrize("text", ["where's my order", "Où en est ma commande ?", "mes commandes"])
async def test_orders_are_those_of_the_customers_company(site, people, text):
    site.rasa.intent, site.rasa.action = QUERY
    answer = await customer(site, people[0]).say(text)
    crm = await site.doors.people.integration()
    known = await find_customer(crm, people[0])
    own = {one["Id"] for one in await site.orgs("Order", AccountId=known.account)}
    assert {one["id"] for one in answer["records"]} <= own
    assert bool(answer["records"]) == bool(own)


async def test_how_many_counts_ones_own(site, people):
    site.rasa.intent, site.rasa.action = QUERY
    answer = await customer(site, people[0]).say("How many cases have I opened?")
    assert answer["values"][0]["value"] == len(await cases_of(site, people[0]))


async def test_a_follow_up_stays_within_ones_own(site, people):
    site.rasa.intent, site.rasa.action = QUERY
    me = customer(site, people[0])
    await me.say("mes tickets fermés")
    site.rasa.intent, site.rasa.action = "refine_query", "action_refine_query"
    own = {one["Id"] for one in await cases_of(site, people[0])}
    for text in ("et ceux de tous les clients ?", "and the open ones?", "par compte"):
        answer = await me.say(text)
        assert {one["id"] for one in answer["records"]} <= own


async def test_another_customers_case_is_not_told_by_number_name_or_id(site, people):
    site.rasa.intent, site.rasa.action = QUERY
    theirs = (await cases_of(site, people[1]))[0]
    crm = await site.doors.people.integration()
    other = await find_customer(crm, people[1])
    me = customer(site, people[0])
    for text in (f"où en est le ticket {theirs['CaseNumber']} ?", f"les tickets de {other.name}",
                 f"show case {theirs['Id']}", f"combien de tickets a {other.name} ?"):  # fmt: skip
        for action in ("action_query_records", "action_show_record"):
            site.rasa.action = action
            answer = await me.say(text)
            said = str(answer["parts"]) + str(answer["records"]) + str(answer["values"])
            assert theirs["Subject"] not in said, text
            assert not any(one["id"] == theirs["Id"] for one in answer["records"])


@pytest.mark.parametrize(
    "action",
    ["action_write_email", "action_summarise_interactions", "action_create_report",
     "action_delete_record", "action_convert_lead", "action_log_activity"],
)  # fmt: skip
async def test_what_is_for_employees_is_declined(site, people, action):
    site.rasa.intent, site.rasa.action = "write_email", action
    answer = await customer(site, people[0]).say("Faites-le pour moi")
    assert answer["refused"] == "out_of_scope"


@pytest.mark.parametrize(
    ("text", "language", "subject"),
    [("Ouvre un ticket : la passerelle de Nantes ne répond plus", "fr", "passerelle de Nantes"),
     ("Open a case: the Leeds gateway is down", "en", "Leeds gateway")],
)  # fmt: skip
async def test_a_customer_opens_a_case_after_a_yes(site, people, text, language, subject):
    site.rasa.intent, site.rasa.action = "create_record", "action_create_record"
    me = customer(site, people[0])
    before = len(await cases_of(site, people[0]))
    shown = await me.say(text, language=language)
    assert shown["proposal"]["operation"] == "create"
    assert len(await cases_of(site, people[0])) == before
    pressed = f"/api/v1/proposals/{shown['proposal']['id']}/confirm"
    site.rasa.intent, site.rasa.action = "confirm", "action_confirm"
    site.rasa.entities = [{"entity": "proposal", "value": shown["proposal"]["id"]}]
    done = (await me.client.post(pressed)).json()
    made = [one for one in await cases_of(site, people[0]) if subject in (one["Subject"] or "")]
    assert len(await cases_of(site, people[0])) == before + 1
    assert made[0]["CaseNumber"] in done["parts"][0]["text"]


@pytest.mark.parametrize(
    ("asked", "text", "language"),
    [("le capteur de Nantes ne remonte plus rien depuis hier", "ouvrez un ticket", "fr"),
     ("our sensor went offline and shows no data", "please open a case", "en")],
)  # fmt: skip
async def test_a_case_opened_after_a_question_is_about_it(site, people, asked, text, language):
    me = customer(site, people[0])
    site.rasa.intent, site.rasa.action = "ask_knowledge", "action_answer_question"
    await me.say(asked, language=language)
    site.rasa.intent, site.rasa.action = "create_record", "action_create_record"
    shown = await me.say(text, language=language)
    assert any(asked == row["new"] for row in shown["proposal"]["changes"]), shown


@pytest.mark.parametrize(
    ("asked", "text", "language"),
    [("Comment installer un capteur ?", "et si je n'ai pas reçu l'étiquette ?", "fr"),
     ("How do I install a sensor?", "and if it does not stick to the wall?", "en")],
)  # fmt: skip
async def test_a_question_goes_on_from_the_one_before(site, asked, text, language):
    heard = []

    class Listening(type(site.knowledge)):
        async def search(self, question, **filters):
            heard.append(question)
            return await super().search(question, **filters)

    site.doors, site.knowledge = None, Listening()
    me = await site.visitor()
    site.rasa.intent, site.rasa.action = "ask_knowledge", "action_answer_question"
    await me.say(asked, language=language)
    site.rasa.intent, site.rasa.action = "nlu_fallback", "action_clarify"
    await me.say(text, language=language)
    assert heard == [asked, f"{asked} {text}"]


@pytest.mark.parametrize(
    ("text", "language", "question"),
    [("ouvrez un ticket", "fr", "votre demande"), ("open a case", "en", "your request about")],
)
async def test_a_customer_is_asked_what_is_the_matter(site, people, text, language, question):
    site.rasa.intent, site.rasa.action = "create_record", "action_create_record"
    shown = await customer(site, people[0]).say(text, language=language)
    assert question in shown["parts"][0]["text"]


async def test_a_customers_question_is_answered_from_what_customers_may_read(site, people):
    heard = []

    class Listening(type(site.knowledge)):
        async def search(self, question, **filters):
            heard.append(filters["audience"])
            return await super().search(question, **filters)

    site.doors = None
    site.knowledge = Listening()
    site.rasa.intent, site.rasa.action = "ask_knowledge", "action_answer_question"
    await customer(site, people[0]).say("Comment installer un capteur ?")
    await (await site.visitor()).say("Comment installer un capteur ?")
    assert heard == ["customer", "public"]


@pytest.mark.parametrize(
    ("text", "language"), [("et ma commande ?", "fr"), ("and my order?", "en")]
)
async def test_a_word_of_ones_own_affairs_is_no_call_for_help(site, people, text, language):
    site.rasa.intent, site.rasa.action = "help", "action_help"
    known = await customer(site, people[0]).say(text, language=language)
    assert known["query"]["object"] == "Order"
    stranger = await (await site.visitor()).say(text, language=language)
    assert stranger["refused"] == "sign_in"


@pytest.mark.parametrize(
    ("asked", "text", "language"),
    [("Comment installer un capteur ?", "et si l'étiquette manque ?", "fr"),
     ("How do I install a sensor?", "what if the label is missing?", "en")],
)  # fmt: skip
async def test_a_visitor_who_supposes_asks_the_documentation(site, asked, text, language):
    me = await site.visitor()
    site.rasa.intent, site.rasa.action = "ask_knowledge", "action_answer_question"
    await me.say(asked, language=language)
    site.rasa.intent, site.rasa.action = "refine_query", "action_refine_query"
    assert (await me.say(text, language=language))["refused"] != "sign_in"


@pytest.mark.parametrize(("language", "said"), [("fr", "demande"), ("en", "request")])
async def test_help_tells_customers_what_they_can_ask(site, people, language, said):
    site.rasa.intent, site.rasa.action = "help", "action_help"
    answer = await customer(site, people[0]).say("a?", language=language)
    assert said in str(answer["parts"])
    assert "Salesforce" not in str(answer["parts"])


async def test_the_crm_of_a_customer_is_confined(site, people):
    from copilot import Identity

    crm = await site.doors.people.crm(Identity("customer", people[0]))
    assert isinstance(crm, CustomerCrm)
