"""Visitors' files put on their case in Salesforce, behind the conversation: nobody waits for it.

A file stays in the service's own database whatever happens, so that nothing is lost where the org
refuses it or is away; the agent sees which, and may have it tried again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine

from copilot.attachments import AWAY, REFUSED, Attachments
from copilot.errors import CopilotError
from copilot.people import People
from crm import Crm, CrmError, CrmUnavailable, QuotaSpent, SignedOut, put_file

LOG = logging.getLogger("comptoir.files")
PASSING = (CrmUnavailable, QuotaSpent, SignedOut)


class CaseUploads:
    """Puts the files of conversations on their cases, one conversation at a time."""

    def __init__(self, attachments: Attachments, people: People) -> None:
        self._attachments, self._people = attachments, people
        self._tasks: set[asyncio.Task[None]] = set()
        self._running: set[str] = set()

    def begin(self, id_: str, case: str) -> None:
        """Put what is not there yet on the case, in the background."""
        if id_ not in self._running:
            self._running.add(id_)
            self._spawn(self._work(id_, case))

    async def put(self, id_: str, case: str) -> None:
        """Put what is not there yet on the case, and return once that was tried."""
        if id_ not in self._running:
            self._running.add(id_)
            await self._work(id_, case)

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def idle(self) -> None:
        """Wait until everything begun is done."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    async def close(self) -> None:
        """Stop; what is not on its case yet is put there when an agent next looks."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _work(self, id_: str, case: str) -> None:
        try:
            crm = await self._people.integration()
            tried: set[str] = set()
            while fresh := [
                key for key in await self._attachments.waiting(id_) if key not in tried
            ]:
                for key in fresh:
                    await self._put(crm, id_, key, case)
                tried.update(fresh)
        except CrmError as error:
            LOG.warning("case %s lacks files: %s", case, type(error).__name__)
        finally:
            self._running.discard(id_)

    async def _put(self, crm: Crm, id_: str, key: str, case: str) -> None:
        try:
            row = await self._attachments.released(id_, key)
        except CopilotError as error:
            LOG.info("file %s stays here: %s", key[:8], type(error).__name__)
            return
        try:
            version = await put_file(crm, case, row.name, row.content)
        except CrmError as error:
            LOG.warning("file %s is not on case %s: %s", key[:8], case, type(error).__name__)
            await self._attachments.note(
                key, refused=AWAY if isinstance(error, PASSING) else REFUSED
            )
        else:
            await self._attachments.note(key, version=version, refused=None)
