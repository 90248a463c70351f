"""Answers shown in Slack while a model writes them: one message, few edits, one answer."""

import asyncio
import json
from itertools import pairwise

import pytest
from fake_slack import error, rate_limited
from slack_world import World
from writer import ANSWERS, FIRST, QUESTIONS, Clock, OneArticle, Writer, guard_of

from actions import Result, Text
from copilot.channels.drafts import Tempo


@pytest.fixture
async def writing(tmp_path, seeded_org, slack, rasa):
    """A service whose model writes when it is let, on a clock of its own."""
    rasa.intent, rasa.action = "answer_question", "action_answer_question"
    worlds = []

    async def writing(language="fr", **how):
        world = World(tmp_path, seeded_org, slack, rasa)
        world.writer, world.clock = Writer(language, **how), Clock()
        world.guard, world.knowledge = guard_of(world.writer), OneArticle(language)
        world.tempo, slack.now = Tempo(world.clock.now, world.clock.sleep), world.clock.now
        worlds.append(await world.start())
        return world

    yield writing
    for world in worlds:
        await world.stop()


def edits(slack):
    return slack.calls["chat.update"]


def apart(slack):
    """The seconds between two calls for one message."""
    moments = [at for at, _, _ in slack.times]
    return [b - a for a, b in pairwise(moments)]


@pytest.mark.parametrize(
    ("language", "user"), [("fr", "UCLAIRE"), ("en", "UJAMES")]
)  # fmt: skip
async def test_an_answer_grows_in_one_message_and_is_edited_once_a_second_at_most(
    writing, slack, language, user
):
    world = await writing(language)
    await world.say(f"<@UBOT> {QUESTIONS[language]}", kind="app_mention", channel="C1", user=user)
    await slack.heard("chat.postMessage")
    first = slack.messages[0]
    assert FIRST[language] in slack.said(first)
    assert first["metadata"]["event_type"] == "comptoir_draft"
    assert {"fr": "en cours", "en": "in progress"}[language] in slack.said(first)
    world.writer.go_on()
    await slack.heard("chat.update")
    world.writer.go_on(9)
    await world.settle()
    assert len(slack.calls["chat.postMessage"]) == 1
    assert len(slack.messages) == len(slack.answers) == 1
    assert ANSWERS[language] in slack.said(slack.answers[0])
    assert "cours" not in slack.answers[0]["text"]
    assert len(edits(slack)) <= 3
    assert min(apart(slack)) >= 1.0


async def test_a_draft_is_no_answer_until_it_is_whole_and_holds_no_buttons(writing, slack):
    world = await writing()
    await world.say(QUESTIONS["fr"])
    await slack.heard("chat.postMessage")
    assert slack.answers == []
    assert "feedback" not in json.dumps(slack.messages[0])
    world.writer.go_on(9)
    await world.settle()
    assert "feedback_buttons" in json.dumps(slack.answers[0])


async def test_a_kill_while_a_draft_stands_leads_to_one_answer_in_its_place(writing, slack):
    world = await writing()
    await world.say(QUESTIONS["fr"])
    await slack.heard("chat.postMessage")
    world.writer.go_on(50)
    await world.restart()
    await world.settle()
    assert len(slack.calls["chat.postMessage"]) == 1
    assert len(slack.messages) == len(slack.answers) == 1


async def test_a_kill_before_a_draft_is_known_to_stand_leads_to_one_answer_too(writing, slack):
    async def post_and_hang(fake, asked):
        fake._chat_postMessage(asked)
        await asyncio.sleep(30)

    world = await writing()
    slack.next_answers["chat.postMessage"].append(post_and_hang)
    await world.say(QUESTIONS["fr"])
    await slack.heard("chat.postMessage")
    world.writer.go_on(50)
    await world.restart()
    await world.settle()
    assert len(slack.calls["chat.postMessage"]) == 1
    assert len(slack.messages) == len(slack.answers) == 1


async def test_a_draft_that_somebody_deleted_gives_way_to_a_message(writing, slack):
    world = await writing()
    await world.say(QUESTIONS["fr"])
    await slack.heard("chat.postMessage")
    slack.next_answers["chat.update"] += [error("message_not_found")] * 9
    world.writer.go_on(9)
    await world.settle()
    assert len(slack.answers) == 1
    assert len(slack.calls["chat.postMessage"]) == 2


async def test_a_limit_hit_by_a_draft_delays_no_answer(writing, slack):
    world = await writing()
    slack.next_answers["chat.postMessage"].append(rate_limited(3600))
    await world.say(QUESTIONS["fr"])
    await slack.heard("chat.postMessage")
    world.writer.go_on(50)
    await world.settle()
    assert len(slack.answers) == 1
    assert len(slack.calls["chat.postMessage"]) == 2


async def test_what_a_cut_model_wrote_is_replaced_by_the_composers_answer(writing, slack):
    world = await writing(broken=True)
    await world.say(QUESTIONS["fr"])
    await world.settle()
    assert len(slack.messages) == len(slack.answers) == 1
    assert "passerelle" in slack.said(slack.answers[0])


async def test_a_slash_command_shows_no_draft(writing, slack):
    world = await writing(free=True)
    await world.command(QUESTIONS["fr"])
    await world.settle()
    assert not slack.messages
    assert len(slack.responses) == 1


async def test_how_far_the_reading_is_stands_in_the_assistants_status(writing, slack):
    world = await writing()
    held = asyncio.Event()

    async def read(request, tools):
        tools.progress.expect(8)
        for _ in range(3):
            tools.progress.one()
        await held.wait()
        return Result(parts=(Text(text="Lu."),))

    world.doors.webhook._served["internal"] = {"action_answer_question": read}
    await world.say(QUESTIONS["fr"], thread_ts="1795200000.000009")
    await slack.heard("assistant.threads.setStatus", 2)
    held.set()
    await world.settle()
    told = [one["status"] for one in slack.calls["assistant.threads.setStatus"]]
    assert told[1] == "3 sources lues sur 8…"
    assert len(slack.messages) == 1
