"""Where Slack's conversations begin, go on and end, and whom they answer."""

import pytest

THREAD = "1795200000.000050"


async def test_a_mention_is_answered_in_a_thread_of_its_own(world, slack):
    await world.say("<@UBOT> bonjour", kind="app_mention", channel="C1", ts=THREAD)
    await world.settle()
    (answer,) = slack.answers
    assert (answer["channel"], answer["thread_ts"]) == ("C1", THREAD)


async def test_the_mention_itself_is_not_part_of_the_words(world, rasa):
    await world.say("<@UBOT> Bonjour &amp; merci", kind="app_mention", channel="C1")
    await world.settle()
    assert rasa.heard[0]["message"] == "Bonjour & merci"


async def test_people_channels_and_links_are_read_as_their_names(world, rasa):
    said = "Où en est <@UJAMES> sur <https://x.example/a|le dossier> dans <#C9|ventes> ?"
    await world.say(said)
    await world.settle()
    assert rasa.heard[0]["message"] == "Où en est James Whitfield sur le dossier dans ventes ?"


async def test_a_follow_up_in_the_thread_needs_no_new_mention(world, slack, rasa):
    await world.say("<@UBOT> bonjour", kind="app_mention", channel="C1", ts=THREAD)
    await world.settle()
    await world.say("et encore bonjour", channel="C1", thread_ts=THREAD)
    await world.settle()
    assert len(slack.answers) == 2
    assert len({heard["sender"] for heard in rasa.heard}) == 1


async def test_a_follow_up_after_a_restart_still_needs_none(world, slack):
    await world.say("<@UBOT> bonjour", kind="app_mention", channel="C1", ts=THREAD)
    await world.settle()
    await world.restart()
    await world.say("encore bonjour", channel="C1", thread_ts=THREAD)
    await world.settle()
    assert len(slack.answers) == 2


@pytest.mark.parametrize(
    "event",
    [
        {"text": "bonjour tout le monde", "channel": "C1"},
        {"text": "bonjour", "channel": "C1", "thread_ts": "1795100000.000001"},
        {"text": "je m'en occupe", "channel": "C1", "thread_ts": THREAD, "user": "UJAMES"},
        {"text": "<@UJAMES> tu vois ça ?", "channel": "C1", "thread_ts": THREAD},
        {"text": "bonjour", "bot_id": "B9"},
        {"text": "bonjour", "subtype": "message_changed", "hidden": True},
        {"text": "a rejoint", "subtype": "channel_join", "channel": "C1"},
        {"text": "   "},
    ],
    ids=lambda event: event.get("subtype") or event["text"].strip() or "nothing",
)  # fmt: skip
async def test_what_is_not_said_to_us_is_left_alone(world, slack, event):
    await world.say("<@UBOT> bonjour", kind="app_mention", channel="C1", ts=THREAD)
    await world.settle()
    await world.say(**event)
    await world.settle()
    assert len(slack.messages) == 1


async def test_another_person_joins_a_thread_by_mentioning_us_with_their_own_rights(
    world, slack, rasa
):
    await world.say("<@UBOT> bonjour", kind="app_mention", channel="C1", ts=THREAD)
    await world.say("<@UBOT> hello there", kind="app_mention", channel="C1", thread_ts=THREAD,
                    user="UJAMES")  # fmt: skip
    await world.settle()
    said = " ".join(map(slack.said, slack.answers))
    assert "Claire" in said
    assert "James" in said
    assert len({heard["sender"] for heard in rasa.heard}) == 2


async def test_each_thread_is_a_conversation_and_so_is_a_direct_message(world, rasa):
    await world.say("bonjour", channel="D1")
    await world.say("<@UBOT> bonjour", kind="app_mention", channel="C1", ts="1795200000.000060")
    await world.say("<@UBOT> bonjour", kind="app_mention", channel="C1", ts="1795200000.000070")
    await world.settle()
    assert len({heard["sender"] for heard in rasa.heard}) == 3


async def test_a_slash_command_is_answered_to_its_asker_alone(world, slack, rasa):
    answer = await world.command("bonjour")
    await world.settle()
    assert (answer.status_code, answer.content) == (200, b"")
    assert rasa.heard[0]["message"] == "bonjour"
    (response,) = slack.responses
    assert response["response_type"] == "ephemeral"
    assert not slack.messages


async def test_a_workspace_that_refuses_new_blocks_still_answers_the_asker_alone(world, slack):
    slack.refuse_responses = 1
    await world.command("bonjour")
    await world.settle()
    assert "context_actions" not in str(slack.responses[-1])
    assert not slack.messages


async def test_a_response_address_that_has_expired_leads_to_direct_messages(world, slack):
    slack.refuse_responses = -1
    await world.command("bonjour")
    await world.settle()
    assert slack.answers[0]["channel"] == "DUCLAIRE"


async def test_a_slash_command_without_words_says_how_to_use_it(world, slack, rasa):
    await world.command("", user="UJAMES")
    await world.settle()
    assert "/crm my deals" in slack.responses[0]["text"]
    assert not rasa.heard


async def test_the_assistants_pane_proposes_questions_and_shows_that_it_works(world, slack):
    thread = {"user_id": "UJAMES", "channel_id": "D2", "thread_ts": THREAD, "context": {}}
    body = world.event("", kind="assistant_thread_started")
    body["event"] = {"type": "assistant_thread_started", "assistant_thread": thread}
    assert (await world.send(body)).status_code == 200
    await world.say("Hello", user="UJAMES", channel="D2", thread_ts=THREAD)
    await world.settle()
    (proposed,) = slack.calls["assistant.threads.setSuggestedPrompts"]
    assert "Which deals over 50k close this month?" in str(proposed)
    (status,) = slack.calls["assistant.threads.setStatus"]
    assert status["status"].startswith("is looking")
    assert slack.answers[0]["thread_ts"] == THREAD


async def test_slack_that_is_not_configured_says_so(service):
    answer = await service.post("/slack/events", json={})
    assert answer.status_code == 404
    assert "COMPTOIR_SLACK_SIGNING_SECRET" in answer.json()["detail"]


async def test_a_scheduled_report_comes_in_the_thread_it_was_asked_for_in(world, slack):
    from datetime import UTC, datetime, timedelta

    from actions import Scheduled
    from copilot import Identity
    from copilot.composition import scheduler_of
    from copilot.schedules import Book

    await world.say("<@UBOT> bonjour", kind="app_mention", channel="C1", ts="1795200000.000001")
    await world.settle()
    identity = Identity("employee", "claire.moreau@heliade.example")
    rule = {"unit": "day", "every": 1, "weekdays": [], "month_day": None, "nth": None,
            "at": "08:00", "start": "2026-11-20"}  # fmt: skip
    due = datetime.now(UTC).replace(year=2026, month=11, day=22) - timedelta(minutes=1)
    await (
        Book(world.doors.store)
        .of(identity, "slack:T1:C1:1795200000.000001")
        .keep(
            Scheduled(
                "r1", "report", "bonjour", "chaque jour à 8 h", "fr", "Europe/Paris", due, rule
            )
        )
    )
    for _ in range(2):
        await scheduler_of(world.doors).tick()
    await world.settle()
    assert len(slack.answers) == 2
    assert slack.answers[1]["thread_ts"] == "1795200000.000001"
    assert "Votre envoi programmé (chaque jour à 8 h)" in slack.said(slack.answers[1])
