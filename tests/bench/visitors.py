"""`python -m tests.bench.visitors`: how the product bears the website's visitors, all at once."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys

from copilot.settings import Settings
from copilot.supervisor import say
from copilot.training import model_path, train
from tests.bench.__main__ import FIXED
from tests.bench.crowd import SLOWEST, Visits, visit, visitor_lines
from tests.bench.figures import number, percentile
from tests.bench.org import seed_org
from tests.bench.processes import free_port
from tests.bench.service import address, whole


def report(visits: Visits) -> str:
    """Return the run in words."""
    shown = visits.spread
    slow = f"p99 {number(percentile(visits.spent, 99))} ms, slowest {number(max(visits.spent))} ms"
    told = [f"{line.what}: {line.ours}" for line in visitor_lines(visits)]
    wrong = [f"{name}: {times}" for name, times in visits.failed.most_common()]
    return "\n".join([*told, f"{shown.count} messages, {slow}", *wrong])


async def run(asked: argparse.Namespace) -> Visits:
    """Visit the service at an address, or one of our own that is started and ended here."""
    if asked.address:
        return await visit(asked.address, asked.visitors, asked.minutes)
    home = Settings()
    bench = home.model_copy(update={"home": home.home / "bench", "port": free_port()})
    await train(home)
    await asyncio.to_thread(seed_org, bench.home / "org.db")
    async with whole(bench, model_path(home)) as (up, _):
        say(f"{asked.visitors} visitors for {asked.minutes:g} minutes …")
        return await visit(address(bench), asked.visitors, asked.minutes, up.megabytes)


def main() -> int:
    """Run, say what was measured; 1 where a goal was missed."""
    commands = argparse.ArgumentParser(prog="python -m tests.bench.visitors", description=__doc__)
    commands.add_argument("--visitors", type=int, default=500, metavar="N")
    commands.add_argument("--minutes", type=float, default=10.0, metavar="M")
    commands.add_argument("--address", help="a service that runs already; its memory is not seen")
    asked = commands.parse_args()
    os.environ.update(FIXED)
    visits = asyncio.run(run(asked))
    sys.stdout.write(f"{report(visits)}\n")
    good = not visits.failed and visits.spread.p95 <= SLOWEST and visits.flat()
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
