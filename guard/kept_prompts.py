"""Masked prompts, kept encrypted for as long as the policy says: by default not at all.

What is kept is what left for a model, letter for letter: placeholders, no personal value. It shows
afterwards what a model was asked, where an answer is disputed.
"""

from __future__ import annotations

import json
from typing import Any, Protocol

from cryptography.fernet import Fernet, InvalidToken

from guard.exchange import UNDER_WAY
from guard.instructions import Rendered


class Drawer(Protocol):
    """Where prompts rest, as bytes only a key opens. Never fails."""

    def put(self, conversation: str, sealed: bytes) -> None:
        """Keep a prompt of a conversation."""


class PromptKeeper:
    """Keeps what leaves; without a drawer, a Fernet key or a day to keep it, nothing."""

    def __init__(self, drawer: Drawer | None = None, key: bytes = b"", days: int = 0) -> None:
        self._drawer = drawer if key and days else None
        self._box = Fernet(key) if key else None

    def keep(self, rendered: Rendered, engine: str) -> None:
        """Keep the request that is about to leave in the exchange under way."""
        under_way = UNDER_WAY.get()
        if self._drawer is None or self._box is None or under_way is None:
            return
        told = {"engine": engine, "system": rendered.system, "user": rendered.user}
        sealed = self._box.encrypt(json.dumps(told, ensure_ascii=False).encode())
        self._drawer.put(under_way.prompt.conversation, sealed)

    def opened(self, sealed: bytes) -> dict[str, Any] | None:
        """Return `engine`, `system` and `user` of what was kept; None where the key is another."""
        if self._box is None:
            return None
        try:
            told: dict[str, Any] = json.loads(self._box.decrypt(sealed))
        except InvalidToken:
            return None
        return told
