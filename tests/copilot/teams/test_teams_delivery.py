"""Teams' activities: checked, acknowledged at once, answered once whatever happens meanwhile."""

import asyncio
import time

from fake_teams import OTHER_KEY, JSONResponse, buttons, keep_and_never_answer, said, signed


async def test_a_personal_message_is_acknowledged_and_answered(world, teams):
    body = await world.say("Bonjour")
    await world.settle()
    (answer,) = teams.messages
    assert "Bonjour Claire" in said(answer)
    assert teams.calls[0][1] == f"/v3/conversations/a:personal/activities/{body['id']}"
    assert answer["channelData"]["feedbackLoop"] == {"type": "default"}
    assert answer["summary"]


async def test_the_answer_speaks_the_language_of_the_message(world, teams):
    await world.say("Hello there", user="29:james")
    await world.settle()
    assert "Hello James" in said(teams.messages[0])


async def test_the_acknowledgement_waits_neither_for_the_answer_nor_for_microsofts_sign_in(
    world, teams, rasa
):
    held, answer_now = asyncio.Event(), rasa.call_back

    async def slowly(body):
        await held.wait()
        return await answer_now(body)

    rasa.call_back = slowly
    teams.next_tokens = [JSONResponse({}, 503)]
    started = time.perf_counter()
    await world.say("Bonjour")
    assert time.perf_counter() - started < 2
    assert not teams.messages
    held.set()
    await world.settle()
    assert len(teams.messages) == 1


def false_claims():
    now = int(time.time())
    return [
        {"iss": "https://sts.example"},
        {"aud": "another-bot"},
        {"exp": now - 900},
        {"exp": None},
        {"serviceurl": "https://elsewhere.example"},
        {"serviceurl": None},
        {"key": OTHER_KEY},
        {"kid": "unknown"},
        {"nbf": now + 900},
    ]


async def test_a_token_that_is_not_the_bot_connectors_is_refused(world, teams):
    for claims in false_claims():
        answer = await world.send(world.message("Bonjour"), signed(teams.url, **claims))
        assert (answer.status_code, claims) == (401, claims)
        assert answer.headers["content-type"] == "application/problem+json"
    await world.settle()
    assert not teams.calls


async def test_a_token_without_signature_or_for_another_channel_is_refused(world, teams):
    import jwt

    unsigned = jwt.encode({"aud": "x"}, None, algorithm="none", headers={"kid": "k1"})
    for token in ("", "x", unsigned):
        assert (await world.send(world.message("Bonjour"), token)).status_code == 401
    webchat = {**world.message("Bonjour"), "channelId": "webchat"}
    assert (await world.send(webchat)).status_code == 401


async def test_the_keys_are_read_once(world, teams):
    for _ in range(3):
        await world.say("Bonjour")
        await world.send(world.message("Bonjour"), signed(teams.url, kid="unknown"))
    assert teams.reads == 1
    await world.settle()
    assert teams.tokens == 1


async def test_a_body_that_is_no_activity_is_a_problem_not_a_crash(world):
    headers = {"Authorization": f"Bearer {world.token}", "Content-Type": "application/json"}
    for raw in (b"{", b"[]", b"\xff\xfe", b'"x"'):
        answer = await world.client.post("/api/messages", content=raw, headers=headers)
        assert answer.status_code == 400


async def test_an_activity_that_lacks_the_essential_is_refused(world):
    lacking = world.message("Bonjour")
    del lacking["conversation"]
    assert (await world.send(lacking)).status_code == 400


async def test_duplicates_are_answered_once(world, teams, rasa):
    body = await world.say("Bonjour")
    await asyncio.gather(*(world.send(body) for _ in range(5)))
    await world.settle()
    await world.restart()
    await world.send(body)
    await world.settle()
    assert len(teams.messages) == len(rasa.heard) == 1


async def test_a_message_accepted_before_a_kill_is_answered_after_it_once(world, teams, rasa):
    never, answer_now = asyncio.Event(), rasa.call_back

    async def killed(_body):
        await never.wait()

    rasa.call_back = killed
    await world.say("Bonjour")
    await asyncio.sleep(0.1)
    rasa.call_back = answer_now
    await world.restart()
    await world.settle()
    assert ["Bonjour Claire" in said(one) for one in teams.messages] == [True]


async def test_an_answer_cut_off_while_it_is_posted_is_offered_not_said_twice(world, teams):
    teams.next_answers.append(keep_and_never_answer)
    await world.say("Bonjour")
    await teams.heard()
    await world.restart()
    await world.settle()
    answers = [one for one in teams.messages if "Bonjour Claire" in said(one)]
    assert len(answers) == 1
    show = buttons(teams.messages[1])["Afficher la réponse"]
    shown = await world.press(show)
    assert "Bonjour Claire" in said(shown["value"])
    refused = await world.press(show, user="29:james")
    assert "Seule la personne" in refused["value"] or "Only the person" in refused["value"]


async def test_a_planned_stop_lets_what_is_being_said_be_said(world, teams):
    async def slowly(fake, body):
        await asyncio.sleep(0.3)
        return fake.keep(body)

    teams.next_answers.append(slowly)
    await world.say("Bonjour")
    await teams.heard()
    await world.restart(patience=5.0)
    await world.settle()
    assert len(teams.messages) == len(teams.calls) == 1


async def test_teams_is_given_the_time_it_asks_for_and_the_answer_said_once(world, teams):
    teams.next_answers.append(JSONResponse({}, 429, {"Retry-After": "1"}))
    started = time.monotonic()
    await world.say("Bonjour")
    await world.settle()
    assert time.monotonic() - started >= 1
    assert len(teams.messages) == 1
    assert "Bonjour Claire" in said(teams.messages[0])


async def test_a_token_that_was_withdrawn_is_asked_for_again(world, teams):
    tokens = world.running.connector._clients._tokens
    tokens._token, tokens._until = "withdrawn", float("inf")
    await world.say("Bonjour")
    await world.settle()
    assert teams.tokens == 1
    assert len(teams.messages) == 1


async def test_a_conversation_that_is_gone_is_not_tried_for_ever(world, teams):
    teams.next_answers += [JSONResponse({}, 404)] * 5
    await world.say("Bonjour")
    await world.settle()
    await world.restart()
    await world.settle()
    assert len(teams.calls) == 1


async def test_what_waits_is_answered_in_the_order_it_was_said(world, rasa):
    held, answer_now = asyncio.Event(), rasa.call_back

    async def slowly(body):
        await held.wait()
        return await answer_now(body)

    rasa.call_back = slowly
    told = [world.message(f"Bonjour {number}") for number in range(4)]
    for place in (0, 3, 1, 2):
        await world.send(told[place])
    held.set()
    await world.settle()
    assert [heard["message"][-1] for heard in rasa.heard] == list("0123")


async def test_an_org_out_of_reach_is_told_in_words(tmp_path, teams, rasa):
    from teams_world import World

    world = await World(tmp_path, "http://127.0.0.1:9", teams, rasa).start()
    await world.say("Bonjour")
    await world.settle()
    await world.stop()
    assert "Salesforce ne répond pas" in said(teams.messages[0])


async def test_typing_is_shown_while_an_answer_takes_longer_than_a_second(world, teams, rasa):
    answer_now = rasa.call_back

    async def slowly(body):
        await asyncio.sleep(1.3)
        return await answer_now(body)

    rasa.call_back = slowly
    await world.say("Bonjour")
    await world.settle()
    assert len(teams.typing) == 1
