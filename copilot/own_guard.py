"""The guard as one conversation uses it: its placeholders are nobody else's."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from guard import Answer, Guard, Prompt


class _OwnGuard:
    """Gives every prompt the conversation it belongs to, whatever its channel calls it.

    Two people's conversations may have one name; their vaults must not be one.
    """

    def __init__(self, guard: Guard, conversation: str) -> None:
        self._guard, self._conversation = guard, conversation

    async def ask(self, prompt: Prompt) -> Answer:
        """Ask with this conversation's vault."""
        return await self._guard.ask(replace(prompt, conversation=self._conversation))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._guard, name)


def own_guard(guard: Guard, conversation: str) -> Guard:
    """Return the guard of one person's conversation."""
    return cast(Guard, _OwnGuard(guard, conversation))
