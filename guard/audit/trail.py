"""Noting without waiting: a line is handed over in microseconds and written in a thread of its own.

What cannot be written waits and is tried again; beyond `most_waiting` lines are dropped, counted,
and the trail itself says how many once it can be written again.
"""

from __future__ import annotations

import hmac
import logging
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread

from guard.audit.book import AuditBook
from guard.audit.entry import Entry
from guard.audit.errors import AuditError

LOG = logging.getLogger("comptoir.audit")
AT_ONCE = 500
Noted = tuple[Entry, datetime]


def utc_now() -> datetime:
    """Return the current time: the house clock can be set, an audit's must not."""
    return datetime.now(UTC)


class Trail:
    """The way into the book. `written` and `dropped` count lines; `note` never fails nor waits.

    `pause` is how many seconds pass between two attempts to write; `linger` how many the writer
    waits for company: a turn is answered meanwhile, and busy turns share a transaction.
    """

    most_waiting = 50_000
    pause = 1.0
    linger = 0.02

    def __init__(self, book: AuditBook, now: Callable[[], datetime] = utc_now) -> None:
        self.book = book
        self.written = self.dropped = 0
        self._now = now
        self._queue: SimpleQueue[Noted | Event] = SimpleQueue()
        self._thread: Thread | None = None
        self._starting = Lock()
        self._untold = 0
        self._note_a_gap()

    def _note_a_gap(self) -> None:
        """Say in the trail itself that lines were cut off its end since it was last written."""
        gap = self.book.gap()
        if gap:
            LOG.error("audit: lines %d to %d are missing", *gap)
            self.note(Entry("broken", facts={"first": gap[0], "last": gap[1]}))

    def note(self, entry: Entry) -> None:
        """Hand a line over to be written."""
        if self._queue.qsize() >= self.most_waiting:
            self.dropped += 1
            self._untold += 1
            return
        self._queue.put((entry, self._now()))
        self._start()

    def pseudonym(self, known_by: str) -> str:
        """Return what stands for a person or a conversation: only the key's holder can tell."""
        key = self.book.place.key
        return hmac.digest(key, f"person\n{known_by}".encode(), "sha256").hex()[:24]

    def flush(self, seconds: float = 10.0) -> bool:
        """Wait until what was noted so far is written; False where it could not be in time."""
        if self._thread is None:
            return True
        reached = Event()
        self._queue.put(reached)
        self._start()
        return reached.wait(seconds)

    def close(self) -> None:
        """Write what waits, and close the book."""
        if not self.flush():
            LOG.error("audit: lines could not be written before the service stopped")
        self.book.close()

    def _start(self) -> None:
        """Start the writer where it does not run."""
        if self._thread is not None and self._thread.is_alive():
            return
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._work, name="audit", daemon=True)
                self._thread.start()

    def _work(self) -> None:
        """Write what comes, several lines in one transaction where they came together."""
        while True:
            first = self._queue.get()
            if not isinstance(first, Event):
                time.sleep(self.linger)
            items = [first, *self._more()]
            lines = [item[0].body(item[1]) for item in items if not isinstance(item, Event)]
            if lines:
                self._write(lines)
            for item in items:
                if isinstance(item, Event):
                    item.set()

    def _more(self) -> Iterator[Noted | Event]:
        """Yield what else waits already."""
        try:
            for _ in range(AT_ONCE):
                yield self._queue.get_nowait()
        except Empty:
            return

    def _write(self, lines: list[str]) -> None:
        """Write lines, trying again until it works; say how many were dropped meanwhile."""
        attempts = 0
        while True:
            untold = self._untold
            lost = [Entry("lost", facts={"lines": untold}).body(self._now())] if untold else []
            try:
                self.book.append([*lines, *lost])
            except AuditError as error:
                attempts += 1
                LOG.error("audit: attempt %d: %s", attempts, error)
                time.sleep(min(self.pause * attempts, 30))
                continue
            self._untold -= untold
            self.written += len(lines) + len(lost)
            return
