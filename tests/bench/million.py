"""Measures question to answer on an org of a million records.

    .venv/bin/python -m tests.bench.million [--records 1000000] [--rounds 2] [--keep FILE]

The demo company is seeded, then multiplied: its records are copied under new ids, parents with
their children, until there are so many. The questions of `requests.yml` are asked through the real
skills, of the sandbox served beside them; understanding by Rasa, which no record slows, is measured
by the bench itself.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sqlite3
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / part) for part in ("", "actions")]

from serving import served  # noqa: E402
from talking import Talk  # noqa: E402

from copilot import Settings, compose  # noqa: E402
from knowledge import ingest  # noqa: E402
from sandbox.app import create_app  # noqa: E402
from sandbox.clock import fixed_clock  # noqa: E402
from sandbox.seed import seed  # noqa: E402
from sandbox.store import Store  # noqa: E402
from sandbox.tables import insertion  # noqa: E402
from tests.bench.figures import number, percentile  # noqa: E402
from tests.bench.org import TODAY  # noqa: E402
from tests.bench.service import Asked, questions  # noqa: E402

SHARES = {"Account": 0.1, "Contact": 0.3, "Opportunity": 0.3, "Case": 0.2, "Lead": 0.1}
"""What part of the records each object has; parents come before their children."""
COPIED = {
    "Account": ("Name", "Industry", "Type", "BillingCity", "BillingCountry", "AnnualRevenue"),
    "Contact": ("FirstName", "LastName", "Title", "AccountId", "LastActivityDate", "MailingCity"),
    "Opportunity": ("Name", "AccountId", "StageName", "Amount", "CloseDate", "LeadSource"),
    "Case": ("CaseNumber", "Subject", "AccountId", "Status", "Priority", "Origin", "ClosedDate"),
    "Lead": ("FirstName", "LastName", "Company", "Status", "LeadSource", "Email"),
}
EVERY = ("OwnerId", "CreatedDate", "CreatedById", "LastModifiedDate", "LastModifiedById",
         "SystemModstamp", "IsDeleted")  # fmt: skip
NUMBERED = {"Account": "Name", "Contact": "LastName", "Opportunity": "Name", "Lead": "LastName"}
GOAL = 1500.0


def build(path: Path, records: int) -> Store:
    """Return an org of about so many records; a machine to itself needs less than a minute."""
    store = Store(path)
    seed(store, TODAY)
    store.execute("PRAGMA synchronous=OFF")
    accounts = [row[0] for row in store.execute('SELECT "Id" FROM "Account"')]
    for name, share in SHARES.items():
        accounts += multiply(store, name, round(records * share), accounts)
    store.optimize()
    return store


def multiply(store: Store, name: str, many: int, accounts: Sequence[str]) -> list[str]:
    """Copy an object's records under new ids until there are so many; return accounts' ids.

    Copies belong to any account. Indexes are made again after, which is faster than keeping them.
    """
    definition = store.schema()[name]
    columns = tuple(c for c in (*COPIED[name], *EVERY) if c in definition.fields)
    listed = ", ".join(f'"{column}"' for column in columns)
    models = store.execute(f'SELECT {listed} FROM "{name}" WHERE "IsDeleted" = 0')
    ids = store.next_ids(name, max(many - len(models), 0))
    with store.write() as connection:
        indexes = _without_indexes(connection, name)
        sql = insertion(definition, ("Id", *columns))
        connection.executemany(sql, _copies(name, columns, models, ids, accounts))
        for index in indexes:
            connection.execute(index)
    return ids if name == "Account" else []


def _without_indexes(connection: sqlite3.Connection, name: str) -> list[str]:
    sql = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql > ''"
    found = connection.execute(sql, (name,)).fetchall()
    for index, _ in found:
        connection.execute(f'DROP INDEX "{index}"')
    return [made for _, made in found]


def _copies(
    name: str,
    columns: Sequence[str],
    models: Sequence[tuple[Any, ...]],
    ids: Sequence[str],
    accounts: Sequence[str],
) -> Iterator[tuple[Any, ...]]:
    chance = random.Random(name)  # noqa: S311  no secret: the same org every time
    numbered = columns.index(NUMBERED[name]) if name in NUMBERED else None
    parent = columns.index("AccountId") if "AccountId" in columns else None
    for place, record_id in enumerate(ids):
        row = list(models[place % len(models)])
        if numbered is not None:
            row[numbered] = f"{row[numbered]} {place}"
        if parent is not None:
            row[parent] = accounts[chance.randrange(len(accounts))]
        yield (record_id, *row)


async def ask(url: str, asked: Sequence[Asked], rounds: int) -> list[tuple[float, str]]:
    """Return the milliseconds of every question, the first time each is asked left out."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "articles").mkdir()
        (home / "articles" / "none.md").write_text("# Nothing\n\nNo question needs an article.\n")
        ingest(home / "articles", home / "index")
        doors = compose(
            Settings(home=home, today=TODAY.isoformat(), salesforce_login_url=url, _env_file=None)
        )
        try:
            spent = [
                (await _timed(doors, one, f"{turn}-{place}"), one.text)
                for turn in range(rounds + 1)
                for place, one in enumerate(asked)
            ]
        finally:
            await doors.close()
    return spent[len(asked) :]


async def _timed(doors: object, asked: Asked, conversation: str) -> float:
    talk = Talk(doors, asked.user.partition("@")[0], "fr", conversation)
    started = perf_counter()
    await talk.do("action_query_records", asked.text)
    return (perf_counter() - started) * 1000


def measure(store: Store, rounds: int) -> list[tuple[float, str]]:
    """Return the milliseconds from question to answer, on that org."""
    with served(create_app(store, fixed_clock(TODAY))) as url:
        return asyncio.run(ask(url, questions(), rounds))


def report(spent: Sequence[tuple[float, str]]) -> str:
    """Return the middle and the slow end, whether the goal is met, and the slowest questions."""
    times = [milliseconds for milliseconds, _ in spent]
    slow = percentile(times, 95)
    met = "yes" if slow <= GOAL else "no"
    slowest = sorted({text: ms for ms, text in sorted(spent)}.items(), key=lambda x: -x[1])
    lines = [f"  {number(ms):>6} ms  {text}" for text, ms in slowest[:5]]
    head = f"p50 {number(percentile(times, 50))} ms, p95 {number(slow)} ms (goal {GOAL:.0f}: {met})"
    return "\n".join([f"question to answer, {len(times)} asked: {head}", *lines])


def main() -> None:
    """Build the org, ask it, print the figures."""
    parser = argparse.ArgumentParser("python -m tests.bench.million", description=__doc__)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="where the org is kept, and found the next time")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.keep or Path(folder) / "million.db"
        started = perf_counter()
        store = Store(path) if path.exists() else build(path, chosen.records)
        counts = {n: store.execute(f'SELECT count(*) FROM "{n}"')[0][0] for n in SHARES}
        print(f"{sum(counts.values()):,} records in {perf_counter() - started:.0f} s: {counts}")  # noqa: T201
        print(report(measure(store, chosen.rounds)))  # noqa: T201


if __name__ == "__main__":
    main()
