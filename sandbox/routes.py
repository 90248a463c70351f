"""The table of REST resources: what path and method lead to which answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import unquote, unquote_plus

from sandbox import bulk, composite, limits, queries, record_sets, resources, search
from sandbox.call import Answer, Call
from sandbox.errors import ApiError, missing

Handler = Callable[..., Answer]
ID = "([^/]+)"

TABLE: tuple[tuple[str, Mapping[str, Handler]], ...] = (
    ("", {"GET": resources.list_resources}),
    ("limits", {"GET": limits.show}),
    ("query", {"GET": queries.query}),
    ("queryAll", {"GET": queries.query_all}),
    (f"query(?:All)?/{ID}", {"GET": queries.more}),
    ("search", {"GET": search.sosl}),
    ("parameterizedSearch", {"GET": search.parameterized, "POST": search.parameterized}),
    ("recent", {"GET": resources.recent}),
    ("sobjects", {"GET": resources.describe_all}),
    (f"sobjects/{ID}", {"GET": resources.basic, "POST": resources.create}),
    (f"sobjects/{ID}/describe", {"GET": resources.describe}),
    (f"sobjects/{ID}/deleted", {"GET": resources.deleted}),
    (f"sobjects/{ID}/updated", {"GET": resources.updated}),
    (
        f"sobjects/{ID}/{ID}",
        {"GET": resources.read, "PATCH": resources.update, "DELETE": resources.delete},
    ),
    (f"sobjects/User/{ID}/password", {"POST": resources.set_password}),
    (
        f"sobjects/{ID}/{ID}/{ID}",
        {
            "GET": resources.read_by_key,
            "PATCH": resources.upsert,
            "DELETE": resources.delete_by_key,
        },
    ),
    ("composite", {"POST": composite.composite}),
    ("composite/batch", {"POST": composite.batch}),
    (
        "composite/sobjects",
        {
            "POST": record_sets.create,
            "PATCH": record_sets.update,
            "DELETE": record_sets.delete,
        },
    ),
    (f"composite/sobjects/{ID}", {"GET": record_sets.read, "POST": record_sets.read}),
    (f"composite/sobjects/{ID}/{ID}", {"PATCH": record_sets.upsert}),
    (f"composite/tree/{ID}", {"POST": composite.tree}),
    ("jobs/ingest", {"POST": bulk.create_ingest, "GET": bulk.list_ingest}),
    (
        f"jobs/ingest/{ID}",
        {"GET": bulk.show, "PATCH": bulk.change, "DELETE": bulk.remove},
    ),
    (f"jobs/ingest/{ID}/batches", {"PUT": bulk.upload}),
    (f"jobs/ingest/{ID}/{ID}", {"GET": bulk.outcome}),
    ("jobs/query", {"POST": bulk.create_query, "GET": bulk.list_query}),
    (f"jobs/query/{ID}", {"GET": bulk.show, "PATCH": bulk.change, "DELETE": bulk.remove}),
    (f"jobs/query/{ID}/results", {"GET": bulk.results}),
)
COMPILED = [(re.compile(pattern), handlers) for pattern, handlers in TABLE]
VERSION = re.compile(r"v(\d{2})\.0")


def dispatch(call: Call) -> Answer:
    """Answer a call by the first resource its path matches."""
    version, _, rest = call.path.strip("/").partition("/")
    if not VERSION.fullmatch(version):
        raise missing()
    method = "GET" if call.method == "HEAD" else call.method
    for pattern, handlers in COMPILED:
        found = pattern.fullmatch(rest.strip("/"))
        if found is None:
            continue
        if method not in handlers:
            allowed = ",".join(["HEAD", *sorted(handlers)])
            raise ApiError(
                "METHOD_NOT_ALLOWED", f"HTTP Method '{method}' not allowed. Allowed are {allowed}"
            )
        return handlers[method](call, *_decode(found.groups()))
    raise missing()


def _decode(parts: tuple[str, ...]) -> list[str]:
    """Decode path segments; the third, an external id's value, is quoted the way forms are."""
    return [unquote_plus(part) if place == 2 else unquote(part) for place, part in enumerate(parts)]
