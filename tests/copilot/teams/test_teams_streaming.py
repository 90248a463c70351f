"""Answers shown in Teams while a model writes them: one message that changes, one answer."""

from itertools import pairwise

import pytest
from fake_teams import JSONResponse, said
from teams_world import World
from writer import ANSWERS, FIRST, QUESTIONS, Clock, OneArticle, Writer, guard_of

from copilot.channels.drafts import Tempo


@pytest.fixture
async def writing(tmp_path, seeded_org, teams, rasa):
    """A service whose model writes when it is let, on a clock of its own."""
    rasa.intent, rasa.action = "answer_question", "action_answer_question"
    worlds = []

    async def writing(language="fr", **how):
        world = World(tmp_path, seeded_org, teams, rasa)
        world.writer, world.clock = Writer(language, **how), Clock()
        world.guard, world.knowledge = guard_of(world.writer), OneArticle(language)
        world.tempo, teams.now = Tempo(world.clock.now, world.clock.sleep), world.clock.now
        worlds.append(await world.start())
        return world

    yield writing
    for world in worlds:
        await world.stop()


@pytest.mark.parametrize(
    ("language", "user"), [("fr", "29:claire"), ("en", "29:james")]
)  # fmt: skip
async def test_an_answer_grows_in_one_message_and_is_changed_once_a_second_at_most(
    writing, teams, language, user
):
    world = await writing(language)
    body = await world.say(QUESTIONS[language], user=user)
    await teams.heard()
    assert FIRST[language] in said(teams.messages[0])
    assert {"fr": "en cours", "en": "in progress"}[language] in said(teams.messages[0])
    world.writer.go_on()
    await teams.heard(2)
    world.writer.go_on(9)
    await world.settle()
    assert len(teams.messages) == 1
    assert ANSWERS[language] in said(teams.messages[0])
    assert teams.messages[0]["channelData"]["feedbackLoop"] == {"type": "default"}
    assert [method for method, _, _ in teams.calls].count("post") == 1
    assert teams.calls[0][1].endswith(f"/activities/{body['id']}")
    assert {path for method, path, _ in teams.calls if method == "put"} == {
        "/v3/conversations/a:personal/activities/m1"
    }
    moments = teams.times
    assert min(b - a for a, b in pairwise(moments)) >= 1.0


async def test_a_kill_while_a_draft_stands_leads_to_one_answer_in_its_place(writing, teams):
    world = await writing()
    await world.say(QUESTIONS["fr"])
    await teams.heard()
    world.writer.go_on()
    await teams.heard(2)
    world.writer.go_on(50)
    await world.restart()
    await world.settle()
    assert len(teams.messages) == 1
    assert ANSWERS["fr"] in said(teams.messages[0])


async def test_an_answer_cut_off_on_its_way_to_its_draft_is_put_there_again(writing, teams):
    world = await writing()
    await world.say(QUESTIONS["fr"])
    await teams.heard()
    world.writer.go_on(9)
    teams.next_answers.append(JSONResponse({}, 503))
    await world.settle()
    assert len(teams.messages) == 1
    assert "Afficher" not in said(teams.messages[0])
    assert ANSWERS["fr"] in said(teams.messages[0])


async def test_a_draft_that_is_gone_gives_way_to_a_message(writing, teams):
    world = await writing()
    await world.say(QUESTIONS["fr"])
    await teams.heard()
    teams.next_answers += [JSONResponse({}, 404)]
    world.writer.go_on(9)
    await world.settle()
    assert ANSWERS["fr"] in said(teams.messages[-1])
    assert sum(ANSWERS["fr"] in said(one) for one in teams.messages) == 1
