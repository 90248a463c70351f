"""The whole service over the seeded org, its Rasa scripted."""

import httpx
import pytest
from trust_office import Nobody, Office, settings_for

from copilot import application, compose
from guard import open_guard


@pytest.fixture
async def office(tmp_path, seeded_org, rasa):
    settings = settings_for(tmp_path, seeded_org)
    client = httpx.AsyncClient(transport=httpx.MockTransport(rasa), base_url="http://rasa")
    doors = compose(settings, rasa=client, guard=open_guard(), knowledge=Nobody())
    app = application(doors)
    rasa.app, rasa.token = app, doors.webhook_token
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://service") as client:
        yield Office(doors, rasa, client)
    await doors.close()
