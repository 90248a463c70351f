"""SOSL and parameterized search over the records and fields the asking user may see."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox import queries
from sandbox.call import Answer, Call
from sandbox.records import find_object
from sandbox.schema import Field, SObject
from sandbox.sosl import SCOPES, Returning, Search, clause, malformed, parse
from sandbox.terms import Terms, digits, flatten, is_number, loose, read_terms
from sandbox.traits import is_collated, is_stored

TEXT_TYPES = {"string", "textarea", "email", "url", "combobox", "phone"}
NAMES = {"Name", "FirstName", "LastName", "Subject", "Title", "CaseNumber", "Company"}
MOST_CANDIDATES = 50_000
_PHONE = "{}"
for _sign in (" ", ".", "-", "(", ")", "/", "\u00a0", "\u202f"):
    _PHONE = f"replace({_PHONE}, '{_sign}', '')"


def sosl(call: Call) -> Answer:
    """Answer `/search?q=FIND…`."""
    return _answer(call, parse(call.params.get("q", "")))


def parameterized(call: Call) -> Answer:
    """Answer `/parameterizedSearch`, its parameters in the address or in a JSON body."""
    asked = _posted(call.mapping()) if call.method == "POST" else _parameters(call.params)
    return _answer(call, asked)


def _answer(call: Call, search: Search) -> Answer:
    terms, number = read_terms(search.text), is_number(search.text)
    returning = search.returning or tuple(
        Returning(name, ("Id",))
        for name, sobject in sorted(call.access.schema.items())
        if sobject.searchable and call.access.may(name, "read")
    )
    found: list[dict[str, Any]] = []
    for wanted in returning:
        sobject = find_object(call, wanted.sobject)
        room = search.limit - len(found)
        if room <= 0:
            break
        ids = _matching(call, sobject, search, terms, number=number)
        found += _fetch(call, sobject, wanted, ids)[:room]
    return Answer(200, {"searchRecords": found})


def _matching(
    call: Call, sobject: SObject, search: Search, terms: Terms, *, number: bool
) -> list[str]:
    """Return the ids of visible records that match, the best names first."""
    fields = [
        f for f in _fields(sobject, search.scope) if call.access.readable(sobject.name, f.name)
    ]
    phones = [f for f in fields if f.type == "phone"]
    texts = [f for f in fields if f.type != "phone"]
    ids: dict[str, int] = {}
    if phones and number:
        ids |= _by_phone(call, sobject, phones, digits(search.text))
    if texts:
        ids |= _by_text(call, sobject, texts, terms)
    return sorted(ids, key=lambda record_id: (ids[record_id], record_id))


def _fields(sobject: SObject, scope: str) -> list[Field]:
    plain = [f for f in sobject.fields.values() if f.type in TEXT_TYPES and is_stored(f)]
    if scope == "EMAIL":
        return [f for f in plain if f.type == "email"]
    if scope == "PHONE":
        return [f for f in plain if f.type == "phone"]
    if scope == "NAME":
        return [f for f in plain if f.name in NAMES or f.name == sobject.name_field]
    return plain


def _by_phone(call: Call, sobject: SObject, fields: list[Field], wanted: str) -> dict[str, int]:
    tests = [f"instr({_PHONE.format(_column(f))}, ?)" for f in fields]
    rows = _scan(call, sobject, ['t."Id"'], " OR ".join(tests), [wanted] * len(fields))
    return {row[0]: 0 for row in rows}


def _by_text(call: Call, sobject: SObject, fields: list[Field], terms: Terms) -> dict[str, int]:
    pairs = [_test(field, anchor) for anchor in terms.anchors() for field in fields]
    tests, values = [sql for sql, _ in pairs], [value for _, value in pairs]
    columns = ['t."Id"', *(_column(f) for f in fields)]
    rows = _scan(call, sobject, columns, " OR ".join(tests), values)
    place = next((i for i, f in enumerate(fields) if f.name == sobject.name_field), None)
    found = {}
    for row in rows:
        texts = [flatten(text) if text else "" for text in row[1:]]
        if terms.match([*texts, "".join(_names(fields, texts))]):
            found[row[0]] = _rank(terms, "" if place is None else texts[place])
    return found


def _names(fields: list[Field], texts: list[str]) -> list[str]:
    """Return first and last name in the order people write them, so that both words match."""
    known = {field.name: text for field, text in zip(fields, texts, strict=True)}
    return [known.get("FirstName", ""), known.get("LastName", "")]


def _rank(terms: Terms, name: str) -> int:
    return 0 if name and terms.match([name]) else 1


def _scan(
    call: Call, sobject: SObject, columns: list[str], tests: str, values: list[str]
) -> list[tuple[Any, ...]]:
    visible, rights = call.access.rows(sobject.name, "t")
    sql = (
        f'SELECT {", ".join(columns)} FROM "{sobject.name}" t '  # noqa: S608
        f'WHERE ({tests}) AND t."IsDeleted" = 0 AND {visible} LIMIT {MOST_CANDIDATES}'
    )
    return call.org.store.execute(sql, (*values, *rights))


def _column(field: Field) -> str:
    return f't."{field.name}"'


def _test(field: Field, anchor: str) -> tuple[str, str]:
    """Return SQL that is true wherever the field may hold the anchor, and its bound value."""
    if is_collated(field):
        return f'instr(t."{field.name}~", ?)', anchor
    # Long texts have no key column, and folding them all would take seconds.
    return f"{_column(field)} LIKE ?", f"%{loose(anchor)}%"


def _fetch(call: Call, sobject: SObject, wanted: Returning, ids: list[str]) -> list[dict[str, Any]]:
    """Return the asked fields of these records, in the clause's order or in the order of `ids`."""
    if not ids:
        return []
    ids = ids[:2000] if wanted.where else ids[: (wanted.limit or 2000) + wanted.offset]
    quoted = ", ".join(f"'{record_id}'" for record_id in ids)
    where = f" AND ({wanted.where})" if wanted.where else ""
    fields = ", ".join(dict.fromkeys([*wanted.fields, "Id"]))
    soql = f"SELECT {fields} FROM {sobject.name} WHERE Id IN ({quoted}){where}"  # noqa: S608
    if wanted.order:
        soql += f" ORDER BY {wanted.order}"
    rows = queries.run_all(call, soql)
    if not wanted.order:
        rank = {record_id: place for place, record_id in enumerate(ids)}
        rows.sort(key=lambda row: rank[row["Id"]])
    if "Id" not in wanted.fields:
        rows = [{k: v for k, v in row.items() if k != "Id"} for row in rows]
    return rows[wanted.offset : wanted.offset + (wanted.limit or 2000)]


def _parameters(params: Mapping[str, str]) -> Search:
    names = [part.strip() for part in params.get("sobject", "").split(",") if part.strip()]
    shared = params.get("fields", "Id")
    default = params.get("defaultLimit", "")
    returning = tuple(
        _returning(
            {
                "name": name,
                "fields": params.get(f"{name}.fields", shared).split(","),
                "where": params.get(f"{name}.where", ""),
                "limit": params.get(f"{name}.limit", default),
            }
        )
        for name in names
    )
    return _search(params, returning)


def _posted(body: Mapping[str, Any]) -> Search:
    shared = body.get("fields") or ["Id"]
    default = body.get("defaultLimit", "")
    sobjects = [{"fields": shared, "limit": default, **part} for part in body.get("sobjects") or []]
    return _search(body, tuple(_returning(part) for part in sobjects))


def _search(given: Mapping[str, Any], returning: tuple[Returning, ...]) -> Search:
    scope = str(given.get("in", "ALL")).upper()
    if scope not in SCOPES or not str(given.get("q", "")).strip():
        raise malformed("q must hold the words, and in one of ALL, NAME, EMAIL, PHONE, SIDEBAR")
    limit = str(given.get("overallLimit") or 2000)
    if not limit.isdigit():
        raise malformed("overallLimit must be a whole number")
    return Search(str(given["q"]), scope, returning, min(int(limit), 2000))


def _returning(part: Mapping[str, Any]) -> Returning:
    inner = ", ".join(str(name).strip() for name in part["fields"])
    inner += f" WHERE {part['where']}" if part.get("where") else ""
    inner += f" ORDER BY {part['orderBy']}" if part.get("orderBy") else ""
    inner += f" LIMIT {part['limit']}" if part.get("limit") else ""
    if inner.count("(") != inner.count(")"):
        raise malformed("unbalanced parentheses")
    return clause(str(part["name"]), inner)
