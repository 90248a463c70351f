"""The company from its founding to today, in the order in which things depend on each other."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sandbox.seed import (
    activities,
    articles,
    campaigns,
    catalog,
    deals,
    firms,
    paperwork,
    people,
    prospects,
    service,
    staff,
    totals,
)
from sandbox.seed.ledger import Ledger
from sandbox.seed.world import World
from sandbox.standard import standard_objects
from sandbox.store import Store

ORG_FOLDER = Path(__file__).parents[2] / "data" / "org"


def seed(store: Store, today: date, folder: Path = ORG_FOLDER) -> None:
    """Fill an empty org with the demo company as it stands on the morning of `today`.

    Knowledge articles come from the folder `articles` beside `folder`.
    """
    store.define(standard_objects())
    world = World(Ledger(store, today), folder)
    staff.hire(world)
    catalog.stock(world)
    firms.settle(world)
    people.employ(world)
    deals.sell(world)
    people.describe(world)
    paperwork.file_papers(world)
    leads = prospects.attract(world)
    campaigns.campaign(world)
    tickets = service.serve(world)
    activities.meet(world, leads, tickets)
    totals.add_up(world)
    totals.soil(world)
    articles.publish(world, folder.parent / "articles")
    world.ledger.write()
    staff.allow(store, world, folder / "permissions.yaml")
    store.set_setting("FiscalYearStartMonth", "1")
    store.optimize()
