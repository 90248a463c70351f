"""The real skills on the seeded org, the demo's articles and the offline composer."""

import asyncio
import shutil
from pathlib import Path

import pytest
from filelock import FileLock
from talking import Talk

from actions import Remarks, prepare_work, taught_in
from copilot import Settings, compose
from knowledge import ingest, open_knowledge

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def index(request):
    """The demo's articles, indexed; only what changed since the last tests is embedded."""
    folder = request.config.cache.mkdir("article-index")
    with FileLock(folder / "making.lock"):
        ingest(ROOT / "data" / "articles", folder / "index")
    return folder / "index"


@pytest.fixture(scope="session")
def opened_index(index):
    """The index, opened once: no test writes in it."""
    return open_knowledge(index)


@pytest.fixture(scope="session")
def learnt(request, index):
    """A folder of vectors of all that is learnt from examples; what changed is embedded anew."""
    folder = request.config.cache.mkdir("learnt")
    with FileLock(folder / "making.lock"):
        asyncio.run(learn(folder, open_knowledge(index)))
    return folder


async def learn(folder, knowledge):
    remarks = Remarks(knowledge, folder / "remarks.npz")
    await remarks.prepare()
    await prepare_work(remarks)
    await remarks.taught("solved").prepare()
    for name in ("purposes", "feelings", "letters"):
        await taught_in(name, knowledge, folder).prepare()


@pytest.fixture
async def doors(seeded_org, index, opened_index, learnt, tmp_path):
    for kept in learnt.glob("*.npz"):
        shutil.copy(kept, tmp_path)
    shutil.copytree(index, tmp_path / "index")
    settings = Settings(
        home=tmp_path, today="2026-11-22", salesforce_login_url=seeded_org, _env_file=None
    )
    doors = compose(settings, knowledge=opened_index)
    doors.guard.weigh_meaning(opened_index.vectors_now)
    yield doors
    await doors.close()


@pytest.fixture
def talk(doors):
    """Start a conversation as somebody."""

    def start(user="claire.moreau", language="fr", conversation="c-1"):
        return Talk(doors, user, language, conversation)

    return start
