"""A running service beside a Microsoft that counts calls."""

import pytest
from fake_teams import FakeTeams
from serving import served
from teams_world import World


@pytest.fixture(scope="session")
def microsoft():
    fake = FakeTeams()
    with served(fake.app) as url:
        yield fake, url


@pytest.fixture
def teams(microsoft):
    fake, url = microsoft
    fake.forget(url)
    return fake


@pytest.fixture
async def world(tmp_path, seeded_org, teams, rasa):
    running = await World(tmp_path, seeded_org, teams, rasa).start()
    yield running
    await running.stop()
