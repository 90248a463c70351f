"""The demo company, seeded for tests, and short ways to ask it."""

import hashlib
import time
from datetime import UTC, date, datetime

from sandbox.access import Access
from sandbox.seed import seed
from sandbox.soql import run
from sandbox.store import Store
from sandbox.traits import is_stored

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def seeded(folder, today=TODAY):
    store = Store(folder / f"{today}.db")
    began = time.process_time()
    seed(store, today)
    return store, time.process_time() - began


def rows(org, sql):
    return org.execute(sql)


def one(org, sql):
    return org.execute(sql)[0][0]


def content(store):
    digest = hashlib.sha256()
    for name, sobject in sorted(store.schema().items()):
        columns = ", ".join(f'"{f.name}"' for f in sobject.fields.values() if is_stored(f))
        for row in store.execute(f'SELECT {columns} FROM "{name}" ORDER BY Id'):
            digest.update(repr(row).encode())
    return digest.hexdigest()


def asked(org, username, soql):
    user = one(org, f"SELECT Id FROM User WHERE Username = '{username}@heliade.example'")
    return run(org, Access(org, user), soql, NOW)
