"""Asks every configured source side by side, and waits for none longer than it may."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote

from knowledge.errors import OutsideProblem
from knowledge.outside.contract import Item, OutsideSource, Subject
from knowledge.outside.fetching import Fetcher, Rules
from knowledge.outside.reading import csv_items, feed_items, json_items
from knowledge.outside.setting import OutsideSetting, SourceSetting, read_setting


@dataclass(frozen=True)
class Gathered:
    """What was found, newest first, and the names of the sources that did not answer in time."""

    items: tuple[Item, ...] = ()
    missing: tuple[str, ...] = ()


class Configured:
    """A source as the file names it, read by the kind it is."""

    def __init__(self, setting: SourceSetting, folder: Path, fetcher: Fetcher, key: str) -> None:
        self._setting, self._folder, self._fetcher, self._key = setting, folder, fetcher, key

    @property
    def name(self) -> str:
        """What readers know it by."""
        return self._setting.name

    @property
    def newest_days(self) -> int | None:
        """How old its items may be, None where it says nothing of its own."""
        return self._setting.newest_days

    async def look(self, subject: Subject) -> Sequence[Item]:
        """Return what it holds, or finds for the subject's first name."""
        body = await self._body(subject)
        return await asyncio.to_thread(self._read, body)

    async def _body(self, subject: Subject) -> bytes:
        one = self._setting
        if one.path is not None:
            try:
                return await asyncio.to_thread((self._folder / one.path).read_bytes)
            except OSError as exc:
                raise OutsideProblem(f"{one.path} cannot be read") from exc
        query = quote(subject.names[0] if subject.names else "", safe="")
        headers = {name: held.replace("{key}", self._key) for name, held in one.headers.items()}
        return await self._fetcher.fetch(one.url.replace("{query}", query), headers)

    def _read(self, body: bytes) -> list[Item]:
        one = self._setting
        fields = {str(key): path for key, path in one.fields.items()}
        if one.kind == "csv":
            return csv_items(one.name, body, fields)
        if one.kind == "feed" or (one.kind == "search" and one.answers == "feed"):
            return feed_items(one.name, body)
        return json_items(one.name, body, one.items, fields)


class Outside:
    """All sources of a team."""

    def __init__(
        self, sources: Sequence[OutsideSource], setting: OutsideSetting, fetcher: Fetcher
    ) -> None:
        self._sources, self._setting, self._fetcher = sources, setting, fetcher
        self._late: set[asyncio.Task[list[Item]]] = set()

    @property
    def most(self) -> int:
        """How many items a reader is shown."""
        return self._setting.most

    @property
    def count(self) -> int:
        """How many sources there are."""
        return len(self._sources)

    async def gather(
        self, subject: Subject, today: date, read: Callable[[], None] = lambda: None
    ) -> Gathered:
        """Return what every source holds that is new enough; late or failing ones are missing.

        `read` is called for each source as soon as it has answered or failed.
        """
        if not self._sources or not subject.names:
            return Gathered()
        tasks = {
            asyncio.create_task(self._fresh(one, subject, today)): one for one in self._sources
        }
        for task in tasks:
            task.add_done_callback(lambda _task: read())
        done, late = await asyncio.wait(tasks, timeout=self._setting.wait)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        items: list[Item] = []
        missing = {tasks[task].name for task in late}
        for task in done:
            if isinstance(task.exception(), OutsideProblem):
                missing.add(tasks[task].name)
            else:
                items += task.result()
        items.sort(key=lambda one: one.day or date.min, reverse=True)
        named = tuple(one.name for one in self._sources if one.name in missing)
        return Gathered(tuple(items), named)

    async def states(self) -> dict[str, str]:
        """Return how each source is: "ok", or what is wrong, for the doctor."""
        looks = (one.look(Subject((one.name,))) for one in self._sources)
        found = await asyncio.gather(*looks, return_exceptions=True)
        return {
            source.name: str(answer) if isinstance(answer, BaseException) else "ok"
            for source, answer in zip(self._sources, found, strict=True)
        }

    async def close(self) -> None:
        """Stop what is still under way and close the connections."""
        for task in self._late:
            task.cancel()
        await asyncio.gather(*self._late, return_exceptions=True)
        await self._fetcher.close()

    def _left_to(self, late: set[asyncio.Task[list[Item]]]) -> None:
        """Let late sources finish into the cache, so that the next brief has them."""
        for task in late:
            self._late.add(task)
            task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[list[Item]]) -> None:
        self._late.discard(task)
        if not task.cancelled():
            task.exception()

    async def _fresh(self, source: OutsideSource, subject: Subject, today: date) -> list[Item]:
        days = getattr(source, "newest_days", None) or self._setting.newest_days
        oldest = today - timedelta(days=days)
        return [
            one
            for one in await source.look(subject)
            if (self._setting.undated if one.day is None else oldest <= one.day <= today)
        ]


def open_outside(path: Path, key: str = "") -> Outside:
    """Return the sources that a file names; nothing is fetched yet."""
    setting = read_setting(path)
    rules = Rules(
        setting.timeout, setting.largest_kb * 1_000, setting.kept_minutes * 60,
        frozenset(setting.private_hosts),
    )  # fmt: skip
    fetcher = Fetcher(rules)
    sources = [Configured(one, path.parent, fetcher, key) for one in setting.sources]
    return Outside(sources, setting, fetcher)
