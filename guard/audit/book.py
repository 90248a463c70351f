"""The lines in their database: appended, read, and pruned from the front; nothing else.

::

    audit              seq | at | kind | person | user | action | turn | body | seal
    audit_checkpoints  seq | seal | mac      the last line of each pruned front

The columns repeat what the body says, to be searched by; `verify` compares them.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    text,
)
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.sql import delete, func, insert, select

from guard.audit.errors import AuditError
from guard.audit.place import AuditPlace
from guard.audit.seal import Head, read_head, same, seal, sign, write_head

LOG = logging.getLogger("comptoir.audit")
METADATA = MetaData()
LINES = Table(
    "audit", METADATA,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("at", String(27), nullable=False, index=True),
    Column("kind", String(80), nullable=False),
    Column("person", String(80), nullable=False, index=True),
    Column("user", String(80), nullable=False, index=True),
    Column("action", String(80), nullable=False),
    Column("turn", String(80), nullable=False, index=True),
    Column("body", Text, nullable=False),
    Column("seal", String(64), nullable=False),
)  # fmt: skip
CHECKPOINTS = Table(
    "audit_checkpoints", METADATA,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("seal", String(64), nullable=False),
    Column("mac", String(64), nullable=False),
)  # fmt: skip
COLUMNS = LINES.c
REPEATED = ("at", "kind", "person", "user", "action", "turn")
MANY = 2_000


@dataclass(frozen=True)
class Wanted:
    """Which lines; empty fields do not narrow. `start` ≤ at < `end` are texts as lines write them.

    `people` are pseudonyms or Salesforce ids, any of them. `before` is a line's number: older ones.
    """

    start: str = ""
    end: str = ""
    people: tuple[str, ...] = ()
    action: str = ""
    record: str = ""
    kind: str = ""
    turn: str = ""
    before: int = 0


class AuditBook:
    """The trail's database. Every method is synchronous and raises `AuditError`."""

    def __init__(self, place: AuditPlace) -> None:
        self.place = place
        try:
            self.engine: Engine = create_engine(place.url)
            if self.engine.dialect.name == "sqlite":
                event.listen(self.engine, "connect", _tune)
            METADATA.create_all(self.engine)
        except (SQLAlchemyError, ImportError) as exc:
            raise AuditError(
                f"the audit trail cannot be opened ({type(exc).__name__}); "
                "check COMPTOIR_AUDIT_URL and the folder COMPTOIR_HOME"
            ) from exc

    def append(self, bodies: Sequence[str]) -> Head:
        """Write lines after the last one, all or none; then move the sealed head."""
        try:
            with self.place.locked():
                with self.engine.begin() as connection:
                    _hold(connection)
                    head = _write(connection, self.place.key, self.end(connection), bodies)
                self._seal(head)
        except (SQLAlchemyError, OSError) as exc:
            reason = type(exc).__name__
            raise AuditError(f"the audit trail cannot be written: {reason}") from exc
        return head

    def _seal(self, head: Head) -> None:
        """Move the sealed head; one that lags is caught up with the next lines."""
        try:
            write_head(self.place.head, self.place.key, head)
        except OSError as error:
            LOG.error("audit: the sealed head is not written: %s", type(error).__name__)

    def end(self, connection: Connection) -> Head:
        """Return what the next line stands on: the last line, or the head if lines are missing.

        A trail whose end was cut off goes on behind the cut, so that the gap stays to be seen.
        """
        last, head = self._last(connection), read_head(self.place.head, self.place.key) or Head()
        return head if head.seq > last.seq else last

    def _last(self, connection: Connection) -> Head:
        """Return the last line there is, else the checkpoint, else the beginning."""
        newest = select(COLUMNS.seq, COLUMNS.seal).order_by(COLUMNS.seq.desc()).limit(1)
        row = connection.execute(newest).first()
        return Head(row.seq, row.seal) if row else self.checkpoint(connection) or Head()

    def gap(self) -> tuple[int, int] | None:
        """Return the first and last number of lines cut off the end, None where none is."""
        with self.place.locked(), self.engine.connect() as connection:
            last, end = self._last(connection), self.end(connection)
        return (last.seq + 1, end.seq) if end.seq > last.seq else None

    def checkpoint(self, connection: Connection) -> Head | None:
        """Return the last line of what was pruned, None where nothing was or it is forged."""
        newest = select(CHECKPOINTS).order_by(CHECKPOINTS.c.seq.desc()).limit(1)
        row = connection.execute(newest).first()
        if row is None or not same(row.mac, sign(self.place.key, "prune", row.seq, row.seal)):
            return None
        return Head(row.seq, row.seal)

    def find(self, wanted: Wanted, limit: int) -> list[dict[str, Any]]:
        """Return lines as mappings with their `seq`, newest first."""
        rows = self._read(_chosen(wanted).order_by(COLUMNS.seq.desc()).limit(limit))
        return [{"seq": row.seq, **json.loads(row.body)} for row in rows]

    def turns(self, start: str) -> set[str]:
        """Return the turns that have a line of their own since then."""
        query = select(COLUMNS.turn).where(COLUMNS.kind == "turn", COLUMNS.at >= start)
        return {row.turn for row in self._read(query)}

    def _read(self, query: Any) -> Sequence[Any]:
        """Return the rows of a query."""
        try:
            with self.engine.connect() as connection:
                return connection.execute(query).all()
        except SQLAlchemyError as exc:
            raise AuditError(f"the audit trail cannot be read: {type(exc).__name__}") from exc

    def rows(self, wanted: Wanted | None = None) -> Iterator[Any]:
        """Yield the chosen rows, oldest first, a few thousand at a time."""
        query = _chosen(wanted or Wanted()).order_by(COLUMNS.seq)
        with self.engine.connect() as connection:
            yield from connection.execution_options(yield_per=MANY).execute(query)

    def count(self) -> int:
        """Return how many lines there are."""
        with self.engine.connect() as connection:
            return connection.execute(select(func.count()).select_from(LINES)).scalar() or 0

    def prune(self, before: str) -> int:
        """Drop the lines older than a moment (as lines write it) behind a signed checkpoint.

        The newest line always stays. Returns how many were dropped.
        """
        with self.place.locked(), self.engine.begin() as connection:
            _hold(connection)
            kept = select(func.min(COLUMNS.seq)).where(COLUMNS.at >= before)
            newest = connection.execute(select(func.max(COLUMNS.seq))).scalar() or 0
            first = connection.execute(kept).scalar() or newest
            cut = select(COLUMNS.seq, COLUMNS.seal).where(COLUMNS.seq < first)
            last = connection.execute(cut.order_by(COLUMNS.seq.desc()).limit(1)).first()
            if last is None:
                return 0
            mac = sign(self.place.key, "prune", last.seq, last.seal)
            row = {"seq": last.seq, "seal": last.seal, "mac": mac}
            connection.execute(delete(CHECKPOINTS))
            connection.execute(insert(CHECKPOINTS).values(row))
            return connection.execute(delete(LINES).where(COLUMNS.seq < first)).rowcount

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def _tune(connection: Any, _record: Any) -> None:
    """Make a commit mean that the lines are on the disk: the head must never be ahead of them."""
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _hold(connection: Connection) -> None:
    """Hold off writers on other machines."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE audit IN EXCLUSIVE MODE"))


def _write(connection: Connection, key: bytes, after: Head, bodies: Sequence[str]) -> Head:
    """Insert the bodies as lines after a head; return the new one."""
    rows, head = [], after
    for body in bodies:
        number = head.seq + 1
        head = Head(number, seal(key, number, head.seal, body))
        said = json.loads(body)
        columns = {name: said[name] for name in REPEATED}
        rows.append({"seq": number, **columns, "body": body, "seal": head.seal})
    connection.execute(insert(LINES), rows)
    return head


def _chosen(wanted: Wanted) -> Any:
    """Return the query of the lines that are wanted."""
    query = select(LINES)
    exact = {"action": wanted.action, "kind": wanted.kind, "turn": wanted.turn}
    for name, value in exact.items():
        query = query.where(COLUMNS[name] == value) if value else query
    if wanted.people:
        who = COLUMNS.person.in_(wanted.people) | COLUMNS.user.in_(wanted.people)
        query = query.where(who)
    if wanted.record:
        query = query.where(COLUMNS.body.contains(f'"{wanted.record}', autoescape=True))
    query = query.where(COLUMNS.at >= wanted.start) if wanted.start else query
    query = query.where(COLUMNS.at < wanted.end) if wanted.end else query
    return query.where(COLUMNS.seq < wanted.before) if wanted.before else query
