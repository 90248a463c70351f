"""Bringing a database's layout up to date: `python -m copilot migrate`, and at every start.

The steps are Alembic's, in `copilot/migrations`; a fresh database is made by the same steps, so
there is one way to a layout. All pending steps are one transaction on either engine, taken by one
process at a time: a kill leaves the old layout or the new one.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from sqlalchemy import Connection, Engine
from sqlalchemy import inspect as inspected
from sqlalchemy.exc import SQLAlchemyError

from copilot.database import hold_layout
from copilot.errors import StoreUnavailable
from copilot.migrations import FOLDER, head

LOG = logging.getLogger("comptoir.store")
VERSION = "alembic_version"


@dataclass(frozen=True)
class Migrated:
    """Which engine, and its layout before (None: there was none, or none was noted) and now."""

    engine: str
    before: str | None
    now: str


def migrate(engine: Engine) -> Migrated:
    """Bring the layout up to date; `StoreUnavailable` says what stands in the way."""
    last = head()
    try:
        with engine.connect() as connection:
            before = revision_of(connection)
        if before != last:
            with engine.begin() as connection:
                hold_layout(connection)
                # Another process may have been first.
                if revision_of(connection) != last:
                    _climb(connection)
            LOG.info("the store's layout was %s and is %s now", before or "unknown", last)
    except SQLAlchemyError as exc:
        raise StoreUnavailable(
            f"the store cannot be opened ({type(exc).__name__}): check COMPTOIR_DATABASE_URL, that "
            "its user may create tables, or that the folder COMPTOIR_HOME can be written"
        ) from exc
    return Migrated(engine.dialect.name, before, last)


def revision_of(connection: Connection) -> str | None:
    """Return the revision a database says it has; None where it says nothing."""
    if not inspected(connection).has_table(VERSION):
        return None
    found = connection.exec_driver_sql(f"SELECT version_num FROM {VERSION}").scalar()  # noqa: S608
    return str(found) if found else None


def _climb(connection: Connection) -> None:
    """Take every step from where the database is; Alembic is loaded only where there is one."""
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as exc:
        raise StoreUnavailable(
            "the store was written by a newer Comptoir: start that one, or give this one a "
            "database of its own"
        ) from exc
