"""The real skills on the seeded org, the demo's articles and the offline composer."""

import asyncio
import hashlib
import shutil
from pathlib import Path

import pytest
from talking import Talk

from actions import Learnt, Remarks
from copilot import Settings, compose
from knowledge import ingest, open_knowledge

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def index(request):
    """The demo's articles, indexed once for every state of their content."""
    files = sorted((ROOT / "data" / "articles").rglob("*.md"))
    content = b"".join(file.read_bytes() for file in files)
    folder = request.config.cache.mkdir("article-index")
    index = folder / hashlib.sha256(content).hexdigest()[:16]
    if not index.exists():
        for older in folder.iterdir():
            shutil.rmtree(older)
        ingest(ROOT / "data" / "articles", folder / "making")
        (folder / "making").rename(index)
    return index


@pytest.fixture(scope="session")
def remarks(request, index):
    """What remarks learn, embedded once for every state of the examples."""
    files = sorted((ROOT / "data" / "remarks").rglob("*.yml"))
    content = b"".join(file.read_bytes() for file in files)
    folder = request.config.cache.mkdir("remarks")
    kept = folder / f"{hashlib.sha256(content).hexdigest()[:16]}.npz"
    if not kept.exists():
        asyncio.run(Remarks(open_knowledge(index), kept).read(["Bonjour"]))
    return kept


@pytest.fixture(scope="session")
def learnt(request, index):
    """The vectors of what else is learnt; `Learnt` embeds anew what changed."""
    folder = request.config.cache.mkdir("learnt")
    knowledge = open_knowledge(index)
    for name in ("purposes", "feelings", "letters"):
        asyncio.run(Learnt(name, knowledge, folder).prepare())
    return folder


@pytest.fixture
async def doors(seeded_org, index, remarks, learnt, tmp_path):
    shutil.copy(remarks, tmp_path / "remarks.npz")
    for name in ("purposes", "feelings", "letters"):
        shutil.copy(learnt / f"{name}.npz", tmp_path)
    shutil.copytree(index, tmp_path / "index")
    settings = Settings(
        home=tmp_path, today="2026-11-22", salesforce_login_url=seeded_org, _env_file=None
    )
    doors = compose(settings)
    yield doors
    await doors.close()


@pytest.fixture
def talk(doors):
    """Start a conversation as somebody."""

    def start(user="claire.moreau", language="fr", conversation="c-1"):
        return Talk(doors, user, language, conversation)

    return start
