"""One person, and everything this service holds about them: exported, erased, with a report."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, or_
from sqlalchemy.sql import delete, select, update

from copilot.database import forget_traces as forget
from copilot.holdings import HOLDINGS, SECRET, Holding, Way
from copilot.store import METADATA, Store
from copilot.turn import Identity

AROUND = 80
"""Characters shown on each side of where a text mentions somebody."""


@dataclass(frozen=True)
class Person:
    """Whom it is about: usernames and addresses, Salesforce ids, full names.

    `keys`, `owners` and `turns` are how this service knows them; `known` finds those out.
    """

    names: frozenset[str]
    ids: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    turns: frozenset[str] = frozenset()

    @property
    def keys(self) -> frozenset[str]:
        """Return the opaque keys their turns and conversations begin with."""
        kinds = ("employee", "customer")
        return frozenset(Identity(kind, name).key for kind in kinds for name in self.names)  # type: ignore[arg-type]

    @property
    def terms(self) -> tuple[str, ...]:
        """Return what a text that mentions them holds; a single word is no proof of anybody."""
        said = [*self.names, *self.ids, *(one for one in self.labels if " " in one)]
        written = {form for one in said for form in (one, json.dumps(one)[1:-1])}
        return tuple(sorted(written))


@dataclass
class Report:
    """What erasing did: rows deleted and rows blanked, by table; what stays, and why."""

    deleted: dict[str, int] = field(default_factory=dict)
    blanked: dict[str, int] = field(default_factory=dict)
    mails: int = 0


def known(connection: Connection, person: Person) -> Person:
    """Return the person with their turns and the owners of their channel accounts."""
    turns = _rows(connection, "turns", _ways(person, "turns", {"sender": "key"}))
    mine = frozenset(str(row["turn"]) for row in turns)
    found = replace(person, turns=mine)
    owned = [
        *(row["owner"] for row in _rows(connection, "accounts",
                                        _ways(found, "accounts", {"username": "name"}))),
        *(row["person"] for row in _rows(connection, "inbox",
                                         _ways(found, "inbox", {"turn": "turn"}))),
        *(row["owner"] for row in _rows(connection, "schedules",
                                        _ways(found, "schedules", {"asker": "key"}))),
    ]  # fmt: skip
    return replace(found, owners=frozenset(str(one) for one in owned if one))


def _ways(person: Person, table: str, columns: Any) -> Any:
    """Return the condition that a row's columns point at the person."""
    values: dict[Way, frozenset[str]] = {
        "user": person.ids, "owner": person.owners, "turn": person.turns, "label": person.labels,
    }  # fmt: skip
    conditions = []
    for name, way in columns.items():
        column = METADATA.tables[table].c[name]
        if way == "key":
            conditions += [column.contains(key, autoescape=True) for key in person.keys]
        elif way == "name":
            conditions += [column.ilike(one) for one in person.names]
        elif values[way]:
            conditions.append(column.in_(values[way]))
    return or_(*conditions) if conditions else None


def _mentions(person: Person, table: str, holding: Holding) -> Any:
    """Return the condition that a row's texts mention the person."""
    columns = METADATA.tables[table].c
    conditions = [
        columns[name].icontains(term, autoescape=True)
        for name in holding.texts
        for term in person.terms
    ]
    return or_(*conditions) if conditions else None


def _rows(connection: Connection, table: str, condition: Any) -> list[dict[str, Any]]:
    """Return the rows that fit a condition; none without one."""
    if condition is None:
        return []
    rows = connection.execute(select(METADATA.tables[table]).where(condition)).mappings()
    return [dict(row) for row in rows]


def export(connection: Connection, person: Person) -> dict[str, Any]:
    """Return every row that is theirs, and excerpts of where others' rows mention them."""
    person = known(connection, person)
    held: dict[str, Any] = {}
    mentioned: list[dict[str, Any]] = []
    for table, holding in HOLDINGS.items():
        own = _rows(connection, table, _ways(person, table, holding.own))
        if own:
            held[table] = [_plain(row) for row in own]
        for row in _rows(connection, table, _mentions(person, table, holding)):
            if row not in own:
                mentioned += _excerpts(table, row, holding, person)
    return {"held": held, "mentions": mentioned}


def _excerpts(
    table: str, row: dict[str, Any], holding: Holding, person: Person
) -> Iterator[dict[str, Any]]:
    """Yield what stands around each mention: the rest of the text may be about others."""
    at = str(row.get(holding.since, "")) if holding.since else ""
    for name in holding.texts:
        said = str(row[name] or "")
        for term in person.terms:
            place = said.casefold().find(term.casefold())
            if place >= 0:
                excerpt = said[max(0, place - AROUND) : place + len(term) + AROUND]
                yield {"table": table, "column": name, "at": at, "excerpt": excerpt}


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row as JSON takes it; keys to something are not handed out."""
    return {name: _value(name, value) for name, value in row.items()}


def _value(name: str, value: Any) -> Any:
    if name == "content":
        return base64.b64encode(value).decode()
    if name in SECRET or isinstance(value, bytes):
        return "(encrypted, not exported)"
    return value.isoformat() if isinstance(value, date | datetime) else value


def erase(connection: Connection, person: Person) -> Report:
    """Delete the rows that are theirs; blank where others' rows name or mention them."""
    person, report = known(connection, person), Report()
    for table, holding in HOLDINGS.items():
        condition = _ways(person, table, holding.own)
        if condition is not None:
            _count(report.deleted, table, connection, delete(METADATA.tables[table]), condition)
        named = _ways(person, table, holding.named)
        spared = set(holding.texts)
        values = {name: one for name, one in holding.blank.items() if name not in spared}
        if named is not None and values:
            changing = update(METADATA.tables[table]).values(**values)
            _count(report.blanked, table, connection, changing, named)
        _blank_texts(connection, person, table, holding, report)
    return report


def _blank_texts(
    connection: Connection, person: Person, table: str, holding: Holding, report: Report
) -> None:
    """Blank the texts that mention the person; a row without its texts is nothing, and goes."""
    condition = _mentions(person, table, holding)
    if condition is None:
        return
    values = {name: one for name, one in holding.blank.items() if name in holding.texts}
    changed = METADATA.tables[table]
    if values:
        _count(report.blanked, table, connection, update(changed).values(**values), condition)
    else:
        _count(report.deleted, table, connection, delete(changed), condition)


def _count(
    counts: dict[str, int], table: str, connection: Connection, statement: Any, condition: Any
) -> None:
    done = connection.execute(statement.where(condition)).rowcount
    if done:
        counts[table] = counts.get(table, 0) + done


def erase_mails(outbox: Path, person: Person) -> int:
    """Delete the mails that were written to the outbox for them; return how many."""
    mine = [path for path in outbox.glob("*.eml") if _is_for(path, person.names)]
    for path in mine:
        path.unlink()
    return len(mine)


def _is_for(path: Path, names: Sequence[str] | frozenset[str]) -> bool:
    said = path.read_text(encoding="utf-8", errors="replace").casefold()
    return any(name in said for name in names)


def forget_traces(store: Store) -> None:
    """Leave nothing of deleted rows in the database's files."""
    forget(store.engine, sorted(HOLDINGS))
