"""SOSL's grammar: `FIND {…} IN … FIELDS RETURNING Object(fields WHERE … LIMIT n), … LIMIT n`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sandbox.errors import ApiError

SCOPES = {"ALL", "NAME", "EMAIL", "PHONE", "SIDEBAR"}
_HEAD = re.compile(r"\s*FIND\s*\{((?:\\.|[^\\}])*)\}", re.IGNORECASE | re.DOTALL)
_IN = re.compile(r"\s+IN\s+(\w+)\s+FIELDS\b", re.IGNORECASE)
_RETURNING = re.compile(r"\s+RETURNING\s+", re.IGNORECASE)
_LIMIT = re.compile(r"\s+LIMIT\s+(\d+)", re.IGNORECASE)
_NAME = re.compile(r"\s*([A-Za-z]\w*)\s*")
_PARTS = re.compile(
    r"(?P<fields>.*?)(?:\s+WHERE\s+(?P<where>.*?))?(?:\s+ORDER\s+BY\s+(?P<order>.*?))?"
    r"(?:\s+LIMIT\s+(?P<limit>\d+))?(?:\s+OFFSET\s+(?P<offset>\d+))?\s*",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class Returning:
    """What one object gives back; the clauses are SOQL text."""

    sobject: str
    fields: tuple[str, ...] = ("Id",)
    where: str = ""
    order: str = ""
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True)
class Search:
    """A parsed search. No `returning` means every searchable object."""

    text: str
    scope: str = "ALL"
    returning: tuple[Returning, ...] = ()
    limit: int = 2000


def malformed(reason: str) -> ApiError:
    """Return the refusal of a search that cannot be read."""
    return ApiError("MALFORMED_SEARCH", reason)


def parse(text: str) -> Search:
    """Parse a SOSL statement; anything outside the grammar is refused."""
    head = _HEAD.match(text)
    if head is None:
        raise malformed("the search must begin with FIND {…}")
    place = head.end()
    scope, place = _scope(text, place)
    returning, place = _returning(text, place)
    found = _LIMIT.match(text, place)
    limit = int(found[1]) if found else 2000
    place = found.end() if found else place
    if text[place:].strip():
        raise malformed(f"unexpected text at position {place}: {text[place : place + 40].strip()}")
    return Search(unescape(head[1]), scope, returning, min(limit, 2000))


def unescape(text: str) -> str:
    """Take the backslashes of SOSL's reserved characters away, but keep escaped wildcards out."""
    return re.sub(r"\\(.)", lambda found: " " if found[1] in "*?" else found[1], text)


def _scope(text: str, place: int) -> tuple[str, int]:
    found = _IN.match(text, place)
    if found is None:
        return "ALL", place
    if found[1].upper() not in SCOPES:
        raise malformed(f"unknown search group {found[1]}")
    return found[1].upper(), found.end()


def _returning(text: str, place: int) -> tuple[tuple[Returning, ...], int]:
    found = _RETURNING.match(text, place)
    if found is None:
        return (), place
    place, clauses = found.end(), []
    while True:
        name = _NAME.match(text, place)
        if name is None:
            raise malformed(f"an object name is missing at position {place}")
        place, inner = name.end(1), ""
        if text[name.end() : name.end() + 1] == "(":
            inner, place = _balanced(text, name.end())
        clauses.append(clause(name[1], inner))
        comma = re.compile(r"\s*,").match(text, place)
        if comma is None:
            return tuple(clauses), place
        place = comma.end()


def clause(name: str, inner: str) -> Returning:
    """Read what stands in an object's parentheses."""
    if not inner.strip():
        return Returning(name)
    found = _PARTS.fullmatch(inner)
    if found is None:
        raise malformed(f"the clause of {name} cannot be read")
    fields = tuple(part.strip() for part in found["fields"].split(",") if part.strip())
    if not fields or not all(re.fullmatch(r"[\w.()]+", field) for field in fields):
        raise malformed(f"the fields of {name} cannot be read")
    return Returning(
        sobject=name,
        fields=fields,
        where=(found["where"] or "").strip(),
        order=(found["order"] or "").strip(),
        limit=int(found["limit"]) if found["limit"] else None,
        offset=int(found["offset"] or 0),
    )


def _balanced(text: str, start: int) -> tuple[str, int]:
    """Return what stands between the parenthesis at `start` and its partner, and where it ends."""
    depth, quoted, place = 0, False, start
    while place < len(text):
        letter = text[place]
        if quoted and letter == "\\":
            place += 1
        elif letter == "'":
            quoted = not quoted
        elif not quoted and letter in "()":
            depth += 1 if letter == "(" else -1
            if depth == 0:
                return text[start + 1 : place], place + 1
        place += 1
    raise malformed(f"the parenthesis at position {start} is not closed")
