"""A throw-away Postgres of this machine's own binaries: no network, nothing kept."""

import glob
import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

DEBIAN = "/usr/lib/postgresql/*/bin"
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=16MB"


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl: on the PATH, or where Debian puts them."""
    found = [shutil.which("initdb"), *(f"{one}/initdb" for one in sorted(glob.glob(DEBIAN)))]
    folders = [Path(one).resolve().parent for one in found if one]
    return next((one for one in folders if (one / "pg_ctl").exists()), None)


def account() -> str | None:
    """Who runs it: Postgres refuses to be root, so root lends it to another user."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()).pw_name
    names = {one.pw_name for one in pwd.getpwall()}
    return next((one for one in ("postgres", "nobody") if one in names), None)


def missing() -> str:
    """Why there can be no Postgres here; empty where there can."""
    if binaries() is None:
        return "no Postgres on this machine: initdb and pg_ctl are not on the PATH"
    return "" if account() else "Postgres does not run as root, and there is no other user"


@contextmanager
def cluster():
    """Yield the address of its databases, without their name: f"{address}&dbname=…"."""
    folder, name = Path(tempfile.mkdtemp(prefix="pg-")), account()
    tools = binaries()
    lent = {"user": name} if os.geteuid() == 0 else {}
    if lent:
        os.chown(folder, pwd.getpwnam(name).pw_uid, -1)

    def run(*words):
        quiet = subprocess.DEVNULL
        subprocess.run(words, check=True, cwd=folder, stdout=quiet, timeout=100, **lent)  # noqa: S603

    data = folder / "data"
    run(tools / "initdb", "-D", data, "-U", "comptoir", "-A", "trust", "-E", "UTF8", "--no-sync",
        "--no-instructions", "--no-locale")  # fmt: skip
    options = f"-k {folder} -c listen_addresses='' {FAST}"
    control = (tools / "pg_ctl", "-D", data, "-l", folder / "log", "-w")
    run(*control, "-o", options, "start")
    try:
        yield f"postgresql://comptoir@/postgres?host={folder}"
    finally:
        run(*control, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
