"""Masked prompts at rest, in the service's database: bytes only the token key opens."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Column, DateTime, LargeBinary, String, Table
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.sql import insert, select

from copilot.store import METADATA, Store, stamp

LOG = logging.getLogger("comptoir.prompts")
PROMPTS = Table(
    "prompts", METADATA,
    Column("id", String, primary_key=True),
    Column("conversation", String, nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("at", DateTime, nullable=False, index=True),
)  # fmt: skip


class KeptPrompts:
    """The drawer of the guard's keeper of prompts. Called in threads of the guard's."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def put(self, conversation: str, sealed: bytes) -> None:
        """Keep a prompt; never fails."""
        row = {"id": uuid4().hex, "conversation": conversation, "sealed": sealed, "at": stamp()}
        try:
            with self._store.engine.begin() as connection:
                connection.execute(insert(PROMPTS).values(row))
        except SQLAlchemyError as error:
            LOG.error("a prompt cannot be kept: %s", type(error).__name__)

    def since(self, moment: datetime) -> Iterator[tuple[str, datetime, bytes]]:
        """Yield conversation, moment and sealed bytes of what was kept since, oldest first."""
        query = select(PROMPTS.c.conversation, PROMPTS.c.at, PROMPTS.c.sealed)
        with self._store.engine.connect() as connection:
            for row in connection.execute(
                query.where(PROMPTS.c.at >= moment).order_by(PROMPTS.c.at)
            ):
                yield row.conversation, row.at, bytes(row.sealed)
