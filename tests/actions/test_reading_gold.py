import shutil
from pathlib import Path

import pytest
from gold import disagreements, questions
from serving import served
from talking import Talk

from copilot import Settings, compose
from sandbox.app import create_app
from sandbox.clock import system_clock
from sandbox.load import load
from sandbox.store import Store

CUSTOM_ORG = Path(__file__).parent / "custom_org"
CLOCK = system_clock({"COMPTOIR_TODAY": "2026-11-22"})
SURE = 0.85
"""Right at first sight, before anything was repaired: 43 of 60, and 16 of 20 on the loaded org."""


@pytest.fixture(scope="module")
def demo(seeded_db, tmp_path_factory):
    """The demo org as it was seeded, for the gold to be run on, and its address."""
    path = tmp_path_factory.mktemp("demo") / "org.db"
    shutil.copy(seeded_db, path)
    store = Store(path)
    with served(create_app(store, CLOCK)) as url:
        yield store, url


@pytest.fixture(scope="module")
def other(seeded_db, tmp_path_factory):
    """An org with objects nobody here speaks of, loaded from SFDX source, and its address."""
    path = tmp_path_factory.mktemp("other") / "org.db"
    shutil.copy(seeded_db, path)
    store = Store(path)
    load(CUSTOM_ORG, store, CLOCK)
    with served(create_app(store, CLOCK)) as url:
        yield store, url


@pytest.mark.parametrize("name", ["gold_dev", "gold_test"])
async def test_questions_find_what_an_analysts_soql_finds(name, demo, index, tmp_path):
    rows = questions(name)
    wrong = await wrong_on(demo, rows, index, tmp_path)
    assert len(wrong) <= (1 - SURE) * len(rows), [question for question, _ in wrong]


@pytest.mark.parametrize("name", ["gold_dev_custom", "gold_test_custom"])
async def test_a_loaded_orgs_own_objects_are_found_as_well(name, other, index, tmp_path):
    rows = questions(name)
    wrong = await wrong_on(other, rows, index, tmp_path)
    assert len(wrong) <= (1 - SURE) * len(rows), [question for question, _ in wrong]


async def wrong_on(org, rows, index, home):
    """Ask an org of our own the questions: what other tests write must not move the gold."""
    store, url = org
    shutil.copytree(index, home / "index")
    settings = Settings(home=home, today="2026-11-22", salesforce_login_url=url, _env_file=None)
    doors = compose(settings)
    wrong = await disagreements(
        rows, lambda user, language, name: Talk(doors, user, language, name), store
    )
    await doors.close()
    return wrong
