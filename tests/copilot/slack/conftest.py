"""A running service beside a Slack that counts calls."""

import pytest
from fake_slack import FakeSlack
from serving import served
from slack_world import World


@pytest.fixture
def slack():
    fake = FakeSlack()
    with served(fake.app) as url:
        fake.url = url
        yield fake


@pytest.fixture
async def world(tmp_path, seeded_org, slack, rasa):
    running = await World(tmp_path, seeded_org, slack, rasa).start()
    yield running
    await running.stop()
