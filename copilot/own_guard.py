"""The guard as one conversation uses it: its placeholders, and its costs, are nobody else's."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from guard import Answer, Guard, Payer, Prompt, Told


class _OwnGuard:
    """Gives every prompt the conversation it belongs to, whatever its channel calls it.

    Two people's conversations may have one name; their vaults must not be one.
    """

    def __init__(self, guard: Guard, conversation: str, payer: Payer, told: Told | None) -> None:
        self._guard, self._conversation, self._payer = guard, conversation, payer
        self._told = told

    async def ask(self, prompt: Prompt) -> Answer:
        """Ask with this conversation's vault (the prompt's, where there is none), on an account."""
        conversation = self._conversation or prompt.conversation
        own = replace(prompt, conversation=conversation, payer=self._payer)
        return await self._guard.ask(own, self._told)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._guard, name)


def own_guard(guard: Guard, conversation: str, payer: Payer, told: Told | None = None) -> Guard:
    """Return the guard of one person's conversation, or of what they ask outside of any.

    `told` is given what may be read of its answers while they are written.
    """
    return cast(Guard, _OwnGuard(guard, conversation, payer, told))
