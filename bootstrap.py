"""Build the two Python environments of the project, each from its own lock file.

Runs on any Python >= 3.8 with the standard library alone: `python3 bootstrap.py service rasa dev`.
An environment is rebuilt only when the content of its lock files changes.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
SERVICE = ("3.11", "3.12", "3.13")
RASA = ("3.10",)
ENVIRONMENTS = {
    "service": (".venv", SERVICE, ("service.txt",)),
    "dev": (".venv", SERVICE, ("service.txt", "dev.txt")),
    "rasa": (".venv-rasa", RASA, ("rasa.txt",)),
}


def version_of(python: str) -> str | None:
    """Return "3.11" for a working interpreter, None for a missing or broken one."""
    try:
        done = subprocess.run(
            [python, "-c", "import sys, venv, ensurepip; print('%d.%d' % sys.version_info[:2])"],
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
    except OSError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def candidates(wanted: str) -> list[str]:
    """List where a Python of that version may be: this one, PATH, pyenv."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    installed = sorted(pyenv.glob(f"{wanted}.*/bin/python"), reverse=True)
    return [sys.executable, f"python{wanted}", *map(str, installed)]


def from_uv(wanted: str) -> str | None:
    """Ask uv for that Python, letting it download one."""
    uv = shutil.which("uv")
    if uv is None:
        return None
    for command in (["find"], ["install"], ["find"]):
        done = subprocess.run(
            [uv, "python", *command, wanted], capture_output=True, text=True, check=False, cwd="/"
        )
        found = done.stdout.strip()
        if command == ["find"] and done.returncode == 0 and version_of(found) == wanted:
            return found
    return None


def find_python(versions: tuple[str, ...]) -> str:
    """Return an interpreter of one of the versions, the first preferred, or say how to get one."""
    for wanted in versions:
        for python in candidates(wanted):
            if version_of(python) == wanted:
                return python
    for wanted in versions:
        python = from_uv(wanted)
        if python:
            return python
    sys.exit(
        f"Python {' or '.join(versions)} was not found. Install it with "
        f"`uv python install {versions[0]}`, `pyenv install {versions[0]}` or your system's "
        "package manager, then run this again."
    )


def fingerprint(locks: tuple[str, ...]) -> str:
    """Hash the lock files' contents."""
    digest = hashlib.sha256()
    for lock in locks:
        digest.update((ROOT / "requirements" / lock).read_bytes())
    return digest.hexdigest()


def install(python: Path, locks: tuple[str, ...]) -> None:
    """Install the lock files, showing which package is being fetched."""
    command = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    for lock in locks:
        command += ["-r", str(ROOT / "requirements" / lock)]
    started, output = time.monotonic(), []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as pip:
        for line in pip.stdout or ():
            output.append(line)
            seen = re.match(
                r"(Collecting|Installing collected packages|Building wheel)\S*\s*(\S*)", line
            )
            if seen and sys.stdout.isatty():
                print(f"\r\033[K  {time.monotonic() - started:4.0f} s  {seen[1]} {seen[2]}", end="")
    if sys.stdout.isatty():
        print("\r\033[K", end="")
    if pip.returncode:
        sys.exit("".join(output[-30:]) + f"\npip could not install {', '.join(locks)} (see above).")


def build(name: str) -> None:
    """Create or refresh one environment; does nothing when its locks have not changed."""
    folder, versions, locks = ENVIRONMENTS[name]
    target = ROOT / folder
    python, stamp = target / "bin" / "python", target / f".{name}.sha256"
    wanted = fingerprint(locks)
    if stamp.exists() and stamp.read_text() == wanted:
        return
    started = time.monotonic()
    print(f"Building {folder} for {name}: a few minutes the first time …", flush=True)
    if not python.exists():
        subprocess.run([find_python(versions), "-m", "venv", str(target)], check=True)
    install(python, locks)
    site = next((target / "lib").glob("python3*/site-packages"))
    (site / "comptoir.pth").write_text(f"{ROOT}\n")
    stamp.write_text(wanted)
    print(f"  {folder} is ready ({time.monotonic() - started:.0f} s).", flush=True)


def main() -> None:
    """Build the environments named on the command line, in order."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("environment", nargs="+", choices=sorted(ENVIRONMENTS))
    for name in parser.parse_args().environment:
        build(name)


if __name__ == "__main__":
    main()
