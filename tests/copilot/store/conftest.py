"""The store on both engines: a SQLite file, and a Postgres database of its own for every test."""

import itertools

import postgres as throw_away
import psycopg
import pytest

from copilot.store import Store

NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def cluster():
    """A Postgres for the whole session; what needs it is skipped where there is none."""
    reason = throw_away.missing()
    if reason:
        pytest.skip(reason)
    with throw_away.cluster() as address:
        yield address


@pytest.fixture
def database(cluster):
    """The URL of an empty Postgres database."""
    name = f"test{next(NUMBERS)}"
    with psycopg.connect(cluster, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return cluster.replace("/postgres?", f"/{name}?")


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request, tmp_path):
    """Where a store may be: an empty one of either engine."""
    if request.param == "sqlite":
        return tmp_path / "comptoir.db"
    return request.getfixturevalue("database")


@pytest.fixture
def store(place):
    store = Store(place)
    yield store
    store.close()
