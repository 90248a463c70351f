"""An agent's desk: suggestions chosen, notes, hold, passing on, macros, wrap-up, collisions."""

import asyncio
import uuid

import pytest
from website import CLAIRE, MARC, NADIA, TOM

from copilot.suggestion_choices import CHOICES


async def waiting(site, text="Bonjour, comment appairer ma passerelle ?", language="fr", **more):
    """Return a visitor who waits for a person, and the conversation's address for agents."""
    visitor = await site.visitor(**more)
    await visitor.say(text, language=language)
    await visitor.say("/talk_to_person", language=language)
    agent = site.client(**NADIA)
    found = (await agent.get("/api/v1/conversations")).json()["conversations"]
    newest = max((one for one in found if one["state"] == "waiting"), key=lambda o: o["requested"])
    return visitor, agent, f"/api/v1/conversations/{newest['id']}"


async def chosen(site):
    """Return what is recorded about suggestions."""
    rows = await site.doors.store.run(lambda one: one.execute(CHOICES.select()).all())
    return [(row.agent_name, row.choice) for row in rows]


async def test_each_choice_of_a_suggestion_is_recorded_with_who_made_it(with_articles):
    site = with_articles
    visitor, nadia, address = await waiting(site)
    await nadia.post(f"{address}/take")
    first, second, *_ = (await nadia.get(address)).json()["suggestions"]
    sent = {"text": first["text"], "suggestion": first["id"]}
    assert (await nadia.post(f"{address}/reply", json=sent)).json()["choice"] == "accepted"
    sent = {"text": first["text"] + " Bonne journée.", "suggestion": first["id"]}
    assert (await nadia.post(f"{address}/reply", json=sent)).json()["choice"] == "edited"
    refused = {"choice": "refused"}
    where = f"{address}/suggestions/{second['id']}"
    assert (await nadia.post(where, json=refused)).status_code == 204
    shown = {one["id"] for one in (await nadia.get(address)).json()["suggestions"]}
    assert second["id"] not in shown
    assert await chosen(site) == [("Nadia Benali", "edited"), ("Nadia Benali", "refused")]
    assert (await nadia.post(f"{address}/suggestions/{'0' * 32}", json=refused)).status_code == 404
    assert "Bonne journée" in (await visitor.news())["events"][-1]["text"]


async def test_internal_notes_reach_agents_and_nobody_else(site):
    visitor, nadia, address = await waiting(site)
    note = {"text": "Client fragile, vu avec la comptabilité.", "id": "n-1"}
    for _ in range(2):
        assert (await nadia.post(f"{address}/notes", json=note)).is_success
    tom = site.client(**TOM)
    told = (await tom.get(f"{address}/events")).json()["notes"]
    assert [(one["name"], one["text"]) for one in told] == [("Nadia Benali", note["text"])]
    assert "fragile" not in str(await visitor.news())
    await nadia.post(f"{address}/take")
    await nadia.post(f"{address}/release")
    heard = str(await visitor.say("et maintenant ?"))
    assert "fragile" not in heard
    assert "fragile" not in str(site.rasa.heard)
    case = (await nadia.get(address)).json()["case"]["id"]
    record = (await site.orgs("Case", "Description", "Comments", Id=case))[0]
    assert "fragile" not in str(record)
    assert (await visitor.client.post(f"{address}/notes", json=note)).status_code == 403


async def test_a_customer_on_hold_is_told_and_a_reply_ends_it(site):
    visitor, nadia, address = await waiting(site)
    assert (await nadia.post(f"{address}/hold")).status_code == 409
    await nadia.post(f"{address}/take")
    assert (await nadia.post(f"{address}/hold")).json()["held_since"]
    await nadia.post(f"{address}/hold")
    said = [one["text"] for one in (await visitor.news())["events"] if one["from"] == "system"]
    assert said[1:] == ["Nadia cherche la réponse et revient vers vous ici dans quelques instants."]
    assert (await visitor.say("je suis là"))["parts"] == []
    answered = (await nadia.post(f"{address}/reply", json={"text": "Me revoici."})).json()
    assert answered["held_since"] is None


@pytest.mark.parametrize("kind", ["agent", "queue"])
async def test_a_conversation_is_passed_on_with_its_transcript(site, kind):
    visitor, nadia, address = await waiting(site)
    await nadia.post(f"{address}/take")
    found = (await nadia.get(f"{address}/destinations")).json()["destinations"]
    assert "Nadia Benali" not in [one["name"] for one in found]
    assert found[0]["speaks"]
    to = next(one for one in found if one["kind"] == kind)
    passed = (await nadia.post(f"{address}/transfer", json={"to": to["id"]})).json()
    assert (passed["state"], passed["routed"]) == ("waiting", to["id"])
    whom = to["name"].split()[0] if kind == "agent" else "l’équipe concernée"
    assert f"transmet votre demande à {whom}" in (await visitor.news())["events"][-1]["text"]
    assert (await nadia.post(f"{address}/reply", json={"text": "x"})).status_code == 409
    shown = (await nadia.get(address)).json()
    assert shown["routing"]["to"] == to["name"]
    assert shown["routing"]["reasons"] == ["transfer:Nadia Benali"]
    assert len(shown["transcript"]) > 3


async def test_nobody_passes_on_what_is_not_theirs_nor_to_nobody(site):
    _, nadia, address = await waiting(site)
    assert (await nadia.post(f"{address}/transfer", json={"to": "0" * 18})).status_code == 422
    await nadia.post(f"{address}/take")
    tom = site.client(**TOM)
    to = (await nadia.get(f"{address}/destinations")).json()["destinations"][0]["id"]
    refused = await tom.post(f"{address}/transfer", json={"to": to})
    assert refused.status_code in {409, 422}


async def test_of_two_agents_who_act_at_once_the_second_is_told_who_was_first(site):
    _, nadia, address = await waiting(site)
    tom, marc = site.client(**TOM), site.client(**MARC)
    answers = await asyncio.gather(*(one.post(f"{address}/take") for one in (nadia, tom)))
    winner, loser = sorted(answers, key=lambda one: one.status_code)
    assert (winner.status_code, loser.status_code) == (200, 409)
    who = winner.json()["agent"]
    assert loser.json()["agent"] == who
    assert loser.json()["detail"].startswith(who["name"])
    released = await asyncio.gather(*(
        one.post(f"{address}/release") for one in (marc, nadia if "Nadia" in who["name"] else tom)
    ))  # fmt: skip
    assert sorted(one.status_code for one in released) == [200, 409]


async def test_agents_see_who_else_looks(site):
    _, nadia, address = await waiting(site)
    assert (await nadia.get(address)).json()["viewers"] == []
    tom = site.client(**TOM)
    assert (await tom.get(address)).json()["viewers"] == ["Nadia Benali"]
    assert (await nadia.get(f"{address}/events")).json()["viewers"] == ["Tom Fletcher"]


async def test_what_is_unread_is_each_agents_own(site):
    visitor, nadia, address = await waiting(site)
    tom, listing = site.client(**TOM), "/api/v1/conversations"

    async def unread(agent):
        found = (await agent.get(listing)).json()["conversations"]
        return next(one["unread"] for one in found if address.endswith(one["id"]))

    assert await unread(nadia) == await unread(tom) == 1
    await nadia.get(address)
    assert (await unread(nadia), await unread(tom)) == (0, 1)
    await visitor.say("encore un mot", language="fr")
    assert (await unread(nadia), await unread(tom)) == (1, 2)


async def test_the_list_is_filtered_and_sent_again_only_when_it_changed(site):
    visitor, nadia, _ = await waiting(site, "Ma facture est erronée")
    other = await site.visitor()
    await other.say("Bonjour")
    listing = "/api/v1/conversations"
    for query, count in ({"state": "waiting"}, 1), ({"text": "FACTURE ERRONEE"}, 1), \
            ({"text": "girafe"}, 0), ({"state": "mine"}, 0), ({"state": "bot"}, 1):  # fmt: skip
        found = (await nadia.get(listing, params=query)).json()["conversations"]
        assert len(found) == count, query
    assert (await nadia.get(listing, params={"state": "x"})).status_code == 422
    first = await nadia.get(listing)
    same = {"If-None-Match": first.headers["etag"]}
    assert (await nadia.get(listing, headers=same)).status_code == 304
    await visitor.say("et alors ?")
    assert (await nadia.get(listing, headers=same)).status_code == 200


@pytest.mark.parametrize(("language", "greeting"), [("fr", "Bonjour, je suis Nadia"),
                                                    ("en", "Hello, I’m Nadia")])  # fmt: skip
async def test_macros_come_in_the_conversations_language_with_their_blanks_filled(
    site, language, greeting
):
    _, nadia, address = await waiting(site, language=language)
    found = (await nadia.get(f"{address}/macros")).json()["macros"]
    texts = {one["id"]: one["text"] for one in found}
    assert texts["greeting"].startswith(greeting)
    assert (await nadia.get(address)).json()["case"]["number"] in texts["case"]
    assert "{" not in str(list(texts.values()))


async def test_an_agent_searches_internal_articles_but_quotes_only_public_ones(with_articles):
    site = with_articles
    nadia = site.client(**NADIA)
    asked = {"q": "remise interne après coupure de passerelle", "language": "fr"}
    found = (await nadia.get("/api/v1/articles/search", params=asked)).json()["articles"]
    quotable = {one["article"]: one["quotable"] for one in found}
    assert quotable["gestes-fr"] is False
    assert quotable["appairage-fr"] is True
    for who in (CLAIRE, {}):
        refused = await site.client(**who).get("/api/v1/articles/search", params=asked)
        assert refused.status_code == 403


WRAP_UP = {"summary": "Passerelle muette après une coupure.", "reason": "Breakdown",
           "resolution": "Appairage relancé.", "close": True}  # fmt: skip


async def wrapped_up(site, agent, address, **more):
    shown = (await agent.post(f"{address}/wrap-up", json={**WRAP_UP, **more})).json()["proposal"]
    site.rasa.intent, site.rasa.action = "confirm", "action_confirm"
    site.rasa.entities = [{"entity": "proposal", "value": shown["id"], "start": 0, "end": 1}]
    return shown


async def test_a_wrap_up_is_shown_confirmed_and_then_written_to_the_case(site):
    visitor, nadia, address = await waiting(site)
    assert (await nadia.post(f"{address}/wrap-up", json=WRAP_UP)).status_code == 409
    await nadia.post(f"{address}/take")
    offered = (await nadia.get(f"{address}/wrap-up")).json()
    assert {"value": "Breakdown", "label": "Panne"} in offered["reasons"]
    shown = await wrapped_up(site, nadia, address)
    changes = {one["field"]: one["new"] for one in shown["changes"]}
    assert changes["Resolution__c"] == "Appairage relancé."
    assert changes["Comments"] == "Passerelle muette après une coupure."
    assert changes["Reason"] == "Panne"
    case = {"Id": (await nadia.get(address)).json()["case"]["id"]}
    fields = ("Status", "Reason", "Resolution__c")
    assert (await site.orgs("Case", *fields, **case))[0]["Status"] != "Closed"
    done = await nadia.post(f"/api/v1/proposals/{shown['id']}/confirm")
    assert done.json()["refused"] is None, done.text
    record = (await site.orgs("Case", *fields, **case))[0]
    assert [record[name] for name in fields] == ["Closed", "Breakdown", "Appairage relancé."]
    await nadia.post(f"{address}/release")
    assert "Nadia a terminé" in (await visitor.news())["events"][-1]["text"]


async def test_a_wrap_up_the_org_would_refuse_is_said_before_it_is_shown(site):
    _, nadia, address = await waiting(site)
    await nadia.post(f"{address}/take")
    wrong = {**WRAP_UP, "reason": "Martians"}
    answer = await nadia.post(f"{address}/wrap-up", json=wrong)
    assert answer.status_code == 422
    assert "Reason" in answer.text


async def test_the_desk_is_for_agents_alone(site):
    _, _, address = await waiting(site)
    calls = [("GET", "/destinations"), ("GET", "/macros"), ("GET", "/wrap-up"), ("POST", "/hold"),
             ("POST", "/resume"), ("POST", "/transfer"), ("POST", "/wrap-up"), ("POST", "/notes"),
             ("POST", f"/suggestions/{uuid.uuid4().hex}")]  # fmt: skip
    body = {"text": "x", "to": "0" * 18, "choice": "refused"}
    for who in (CLAIRE, {}):
        for method, path in calls:
            answer = await site.client(**who).request(method, f"{address}{path}", json=body)
            assert answer.status_code in {403, 422}, (path, answer.status_code)
            assert answer.status_code == 403 or method == "POST"
