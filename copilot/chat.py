"""A conversation in the terminal: a channel over the HTTP API of a running service."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

import httpx
from rich.console import Console

from copilot.channels.terminal import show
from copilot.settings import Settings
from copilot.turn import Language

PROMPT = {"fr": "vous › ", "en": "you › "}


async def chat(settings: Settings, user: str, language: Language | None) -> int:
    """Read lines until an empty line or Ctrl-D and print the answers; return the exit status."""
    console, conversation = Console(), f"terminal-{uuid.uuid4().hex[:8]}"
    address = f"http://127.0.0.1:{settings.port}"
    async with httpx.AsyncClient(base_url=address, timeout=90, trust_env=False) as client:
        client.headers["X-Demo-User"] = user
        buttons: list[dict[str, Any]] = []
        while True:
            try:
                text = await asyncio.to_thread(input, PROMPT[language or "fr"])
            except (EOFError, KeyboardInterrupt):
                return 0
            if not text.strip():
                return 0
            body = {"conversation": conversation, "text": pressed(text, buttons),
                    "language": language}  # fmt: skip
            try:
                response = await client.post("/api/v1/messages", json=body)
            except httpx.HTTPError:
                console.print(f"No service at {address}: start it with `make run`.")
                return 1
            answer = response.json()
            if response.status_code != 200:
                console.print(f"[red]{answer['title']}[/red] — {answer['detail']}")
                continue
            buttons = show(console, answer)


def pressed(text: str, buttons: list[dict[str, Any]]) -> str:
    """Return the payload of button `n` for `n`, else the text itself."""
    number = text.strip()
    if number.isdigit() and 0 < int(number) <= len(buttons):
        return str(buttons[int(number) - 1]["payload"])
    return text
