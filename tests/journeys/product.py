"""The whole product as `make run` starts it: on free ports, with a home of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

ROOT = Path(__file__).resolve().parents[2]
TODAY = "2026-11-22"
PATIENCE = 900  # a machine without a trained model trains it first


def free_ports():
    """Return the first of three free neighbouring ports: service, sandbox, Rasa."""
    for port in range(18_000, 28_000, 7):
        with socket.socket() as one, socket.socket() as two, socket.socket() as three:
            try:
                for place, listener in enumerate((one, two, three)):
                    listener.bind(("127.0.0.1", port + place))
            except OSError:
                continue
            return port
    raise RuntimeError("no three free ports beside each other")


@dataclass
class Product:
    """A running product: its process, addresses and what it prints."""

    process: subprocess.Popen
    port: int
    home: Path

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def org(self):
        return f"http://127.0.0.1:{self.port + 1}"

    @property
    def said(self):
        return (self.home / "said.txt").read_text()

    def family(self):
        """Return every process the product has started, its children's children included."""
        return psutil.Process(self.process.pid).children(recursive=True)

    def child(self, name):
        """Return the process that runs the sandbox, Rasa or the service."""
        marks = {"sandbox": ["-m", "sandbox"], "rasa": ["-m", "rasa"], "service": ["serve"]}[name]
        for child in psutil.Process(self.process.pid).children():
            line = child.cmdline()
            if any(line[i : i + len(marks)] == marks for i in range(len(line))):
                return child
        raise LookupError(name)

    def ready(self):
        try:
            return httpx.get(f"{self.address}/readyz", timeout=5).status_code == 200
        except httpx.HTTPError:
            return False

    def await_ready(self, patience):
        """Wait until every door is open; what was printed explains where that fails."""
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline and self.process.poll() is None:
            if self.ready():
                return
            time.sleep(0.3)
        logs = [f"{log.name}: {log.read_text()[-800:]}" for log in (self.home / "logs").glob("*")]
        raise AssertionError("\n".join(["not ready", self.said, *logs]))

    def stop(self):
        """End it as Ctrl-C does and return its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.wait(30)


def furnish(home, seeded_db, cache):
    """Give the home what takes long to make and has not changed: org, model, index, examples."""
    home.mkdir(parents=True, exist_ok=True)
    shutil.copy(seeded_db, home / "org.db")
    for models in (ROOT / "var" / "models", cache / "models"):
        if models.is_dir():
            shutil.copytree(models, home / "models", dirs_exist_ok=True)
    for name in ("index", *(one.name for one in cache.glob("*.npz"))):
        kept = cache / name
        if kept.is_dir():
            shutil.copytree(kept, home / name)
        elif kept.exists():
            shutil.copy(kept, home / name)


def keep(home, cache):
    """Keep what this run made for the next one; the product itself knows whether it is current."""
    for name in ("models", "index", *(one.name for one in home.glob("*.npz"))):
        made, kept = home / name, cache / name
        if made.is_dir():
            shutil.rmtree(kept, ignore_errors=True)
            shutil.copytree(made, kept)
        elif made.exists():
            shutil.copy(made, kept)


def start(home):
    """Start the product."""
    port = free_ports()
    env = {**os.environ, "COMPTOIR_HOME": str(home), "COMPTOIR_TODAY": TODAY}
    with (home / "said.txt").open("wb") as said:
        process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "copilot", "up", "--port", str(port)],
            cwd=ROOT, env=env, stdout=said, stderr=said, start_new_session=True,
        )  # fmt: skip
    return Product(process, port, home)
