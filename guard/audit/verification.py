"""Proof that no line was removed, changed, inserted or moved, or the first one that was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from guard.audit.book import REPEATED, AuditBook
from guard.audit.errors import AuditError
from guard.audit.seal import Head, read_head, same, seal


@dataclass(frozen=True)
class Verdict:
    """What a check found. `line` is the first bad line's number, `problem` what is wrong there.

    `first` and `last` are the numbers of the lines there are, `pruned` how many were dropped by
    policy before them, `head` how far the seal says the trail goes.
    """

    ok: bool
    lines: int
    first: int
    last: int
    pruned: int
    head: int
    seal: str
    line: int | None = None
    problem: str = ""


@dataclass
class _Walk:
    """Where a check stands: the last good line, the first one, the first problem."""

    at: Head
    lines: int = 0
    first: int = 0
    bad: tuple[int, str] | None = None


def verify(book: AuditBook, expected: Head | None = None) -> Verdict:
    """Check every line, both ends, and a head noted elsewhere where one is given."""
    with book.engine.connect() as connection:
        start = book.checkpoint(connection) or Head()
    walk = _Walk(start)
    seals = {one.seq: one for one in (expected,) if one}
    head, forged = _sealed_head(book)
    if head:
        seals.setdefault(head.seq, head)
    for row in book.rows():
        walk.bad = _problem(row, walk.at, book.place.key) or _unlike(row, seals.get(row.seq))
        if walk.bad:
            break
        walk.first, walk.lines = walk.first or row.seq, walk.lines + 1
        walk.at = Head(row.seq, row.seal)
    walk.bad = walk.bad or _cut(walk, head, forged, expected)
    return Verdict(
        ok=walk.bad is None, lines=book.count(), first=walk.first, last=walk.at.seq,
        pruned=start.seq, head=head.seq if head else 0, seal=walk.at.seal,
        line=walk.bad[0] if walk.bad else None, problem=walk.bad[1] if walk.bad else "",
    )  # fmt: skip


def _sealed_head(book: AuditBook) -> tuple[Head | None, str]:
    """Return the head, and what is wrong with its file."""
    try:
        return read_head(book.place.head, book.place.key), ""
    except AuditError as error:
        return None, str(error)


def _problem(row: Any, before: Head, key: bytes) -> tuple[int, str] | None:
    """Return what is wrong with a line that should follow `before`."""
    if row.seq > before.seq + 1:
        return before.seq + 1, f"removed: line {row.seq} is next"
    if row.seq <= before.seq:
        return row.seq, "inserted: this number was pruned"
    if not same(row.seal, seal(key, row.seq, before.seal, row.body)):
        return row.seq, "changed, inserted or moved: its seal does not fit"
    return next(_columns(row), None)


def _columns(row: Any) -> Iterator[tuple[int, str]]:
    """Yield the columns that do not say what the sealed body says."""
    said = json.loads(row.body)
    values = row._mapping
    for name in REPEATED:
        if values[name] != said[name]:
            yield row.seq, f"changed: its column {name} is not what was sealed"


def _unlike(row: Any, noted: Head | None) -> tuple[int, str] | None:
    """Return a problem where a line is not the one a head was made of."""
    if noted is None or same(row.seal, noted.seal):
        return None
    return row.seq, "rewritten: its seal is not the one the head was made of"


def _cut(
    walk: _Walk, head: Head | None, forged: str, expected: Head | None
) -> tuple[int, str] | None:
    """Return what is wrong with the end."""
    if forged:
        return walk.at.seq + 1, forged
    if head is None and walk.at.seq:
        return walk.at.seq + 1, "the sealed head is missing: lines may have been cut off the end"
    furthest = max((one.seq for one in (head, expected) if one), default=0)
    if furthest > walk.at.seq:
        return walk.at.seq + 1, f"removed: the trail went on to line {furthest}"
    return None
