"""Takes new letters from a mailbox, each once: resumes where it was, waits longer after failures.

The place is kept after every letter: the folder's UIDVALIDITY and the last UID. A folder met for
the first time, or renumbered by its server, gives its unread letters only; what was handled before
is known by its Message-ID and not handled again.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass, replace
from email.parser import BytesHeaderParser
from pathlib import Path

from actions.mail_files import Letter, read_letter
from copilot.errors import MailboxClosed, MailboxUnreachable
from copilot.mailbox_door import Address, address_of, opened
from copilot.settings import Settings

LOG = logging.getLogger("comptoir.mailbox")
FIRST, LONGEST = 5.0, 600.0
MOST, REMEMBERED = 50, 2_000
Handle = Callable[[Letter], Awaitable[object]]


@dataclass
class Place:
    """How far a folder was read; `known` are digests of the Message-IDs handled last."""

    validity: int = 0
    uid: int = 0
    known: list[str] | None = None

    def knows(self, digest: str) -> bool:
        """Whether that message was handled."""
        return digest in (self.known or [])

    def remember(self, digest: str) -> None:
        """Note that a message was handled."""
        self.known = [*(self.known or []), digest][-REMEMBERED:]


class Places:
    """The places of all folders, in one file that is replaced whole."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def of(self, key: str) -> Place:
        """Return a folder's place; a damaged file is an empty one."""
        held = self._all().get(key)
        return Place(**held) if isinstance(held, dict) else Place()

    def keep(self, key: str, place: Place) -> None:
        """Keep a folder's place."""
        held = self._all() | {key: asdict(place)}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        making = self._path.with_suffix(".making")
        making.write_text(json.dumps(held))
        making.replace(self._path)

    def _all(self) -> dict[str, object]:
        try:
            held = json.loads(self._path.read_text())
        except (OSError, ValueError):
            return {}
        return held if isinstance(held, dict) else {}


@dataclass(frozen=True)
class Batch:
    """Messages as they lie there, by UID, oldest first; None for what is too large or gone."""

    validity: int
    last: int
    messages: tuple[tuple[int, bytes | None], ...]


def read_new(address: Address, place: Place) -> Batch:
    """Return what came since a place, the oldest first and not too many at once; blocks."""
    with opened(address) as box:
        if place.validity == box.validity:
            waiting, last = box.new_since(place.uid)[:MOST], place.uid
        else:
            waiting, last = box.unread()[-MOST:], box.last()
        return Batch(box.validity, last, tuple((uid, box.raw(uid)) for uid in waiting))


def mark(address: Address, uids: Sequence[int]) -> None:
    """Mark messages read, where the settings ask for it; blocks."""
    if address.mark_seen and uids:
        with opened(address) as box:
            for uid in uids:
                box.handled(uid)


async def take(address: Address, places: Places, handle: Handle) -> int:
    """Handle every new letter, oldest first; return how many messages were looked at.

    Each is handled once; one that is too large is passed over.

    Raises `MailboxUnreachable`, `MailboxClosed`, and what `handle` raises: that letter stays new.
    """
    place = places.of(address.key)
    batch = await asyncio.to_thread(read_new, address, place)
    anew = place.validity != batch.validity
    done: list[int] = []
    try:
        for uid, raw in batch.messages:
            if raw is not None and not place.knows(digest := digest_of(raw)):
                await handle(read_letter(raw))
                place.remember(digest)
            done.append(uid)
            # Of a folder met anew the place is only sure when all its unread letters are handled.
            place.uid = place.uid if anew else uid
            places.keep(address.key, place)
    finally:
        await asyncio.to_thread(mark, address, done)
    place.validity, place.uid = batch.validity, max(batch.last, place.uid, *done, 0)
    places.keep(address.key, place)
    return len(done)


def digest_of(raw: bytes) -> str:
    """Return what tells a message from all others: its Message-ID, else all of it."""
    named = BytesHeaderParser().parsebytes(raw).get("Message-ID", "")
    return hashlib.sha256(str(named).encode() or raw).hexdigest()[:32]


async def keep_taking(
    address: Address, places: Places, handle: Handle, every: float,
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:  # fmt: skip
    """Take new letters for ever; after a failure wait longer each time, up to ten minutes.

    What no waiting repairs (a refused login, a missing folder) is raised.
    """
    failed = 0
    while True:
        try:
            await take(address, places, handle)
            failed = 0
        except MailboxUnreachable as error:
            failed += 1
            LOG.warning("%s", error)
        await pause(every if not failed else waiting(failed))


def waiting(failed: int) -> float:
    """Return how long to wait after so many failures in a row, in seconds, with jitter."""
    longest = min(LONGEST, FIRST * 2.0 ** min(failed, 10))
    return longest * random.uniform(0.7, 1.0)  # noqa: S311 - no secret


async def mailbox_states(settings: Settings) -> dict[str, str]:
    """Return "ok" or the remedy for the configured mailbox, for the doctor."""
    address = address_of(settings)
    if address is None:
        return {}
    try:
        await asyncio.to_thread(_look, address)
    except (MailboxClosed, MailboxUnreachable) as error:
        return {"mailbox": str(error)}
    return {"mailbox": "ok"}


def _look(address: Address) -> None:
    with opened(replace(address, mark_seen=False)) as box:
        box.last()
