"""Several calls in one round trip, by Salesforce's composite resource."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote as percent

from crm.connection import Connection
from crm.errors import CrmError
from crm.verdicts import answer_verdict

MOST_STEPS = 25
MOST_QUERIES = 5
_LONGEST_GET = 6000


@dataclass(frozen=True)
class Step:
    """One sub-request; `path`, below the API's root, may refer to earlier ones (`@{name.id}`)."""

    name: str
    path: str
    method: str = "GET"
    body: Mapping[str, Any] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """What one sub-request was answered."""

    status: int
    body: Any

    @property
    def failed(self) -> bool:
        """Whether it was refused."""
        return self.status >= 400

    def error(self, *, write: bool = False) -> CrmError:
        """Return the refusal in our own words."""
        return answer_verdict(self.status, self.body, write=write)


async def send(
    connection: Connection,
    steps: Sequence[Step],
    *,
    all_or_none: bool = False,
    write: bool = False,
    headers: Mapping[str, str] | None = None,
) -> list[Answer]:
    """Send up to 25 sub-requests, of which up to 5 queries, and return their answers in order."""
    body = {
        "allOrNone": all_or_none,
        "compositeRequest": [_written(connection.root, step) for step in steps],
    }
    answer = await connection.call(
        "composite/", method="POST", body=body, write=write, headers=headers
    )
    return [
        Answer(part["httpStatusCode"], part.get("body")) for part in answer["compositeResponse"]
    ]


def _written(root: str, step: Step) -> dict[str, Any]:
    written: dict[str, Any] = {
        "method": step.method,
        "url": root + step.path,
        "referenceId": step.name,
    }
    if step.body is not None:
        written["body"] = step.body
    if step.headers:
        written["httpHeaders"] = dict(step.headers)
    return written


def query_step(name: str, soql: str) -> Step:
    """Return the sub-request that runs a query."""
    return Step(name, f"query/?q={percent(soql, safe='')}")


async def run_queries(connection: Connection, texts: Sequence[str]) -> list[Any]:
    """Run queries in as few round trips as Salesforce allows; raise the first refusal."""
    if len(texts) == 1 and len(texts[0]) < _LONGEST_GET:
        return [await connection.call("query/", params={"q": texts[0]})]
    chunks = [texts[at : at + MOST_QUERIES] for at in range(0, len(texts), MOST_QUERIES)]
    answered = await asyncio.gather(*(_run_chunk(connection, chunk) for chunk in chunks))
    return [answer for chunk in answered for answer in chunk]


async def _run_chunk(connection: Connection, texts: Sequence[str]) -> list[Any]:
    steps = [query_step(f"q{place}", text) for place, text in enumerate(texts)]
    answers = await send(connection, steps)
    for answer in answers:
        if answer.failed:
            raise answer.error()
    return [answer.body for answer in answers]
