"""What several suites share: the demo company, seeded once and served."""

import hashlib
import shutil
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock
from serving import served

from sandbox.app import create_app
from sandbox.clock import system_clock
from sandbox.store import Store

ROOT = Path(__file__).resolve().parents[1]
TODAY = date(2026, 11, 22)


def _sources():
    digest = hashlib.sha256(TODAY.isoformat().encode())
    for folder in (ROOT / "sandbox", ROOT / "data" / "org"):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix in {".py", ".yaml", ".yml", ".json", ".csv"}:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@pytest.fixture(scope="session")
def seeded_db(request):
    """The demo company's database, made once for every state of its sources: copy it to write."""
    folder = request.config.cache.mkdir("seeded-org")
    path = folder / f"{_sources()}.db"
    with FileLock(folder / "making.lock"):
        if not path.exists():
            _seed(path)
    return path


def _seed(path):
    from sandbox.seed import seed

    for older in path.parent.glob("*.db*"):
        older.unlink()
    making = path.with_name("making.db")
    store = Store(making)
    seed(store, TODAY)
    store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    making.rename(path)


@pytest.fixture(scope="session")
def seeded_org(seeded_db, tmp_path_factory):
    """The base URL of the demo company, served for the whole session on 22 November 2026."""
    path = tmp_path_factory.mktemp("seeded") / "org.db"
    shutil.copy(seeded_db, path)
    clock = system_clock({"COMPTOIR_TODAY": TODAY.isoformat()})
    with served(create_app(Store(path), clock)) as url:
        yield url
