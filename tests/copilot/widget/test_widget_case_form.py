"""A case opened step by step: the org's choices, checked answers, theirs where they are known."""

import uuid

import pytest
from website import NADIA, Visitor, words

from crm import Compare, Query


async def known(site):
    """Return a customer of the org and their contact's id."""
    site.client()
    crm = await site.doors.people.integration()
    query = Query("Contact", ("Id", "Email", "AccountId"), Compare("Email", "!=", None), limit=1)
    contact = (await crm.run(query)).records[0]
    return Visitor(site.client(**{"X-Demo-User": f"customer:{contact['Email']}"})), contact


async def questions(visitor, language):
    answer = await visitor.client.get("/api/v1/widget/cases/form", params={"language": language})
    assert answer.status_code == 200, answer.text
    return {one["name"]: one for one in answer.json()}


async def send(visitor, values, language="fr", given=None):
    body = {"conversation": visitor.conversation, "id": given or uuid.uuid4().hex,
            "language": language, "values": values}  # fmt: skip
    return await visitor.client.post("/api/v1/widget/cases", json=body)


TOLD = {"Subject": "Capteur muet", "Description": "Plus de mesure depuis hier."}
WHO = {"SuppliedName": "Ana Lys", "SuppliedEmail": "ana.lys@client.example"}


@pytest.mark.parametrize(
    ("language", "urgent", "label"), [("fr", "Élevée", "urgent"), ("en", "High", "urgent")]
)
async def test_a_customers_case_is_theirs_with_the_orgs_own_choices(site, language, urgent, label):
    me, contact = await known(site)
    asked = await questions(me, language)
    assert "SuppliedEmail" not in asked
    assert label in asked["Priority"]["label"]
    chosen = next(one for one in asked["Priority"]["options"] if one["label"] == urgent)
    product = asked["ProductId"]["options"][0]
    values = {**TOLD, "Priority": chosen["value"], "ProductId": product["value"]}
    given = uuid.uuid4().hex
    first, again = [await send(me, values, language, given) for _ in range(2)]
    assert first.json() == again.json()
    fields = ("CaseNumber", "Priority", "ProductId", "ContactId", "AccountId", "Origin")
    made = await site.orgs("Case", *fields, Subject="Capteur muet", ContactId=contact["Id"])
    case = next(one for one in made if one["CaseNumber"] in words(first.json()))
    assert len({one["CaseNumber"] for one in made} & set(words(first.json()).split("**"))) == 1
    assert (case["AccountId"], case["ProductId"]) == (contact["AccountId"], product["value"])
    assert (case["Priority"], case["Origin"]) == (chosen["value"], "Web")
    said = [one["text"] for one in (await me.news())["events"]]
    assert product["label"] in said[0]
    assert urgent in said[0]
    assert len(said) == 2


async def test_a_visitors_case_keeps_what_they_typed_and_belongs_to_nobody(site):
    _, contact = await known(site)
    visitor = await site.visitor()
    asked = await questions(visitor, "en")
    assert list(asked)[-2:] == ["SuppliedName", "SuppliedEmail"]
    assert "ProductId" not in asked
    await visitor.say("Bonjour", language="fr")
    values = {**TOLD, **WHO, "SuppliedEmail": contact["Email"]}
    number = words((await send(visitor, values)).json()).split("**")[1]
    fields = ("ContactId", "AccountId", "SuppliedEmail", "SuppliedName")
    case = (await site.orgs("Case", *fields, CaseNumber=number))[0]
    assert (case["ContactId"], case["AccountId"]) == (None, None)
    assert (case["SuppliedEmail"], case["SuppliedName"]) == (contact["Email"], "Ana Lys")
    asked_for = await visitor.say("/talk_to_person", language="fr")
    assert asked_for["handover"]["case"] == number


async def test_an_answer_that_cannot_be_taken_is_named_and_opens_nothing(site):
    visitor = await site.visitor()
    site.doors.limits._cases._room = 1000.0
    whole = {**TOLD, **WHO}
    for name, said in [
        ("Subject", " "), ("Description", "x" * 4001), ("Priority", "Whatever"),
        ("SuppliedEmail", "ana"), ("OwnerId", "005000000000001AAA"), ("Status", "Closed"),
    ]:  # fmt: skip
        answer = await send(visitor, {**whole, name: said})
        assert answer.status_code == 422
        assert f"values.{name}" in answer.json()["detail"]
    assert (await visitor.news())["events"] == []


async def test_nobody_without_a_session_and_no_employee_opens_one_and_few_at_once(site):
    for client, status in ((site.client(), 401), (site.client(**NADIA), 403)):
        assert (await send(Visitor(client), {**TOLD, **WHO})).status_code == status
    visitor = await site.visitor()
    answers = [await send(visitor, {}) for _ in range(4)]
    assert [one.status_code for one in answers] == [422, 422, 422, 429]
