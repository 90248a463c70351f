"""Dropping what the policy no longer keeps: now and then while the service runs, or by command."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.sql import delete

from copilot.holdings import HOLDINGS
from copilot.store import METADATA, Store, stamp
from guard.audit.book import AuditBook
from guard.audit.commands import prune
from guard.audit.errors import AuditError
from guard.policy.contract import Retention

LOG = logging.getLogger("comptoir.retention")
BETWEEN = 6 * 3600.0
LEAST = timedelta(hours=1)
"""What is kept for no day is kept this long, for its use: a message that is repeated."""


def sweep(store: Store, outbox: Path, retention: Retention) -> dict[str, int]:
    """Drop what is too old from every table and from the outbox; return how many by table."""
    dropped: dict[str, int] = {}
    with store.engine.begin() as connection:
        for table, holding in HOLDINGS.items():
            if holding.since:
                days = timedelta(days=getattr(retention, holding.kept))
                column = METADATA.tables[table].c[holding.since]
                late = column < stamp() - max(days, LEAST)
                dropped[table] = connection.execute(
                    delete(METADATA.tables[table]).where(late)
                ).rowcount
    dropped["outbox"] = _mails(outbox, retention.outbox)
    return {table: count for table, count in dropped.items() if count}


def _mails(outbox: Path, days: int) -> int:
    late = time.time() - max(timedelta(days=days), LEAST).total_seconds()
    old = [path for path in outbox.glob("*.eml") if path.stat().st_mtime < late]
    for path in old:
        path.unlink()
    return len(old)


async def keep_sweeping(sweep_: Callable[[], dict[str, int]]) -> None:
    """Sweep at once and every few hours."""
    while True:
        await asyncio.to_thread(sweep_)
        await asyncio.sleep(BETWEEN)


def sweep_all(store: Store, outbox: Path, retention: Retention, book: AuditBook) -> dict[str, int]:
    """Sweep the database, the outbox and the audit trail; what fails is logged."""
    dropped: dict[str, int] = {}
    try:
        dropped = sweep(store, outbox, retention)
        pruned = prune(book, retention.audit)
        dropped |= {"audit": pruned} if pruned else {}
    except (SQLAlchemyError, OSError, AuditError) as error:
        LOG.error("retention: %s", type(error).__name__)
    if dropped:
        LOG.info("retention: dropped %s", dropped)
    return dropped
