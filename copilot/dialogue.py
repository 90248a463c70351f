"""The client of Rasa: one POST a turn."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx

from copilot.errors import AssistantUnavailable

AT_ONCE = 16
"""Messages sent to Rasa at once: its one process answers no sooner for having more of them, and the
client looks through all that wait each time one is answered."""


class Dialogue:
    """Speaks to one Rasa server's REST channel."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self._places = asyncio.Semaphore(AT_ONCE)

    async def send(self, sender: str, text: str, turn: str) -> dict[str, Any]:
        """Send a message and return the one custom payload of its answer.

        Rasa's REST channel swallows exceptions and then answers an empty list: an error here.
        """
        message = {"sender": sender, "message": text, "metadata": {"turn": turn}}
        try:
            async with self._places:
                response = await self._client.post("/webhooks/rest/webhook", json=message)
            response.raise_for_status()
            answers = response.json()
        except (httpx.HTTPError, ValueError) as exc:
            raise AssistantUnavailable("Rasa did not answer; check `/readyz`") from exc
        for answer in answers:
            if isinstance(answer, dict) and isinstance(answer.get("custom"), dict):
                return dict(answer["custom"])
        raise AssistantUnavailable("Rasa answered nothing; see its log under var/logs")

    async def ready(self) -> bool:
        """Whether Rasa answers; it listens only once its model is loaded."""
        try:
            response = await self._client.get("/webhooks/rest/", timeout=2)
        except httpx.HTTPError:
            return False
        return response.status_code == 200

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()
