"""The people of an empty org: profiles and the demo's users, but none of its business."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sandbox.schema import SObject
from sandbox.seed import ORG_FOLDER
from sandbox.seed.ledger import Ledger
from sandbox.seed.staff import allow, hire
from sandbox.seed.world import World
from sandbox.store import Store


def found_company(store: Store, today: date) -> None:
    """Hire the demo's users and give their profiles their rights."""
    ledger = Ledger(store, today)
    world = World(ledger, ORG_FOLDER)
    hire(world)
    ledger.write()
    allow(store, world, ORG_FOLDER / "permissions.yaml")


def forget_formulas(
    store: Store, known: Mapping[str, SObject], changed: Mapping[str, SObject]
) -> None:
    """Drop the columns of formulas that change, so that they are made anew."""
    for name, sobject in changed.items():
        before = known[name].fields if name in known else {}
        for field in sobject.fields.values():
            old = before.get(field.name)
            if old is not None and old.formula != field.formula and old.formula is not None:
                _drop(store, name, field.name)


def _drop(store: Store, table: str, column: str) -> None:
    columns = {row[1] for row in store.execute(f'PRAGMA table_xinfo("{table}")')}
    for part in (f"{column}~", column):
        store.execute(f'DROP INDEX IF EXISTS "{table}.{part}"')
        if part in columns:
            store.execute(f'ALTER TABLE "{table}" DROP COLUMN "{part}"')
