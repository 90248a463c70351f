import shutil
from types import SimpleNamespace

import pytest
from serving import served
from small_org import HURRIED, NOW, address, build, described

from crm.session import Org
from sandbox.app import create_app
from sandbox.credentials import DEMO_PASSWORD
from sandbox.store import Store


@pytest.fixture(scope="session")
def small_db(tmp_path_factory):
    """A small org's database and its ids by short names: copy it before writing."""
    path = tmp_path_factory.mktemp("org") / "small.db"
    ids = build(path)
    store = Store(path)
    store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    return path, ids


@pytest.fixture(scope="session")
def catalogue(small_db):
    """The small org as its administrator sees it."""
    path, ids = small_db
    return described(path, ids["ada"])


@pytest.fixture(scope="session")
def small_url(small_db, tmp_path_factory):
    """A served copy of the small org that tests only read."""
    path = tmp_path_factory.mktemp("served") / "small.db"
    shutil.copy(small_db[0], path)
    with served(create_app(Store(path), lambda: NOW)) as url:
        yield url


@pytest.fixture
def fresh(small_db, tmp_path):
    """A served copy of the small org for one test: `url`, `ids`, `store`, and a `clock` to turn."""
    path = tmp_path / "fresh.db"
    shutil.copy(small_db[0], path)
    here = SimpleNamespace(ids=small_db[1], store=Store(path), now=NOW)
    with served(create_app(here.store, lambda: here.now)) as url:
        here.url = url
        yield here


@pytest.fixture
async def org(small_url):
    """The small org, through the door."""
    org = Org(address(small_url), lambda: NOW, HURRIED)
    yield org
    await org.aclose()


@pytest.fixture
async def claire(org):
    """The small org as a sales representative sees it."""
    return await org.as_user("claire@heliade.example", DEMO_PASSWORD)


@pytest.fixture
async def ada(org):
    """The small org as its administrator sees it."""
    return await org.as_user("ada@heliade.example", DEMO_PASSWORD)
