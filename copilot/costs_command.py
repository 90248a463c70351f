"""`python -m copilot costs`: what language models cost, and what choosing among them saved."""

from __future__ import annotations

import argparse
import asyncio
import csv
import json
import sys
from datetime import date, timedelta
from typing import Any, TextIO

from copilot.clock import SystemClock
from copilot.composition import address_of
from copilot.costs import CUTS, Cost, Costs, costs, names_of
from copilot.errors import CopilotError
from copilot.models import open_routing
from copilot.settings import Settings
from copilot.store import Store
from crm import CrmError, Org

USUAL = timedelta(days=27)
COLUMNS = ("requests", "texts", "tokens_in", "tokens_out", "cost", "largest", "saved")


def add_costs(commands: Any) -> None:
    """Add `costs` to a command line's grammar."""
    command = commands.add_parser("costs", help="what language models cost, and what was saved")
    command.add_argument("--from", dest="first", type=date.fromisoformat, help="first day")
    command.add_argument("--to", dest="last", type=date.fromisoformat, help="last day, included")
    command.add_argument("--by", choices=CUTS, default="skill", help="default: skill")
    command.add_argument("--format", choices=("text", "csv", "json"), default="text")


def run_costs(settings: Settings, options: argparse.Namespace) -> int:
    """Print the costs. Raises `CopilotError` where the days are not in order."""
    last = options.last or SystemClock().today()
    first = options.first or last - USUAL
    if first > last:
        raise CopilotError("--from must not be after --to")
    store = Store(settings.database)
    try:
        found = asyncio.run(costs(store, first, last, open_routing(settings).currency))
    finally:
        store.close()
    names = asyncio.run(_names(settings, found))
    if options.format == "json":
        sys.stdout.write(json.dumps(found.told(names), ensure_ascii=False, indent=2) + "\n")
    elif options.format == "csv":
        _write_csv(found, options.by, names, sys.stdout)
    else:
        _write_text(found, options.by, names, sys.stdout)
    return 0


async def _names(settings: Settings, found: Costs) -> dict[str, str]:
    """Return users' names where the org answers: ids will do where it does not."""
    if not any(one.name for one in found.cuts["user"]):
        return {}
    org = Org(address_of(settings), SystemClock(settings.today).now)
    try:
        return await names_of(await org.as_integration(), [one.name for one in found.cuts["user"]])
    except CrmError:
        return {}
    finally:
        await org.aclose()


def _write_csv(found: Costs, by: str, names: dict[str, str], out: TextIO) -> None:
    """Write one cut as CSV."""
    writer = csv.writer(out)
    writer.writerow((by, *(["name"] if by == "user" else []), *COLUMNS))
    for one in _rows(found, by):
        told = one.told()
        label = [names.get(one.name, "")] if by == "user" else []
        writer.writerow((one.name, *label, *(told[column] for column in COLUMNS)))


def _write_text(found: Costs, by: str, names: dict[str, str], out: TextIO) -> None:
    """Write one cut and the whole as a table for a terminal."""
    out.write(f"{found.first} … {found.last}, {found.currency}\n")
    head = f"{by:<28}{'requests':>9}{'texts':>7}{'tokens':>11}{'cost':>12}{'saved':>12}"
    out.write(f"{head}\n")
    for one in (*_rows(found, by), found.total):
        name = names.get(one.name, one.name) or ("total" if one is found.total else "—")
        out.write(
            f"{name[:27]:<28}{one.requests:>9}{one.texts:>7}{one.tokens:>11}"
            f"{one.paid:>12.4f}{one.saved:>12.4f}\n"
        )


def _rows(found: Costs, by: str) -> tuple[Cost, ...]:
    return tuple(next(rows for cut, rows in found.cuts.items() if cut == by))
