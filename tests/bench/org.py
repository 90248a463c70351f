"""The org the bench asks: the demo company, seeded afresh on a fixed day, and names found in it."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from time import perf_counter

from sandbox.clock import system_clock
from sandbox.seed import seed
from sandbox.soql import query_as
from sandbox.store import Store

TODAY = date(2026, 11, 22)
REPS = {"fr": "claire.moreau@heliade.example", "en": "james.whitfield@heliade.example"}
NAMES = {
    "account": "SELECT Account.Name n FROM Opportunity WHERE Owner.Username = '{rep}' "
    "AND IsClosed = false GROUP BY Account.Name ORDER BY Account.Name LIMIT {many}",
    "deal": "SELECT Name n FROM Opportunity WHERE Owner.Username = '{rep}' "
    "AND IsClosed = false GROUP BY Name ORDER BY Name LIMIT {many}",
    "person": "SELECT Name n FROM Contact WHERE Account.Owner.Username = '{rep}' "
    "GROUP BY Name ORDER BY Name LIMIT {many}",
}


def seed_org(path: Path) -> float:
    """Fill a new database with the demo company; return the seconds it took."""
    for old in path.parent.glob(f"{path.name}*"):
        old.unlink()
    started = perf_counter()
    store = Store(path)
    seed(store, TODAY)
    store.close()
    return perf_counter() - started


def names(path: Path, language: str, many: int) -> dict[str, list[str]]:
    """Return names of open accounts, deals and people of one rep of that language."""
    store, now = Store(path), system_clock(os.environ)()
    found = {
        kind: [row["n"] for row in query_as(store, REPS[language], soql, now)["records"]]
        for kind, soql in (
            (kind, soql.format(rep=REPS[language], many=many)) for kind, soql in NAMES.items()
        )
    }
    store.close()
    return found
