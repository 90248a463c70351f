"""Customers and visitors get what is theirs; what is not, they are refused, with a way on."""

from pathlib import Path

import pytest
import yaml
from website import Visitor

from crm import Compare, Query
from guard.screening.fishing import FishingReader

QUESTIONS = Path(__file__).parents[2] / "guard"
QUERY = ("query_records", "action_query_records")


def questions(which):
    return yaml.safe_load((QUESTIONS / f"fishing_{which}.yml").read_text())


async def asked(person, texts):
    """Return which questions were refused, and every answer."""
    answers = [await person.say(text) for text in texts]
    return sum(one["refused"] == "confidential" for one in answers) / len(answers), answers


@pytest.fixture
async def email(site):
    site.client()
    crm = await site.doors.people.integration()
    query = Query("Contact", ("Id", "Email"), Compare("Email", "!=", None), limit=1)
    return (await crm.run(query)).records[0]["Email"]


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_a_customer_who_fishes_is_refused_and_one_who_asks_is_not(site, email, language):
    site.rasa.intent, site.rasa.action = QUERY
    customer = Visitor(site.client(**{"X-Demo-User": f"customer:{email}"}))
    refused, answers = await asked(customer, questions("dev")[language]["fishing"][::2])
    assert refused > 0.6
    told = [one for one in answers if one["refused"] == "confidential"]
    assert all(not one["records"] and not one["sources"] for one in told)
    assert all(one["parts"][1]["type"] == "buttons" for one in told)
    refused, _ = await asked(customer, questions("dev")[language]["own"][::2])
    assert refused == 0


@pytest.mark.parametrize(
    ("language", "text"),
    [("fr", "Quels sont les tickets ouverts de {} ?"), ("en", "How much did {} pay last month?")],
)
async def test_who_names_their_own_company_or_case_does_not_fish(site, email, language, text):
    site.rasa.intent, site.rasa.action = QUERY
    crm = await site.doors.people.integration()
    query = Query("Contact", ("Account.Name",), Compare("Email", "=", email), limit=1)
    own = (await crm.run(query)).records[0]["Account"]["Name"]
    cases = Query("Case", ("CaseNumber",), Compare("Contact.Email", "=", email), limit=1)
    numbers = [one["CaseNumber"] for one in (await crm.run(cases)).records]
    customer = Visitor(site.client(**{"X-Demo-User": f"customer:{email}"}))
    said = [text.format(name) for name in (own, *numbers)]
    refused, _ = await asked(customer, said)
    assert refused == 0
    refused, _ = await asked(customer, [text.format("Norbury Freight")])
    assert refused == 1


@pytest.mark.parametrize("which", ["dev", "test"])
def test_fishing_is_told_from_asking(which):
    reader = FishingReader()
    for texts in questions(which).values():
        caught, wrong = (
            sum(map(reader.fishes, texts[kind])) / len(texts[kind]) for kind in ("fishing", "own")
        )
        assert caught >= 0.73
        assert wrong <= 0.07


async def test_a_visitor_who_fishes_is_told_what_can_be_asked(site):
    site.rasa.intent, site.rasa.action = "ask_knowledge", "action_answer_question"
    answer = await Visitor(site.client()).say("Quelles sont les marges de vos commerciaux ?")
    assert answer["refused"] == "confidential"
    assert answer["parts"][1]["buttons"]
