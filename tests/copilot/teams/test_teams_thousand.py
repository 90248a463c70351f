"""A thousand messages, each sent three times, out of order, the service restarted in between."""

import asyncio
import json
import random
from collections import Counter

import pytest
from fake_teams import said
from swift import ANSWER, post, thriftily

pytestmark = pytest.mark.timeout(600)
MANY, COPIES, RESTARTS = 1000, 3, {700, 1500, 2100}


async def test_a_thousand_events_each_sent_three_times_are_a_thousand_answers(world, teams, rasa):
    rasa.answers = [{"custom": ANSWER}]
    events = [world.message("Bonjour", chat=f"a:{number % 200}") for number in range(MANY)]
    bodies = [json.dumps(one).encode() for one in events] * COPIES
    random.Random(6).shuffle(bodies)  # noqa: S311 - an order, not a secret
    bearer = {"Authorization": f"Bearer {world.token}"}
    with thriftily():
        for place, body in enumerate(bodies):
            assert await post(world.app, "/api/messages", body, bearer) == 202
            if place in RESTARTS:
                # Teams cannot be asked what stands in it: what is being said may be said to its end.
                await world.restart(patience=60.0)
        await asyncio.wait_for(world.running.desk.idle(), 300)
    answered = Counter(path for _, path, _ in teams.calls)
    wanted = {f"/v3/conversations/{one['conversation']['id']}/activities/{one['id']}"
              for one in events}  # fmt: skip
    assert set(answered) == wanted
    assert set(answered.values()) == {1}
    assert not Counter(text for text in map(said, teams.messages) if "Bonjour." not in text)
