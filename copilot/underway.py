"""Answers that are being made: how far each is, and what of a model's text may be read already.

Nothing of it is kept: when the answer is there, it stands in the place of all that was told before.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any
from weakref import WeakValueDictionary

from actions import Progress
from copilot.transcripts import Transcripts
from copilot.turn import Language, Turn
from copilot.wording import line
from guard import Glimpse


@dataclass(frozen=True)
class Underway:
    """What may be told of an answer that is being made.

    `n` is another whenever there is more to tell. `text` is what a model wrote so far, verified
    sentence by sentence; `read` of `expected` sources are read where the work is long.
    """

    n: int
    turn: str
    language: Language
    text: str = ""
    read: int = 0
    expected: int = 0

    @property
    def words(self) -> str:
        """Return what is shown: the text, or else how far the reading is."""
        if self.text or not self.expected:
            return self.text
        return line("reading", self.language, read=self.read, expected=self.expected)


Watch = Callable[[Underway], None]
"""Is told of an answer that is being made; it neither fails nor waits."""


class Underways:
    """The answers being made, by conversation; who waits for more of one is woken."""

    def __init__(self) -> None:
        self._now: dict[str, Underway] = {}
        self._numbers = itertools.count(1)
        self._news: WeakValueDictionary[str, asyncio.Event] = WeakValueDictionary()

    def of(self, sender: str) -> Underway | None:
        """Return what is being made in a conversation, once there is something to tell."""
        return self._now.get(sender)

    @contextmanager
    def making(self, turn: Turn, language: Language, watch: Watch | None) -> Iterator[Making]:
        """Let an answer be under way."""
        making = Making(Underway(0, turn.key, language), self._tell(turn.sender, watch))
        try:
            yield making
        finally:
            self._now.pop(turn.sender, None)
            self._wake(turn.sender)

    def _tell(self, sender: str, watch: Watch | None) -> Watch:
        def tell(underway: Underway) -> None:
            self._now[sender] = told = replace(underway, n=next(self._numbers))
            self._wake(sender)
            if watch:
                watch(told)

        return tell

    def _wake(self, sender: str) -> None:
        news = self._news.pop(sender, None)
        if news:
            news.set()

    async def changed(self, sender: str, seen: int, seconds: float) -> Underway | None:
        """Return what is being made once it is not what was seen, or after so many seconds.

        `seen` is 0 where nothing was.
        """
        news = self._news.setdefault(sender, asyncio.Event())
        now = self.of(sender)
        if (now.n if now else 0) == seen and seconds > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(news.wait(), seconds)
        return self.of(sender)


class Making:
    """One answer being made; what is told of it goes to whoever watches."""

    def __init__(self, underway: Underway, tell: Watch) -> None:
        self._underway, self._tell = underway, tell
        self.progress = Progress(self._read)

    def glimpsed(self, glimpse: Glimpse) -> None:
        """Tell what of a model's text may be read."""
        self._change(replace(self._underway, text=text_of(glimpse), language=glimpse.language))

    def _read(self, read: int, expected: int) -> None:
        self._change(replace(self._underway, read=read, expected=expected))

    def _change(self, underway: Underway) -> None:
        if underway != self._underway:
            self._underway = underway
            self._tell(underway)


async def heard(
    transcripts: Transcripts, underways: Underways, sender: str, after: int, seen: int | None,
    seconds: float,
) -> Sequence[Any]:  # fmt: skip
    """Return what was said after the n-th thing, waiting for it or for more of what is being made.

    Without `seen` what is being made ends no wait.
    """
    if seen is None:
        return await transcripts.follow(sender, after, seconds)
    said = asyncio.create_task(transcripts.follow(sender, after, seconds))
    more = asyncio.create_task(underways.changed(sender, seen, seconds))
    await asyncio.wait((said, more), return_when=asyncio.FIRST_COMPLETED)
    for task in (said, more):
        task.cancel()
    await asyncio.gather(said, more, return_exceptions=True)
    return await transcripts.said(sender, after)


def text_of(glimpse: Glimpse) -> str:
    """Return the sentences of a glimpse as one text, in Markdown's inline subset."""
    content = glimpse.content
    if glimpse.task == "answer":
        return str(content["text"])
    head = content.get("subject") or content.get("title")
    body = content.get("body") or content.get("overview")
    items = [f"• {item['text']}" for item in content.get("items", ())]
    said = [f"**{head}**" if head else "", body or "", "\n".join(items)]
    return "\n\n".join(one for one in said if one)
