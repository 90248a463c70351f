"""The seal of a line: an HMAC over its number, the seal before it and its body.

Without the key nobody can write a line, change one, or move one: every seal depends on all lines
before it. The head says how far the trail goes, so that lines cut off its end are missed.
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from guard.audit.errors import AuditError

FIRST = "0" * 64
"""What stands for the seal before the first line."""


@dataclass(frozen=True)
class Head:
    """How far a trail goes: the number and the seal of a line."""

    seq: int = 0
    seal: str = FIRST


def seal(key: bytes, seq: int, previous: str, body: str) -> str:
    """Return the seal of line `seq`, 64 hexadecimal digits."""
    return hmac.digest(key, f"{seq}\n{previous}\n{body}".encode(), "sha256").hex()


def sign(key: bytes, purpose: str, *told: object) -> str:
    """Return the signature of a head or of a checkpoint."""
    text = "\n".join((purpose, *map(str, told)))
    return hmac.digest(key, text.encode(), "sha256").hex()


def same(left: str, right: str) -> bool:
    """Compare two seals in constant time."""
    return hmac.compare_digest(left.encode(), right.encode())


def read_key(path: Path, configured: str = "", *, make: bool = True) -> bytes:
    """Return the key: the configured one, else the file's, drawn once where there is none."""
    if configured:
        return configured.encode()
    try:
        if make and not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_new(path, secrets.token_hex(32).encode())
        return path.read_bytes().strip()
    except OSError as exc:
        raise AuditError(f"the audit key {path} cannot be read: {type(exc).__name__}") from exc


def _write_new(path: Path, content: bytes) -> None:
    """Write a file only its owner can read, unless another process was quicker."""
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
    except FileExistsError:
        return


def write_head(path: Path, key: bytes, head: Head) -> None:
    """Replace the head in one step, on the disk before this returns."""
    signed = {"seq": head.seq, "seal": head.seal, "mac": sign(key, "head", head.seq, head.seal)}
    making = path.with_suffix(f".{os.getpid()}.new")
    with making.open("w", encoding="ascii") as file:
        file.write(json.dumps(signed))
        file.flush()
        os.fsync(file.fileno())
    making.replace(path)


def read_head(path: Path, key: bytes) -> Head | None:
    """Return the sealed head; None where there is none. Raises `AuditError` for a forged one."""
    try:
        kept = json.loads(path.read_text(encoding="ascii"))
        head = Head(int(kept["seq"]), str(kept["seal"]))
        mac = str(kept["mac"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as exc:
        raise AuditError(f"the sealed head {path} cannot be read") from exc
    if not same(mac, sign(key, "head", head.seq, head.seal)):
        raise AuditError(f"the sealed head {path} was not written with this key")
    return head
