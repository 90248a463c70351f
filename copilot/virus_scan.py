"""Asking a clamd daemon whether a file holds a virus, by its INSTREAM command over TCP.

Protocol (clamd's manual): `zINSTREAM` and a zero byte, then chunks, each after its length as four
bytes, the highest first; an empty chunk ends them. The answer is one line that ends in a zero byte:
`stream: OK`, `stream: NAME FOUND`, or what went wrong and `ERROR`.
"""

from __future__ import annotations

import asyncio
from typing import Literal

from copilot.errors import ScanUnavailable

Verdict = Literal["clean", "infected"]
CHUNK, LONGEST_ANSWER = 65_536, 1024


class Scanner:
    """One clamd, by its address `host:port`; every file is a connection of its own."""

    def __init__(self, address: str, seconds: float = 15.0) -> None:
        """Open nothing yet; `seconds` is how long one file may take."""
        host, _, port = address.rpartition(":")
        self._host, self._port, self._seconds = host.strip("[]"), int(port), seconds

    async def verdict(self, content: bytes) -> Verdict:
        """Return what clamd says of a file; raise `ScanUnavailable` where it says nothing."""
        try:
            answer = await asyncio.wait_for(self._asked(content), self._seconds)
        except (OSError, TimeoutError, asyncio.IncompleteReadError) as exc:
            raise ScanUnavailable("clamd does not answer: check COMPTOIR_CLAMD") from exc
        if answer.endswith(" FOUND"):
            return "infected"
        if answer.endswith(": OK"):
            return "clean"
        raise ScanUnavailable("clamd could not scan a file: check its StreamMaxLength")

    async def _asked(self, content: bytes) -> str:
        reader, writer = await asyncio.open_connection(self._host, self._port)
        try:
            writer.write(b"zINSTREAM\0")
            for at in range(0, len(content), CHUNK):
                part = content[at : at + CHUNK]
                writer.write(len(part).to_bytes(4, "big") + part)
                await writer.drain()
            writer.write(bytes(4))
            await writer.drain()
            answer = await reader.readuntil(b"\0")
        except asyncio.LimitOverrunError as exc:
            raise OSError("the answer never ends") from exc
        finally:
            writer.close()
        return answer[:LONGEST_ANSWER].rstrip(b"\0\n").decode("utf-8", "replace")
