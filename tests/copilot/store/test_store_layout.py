"""The layout: one way to it, and what was there stays."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from copilot.__main__ import parser, perform
from copilot.composition import compose
from copilot.database import open_engine
from copilot.errors import StoreUnavailable
from copilot.migrations import FOLDER, head
from copilot.store import METADATA, Store, stamp

HERE = Path(__file__).parent
assert compose  # every table is declared once the whole service is imported


def filled(connection, tables):
    """One row in each of these tables."""
    samples = {datetime: stamp(), str: "x", int: 1, float: 1.0, bool: True, bytes: b"x"}
    for table in tables:
        row = {
            column.name: samples[column.type.python_type]
            for column in table.columns
            if column.autoincrement is not True
        }
        connection.execute(table.insert(), row)


def rows(engine, tables):
    with engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(table.select())]
            for table in tables
        }


def differences(engine):
    with engine.connect() as connection:
        return compare_metadata(MigrationContext.configure(connection), METADATA)


def test_the_last_step_is_found_as_alembic_finds_it():
    assert ScriptDirectory(str(FOLDER)).get_heads() == [head()]


def test_the_steps_make_what_the_code_declares(store):
    assert differences(store.engine) == []
    with store.engine.begin() as connection:
        filled(connection, METADATA.sorted_tables)


def test_a_file_of_an_earlier_service_is_taken_over_with_every_row(tmp_path):
    """Its texts had lengths, and it lacks what came later."""
    path = tmp_path / "comptoir.db"
    with sqlite3.connect(path) as earlier:
        earlier.executescript((HERE / "layout_before.sql").read_text())
    engine = open_engine(path)
    there = [METADATA.tables[name] for name in inspect(engine).get_table_names()]
    with engine.begin() as connection:
        filled(connection, there)
    before = rows(engine, there)
    engine.dispose()
    store = Store(path)
    assert (store.migrated.before, store.migrated.now) == (None, head())
    assert rows(store.engine, there) == before
    assert all(len(kept) == 1 for kept in before.values())
    with store.engine.begin() as connection:
        filled(connection, [one for one in METADATA.sorted_tables if one not in there])
    assert differences(store.engine) == []
    store.close()


def test_two_services_that_start_at_once_make_one_layout(place):
    with ThreadPoolExecutor(2) as pool:
        stores = list(pool.map(Store, [place, place]))
    assert differences(stores[0].engine) == []
    for store in stores:
        store.close()


def test_a_step_that_fails_half_way_leaves_nothing_behind(place):
    engine = open_engine(place)
    with engine.begin() as connection:
        connection.execute(text("CREATE VIEW wrap_ups AS SELECT 1 AS one"))
    with pytest.raises(StoreUnavailable, match="cannot be opened"):
        Store(place)
    assert inspect(engine).get_table_names() == []
    with engine.begin() as connection:
        connection.execute(text("DROP VIEW wrap_ups"))
    engine.dispose()
    Store(place).close()


def test_a_database_of_a_newer_service_is_left_alone(place):
    Store(place).close()
    engine = open_engine(place)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'later'"))
    engine.dispose()
    with pytest.raises(StoreUnavailable, match="newer Comptoir"):
        Store(place)


@pytest.mark.parametrize(
    ("url", "said"),
    [("mysql://u:secret@h/d", "begins with mysql"), ("nonsense", "no database's address"),
     ("postgresql://u:secret@127.0.0.1:1/d", "cannot be opened")],
)  # fmt: skip
def test_an_address_that_cannot_be_opened_is_told_without_its_password(url, said):
    with pytest.raises(StoreUnavailable, match=said) as told:
        Store(url)
    assert "secret" not in str(told.value)


def test_the_command_says_what_was_done(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("COMPTOIR_HOME", str(tmp_path))
    for said in ("before: none noted", "already"):
        assert perform(parser().parse_args(["migrate"])) == 0
        assert said in capsys.readouterr().out
    assert Path(tmp_path / "comptoir.db").exists()
