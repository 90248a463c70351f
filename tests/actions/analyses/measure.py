"""Measure the analyses of the work on made companies: `python tests/actions/analyses/measure.py dev`.

Prints right answers by kind over several seeds of a half; `--wrong` also prints what was wrong,
for the development half only.
"""

import argparse
import asyncio
import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1]), str(HERE.parent), str(HERE.parents[2])]

from serving import served  # noqa: E402
from talking import Talk  # noqa: E402
from work_asking import Asking  # noqa: E402
from work_records import make  # noqa: E402

from copilot import Settings, compose  # noqa: E402
from knowledge import ingest  # noqa: E402
from sandbox.app import create_app  # noqa: E402
from sandbox.clock import system_clock  # noqa: E402
from sandbox.store import Store  # noqa: E402

KEPT = ("remarks", "bant", "phases", "policies", "feelings-moods", "work", "purposes")


async def measured(half, seed, folder, home, only=(), size=1.0):
    """Make an org, ask it everything, and return the counts and what was wrong."""
    maker = make(half, seed, folder, size)
    ingest(folder / "org" / "articles", folder / "home" / "index")
    for name in KEPT:
        if (home / f"{name}.npz").exists():
            shutil.copy(home / f"{name}.npz", folder / "home")
    clock = system_clock({"COMPTOIR_TODAY": "2026-11-22"})
    shutil.copy(folder / "org.db", folder / "asked.db")
    with served(create_app(Store(folder / "org.db"), clock)) as url:
        settings = Settings(
            home=folder / "home", today="2026-11-22", salesforce_login_url=url, _env_file=None
        )
        doors = compose(settings)
        asking = Asking(
            maker, lambda user, language: Talk(doors, user, language), folder / "asked.db"
        )
        counts = await asking.all(only)
        await doors.close()
    for name in KEPT:
        if (folder / "home" / f"{name}.npz").exists():
            shutil.copy(folder / "home" / f"{name}.npz", home)
    return counts, asking.wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("half", choices=["dev", "test", "far"])
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--home", type=Path, default=Path(tempfile.gettempdir()) / "comptoir-work")
    parser.add_argument("--only", nargs="+", default=[])
    parser.add_argument("--wrong", action="store_true")
    options = parser.parse_args()
    options.home.mkdir(exist_ok=True)
    total = {}
    for seed in options.seeds:
        with tempfile.TemporaryDirectory() as folder:
            run = measured(options.half, seed, Path(folder), options.home, options.only)
            counts, wrong = asyncio.run(run)
        for kind, (right, asked) in counts.items():
            before = total.get(kind, (0, 0))
            total[kind] = (before[0] + right, before[1] + asked)
        for one in wrong if options.wrong and options.half == "dev" else []:
            print(*one, sep="\n    ")  # noqa: T201
    for kind, (right, asked) in total.items():
        print(f"{options.half} {kind:18} {right:4} / {asked:4}  {right / asked:.1%}")  # noqa: T201


if __name__ == "__main__":
    main()
