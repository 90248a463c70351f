"""Conversations' vaults at rest, in the service's database: bytes only the token key opens."""

from __future__ import annotations

import logging
from collections.abc import Collection

from sqlalchemy import Column, DateTime, LargeBinary, String, Table
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.sql import delete, select

from copilot.store import METADATA, Store, stamp

LOG = logging.getLogger("comptoir.vaults")
VAULTS = Table(
    "vaults", METADATA,
    Column("conversation", String, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("used", DateTime, nullable=False, index=True),
)  # fmt: skip


class KeptVaults:
    """The shelf of the guard's vaults. Called in threads of the guard's; never fails."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, name: str) -> bytes | None:
        """Return what is kept of a conversation."""
        query = select(VAULTS.c.sealed).where(VAULTS.c.conversation == name)
        try:
            with self._store.engine.connect() as connection:
                found: bytes | None = connection.execute(query).scalar()
                return found
        except SQLAlchemyError as error:
            LOG.error("a vault cannot be read: %s", type(error).__name__)
            return None

    def put(self, name: str, sealed: bytes) -> None:
        """Keep a conversation's vault."""
        row = {"conversation": name, "sealed": sealed, "used": stamp()}
        self._change(self._store.latest(VAULTS, row))

    def drop(self, name: str) -> None:
        """Erase a conversation's vault."""
        self._change(delete(VAULTS).where(VAULTS.c.conversation == name))

    def missing(self, names: Collection[str]) -> set[str]:
        """Return those of which nothing is kept."""
        query = select(VAULTS.c.conversation).where(VAULTS.c.conversation.in_(names))
        try:
            with self._store.engine.connect() as connection:
                return set(names) - set(connection.execute(query).scalars())
        except SQLAlchemyError as error:
            LOG.error("vaults cannot be looked for: %s", type(error).__name__)
            return set()

    def _change(self, statement: object) -> None:
        try:
            with self._store.engine.begin() as connection:
                connection.execute(statement)  # type: ignore[call-overload]
        except SQLAlchemyError as error:
            LOG.error("a vault cannot be kept: %s", type(error).__name__)
