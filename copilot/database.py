"""The engine under the store: SQLite in a file by default, Postgres by one setting.

What one of them does that the other does not is known here, so that everything else is written
once: how a connection is tuned, what a text may hold, who may change the layout.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from copilot.errors import StoreUnavailable

POSTGRES = frozenset({"postgres", "postgresql"})
MIGRATING = 0x436F6D70746F6972
"""The advisory lock under which Postgres' layout is changed: « Comptoir » in ASCII."""


def open_engine(place: Path | str) -> Engine:
    """Return the engine of a SQLite file, or of a database's URL; nothing is connected yet.

    `StoreUnavailable` for an address that is none, or of an engine this service does not know.
    """
    url = URL.create("sqlite", database=str(place)) if isinstance(place, Path) else _url(place)
    if url.get_backend_name() == "sqlite":
        if url.database:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(url)
        event.listen(engine, "connect", _tune_sqlite)
        return engine
    # A server may restart or a firewall cut: a dead connection is found out before it is used.
    engine = create_engine(url, pool_pre_ping=True)
    event.listen(engine, "connect", _tune_postgres)
    return engine


def _url(text: str) -> URL:
    try:
        url = make_url(text)
    except ArgumentError as exc:
        raise StoreUnavailable("COMPTOIR_DATABASE_URL is no database's address") from exc
    if url.drivername in POSTGRES:
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in {"sqlite", "postgresql+psycopg"}:
        raise StoreUnavailable(
            f"COMPTOIR_DATABASE_URL begins with {url.drivername}: use postgresql:// or sqlite:///"
        )
    return url


def hold_layout(connection: Connection) -> None:
    """Make this transaction the only one that may change the layout, until it ends."""
    if connection.dialect.name == "sqlite":
        # Else the driver would commit after each table, and a kill leave half a layout.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATING})")


def forget_traces(engine: Engine, tables: list[str]) -> None:
    """Leave nothing of deleted rows in the database's own files."""
    statements = {
        "sqlite": ["VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"],
        "postgresql": [f'VACUUM FULL "{table}"' for table in tables],
    }[engine.dialect.name]
    with engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        for statement in statements:
            connection.exec_driver_sql(statement)


def _tune_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=5000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _tune_postgres(connection: Any, _record: Any) -> None:
    """Take texts with a NUL character, which Postgres refuses and a visitor may well send."""
    from psycopg.types.string import StrBinaryDumper, StrDumper  # noqa: PLC0415

    for dumper in (StrBinaryDumper, StrDumper):

        class WithoutNul(dumper):  # type: ignore[misc,valid-type]
            def dump(self, obj: str) -> Any:
                return super().dump(obj.replace("\0", "\ufffd"))

        connection.adapters.register_dumper(str, WithoutNul)
