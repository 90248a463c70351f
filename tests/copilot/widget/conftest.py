"""The website's service on an org of its own."""

import shutil

import pytest
from serving import served
from website import Site

from sandbox.app import create_app
from sandbox.clock import system_clock
from sandbox.store import Store


@pytest.fixture(scope="session")
def own_org(seeded_db, tmp_path_factory):
    """The demo company, served apart: these tests open cases in it."""
    path = tmp_path_factory.mktemp("own-org") / "org.db"
    shutil.copy(seeded_db, path)
    clock = system_clock({"COMPTOIR_TODAY": "2026-11-23"})
    with served(create_app(Store(path), clock)) as url:
        yield url


@pytest.fixture
def site(tmp_path, own_org, rasa):
    """Compose the service; `Site.client` speaks to it."""
    return Site(tmp_path, own_org, rasa)
