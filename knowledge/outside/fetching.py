"""Fetches pages the polite way: robots.txt obeyed, bounded in time and size, kept for a while."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from knowledge.errors import OutsideProblem
from knowledge.outside.addresses import allowed

AGENT = "Comptoir"
_REDIRECTS, _MOVED = 3, frozenset({301, 302, 303, 307, 308})
_REFUSED = frozenset({401, 403})
_ROBOTS_KEPT = 86_400.0
_MOST_KEPT = 200


@dataclass(frozen=True)
class Rules:
    """How far a fetch may go: seconds, bytes, seconds a page is kept, private `host:port`."""

    timeout: float = 8.0
    largest: int = 2_000_000
    kept: float = 900.0
    private_hosts: frozenset[str] = frozenset()


@dataclass
class _Page:
    body: bytes
    until: float
    tag: str = ""


class Fetcher:
    """Fetches for the whole service; its connections open when it is first used."""

    def __init__(self, rules: Rules, clock: Callable[[], float] = time.monotonic) -> None:
        self._rules, self._clock = rules, clock
        self._client: httpx.AsyncClient | None = None
        self._pages: dict[tuple[str, str], _Page] = {}
        self._robots: dict[str, tuple[float, RobotFileParser]] = {}
        self._locks: dict[tuple[str, str], asyncio.Lock] = {}

    async def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> bytes:
        """Return what lies at an address, from the cache while it is fresh; raise `OutsideProblem`.

        `headers` are the team's own (a key of a search); they go to the first host only.
        """
        key = (url, str(sorted((headers or {}).items())))
        async with self._locks.setdefault(key, asyncio.Lock()):
            page = self._pages.get(key)
            if page and page.until > self._clock():
                return page.body
            page = await self._within(url, dict(headers or {}), page)
            if len(self._pages) >= _MOST_KEPT:
                self._pages.pop(next(iter(self._pages)))
            self._pages[key] = page
            return page.body

    async def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            await self._client.aclose()

    async def _within(self, url: str, headers: dict[str, str], known: _Page | None) -> _Page:
        try:
            async with asyncio.timeout(self._rules.timeout):
                return await self._followed(url, headers, known)
        except TimeoutError as exc:
            raise OutsideProblem(f"{_host(url)} did not answer in time") from exc
        except httpx.HTTPError as exc:
            raise OutsideProblem(f"{_host(url)} cannot be reached") from exc

    async def _followed(self, url: str, headers: dict[str, str], known: _Page | None) -> _Page:
        """Fetch, checking every address on the way."""
        if known and known.tag:
            headers = headers | {"If-None-Match": known.tag}
        first = _host(url)
        for _ in range(_REDIRECTS + 1):
            if not await self._may(url):
                raise OutsideProblem(f"{_host(url)} asks robots not to read this page")
            status, found, body = await self._get(url, headers if _host(url) == first else {})
            if status in _MOVED and "location" in found:
                url = urljoin(url, found["location"])
                continue
            until = self._clock() + self._rules.kept
            if status == httpx.codes.NOT_MODIFIED and known:
                return _Page(known.body, until, known.tag)
            if status != httpx.codes.OK:
                raise OutsideProblem(f"{_host(url)} answered {status}")
            return _Page(body, until, found.get("etag", ""))
        raise OutsideProblem(f"{first} redirects too often")

    async def _get(
        self, url: str, headers: Mapping[str, str]
    ) -> tuple[int, Mapping[str, str], bytes]:
        target = await allowed(url, self._rules.private_hosts)
        # Not compressed: what the limit counts is what was sent.
        plain = {"User-Agent": AGENT, "Accept-Encoding": "identity"}
        sent = {**plain, **headers, "Host": target.host}
        request = self._open().build_request(
            "GET", target.connect, headers=sent, extensions={"sni_hostname": target.name}
        )
        answer = await self._open().send(request, stream=True)
        try:
            return answer.status_code, answer.headers, await self._body(answer)
        finally:
            await answer.aclose()

    async def _body(self, answer: httpx.Response) -> bytes:
        parts, size = [], 0
        async for part in answer.aiter_bytes():
            size += len(part)
            if size > self._rules.largest:
                raise OutsideProblem("the page is larger than allowed")
            parts.append(part)
        return b"".join(parts)

    async def _may(self, url: str) -> bool:
        """Whether robots.txt lets us read an address (RFC 9309: unreachable means no)."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        kept = self._robots.get(origin)
        if kept is None or kept[0] < self._clock():
            kept = (self._clock() + _ROBOTS_KEPT, await self._rules_of(origin))
            self._robots[origin] = kept
        return kept[1].can_fetch(AGENT, url)

    async def _rules_of(self, origin: str) -> RobotFileParser:
        url = f"{origin}/robots.txt"
        for _ in range(_REDIRECTS + 1):
            status, found, body = await self._get(url, {})
            if status not in _MOVED or "location" not in found:
                break
            url = urljoin(url, found["location"])
        rules = RobotFileParser()
        if status == httpx.codes.OK:
            rules.parse(body.decode("utf-8", "replace").splitlines())
        elif status in _REFUSED or status >= httpx.codes.INTERNAL_SERVER_ERROR:
            rules.parse(["User-agent: *", "Disallow: /"])
        else:
            rules.parse([])
        return rules

    def _open(self) -> httpx.AsyncClient:
        if self._client is None:
            # The machine's proxy would connect to an address that nobody checked.
            self._client = httpx.AsyncClient(
                timeout=self._rules.timeout, follow_redirects=False, trust_env=False
            )
        return self._client


def _host(url: str) -> str:
    return urlsplit(url).netloc
