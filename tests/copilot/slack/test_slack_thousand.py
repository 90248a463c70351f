"""A thousand messages, each sent three times, out of order, the service killed in between."""

import asyncio
import json
import random
from collections import Counter

import pytest
from slack_world import signature
from swift import ANSWER, post, thriftily

pytestmark = pytest.mark.timeout(600)
MANY, COPIES, KILLS = 1000, 3, {700, 1500, 2100}


async def test_a_thousand_events_each_sent_three_times_are_a_thousand_answers(world, slack, rasa):
    rasa.answers = [{"custom": ANSWER}]
    events = [world.event("Bonjour", channel=f"D{number % 200}") for number in range(MANY)]
    bodies = [json.dumps(one) for one in events] * COPIES
    random.Random(5).shuffle(bodies)  # noqa: S311 - an order, not a secret
    with thriftily():
        for place, body in enumerate(bodies):
            assert await post(world.app, "/slack/events", body.encode(), signature(body)) == 200
            if place in KILLS:
                await world.restart()
        await asyncio.wait_for(world.running.desk.idle(), 300)
    turns = Counter(answer["metadata"]["event_payload"]["turn"] for answer in slack.answers)
    assert len(turns) == MANY
    assert set(turns.values()) == {1}
    assert Counter(one["channel"] for one in slack.answers) == Counter(
        one["event"]["channel"] for one in events
    )
