"""`python -m tests.bench`: measure everything in one run and print the table."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Awaitable
from time import monotonic
from typing import TypeVar

from copilot.settings import ROOT, Settings
from copilot.supervisor import say, step
from copilot.training import model_path, train
from tests.bench.dialogue import measure_dialogue
from tests.bench.doors import measure_masking, measure_search
from tests.bench.figures import between, table
from tests.bench.machine import describe
from tests.bench.org import TODAY, seed_org
from tests.bench.peer import DEFAULT_EPOCHS, FEW_EPOCHS, PEER_ENDPOINTS, train_peer
from tests.bench.processes import free_port
from tests.bench.report import dialogue_lines, door_lines, service_lines
from tests.bench.service import measure_service

T = TypeVar("T")
PAGE = ROOT / "docs" / "benchmarks.md"
START, END = "<!-- bench: start -->", "<!-- bench: end -->"
# Whatever a `.env` says, the demo is measured, on its own day, without a model.
FIXED = {
    "COMPTOIR_TODAY": TODAY.isoformat(), "COMPTOIR_MODEL_PROVIDER": "offline",
    "COMPTOIR_SALESFORCE_LOGIN_URL": "", "COMPTOIR_RASA_URL": "", "OMP_WAIT_POLICY": "PASSIVE",
}  # fmt: skip
LIMITS = {"training": 3600, "dialogue": 600, "service": 600}


async def part(title: str, seconds: float, work: Awaitable[T]) -> T:
    """Await one part of the bench, for so long and no longer."""
    say(f"{title} …")
    async with asyncio.timeout(seconds):
        return await step(title, work)


async def measure(home: Settings, bench: Settings, epochs: int) -> str:
    """Return the report. Train what is missing, then measure: each bot alone, the whole, the doors."""
    await part("Training ours", LIMITS["training"], train(home))
    peer_model = await part("Training the peer", LIMITS["training"], train_peer(bench, epochs))
    load = os.getloadavg()[0]
    limit, model = LIMITS["dialogue"], model_path(home)
    peer = await part(
        "The peer's dialogue", limit, measure_dialogue(bench, "peer", peer_model, PEER_ENDPOINTS)
    )
    ours = await part("Our dialogue", limit, measure_dialogue(bench, "ours", model))
    seeding = await asyncio.to_thread(seed_org, bench.home / "org.db")
    service = await part("The whole service", LIMITS["service"], measure_service(bench, model))
    say("Masking and retrieval …")
    doors = door_lines(measure_masking(), measure_search(bench.home / "index"), seeding)
    lines = [*dialogue_lines(ours, peer, epochs), *service_lines(service), *doors]
    return f"{describe(load)}\n\n{table(lines)}"


def main() -> int:
    """Run the bench; with `--write` the page of the documentation is brought up to date."""
    commands = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    commands.add_argument("--write", action="store_true", help=f"update {PAGE.name}")
    commands.add_argument(
        "--peer-epochs", type=int, default=FEW_EPOCHS, metavar="N",
        help=f"train the peer so long (default {FEW_EPOCHS}; Rasa's own choice: {DEFAULT_EPOCHS})",
    )  # fmt: skip
    asked = commands.parse_args()
    os.environ.update(FIXED)
    started, home = monotonic(), Settings()
    bench = home.model_copy(update={"home": home.home / "bench", "port": free_port()})
    text = asyncio.run(measure(home, bench, asked.peer_epochs))
    print(f"\n{text}\n\nMeasured in {monotonic() - started:.0f} s.")
    if asked.write:
        PAGE.write_text(between(PAGE.read_text(), START, END, f"\n{text}\n"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
