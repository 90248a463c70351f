"""The orgs the questions are asked of: the demo company, and two loaded from SFDX source."""

import hashlib
import shutil
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "org"))

from lodalis_records import write

from sandbox.clock import system_clock
from sandbox.load import load
from sandbox.seed import seed
from sandbox.store import Store

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TODAY = date(2026, 11, 22)
CLOCK = system_clock({"COMPTOIR_TODAY": TODAY.isoformat()})
KEPT = ROOT / ".pytest_cache" / "d" / "seeded-org"
"""Where the suites keep the seeded demo company, one file for every state of its sources."""


def demo(path):
    """Copy the demo company's database there, seeding it if no suite did yet."""
    digest = hashlib.sha256(TODAY.isoformat().encode())
    for folder in (ROOT / "sandbox", ROOT / "data" / "org"):
        for source in sorted(folder.rglob("*")):
            if source.is_file() and source.suffix in {".py", ".yaml", ".yml", ".json", ".csv"}:
                digest.update(source.read_bytes())
    kept = KEPT / f"{digest.hexdigest()[:16]}.db"
    if kept.exists():
        shutil.copy(kept, path)
        return Store(path)
    store = Store(path)
    seed(store, TODAY)
    return store


def lodalis(path):
    """Load the second org's source and its generated records into an empty database."""
    folder = path.parent / "lodalis"
    shutil.copytree(HERE / "org" / "force-app", folder / "force-app")
    write(folder / "data")
    store = Store(path)
    load(folder, store, CLOCK)
    return store


def bornes(path):
    """Load the charging company of the actions' tests over the demo company."""
    store = demo(path)
    load(ROOT / "tests" / "actions" / "custom_org", store, CLOCK)
    return store


ORGS = {"demo": demo, "lodalis": lodalis, "bornes": bornes}
"""Every org by the name that the themes of its questions begin with."""
