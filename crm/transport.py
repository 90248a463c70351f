"""The wire to Salesforce: one `requests` session with time-outs, a pool and a way to a sandbox.

simple-salesforce has no time-outs and writes `https://{instance}` everywhere. Both are put right
here, below it, so that the client itself stays the published one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import SplitResult, urlsplit, urlunsplit

import requests
from requests.adapters import HTTPAdapter


@dataclass(frozen=True)
class Timeouts:
    """Seconds: to connect, between two bytes read, and for one call as a whole."""

    connect: float = 3.0
    read: float = 20.0
    whole: float = 60.0


def is_loopback(url: str) -> bool:
    """Tell whether a URL points at this very machine."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class SalesforceAdapter(HTTPAdapter):
    """Sends with default time-outs and, where `home` is given, always to that scheme and host."""

    def __init__(self, timeouts: Timeouts, pool: int, home: SplitResult | None) -> None:
        """`pool` is how many connections are kept open."""
        self._timeouts = (timeouts.connect, timeouts.read)
        self._home = home
        super().__init__(pool_connections=4, pool_maxsize=pool)

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> Any:
        """Send one request; a time-out given by the caller wins."""
        if self._home is not None and request.url:
            parts = urlsplit(request.url)
            request.url = urlunsplit(
                parts._replace(scheme=self._home.scheme, netloc=self._home.netloc)
            )
        if kwargs.get("timeout") is None:
            kwargs["timeout"] = self._timeouts
        return super().send(request, *args, **kwargs)


def open_session(
    login_url: str,
    timeouts: Timeouts,
    pool: int,
    seen: Callable[[requests.Response], None],
) -> requests.Session:
    """Return the session every call to this org goes through; `seen` is shown every response.

    On the loopback address the machine's proxy settings are ignored, and every request goes to the
    login URL itself, so that a proxy placed before the sandbox sees them all.
    """
    session = requests.Session()
    loopback = is_loopback(login_url)
    session.trust_env = not loopback
    session.auth = _as_written
    adapter = SalesforceAdapter(timeouts, pool, urlsplit(login_url) if loopback else None)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    session.hooks["response"] = [lambda response, *_, **__: seen(response)]
    return session


def _as_written(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Keep our own Authorization header: `requests` would put one from ~/.netrc in its place."""
    return request
