"""What is spent on language models, by day, person, team and skill: sums, never words.

Money is in billionths of the engines file's currency. Counting is adding to rows in the database,
so that restarts and several processes keep one count.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import BigInteger, Column, Connection, DateTime, Integer, String, Table, case, func
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.sql import select, update

from copilot.clock import SystemClock
from copilot.store import METADATA, Store
from guard import Payer
from guard.routing.contract import Period, Scope
from guard.routing.purse import SCOPES, Accounts, Charge, Spent

LOG = logging.getLogger("comptoir.spending")
SPENDING = Table(
    "spending", METADATA,
    Column("day", DateTime, primary_key=True),
    Column("person", String, primary_key=True),
    Column("user", String, primary_key=True),
    Column("team", String, primary_key=True),
    Column("skill", String, primary_key=True),
    Column("engine", String, primary_key=True),
    Column("model", String, primary_key=True),
    Column("requests", Integer, nullable=False),
    Column("texts", Integer, nullable=False),
    Column("tokens_in", BigInteger, nullable=False),
    Column("tokens_out", BigInteger, nullable=False),
    Column("cost", BigInteger, nullable=False),
    Column("largest", BigInteger, nullable=False),
)  # fmt: skip
SUMS = ("requests", "texts", "tokens_in", "tokens_out", "cost", "largest")


class SpendingBook:
    """The guard's purse. What cannot be written or read is logged, and no reason not to answer."""

    def __init__(self, store: Store, today: Callable[[], date] | None = None) -> None:
        """`today` is the company's date; accounts are of real days even in a demo's fixed one."""
        self._store, self._today = store, today or SystemClock().today

    async def spent(self, payer: Payer) -> Accounts:
        """Return what was spent by the payer, their team and everyone, today and this month."""
        today = _start(self._today())
        try:
            return await self._store.run(lambda connection: _accounts(connection, payer, today))
        except SQLAlchemyError as error:
            LOG.error("spending could not be read (%s): budgets are not held", type(error).__name__)
            return {}

    async def note(self, payer: Payer, skill: str, charges: Sequence[Charge]) -> None:
        """Add what a text cost."""
        rows = _rows(payer, skill, charges, _start(self._today()))
        try:
            await self._store.run(lambda connection: _add(connection, self._store, rows))
        except SQLAlchemyError as error:
            LOG.error("spending could not be written (%s)", type(error).__name__)


def _start(day: date) -> datetime:
    return datetime.combine(day, time())


def _rows(
    payer: Payer, skill: str, charges: Sequence[Charge], day: datetime
) -> list[dict[str, Any]]:
    """Return one row an engine, in one order: two processes never wait for each other."""
    rows: dict[str, dict[str, Any]] = {}
    for one in charges:
        row = rows.setdefault(
            one.engine,
            {
                "day": day, "person": payer.person, "user": payer.user, "team": payer.team,
                "skill": skill, "engine": one.engine, "model": one.model, **dict.fromkeys(SUMS, 0),
            },
        )  # fmt: skip
        row["requests"] += not one.text
        row["texts"] += one.text
        for name in ("tokens_in", "tokens_out", "cost", "largest"):
            row[name] += getattr(one, name)
    return [rows[engine] for engine in sorted(rows)]


def _add(connection: Connection, store: Store, rows: Sequence[dict[str, Any]]) -> None:
    """Make each row where it is not there, and add to it: the database adds, not we."""
    keys = [column.name for column in SPENDING.primary_key]
    for row in rows:
        connection.execute(store.once(SPENDING, {**row, **dict.fromkeys(SUMS, 0)}))
        same = [SPENDING.c[name] == row[name] for name in keys]
        more = {name: SPENDING.c[name] + row[name] for name in SUMS}
        connection.execute(update(SPENDING).where(*same).values(more))


def _accounts(connection: Connection, payer: Payer, today: datetime) -> Accounts:
    """Return the sums of every scope and period in one reading."""
    of: dict[Scope, Any] = {
        "user": SPENDING.c.person == payer.person, "team": SPENDING.c.team == payer.team,
        "everyone": SPENDING.c.day == SPENDING.c.day,
    }  # fmt: skip
    within: dict[Period, Any] = {
        "day": SPENDING.c.day == today,
        "month": SPENDING.c.day >= today.replace(day=1),
    }
    wanted: list[tuple[Scope, Period]] = [(scope, period) for scope in SCOPES for period in within]
    tokens = SPENDING.c.tokens_in + SPENDING.c.tokens_out
    sums = [
        func.coalesce(func.sum(case((of[scope] & within[period], what), else_=0)), 0)
        for scope, period in wanted
        for what in (tokens, SPENDING.c.cost)
    ]
    found = [int(one) for one in connection.execute(select(*sums).where(within["month"])).one()]
    return {key: Spent(found[2 * place], found[2 * place + 1]) for place, key in enumerate(wanted)}
