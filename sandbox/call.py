"""One REST call as the resources see it, whether it came over HTTP or inside a composite."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sandbox.access import Access
from sandbox.clock import Clock
from sandbox.errors import ApiError
from sandbox.store import Store


@dataclass(frozen=True)
class Org:
    """The running org: its records, its clock, how long a session lives, calls allowed a day."""

    store: Store
    clock: Clock
    session_seconds: int = 7200
    daily_calls: int = 100_000


@dataclass(frozen=True)
class Answer:
    """What goes back: `body` is JSON, or text when `media` says something else; None is empty."""

    status: int = 200
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    media: str = "application/json"


@dataclass(frozen=True)
class Call:
    """A signed-in user's call. `path` is raw (still percent-encoded), below `/services/data`.

    `headers` have lower-case names. `language` is "fr" or "en", `now` is UTC. `dispatch` answers a
    call by the table of resources.
    """

    org: Org
    user: str
    access: Access
    language: str
    now: datetime
    method: str
    path: str
    params: Mapping[str, str]
    headers: Mapping[str, str]
    content: bytes
    dispatch: Callable[[Call], Answer]

    @property
    def root(self) -> str:
        """Return the API's root for links: `/services/data/v60.0`."""
        return "/services/data/" + self.path.strip("/").split("/", 1)[0]

    @property
    def today(self) -> str:
        """Return the date as `YYYY-MM-DD`."""
        return f"{self.now:%Y-%m-%d}"

    def number(self, name: str, default: int) -> int:
        """Return a parameter that counts something."""
        text = self.params.get(name) or str(default)
        if not text.isdigit():
            raise ApiError("INVALID_INPUT", f"{name} must be a whole number")
        return int(text)

    def json(self) -> Any:
        """Return the parsed body."""
        try:
            return json.loads(self.content)
        except ValueError as exc:
            raise ApiError("JSON_PARSER_ERROR", f"The request body is not JSON: {exc}") from exc

    def mapping(self) -> dict[str, Any]:
        """Return the body where it must be an object."""
        body = self.json()
        if not isinstance(body, dict):
            raise ApiError("JSON_PARSER_ERROR", "The request body must be a JSON object")
        return body

    def inner(self, **changes: Any) -> Answer:
        """Answer a call made on this one's behalf (a part of a composite)."""
        return self.dispatch(replace(self, **changes))
