"""What a source sent, as items: RSS and Atom feeds, JSON lists, CSV tables. Markup is dropped."""

from __future__ import annotations

import csv
import io
import json
import warnings
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import Any

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning

from knowledge.errors import OutsideProblem
from knowledge.outside.contract import Item

MOST, LONGEST = 500, 2_000


def feed_items(name: str, body: bytes) -> list[Item]:
    """Return the entries of an RSS or Atom feed."""
    import feedparser  # noqa: PLC0415 - slow to import

    # A stream, so that what was sent is never taken for the name of a file or a page.
    feed = feedparser.parse(io.BytesIO(body))
    if not feed.entries and (feed.bozo or not feed.version):
        raise OutsideProblem(f"{name} sent no feed that can be read")
    return [_entry(name, one) for one in feed.entries[:MOST]]


def _entry(name: str, entry: Mapping[str, Any]) -> Item:
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    links = tuple(str(one.get("href", "")) for one in entry.get("links", ()))
    held = " ".join(str(one.get("value", "")) for one in entry.get("content", ()))
    html = str(entry.get("summary") or held)
    return Item(
        name, plain(str(entry.get("title", ""))), plain(html)[:LONGEST],
        str(entry.get("link", "")), date(*moment[:3]) if moment else None,
        (*links, *_links(html)),
    )  # fmt: skip


def json_items(name: str, body: bytes, where: str, fields: Mapping[str, str]) -> list[Item]:
    """Return the items of a JSON document; `where` is the dotted path of their list."""
    try:
        found: Any = json.loads(body)
    except ValueError as exc:
        raise OutsideProblem(f"{name} sent no JSON") from exc
    listed = at(found, where)
    if not isinstance(listed, list):
        raise OutsideProblem(f"{name} sent no list under `items`")
    rows = [row for row in listed[:MOST] if isinstance(row, Mapping)]
    return [_row(name, {key: at(row, path) for key, path in fields.items()}) for row in rows]


def csv_items(name: str, body: bytes, fields: Mapping[str, str]) -> list[Item]:
    """Return the rows of a CSV table; `,`, `;` or tabs part its columns."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = body.decode("cp1252", "replace")
    head = text.split("\n", 1)[0]
    mark = max(",;\t", key=head.count)
    rows = islice(csv.DictReader(io.StringIO(text), delimiter=mark), MOST)
    found = [_row(name, {key: row.get(path) for key, path in fields.items()}) for row in rows]
    if not any(one.title or one.text for one in found):
        raise OutsideProblem(f"{name} has no column that `fields` names")
    return found


def _row(name: str, held: Mapping[str, Any]) -> Item:
    title, text = plain(_said(held.get("title"))), plain(_said(held.get("text")))
    company = plain(_said(held.get("company")))
    if company and company.casefold() not in f"{title} {text}".casefold():
        title = f"{company} – {title}" if title else company
    return Item(
        name, title, text[:LONGEST], _said(held.get("link")), day_of(_said(held.get("day")))
    )


def _said(value: Any) -> str:
    return "" if value is None or isinstance(value, Mapping | list) else str(value)


def at(node: Any, path: str) -> Any:
    """Return what lies under a dotted path of a JSON value, itself for "", else None."""
    for step in path.split(".") if path else ():
        node = node.get(step) if isinstance(node, Mapping) else None
    return node


def day_of(said: str) -> date | None:
    """Return a date as sources write it: ISO 8601, RFC 2822, 22/11/2026, seconds since 1970."""
    said = said.strip()
    days = (_tried(read, said) for read in (_iso, _rfc, _slashed, _seconds))
    return next((day for day in days if day), None)


def _tried(read: Callable[[str], date], said: str) -> date | None:
    try:
        return read(said)
    except (ValueError, TypeError, OverflowError, OSError):
        return None


def _iso(said: str) -> date:
    return date.fromisoformat(said[:10])


def _rfc(said: str) -> date:
    return parsedate_to_datetime(said).date()


def _slashed(said: str) -> date:
    return datetime.strptime(said[:10], "%d/%m/%Y").date()


def _seconds(said: str) -> date:
    return datetime.fromtimestamp(float(said), UTC).date()


def plain(html: str) -> str:
    """Return HTML as one run of text, scripts and styles dropped."""
    if "<" not in html and "&" not in html:
        return " ".join(html.split())
    soup = _soup(html)
    for one in soup(["script", "style", "template", "noscript"]):
        one.decompose()
    return " ".join(soup.get_text(" ").split())


def _links(html: str) -> tuple[str, ...]:
    if "<" not in html:
        return ()
    return tuple(str(one["href"]) for one in _soup(html).find_all("a", href=True))


def _soup(html: str) -> BeautifulSoup:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        return BeautifulSoup(html, "html.parser")
