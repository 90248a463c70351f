"""`python -m guard audit`: verify, head, export, prune."""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

from guard.audit.book import AuditBook, Wanted
from guard.audit.entry import Entry, written
from guard.audit.errors import AuditError
from guard.audit.exporting import export
from guard.audit.place import AuditPlace, open_place, place_in
from guard.audit.seal import Head
from guard.audit.verification import Verdict, verify


def run_audit(options: argparse.Namespace) -> int:
    """Run a subcommand; 1 where the trail is broken, 2 where it cannot be read."""
    try:
        book = AuditBook(place_of(options.db))
        return {"verify": _verify, "head": _head, "export": _export, "prune": _prune}[options.does](
            book, options
        )
    except AuditError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 2


def place_of(db: str | None) -> AuditPlace:
    """Return the trail that is meant; it must be there."""
    key = os.environ.get("COMPTOIR_AUDIT_KEY", "")
    url = os.environ.get("COMPTOIR_AUDIT_URL", "") if db is None else db
    home = Path(os.environ.get("COMPTOIR_HOME") or Path(__file__).parents[2] / "var")
    if "://" in url and not url.startswith("sqlite:///"):
        return open_place(home, url, key)
    path = Path(url.removeprefix("sqlite:///") or home / "audit.db")
    if not path.exists() and not path.with_suffix(".head").exists():
        raise AuditError(f"there is no audit trail at {path}; name it with --db")
    return place_in(path, key)


def _verify(book: AuditBook, options: argparse.Namespace) -> int:
    """Print the verdict."""
    verdict = verify(book, _noted(options.expect))
    print(json.dumps(asdict(verdict)) if options.json else told(verdict))  # noqa: T201
    return 0 if verdict.ok else 1


def told(verdict: Verdict) -> str:
    """Return a verdict in one sentence."""
    if not verdict.ok:
        return f"BROKEN at line {verdict.line}: {verdict.problem}"
    pruned = f", {verdict.pruned} pruned by policy" if verdict.pruned else ""
    return f"intact: {verdict.lines} lines, the last is {verdict.last}{pruned}"


def _noted(text: str | None) -> Head | None:
    """Read a head as `head` printed it."""
    if not text:
        return None
    seq, _, seal = text.partition(":")
    if not seq.isdigit() or len(seal) != 64:
        raise AuditError("--expect takes SEQ:SEAL as `python -m guard audit head` printed it")
    return Head(int(seq), seal)


def _head(book: AuditBook, _options: argparse.Namespace) -> int:
    """Print the end of the trail."""
    with book.engine.connect() as connection:
        head = book.end(connection)
    print(f"{head.seq}:{head.seal}")  # noqa: T201
    return 0


def _export(book: AuditBook, options: argparse.Namespace) -> int:
    """Write the chosen lines to standard output."""
    wanted = Wanted(start=moment(options.since), end=moment(options.until))
    export(book, wanted, options.format, sys.stdout)
    return 0


def moment(text: str) -> str:
    """Return a day or a moment as lines write it; "" stays open."""
    if not text:
        return ""
    try:
        at = datetime.fromisoformat(text)
    except ValueError as exc:
        raise AuditError("a moment is YYYY-MM-DD or YYYY-MM-DDTHH:MM, in UTC") from exc
    return written(at if at.tzinfo else at.replace(tzinfo=UTC))


def _prune(book: AuditBook, options: argparse.Namespace) -> int:
    """Drop what is older, and note in the trail that it was done."""
    print(f"{prune(book, options.days)} lines pruned")  # noqa: T201
    return 0


def prune(book: AuditBook, days: int) -> int:
    """Drop the lines older than that many days; a line says so."""
    before = written(datetime.now(UTC) - timedelta(days=days))
    dropped = book.prune(before)
    if dropped:
        note = Entry("prune", facts={"lines": dropped, "before": before})
        book.append([note.body(datetime.now(UTC))])
    return dropped
