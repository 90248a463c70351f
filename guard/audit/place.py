"""Where a trail is: its database, and beside it the key, the sealed head and a lock."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from guard.audit.seal import read_key


@dataclass(frozen=True)
class AuditPlace:
    """`url` is SQLAlchemy's; `key` seals the lines; `head` and `lock` are files."""

    url: str
    key: bytes
    head: Path
    lock: Path

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold off the other processes of this machine that write to the trail."""
        self.lock.parent.mkdir(parents=True, exist_ok=True)
        with self.lock.open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def open_place(home: Path, url: str = "", key: str = "") -> AuditPlace:
    """Return the trail of an installation: `home/audit.db` and its neighbours.

    `url` is another database, `key` a secret kept elsewhere than in `home`.
    """
    home.mkdir(parents=True, exist_ok=True)
    path = home / "audit.db"
    return AuditPlace(
        url or f"sqlite:///{path}", read_key(home / "audit.key", key), home / "audit.head",
        home / "audit.lock",
    )  # fmt: skip


def place_in(path: Path, key: str = "", *, make: bool = False) -> AuditPlace:
    """Return the trail in a SQLite file, its key and head beside it under the same name."""
    beside = {name: path.with_suffix(f".{name}") for name in ("key", "head", "lock")}
    sealed = read_key(beside["key"], key, make=make)
    return AuditPlace(f"sqlite:///{path}", sealed, beside["head"], beside["lock"])
