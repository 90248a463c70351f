"""Slack's events: signed, acknowledged at once, answered once whatever happens meanwhile."""

import asyncio
import json
import time

import pytest
from fake_slack import error, post_and_never_answer, rate_limited
from slack_world import signature

from actions import Result, Text
from actions.parts import Table

LONG_AGO = 3600


async def test_a_direct_message_is_acknowledged_and_answered(world, slack):
    await world.say("Bonjour")
    await world.settle()
    (answer,) = slack.answers
    assert answer["channel"] == "D1"
    assert answer.get("thread_ts") is None
    assert "Bonjour Claire" in slack.said(answer)


async def test_the_answer_speaks_the_language_of_the_message(world, slack):
    await world.say("Hello there", user="UJAMES", channel="D2")
    await world.settle()
    assert "Hello James" in slack.said(slack.answers[0])


async def test_the_acknowledgement_does_not_wait_for_the_answer(world, rasa, slack):
    held = asyncio.Event()
    answer_now = rasa.call_back

    async def slowly(body):
        await held.wait()
        return await answer_now(body)

    rasa.call_back = slowly
    started = time.perf_counter()
    await world.say("Bonjour")
    assert time.perf_counter() - started < 3
    assert not slack.answers
    held.set()
    await world.settle()
    assert len(slack.answers) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Slack-Signature": "v0=" + "0" * 64},
        {"X-Slack-Signature": ""},
        {"X-Slack-Request-Timestamp": "0"},
        {"X-Slack-Request-Timestamp": "soon"},
    ],
)
async def test_a_request_that_slack_did_not_sign_is_refused(world, slack, headers):
    answer = await world.send(world.event("Bonjour"), **headers)
    await world.settle()
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert not slack.messages


async def test_a_stale_request_is_refused_although_it_is_signed(world, slack):
    raw = json.dumps(world.event("Bonjour"))
    answer = await world.client.post(
        "/slack/events", content=raw,
        headers={**signature(raw, at=time.time() - LONG_AGO), "Content-Type": "application/json"},
    )  # fmt: skip
    await world.settle()
    assert answer.status_code == 401
    assert not slack.messages


@pytest.mark.parametrize("raw", [b"{", b"[]", b"\xff\xfe", b'"x"'])
async def test_a_signed_body_that_is_no_event_is_a_problem_not_a_crash(world, raw):
    text = raw.decode("latin-1")
    signed = signature(text) if text.isascii() else signature("x")
    headers = {**signed, "Content-Type": "application/json"}
    answer = await world.client.post("/slack/events", content=raw, headers=headers)
    assert answer.status_code in {400, 401}


async def test_slacks_url_verification_is_answered(world):
    body = {"type": "url_verification", "challenge": "abc", "token": "x"}
    answer = await world.send(body)
    assert answer.status_code == 200
    assert answer.json() == {"challenge": "abc"}


async def test_retries_and_duplicates_are_answered_once(world, slack, rasa):
    body = await world.say("Bonjour")
    for number in (1, 2, 3):
        retry = {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": "http_timeout"}
        assert (await world.send(body, **retry)).status_code == 200
    await asyncio.gather(*(world.send(body) for _ in range(5)))
    await world.settle()
    assert len(slack.answers) == 1
    assert len(rasa.heard) == 1


async def test_a_mention_that_comes_as_message_too_is_answered_once(world, slack):
    said = {"channel": "C1", "ts": "1795200000.000777"}
    await world.say("<@UBOT> bonjour", kind="app_mention", **said)
    await world.say("<@UBOT> bonjour", **said)
    await world.settle()
    assert len(slack.answers) == 1


async def test_a_message_accepted_before_a_kill_is_answered_after_it_once(world, slack, rasa):
    never = asyncio.Event()
    answer_now = rasa.call_back

    async def killed(_body):
        await never.wait()

    rasa.call_back = killed
    body = await world.say("Bonjour")
    await asyncio.sleep(0.1)
    rasa.call_back = answer_now
    await world.restart()
    await world.settle()
    await world.send(body, **{"X-Slack-Retry-Num": "1"})
    await world.restart()
    await world.settle()
    assert len(slack.answers) == 1


async def test_what_comes_in_while_the_past_is_caught_up_is_answered_once(world, slack, rasa):
    never = asyncio.Event()
    answer_now = rasa.call_back

    async def killed(_body):
        await never.wait()

    rasa.call_back = killed
    await world.say("Bonjour", channel="D7")
    rasa.call_back = answer_now
    await world.restart()
    for number in range(10):
        await world.say(f"Bonjour {number}", channel=f"D{number}")
    await world.settle()
    assert len(slack.answers) == 11


async def test_an_answer_posted_just_before_a_kill_is_not_posted_again(world, slack):
    slack.next_answers["chat.postMessage"].append(post_and_never_answer)
    await world.say("Bonjour")
    await slack.heard("chat.postMessage")
    await world.restart()
    await world.settle()
    assert len(slack.answers) == 1
    assert len(slack.calls["chat.postMessage"]) == 1


async def test_a_kill_before_the_post_leads_to_the_post(world, slack):
    async def hang(_slack, _asked):
        await asyncio.sleep(30)

    slack.next_answers["chat.postMessage"].append(hang)
    await world.say("Bonjour", channel="C1", kind="app_mention")
    await slack.heard("chat.postMessage")
    await world.restart()
    await world.settle()
    assert len(slack.answers) == 1


async def test_slack_is_given_the_time_it_asks_for(world, slack):
    slack.next_answers["chat.postMessage"].append(rate_limited(1))
    started = time.monotonic()
    await world.say("Bonjour")
    await world.settle()
    assert len(slack.answers) == 1
    assert time.monotonic() - started >= 1


async def test_a_passing_error_of_slack_is_waited_out(world, slack):
    slack.next_answers["chat.postMessage"] += [error("internal_error")]
    await world.say("Bonjour")
    await world.settle()
    assert len(slack.answers) == 1


async def test_a_channel_that_is_gone_is_not_tried_for_ever(world, slack):
    slack.next_answers["chat.postMessage"] += [error("channel_not_found")] * 5
    await world.say("Bonjour")
    await world.settle()
    await world.restart()
    await world.settle()
    assert len(slack.calls["chat.postMessage"]) == 1


async def test_a_workspace_without_the_newest_blocks_gets_older_ones(world, slack):
    slack.next_answers["chat.postMessage"] += [error("invalid_blocks")]
    await world.say("Bonjour")
    await world.settle()
    first, second = slack.calls["chat.postMessage"]
    assert "context_actions" in json.dumps(first)
    assert "context_actions" not in json.dumps(second)
    assert len(slack.answers) == 1


async def test_messages_of_one_conversation_are_answered_in_order(world, slack, rasa):
    for number in range(5):
        await world.say(f"Bonjour numéro {number}")
    await world.settle()
    assert [heard["message"][-1] for heard in rasa.heard] == list("01234")


async def test_what_waits_is_answered_in_the_order_it_was_said(world, slack, rasa):
    held = asyncio.Event()
    answer_now = rasa.call_back

    async def slowly(body):
        await held.wait()
        return await answer_now(body)

    rasa.call_back = slowly
    for number in (0, 3, 1, 2):
        await world.say(f"Bonjour {number}", ts=f"1795200000.00000{number}")
    held.set()
    await world.settle()
    assert [heard["message"][-1] for heard in rasa.heard] == list("0123")


async def test_an_org_out_of_reach_is_told_in_words(tmp_path, slack, rasa):
    from slack_world import World

    world = await World(tmp_path, "http://127.0.0.1:9", slack, rasa).start()
    await world.say("Bonjour")
    await world.settle()
    await world.stop()
    assert "Salesforce ne répond pas" in slack.messages[0]["text"]


LONG = Table(columns=["Nom", "Montant"], rows=[[f"n{n}", "1 €"] for n in range(250)], total=250)


async def answer_with_a_long_table(_request, _tools):
    return Result(parts=(Text(text="Voici."), LONG))


async def test_a_long_table_comes_with_its_file_in_the_same_thread(world, slack):
    world.doors.webhook._served["internal"] = {"action_greet": answer_with_a_long_table}
    await world.say("<@UBOT> liste", kind="app_mention", channel="C1", ts="1795200000.000001")
    await world.settle()
    (file,) = slack.uploads.values()
    assert len(file["content"].decode("utf-8-sig").splitlines()) == 251
    assert slack.messages[1]["thread_ts"] == "1795200000.000001"


async def test_a_kill_between_the_answer_and_its_file_leads_to_the_file_alone(world, slack):
    async def hang(_slack, _asked):
        await asyncio.sleep(30)

    world.doors.webhook._served["internal"] = {"action_greet": answer_with_a_long_table}
    slack.next_answers["files.completeUploadExternal"].append(hang)
    await world.say("<@UBOT> liste", kind="app_mention", channel="C1")
    await slack.heard("files.completeUploadExternal")
    await world.restart()
    await world.settle()
    assert len(slack.answers) == 1
    assert [one["files"][0]["name"] for one in slack.messages if one.get("files")] == [
        "tableau.csv"
    ]


async def test_where_files_are_not_allowed_the_answer_stands_alone(world, slack):
    world.doors.webhook._served["internal"] = {"action_greet": answer_with_a_long_table}
    slack.next_answers["files.getUploadURLExternal"].append(error("missing_scope"))
    await world.say("liste")
    await world.settle()
    await world.restart()
    await world.settle()
    assert len(slack.messages) == 1
