"""The org's catalogue as each user sees it: described in both languages, kept, and kept true.

A user's catalogue is served from memory. After a minute Salesforce is asked whether any object has
changed since (`If-Modified-Since`, one small call); where one has, or the org cannot tell, it is
read again behind the answers. After an hour it is read again in any case, as changed rights do not
count as changed objects.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from crm.composite import MOST_STEPS, Answer, Step, send
from crm.connection import Connection
from crm.describe import is_relevant, read_object
from crm.metadata import Catalogue

_LISTED = "sobjects/"
_ASK_AFTER = 60.0
_READ_AFTER = 3600.0
_DOUBT_AFTER = 5.0
_LANGUAGES = ({"Accept-Language": "fr"}, {"Accept-Language": "en-US"})


@dataclass(frozen=True)
class _Shelf:
    """One user's catalogue: its HTTP date, when it was read and when last asked about."""

    catalogue: Catalogue
    dated: str | None
    read_at: float
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
        self._reading: asyncio.Task[_Shelf] | None = None

    async def get(self) -> Catalogue:
        """Return the catalogue, from memory wherever it is known to be true."""
        shelf, now = self._shelf, self._monotonic()
        if shelf is None or now - shelf.read_at > _READ_AFTER:
            return (await self._read_once()).catalogue
        if now - shelf.asked_at > _ASK_AFTER:
            self._shelf = replace(shelf, asked_at=now)
            await self._ask(shelf)
        return shelf.catalogue

    async def doubt(self) -> Catalogue:
        """Return the catalogue read anew: something in it proved wrong, or was missed in it."""
        if self._shelf is not None and self._monotonic() - self._shelf.read_at < _DOUBT_AFTER:
            return self._shelf.catalogue
        return (await self._read_once()).catalogue

    async def _ask(self, shelf: _Shelf) -> None:
        """Ask whether anything changed; if so, read behind the answers that go out meanwhile."""
        listed, _ = await self._connection.changed_since(_LISTED, shelf.dated)
        if listed is not None:
            reading = self._start_reading()
            reading.add_done_callback(lambda done: done.cancelled() or done.exception())

    async def _read_once(self) -> _Shelf:
        """Read, or wait for the reading that is under way."""
        return await asyncio.shield(self._start_reading())

    def _start_reading(self) -> asyncio.Task[_Shelf]:
        if self._reading is None or self._reading.done():
            self._reading = asyncio.ensure_future(self._read_all())
        return self._reading

    async def _read_all(self) -> _Shelf:
        now = self._monotonic()
        listed, dated = await self._connection.changed_since(_LISTED, None)
        catalogue = await self._read(listed)
        known = self._shelf
        if known is not None and known.catalogue == catalogue:
            catalogue = known.catalogue
        self._shelf = _Shelf(catalogue, dated, now, now)
        return self._shelf

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
