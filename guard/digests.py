"""What was found in texts seen before, by keyed digests: the texts are not kept."""

from __future__ import annotations

from collections import OrderedDict
from hashlib import blake2b
from secrets import token_bytes
from threading import Lock
from typing import Generic, TypeVar

Found = TypeVar("Found")


class Digests(Generic[Found]):
    """Findings by text, the `most` latest ones. The key is this object's own and never written."""

    def __init__(self, most: int = 4_000) -> None:
        self._most, self._key, self._lock = most, token_bytes(16), Lock()
        self._found: OrderedDict[bytes, Found] = OrderedDict()

    def name(self, text: str, about: str) -> bytes:
        """Return what a text goes by; `about` says what else a finding depends on."""
        written = f"{about}\x00{text}".encode("utf-8", "surrogatepass")
        return blake2b(written, key=self._key, digest_size=16).digest()

    def get(self, name: bytes) -> Found | None:
        """Return what was found, None where the text is new."""
        with self._lock:
            if name not in self._found:
                return None
            self._found.move_to_end(name)
            return self._found[name]

    def keep(self, name: bytes, found: Found) -> Found:
        """Keep and return what was found."""
        with self._lock:
            self._found[name] = found
            if len(self._found) > self._most:
                self._found.popitem(last=False)
        return found
