"""A conversation in the terminal: a channel over the HTTP API of a running service."""

from __future__ import annotations

import asyncio
import sys
import uuid
from collections.abc import Sequence
from typing import Any

import httpx
from rich.console import Console
from rich.text import Text

from copilot.channels.terminal import Part, show
from copilot.settings import Settings
from copilot.turn import Language

WELCOME = {
    "fr": "Vous parlez à Comptoir en tant que {user}. Un numéro choisit une proposition ; "
    "Ctrl-D termine.",
    "en": "You are talking to Comptoir as {user}. A number picks a suggestion; Ctrl-D ends.",
}


async def chat(settings: Settings, user: str, language: Language | None) -> int:
    """Read lines until Ctrl-D and print the answers; return the exit status."""
    console, conversation = Console(highlight=False), f"terminal-{uuid.uuid4().hex[:8]}"
    address = f"http://127.0.0.1:{settings.port}"
    async with httpx.AsyncClient(base_url=address, timeout=90, trust_env=False) as client:
        client.headers["X-Demo-User"] = user
        spoken = language or await _spoken(client, user)
        console.print(Text(WELCOME[spoken].format(user=user), "dim"))
        buttons: Sequence[Part] = ()
        while (text := await _line()) is not None:
            if not text.strip():
                continue
            message = {"conversation": conversation, "id": uuid.uuid4().hex,
                       "text": pressed(text, buttons), "language": language}  # fmt: skip
            try:
                response = await client.post("/api/v1/messages", json=message)
            except httpx.HTTPError:
                console.print(Text(f"No service at {address}: start it with `make run`.", "red"))
                return 1
            if response.status_code == 200:
                buttons = show(console, response.json())
            elif refused(console, response):
                return 1
    return 0


async def _spoken(client: httpx.AsyncClient, user: str) -> Language:
    """Return the language of the user's account, for the one line before anything is said."""
    try:
        users = (await client.get("/api/v1/demo/users")).json()
    except (httpx.HTTPError, ValueError):
        return "fr"
    languages = [one["language"] for one in users if one["username"] == user]
    return "en" if languages == ["en"] else "fr"


async def _line() -> str | None:
    """Return the next line, or None at the end."""
    prompt = "› " if sys.stdin.isatty() else ""
    try:
        return await asyncio.to_thread(input, prompt)
    except (EOFError, KeyboardInterrupt):
        return None


def refused(console: Console, response: httpx.Response) -> bool:
    """Print the service's problem document; True where no message of this user can succeed."""
    problem: dict[str, Any] = response.json()
    console.print(Text.assemble((str(problem["title"]), "red"), f" — {problem['detail']}"))
    return response.status_code == 401


def pressed(text: str, buttons: Sequence[Part]) -> str:
    """Return the payload of button `n` for `n`, else the text itself."""
    number = text.strip()
    if number.isdecimal() and 0 < int(number) <= len(buttons):
        return str(buttons[int(number) - 1]["payload"])
    return text
