"""The org's catalogue as each user sees it: described in both languages, kept, and kept true.

A user's catalogue is served from memory. After a minute Salesforce is asked whether any object has
changed since (`If-Modified-Since`, one small call); after ten minutes it is read again in full, as
changed rights do not count as changed objects.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from email.utils import formatdate
from typing import Any

from crm.composite import MOST_STEPS, Answer, Step, send
from crm.connection import Connection
from crm.describe import is_relevant, read_object
from crm.metadata import Catalogue

_ASK_AFTER = 60.0
_READ_AFTER = 600.0
_SAME_SECOND = 2.0  # HTTP dates are whole seconds: a change just after reading must not be missed
_LANGUAGES = ({"Accept-Language": "fr"}, {"Accept-Language": "en-US"})


@dataclass
class _Shelf:
    """One user's catalogue: when it was read (wall clock, monotonic) and last found true."""

    catalogue: Catalogue
    read_at: float
    since: str
    asked_at: float


class CatalogueKeeper:
    """Keeps one user's catalogue. `monotonic` is in seconds."""

    def __init__(
        self, connection: Connection, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        """Start empty: the first `get` reads."""
        self._connection = connection
        self._monotonic = monotonic
        self._shelf: _Shelf | None = None
        self._reading = asyncio.Lock()

    async def get(self) -> Catalogue:
        """Return the catalogue, from memory wherever it is known to be true."""
        shelf = self._shelf
        if shelf is not None and self._monotonic() - shelf.asked_at < _ASK_AFTER:
            return shelf.catalogue
        async with self._reading:
            if self._shelf is shelf or self._shelf is None:
                self._shelf = await self._renewed(shelf)
            return self._shelf.catalogue

    async def doubt(self) -> Catalogue:
        """Return the catalogue after asking whether it is still true, whatever its age."""
        if self._shelf is not None:
            self._shelf.asked_at = float("-inf")
        return await self.get()

    async def _renewed(self, shelf: _Shelf | None) -> _Shelf:
        now, since = self._monotonic(), formatdate(time.time() - _SAME_SECOND, usegmt=True)
        if shelf is None or now - shelf.read_at > _READ_AFTER:
            listed = await self._connection.call("sobjects/")
            return _Shelf(await self._read(listed), now, since, now)
        listed = await self._connection.changed_since("sobjects/", shelf.since)
        if listed is None:
            shelf.asked_at = now
            return shelf
        return _Shelf(await self._read(listed), now, since, now)

    async def _read(self, listed: Mapping[str, Any]) -> Catalogue:
        names = [summary["name"] for summary in listed["sobjects"] if is_relevant(summary)]
        described = [self._described(names, header) for header in _LANGUAGES]
        french, english = await asyncio.gather(*described)
        return {
            name: read_object(french[name], english[name])
            for name in names
            if name in french and name in english
        }

    async def _described(
        self, names: Sequence[str], header: Mapping[str, str]
    ) -> dict[str, Mapping[str, Any]]:
        """Describe objects in one language, 25 in a call; the header goes out with every part."""
        steps = [
            Step(f"d{place}", f"sobjects/{name}/describe", headers=header)
            for place, name in enumerate(names)
        ]
        chunks = [steps[at : at + MOST_STEPS] for at in range(0, len(steps), MOST_STEPS)]
        sent = (send(self._connection, chunk, headers=header) for chunk in chunks)
        answers = [answer for part in await asyncio.gather(*sent) for answer in part]
        bodies = await asyncio.gather(*map(self._body, steps, answers))
        return {body["name"]: body for body in bodies if body is not None}

    async def _body(self, step: Step, answer: Answer) -> Mapping[str, Any] | None:
        """Return a description; asked for alone where the org does not describe in a composite."""
        if not answer.failed:
            body: Mapping[str, Any] = answer.body
            return body
        if answer.status == 404:
            return None
        alone: Mapping[str, Any] = await self._connection.call(step.path, headers=step.headers)
        return alone
