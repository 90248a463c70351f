"""A conversation passed to a person: announced, routed, silent, answered, given back."""

import asyncio

import httpx
import pytest
from website import CLAIRE, MARC, NADIA, TOM, words


async def waiting(site, text="Bonjour, ma passerelle ne répond plus", language="fr"):
    """Return a visitor who waits for a person, and the conversation's id for agents."""
    visitor = await site.visitor()
    await visitor.say(text, language=language)
    answer = await visitor.say("/talk_to_person", language=language)
    agent = site.client(**NADIA)
    found = (await agent.get("/api/v1/conversations")).json()["conversations"]
    return visitor, answer, agent, found[0]["id"]


@pytest.mark.parametrize(
    ("language", "said", "hours"),
    [("fr", "équipe", "minutes environ"), ("en", "team", "minutes")],
)
async def test_who_asks_for_a_person_is_told_what_happens(site, language, said, hours):
    _, answer, _, _ = await waiting(site, "Bonjour" if language == "fr" else "Hello", language)
    assert said in words(answer)
    assert hours in words(answer)
    assert answer["language"] == language
    assert answer["handover"]["state"] == "waiting"
    assert answer["handover"]["open"]
    assert answer["handover"]["case"] in words(answer)


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "du lundi au vendredi, de 09:00 à 10:00"), ("en", "Monday to Friday, 09:00 to 10:00")],
)
async def test_outside_business_hours_the_next_opening_is_told(site, language, said):
    site.settings = {"support_hours": "mon-fri 09:00-10:00", "today": "2026-11-22"}
    visitor = await site.visitor()
    answer = await visitor.say("/talk_to_person", language=language)
    assert not answer["handover"]["open"]
    assert said in words(answer)
    assert "23" in words(answer)


async def test_a_case_is_opened_once_with_the_transcript_and_its_routing_is_explained(site):
    visitor, answer, agent, key = await waiting(site)
    again = await visitor.say("/talk_to_person", language="fr")
    number = answer["handover"]["case"]
    assert again["handover"]["case"] == number
    assert "déjà" in words(again)
    case = (await site.orgs("Case", "Subject", "Description", "Origin", CaseNumber=number))[0]
    assert case["Subject"] == "Bonjour, ma passerelle ne répond plus"
    assert "Client: Bonjour, ma passerelle ne répond plus" in case["Description"]
    assert case["Origin"] == "Chat"
    shown = (await agent.get(f"/api/v1/conversations/{key}")).json()
    assert "language:fr" in shown["routing"]["reasons"]
    assert shown["routing"]["to"]


async def test_a_person_can_be_asked_for_in_words(site):
    site.rasa.intent, site.rasa.action = "talk_to_person", "action_hand_over"
    visitor = await site.visitor()
    answer = await visitor.say("Je voudrais parler à quelqu'un")
    assert answer["handover"]["state"] == "waiting"


async def test_a_person_is_offered_after_two_failures_in_a_row(site):
    site.rasa.intent, site.rasa.action = "nlu_fallback", "action_clarify"
    visitor = await site.visitor()
    first, second = [await visitor.say(text) for text in ("blurg", "blarg blurg")]
    pressed = [button["payload"] for part in second["parts"] if part["type"] == "buttons"
               for button in part["buttons"]]  # fmt: skip
    assert "/talk_to_person" not in str(first)
    assert "/talk_to_person" in pressed


async def test_the_assistant_is_silent_while_a_person_is_in_charge_and_answers_again_after(site):
    visitor, _, agent, key = await waiting(site)
    assert (await agent.post(f"/api/v1/conversations/{key}/take")).json()["state"] == "taken"
    heard = len(site.rasa.heard)
    silent = await visitor.say("Vous êtes là ?")
    assert silent["parts"] == []
    assert silent["handover"]["agent"] == "Nadia"
    assert len(site.rasa.heard) == heard
    assert (await agent.post(f"/api/v1/conversations/{key}/release")).json()["state"] == "released"
    assert (await visitor.say("Bonjour"))["parts"]
    said = [(one["from"], one["text"]) for one in (await visitor.news())["events"]]
    assert ("customer", "Vous êtes là ?") in said
    assert any(author == "system" and "Nadia a rejoint" in text for author, text in said)


async def test_an_answer_in_the_making_is_dropped_when_a_person_takes_over(site):
    visitor, _, agent, key = await waiting(site)

    async def taking(request, script=site.rasa):
        await agent.post(f"/api/v1/conversations/{key}/take")
        return await script(request)

    site.doors.dialogue._client = httpx.AsyncClient(
        transport=httpx.MockTransport(taking), base_url="http://rasa"
    )
    assert (await visitor.say("Et mes données ?"))["parts"] == []
    assert (await visitor.news())["events"][-1]["from"] == "system"


async def test_an_agents_reply_reaches_the_waiting_widget_at_once_and_once(site):
    visitor, _, agent, key = await waiting(site)
    await agent.post(f"/api/v1/conversations/{key}/take")
    seen = (await visitor.news())["events"][-1]["n"]
    following = asyncio.create_task(visitor.news(after=seen, wait=10))
    await asyncio.sleep(0.05)
    reply = {"text": "Bonjour, je regarde.", "id": "r-1"}
    for _ in range(2):
        assert (await agent.post(f"/api/v1/conversations/{key}/reply", json=reply)).is_success
    events = (await asyncio.wait_for(following, 5))["events"]
    assert [(one["from"], one["name"], one["text"]) for one in events] == [
        ("agent", "Nadia", "Bonjour, je regarde.")
    ]
    assert len((await visitor.news(after=seen))["events"]) == 1


async def test_two_agents_never_hold_one_conversation(site):
    _, _, nadia, key = await waiting(site)
    tom, marc = site.client(**TOM), site.client(**MARC)
    taken = await asyncio.gather(*(one.post(f"/api/v1/conversations/{key}/take")
                                   for one in (nadia, tom)))  # fmt: skip
    assert sorted(one.status_code for one in taken) == [200, 409]
    holder, other = (nadia, tom) if taken[0].status_code == 200 else (tom, nadia)
    words_ = {"text": "Bonjour"}
    assert (await other.post(f"/api/v1/conversations/{key}/reply", json=words_)).status_code == 409
    assert (await other.post(f"/api/v1/conversations/{key}/release")).status_code == 409
    assert (await holder.post(f"/api/v1/conversations/{key}/reply", json=words_)).is_success
    assert (await marc.post(f"/api/v1/conversations/{key}/release")).is_success


async def test_who_waits_comes_first_and_longest_first(site):
    early, _, agent, _ = await waiting(site)
    late, *_ = await waiting(site)
    chatting = await site.visitor()
    await chatting.say("Bonjour")
    listed = (await agent.get("/api/v1/conversations")).json()["conversations"]
    assert [one["state"] for one in listed] == ["waiting", "waiting", "bot"]
    assert listed[0]["waiting_seconds"] >= listed[1]["waiting_seconds"]
    assert early.conversation != late.conversation


@pytest.mark.parametrize("caller", [CLAIRE, {}, {"X-Demo-User": "customer:nobody@x.example"}])
async def test_conversations_are_for_the_customer_service_alone(site, caller):
    _, _, _, key = await waiting(site)
    client = site.client(**caller)
    calls = [("GET", ""), ("GET", f"/{key}"), ("POST", f"/{key}/take"), ("POST", f"/{key}/release")]
    for method, path in calls:
        answer = await client.request(method, f"/api/v1/conversations{path}")
        assert answer.status_code in {401, 403}, (method, path)
        assert answer.headers["content-type"] == "application/problem+json"


async def test_a_visitor_follows_no_conversation_but_their_own(site):
    visitor, *_ = await waiting(site)
    other = await site.visitor()
    other.conversation = visitor.conversation
    assert (await other.news())["events"] == []


async def test_a_person_is_reached_while_rasa_is_down(site):
    site.rasa.answers = []
    visitor = await site.visitor()
    answer = await visitor.say("/talk_to_person", language="en")
    assert answer["handover"]["state"] == "waiting"


async def test_what_is_said_survives_a_restart(site):
    visitor, _, agent, key = await waiting(site)
    await agent.post(f"/api/v1/conversations/{key}/take")
    await site.doors.close()
    token = visitor.client.headers["Authorization"]
    site.doors = None
    visitor.client = site.client(Authorization=token)
    assert (await visitor.say("encore là ?"))["parts"] == []
    assert [one["from"] for one in (await visitor.news())["events"]][-1] == "customer"


async def test_the_customer_says_how_satisfied_they_are(site):
    visitor, *_ = await waiting(site)
    address = f"/api/v1/conversations/{visitor.conversation}/rating"
    assert (await visitor.client.post(address, json={"rating": 5})).status_code == 204
    assert (await visitor.client.post(address, json={"rating": 9})).status_code == 422
    assert (await visitor.news())["rated"]
