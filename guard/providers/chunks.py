"""An answer put together from the chunks in which a server writes it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any, Protocol

from guard.errors import ProviderUnavailable
from guard.providers.contract import Hear

EVENTS = "text/event-stream"


class Chunks(Protocol):
    """What the `openai` client gives of an answer under way."""

    response: Any

    def __aiter__(self) -> AsyncIterator[Any]:
        """Yield the chunks."""


async def gather(chunks: Chunks, hear: Hear) -> Any:
    """Return the whole answer in the shape of one that came at once, heard meanwhile.

    Raises `ProviderUnavailable` where the line was cut, or where the server wrote in one piece.
    """
    if not chunks.response.headers.get("content-type", "").startswith(EVENTS):
        raise ProviderUnavailable("the server does not write in chunks", kind="unheard")
    text, refusal, reason, usage = "", "", None, None
    async for chunk in chunks:
        usage = getattr(chunk, "usage", None) or usage
        # The chunk that counts tokens, and the first of some servers, have no choice.
        for choice in (chunk.choices or [])[:1]:
            refusal += getattr(choice.delta, "refusal", None) or ""
            reason = choice.finish_reason or reason
            if said := choice.delta.content or "":
                text += said
                await hear(text)
    if reason is None:
        raise ProviderUnavailable("the answer broke off", kind="unreachable", again=True)
    message = SimpleNamespace(content=text, refusal=refusal or None)
    choice = SimpleNamespace(message=message, finish_reason=reason)
    return SimpleNamespace(choices=[choice], usage=usage)
