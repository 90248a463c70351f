"""The vaults of all conversations: in memory while in use, encrypted on a shelf between uses."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from threading import Lock
from typing import Protocol

from cryptography.fernet import Fernet, InvalidToken

from guard.vault import Vault

_REVIEW = 60.0
"""Seconds after which every vault in memory is looked for on the shelf."""


class Shelf(Protocol):
    """Where vaults rest, each under its conversation's name, as bytes only a key opens.

    None of these fails: what cannot be kept or read is as if it were not there.
    """

    def get(self, name: str) -> bytes | None:
        """Return what is kept."""

    def put(self, name: str, sealed: bytes) -> None:
        """Keep it, in place of what was."""

    def drop(self, name: str) -> None:
        """Erase it."""

    def missing(self, names: Collection[str]) -> set[str]:
        """Return those of which nothing is kept; none where that cannot be found out."""


class Vaults:
    """Each vault leaves the memory `ttl` seconds after its last use, and the oldest beyond `limit`.

    With a `shelf` and a Fernet `key` it is found again there for `life` seconds after its last
    use, after a restart too: placeholders keep their meaning. Without, it is gone.

    The shelf is the truth: a vault that was put there and is there no more was erased, by whatever
    process, and leaves the memory too: at its next use, and within `_REVIEW` seconds of any use.
    """

    def __init__(
        self,
        ttl: float = 3600.0,
        limit: int = 10_000,
        clock: Callable[[], float] = time.monotonic,
        shelf: Shelf | None = None,
        key: bytes = b"",
        life: int = 86_400,
    ) -> None:
        self._ttl = ttl
        self._limit = limit
        self._clock = clock
        self._shelf = shelf if key and life else None
        self._box = Fernet(key) if self._shelf is not None else None
        self._life = life
        self._held: dict[str, tuple[float, Vault]] = {}
        self._shelved: set[str] = set()
        self._reviewed = clock()
        self._lock = Lock()

    def of(self, conversation: str) -> Vault:
        """Return the conversation's vault, a new one if there is none or it expired."""
        with self._lock:
            self._expire()
            self._review({conversation})
            if self._clock() - self._reviewed > _REVIEW:
                self._reviewed = self._clock()
                self._review(set(self._held))
            held = self._held.pop(conversation, (0.0, None))[1]
            vault = held or self._found(conversation) or Vault()
            self._held[conversation] = (self._clock(), vault)
            return vault

    def keep(self, conversation: str, vault: Vault) -> None:
        """Put a vault on the shelf, encrypted; its life begins anew. What was erased stays so.

        One that stands for nothing yet is not worth a row.
        """
        if self._shelf is None or self._box is None or vault.empty:
            return
        with self._lock:
            if conversation not in self._held:
                return
            self._review({conversation})
            if conversation in self._held:
                self._shelf.put(conversation, self._box.encrypt(vault.frozen().encode()))
                self._shelved.add(conversation)

    def forget(self, conversation: str) -> None:
        """Erase a conversation's vault; its placeholders can never be restored again."""
        with self._lock:
            self._held.pop(conversation, None)
            self._shelved.discard(conversation)
            if self._shelf is not None:
                self._shelf.drop(conversation)

    def _found(self, conversation: str) -> Vault | None:
        """Return the vault from the shelf, unless it is too old or of another key."""
        sealed = self._shelf.get(conversation) if self._shelf is not None else None
        if sealed is None or self._box is None:
            return None
        try:
            vault = Vault.thawed(self._box.decrypt(sealed, ttl=self._life).decode())
        except InvalidToken:
            return None
        self._shelved.add(conversation)
        return vault

    def _review(self, names: set[str]) -> None:
        """Drop those of the named vaults that were shelved once and are no longer on the shelf."""
        shelved = names & self._shelved
        for name in self._shelf.missing(shelved) if self._shelf is not None and shelved else ():
            self._held.pop(name, None)
            self._shelved.discard(name)

    def _expire(self) -> None:
        """Drop what is too old or too much; the dict is in the order of last use."""
        oldest = self._clock() - self._ttl
        while self._held:
            name, (used, _) = next(iter(self._held.items()))
            if used >= oldest and len(self._held) <= self._limit:
                return
            del self._held[name]
            self._shelved.discard(name)
