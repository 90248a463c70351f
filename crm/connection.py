"""One user's connection: the Salesforce client in a thread, bounded in time, calls and retries.

This is the one place where blocking calls leave the event loop. A call that fails for a passing
reason is tried again with growing, random pauses inside a fixed time; a session that ended is
renewed once; nothing here loops for as long as a server misbehaves.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from random import SystemRandom
from typing import Any, TypeVar

import requests
from simple_salesforce.api import Salesforce
from simple_salesforce.exceptions import SalesforceError, SalesforceExpiredSession

from crm.budget import Budget
from crm.errors import CrmError, CrmUnavailable, SignedOut
from crm.login import OrgAddress, Ticket
from crm.transport import open_session
from crm.verdicts import may_retry, verdict

_T = TypeVar("_T")
_RANDOM = SystemRandom()
_PATH = "/services/data/v"
_PLAIN = {"X-PrettyPrint": "0"}


@dataclass(frozen=True)
class Patience:
    """How often and how long a passing failure is waited out; seconds."""

    tries: int = 4
    first: float = 0.2
    longest: float = 2.0
    total: float = 6.0

    def pause(self, tried: int, asked: float | None) -> float:
        """Return the next pause: full jitter under an exponential roof, or what was asked for."""
        roof = min(self.longest, self.first * 2.0**tried)
        return max(asked or 0.0, _RANDOM.uniform(roof / 2, roof))


class Line:
    """What all users of an org share: the session, the threads, the day's budget."""

    def __init__(self, address: OrgAddress, patience: Patience) -> None:
        """Open nothing yet: the first call connects."""
        self.address = address
        self.patience = patience
        self.budget = Budget(address.reserve)
        self._told = threading.local()
        self.session = open_session(
            address.login_url, address.timeouts, address.workers, self._listen
        )
        self._threads = ThreadPoolExecutor(address.workers, thread_name_prefix="salesforce")

    def _listen(self, response: requests.Response) -> None:
        self.budget.note(response.headers.get("Sforce-Limit-Info"))
        asked = response.headers.get("Retry-After", "")
        self._told.retry_after = float(asked) if asked.isdigit() else None
        self._told.dated = response.headers.get("Last-Modified") or response.headers.get("Date")

    async def threaded(self, call: Callable[[], _T]) -> _T:
        """Run a blocking call in a thread; raise `CrmUnavailable` past the whole-call time-out."""
        future = asyncio.get_running_loop().run_in_executor(self._threads, call)
        try:
            return await asyncio.wait_for(future, self.address.timeouts.whole)
        except TimeoutError as exc:
            raise CrmUnavailable(in_doubt=True) from exc

    def retry_after(self) -> float | None:
        """Return what the last response of this thread asked to wait, in seconds."""
        return getattr(self._told, "retry_after", None)

    def dated(self) -> str | None:
        """Return the HTTP date the last response of this thread was true at."""
        return getattr(self._told, "dated", None)

    def close(self) -> None:
        """Let go of the threads and the connections."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self.session.close()


@dataclass(frozen=True)
class Attempt:
    """How one try went: the answer and its date, or the failure and the wait it asked for."""

    answer: Any
    failure: Exception | None = None
    asked: float | None = None
    dated: str | None = None

    def verdict(self, write: bool) -> CrmError:
        """Return the failure in our own words."""
        error = verdict(self.failure, write=write) if self.failure else CrmError()
        if isinstance(error, CrmUnavailable) and self.asked is not None:
            return CrmUnavailable(self.asked, in_doubt=error.in_doubt)
        return error


class Connection:
    """One user's session with the org. `renew` signs in again and blocks."""

    def __init__(self, line: Line, ticket: Ticket, renew: Callable[[], Ticket]) -> None:
        """Start from an open session."""
        self.line = line
        self.ticket = ticket
        self._renew = renew
        self._renewing = asyncio.Lock()
        self._client = self._make_client()

    @property
    def root(self) -> str:
        """The REST API's path on the instance, for composite sub-requests."""
        return f"{_PATH}{self.line.address.version}/"

    async def call(
        self,
        path: str,
        *,
        method: str = "GET",
        params: Mapping[str, Any] | None = None,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
        write: bool | None = None,
    ) -> Any:
        """Make one REST call under the API's root and return its JSON.

        `write` says that sending it twice could write twice; by default every method but GET.
        Raises `CrmError`s only.
        """
        written = method != "GET" if write is None else write
        kwargs: dict[str, Any] = {"params": params, "method": method}
        kwargs["headers"] = {**_PLAIN, **(headers or {})}
        if body is not None:
            kwargs["json"] = body
        attempt = await self._patiently(lambda client: client.restful(path, **kwargs), written)
        return attempt.answer

    async def through(self, work: Callable[[Any], _T], *, write: bool) -> _T:
        """Run a blocking call of the client's other interfaces (SOAP, Bulk API); see `call`."""
        attempt = await self._patiently(work, write)
        answer: _T = attempt.answer
        return answer

    async def changed_since(self, path: str, date: str | None) -> tuple[Any, str | None]:
        """Return a resource and its HTTP date; None for it where it did not change since a date."""
        headers = {**_PLAIN, **({"If-Modified-Since": date} if date else {})}
        try:
            attempt = await self._patiently(lambda c: c.restful(path, headers=headers), False)
        except CrmError as exc:
            if getattr(exc.__cause__, "status", None) == 304:
                return None, date
            raise
        return attempt.answer, attempt.dated

    async def _patiently(self, call: Callable[[Any], Any], write: bool) -> Attempt:
        patience, waited, renewed = self.line.patience, 0.0, False
        for tried in count():
            client = self._client
            attempt = await self._attempt(client, call)
            if attempt.failure is None:
                return attempt
            if isinstance(attempt.failure, SalesforceExpiredSession) and not renewed:
                renewed = True
                await self._sign_in_again(client)
                continue
            pause = patience.pause(tried, attempt.asked)
            waited += pause
            if tried + 1 >= patience.tries or waited > patience.total:
                raise attempt.verdict(write) from attempt.failure
            if not may_retry(attempt.failure, write=write):
                raise attempt.verdict(write) from attempt.failure
            await asyncio.sleep(pause)
        raise CrmUnavailable

    async def _attempt(self, client: Any, call: Callable[[Any], Any]) -> Attempt:
        self.line.budget.check()

        def blocking() -> Attempt:
            try:
                return Attempt(call(client), dated=self.line.dated())
            except (SalesforceError, requests.RequestException, UnicodeDecodeError) as exc:
                return Attempt(None, exc, self.line.retry_after())

        return await self.line.threaded(blocking)

    async def _sign_in_again(self, stale: Any) -> None:
        """Renew the session once, however many calls found it over."""
        async with self._renewing:
            if self._client is stale:
                self.ticket = await self.line.threaded(self._renew)
                self._client = self._make_client()

    def _make_client(self) -> Any:
        if not self.ticket.token:
            raise SignedOut
        return Salesforce(
            session_id=self.ticket.token,
            instance_url=self.ticket.instance_url,
            session=self.line.session,
            version=self.line.address.version,
            object_pairs_hook=None,
        )
