"""Readable record pages: `/006…` and `/lightning/r/Opportunity/006…/view` open something."""

from __future__ import annotations

import re
from html import escape
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from sandbox import edge
from sandbox.access import Access
from sandbox.call import Org
from sandbox.document import document
from sandbox.errors import ApiError
from sandbox.ids import is_valid, to_18
from sandbox.schema import Field, SObject
from sandbox.signin import COOKIE
from sandbox.store import Row

LIGHTNING = re.compile(r"/lightning/r/(?:\w+/)?(\w{15,18})/view/?")
MOST_RELATED = 20
WORDS = {
    "en": ("Not found", "This record does not exist, or you may not see it.", "Yes", "No",
           "Sign out", "Signed in as", "Open a record by its address."),
    "fr": ("Introuvable", "Cet enregistrement n’existe pas, ou vous ne pouvez pas le voir.", "Oui",
           "Non", "Se déconnecter", "Connecté en tant que",
           "Ouvrez un enregistrement par son adresse."),
}  # fmt: skip


async def page(request: Request) -> Response:
    """Show a record with the visitor's rights, once they have signed in."""
    return await run_in_threadpool(_page, request)


def _page(request: Request) -> Response:
    org: Org = request.app.state.org
    try:
        user = edge.signed_in(org, request.cookies.get(COOKIE, ""))
    except ApiError:
        return RedirectResponse(f"/login?next={quote(request.url.path)}", 303)
    access = Access(org.store, user)
    own = "fr" if (access.user.get("LanguageLocaleKey") or "").startswith("fr") else "en"
    language = edge.language_of(request, own)
    words = WORDS[language]
    foot = _foot(access, words)
    if request.url.path == "/":
        return HTMLResponse(document(language, "Comptoir", f"<p>{words[6]}</p>{foot}"))
    found = _find(access, request.url.path)
    if found is None:
        return HTMLResponse(document(language, words[0], f"<p>{words[1]}</p>{foot}"), 404)
    sobject, row = found
    title = f"{sobject.label.of(language)} · {_name_of(access, row['Id'])}"
    body = _fields(access, sobject, row, language) + _related(access, sobject, row, language)
    return HTMLResponse(document(language, title, body + foot))


def _foot(access: Access, words: tuple[str, ...]) -> str:
    name = escape(str(access.user.get("Username")))
    return f'<p>{words[5]} {name} · <a href="/logout">{words[4]}</a></p>'


def _find(access: Access, path: str) -> tuple[SObject, Row] | None:
    lightning = LIGHTNING.fullmatch(path)
    record_id = lightning[1] if lightning else path.strip("/")
    if not is_valid(record_id):
        return None
    full = to_18(record_id)
    sobject = next((o for o in access.schema.values() if o.key_prefix == full[:3]), None)
    if sobject is None or not access.may_read_row(sobject.name, full):
        return None
    row = access.store.row(sobject.name, full)
    return None if row is None or row["IsDeleted"] else (sobject, row)


def _expression(field: Field) -> str:
    return f"({field.formula})" if field.formula else f't."{field.name}"'


def _fields(access: Access, sobject: SObject, row: Row, language: str) -> str:
    seen = [f for f in sobject.fields.values() if access.readable(sobject.name, f.name)]
    seen = [f for f in seen if f.type not in {"address", "base64"}]
    columns = ", ".join(_expression(field) for field in seen)
    sql = f'SELECT {columns} FROM "{sobject.name}" t WHERE t."Id" = ?'  # noqa: S608
    values = access.store.execute(sql, (row["Id"],))[0]
    pairs = zip(seen, values, strict=True)
    lines = (
        f"<dt>{escape(field.label.of(language))}</dt>"
        f"<dd>{_shown(access, field, value, language)}</dd>"
        for field, value in pairs
        if value is not None
    )
    return f"<dl>{''.join(lines)}</dl>"


def _shown(access: Access, field: Field, value: Any, language: str) -> str:
    if field.type == "boolean":
        return WORDS[language][2 if value else 3]
    if field.type == "reference":
        name = _name_of(access, str(value))
        return f'<a href="/{escape(str(value))}">{escape(name)}</a>'
    labels = {entry.value: entry.label.of(language) for entry in field.picklist}
    return escape("; ".join(labels.get(part, part) for part in str(value).split(";")))


def _name_of(access: Access, record_id: str) -> str:
    found = _find(access, f"/{record_id}")
    if found is None:
        return record_id
    sobject, row = found
    name = sobject.fields[sobject.name_field]
    sql = f'SELECT {_expression(name)} FROM "{sobject.name}" t WHERE t."Id" = ?'  # noqa: S608
    return str(access.store.execute(sql, (row["Id"],))[0][0] or record_id)


def _related(access: Access, sobject: SObject, row: Row, language: str) -> str:
    sections = []
    for child in access.schema.values():
        for field in child.fields.values():
            known = sobject.name in field.reference_to and field.child_relationship
            if known and access.readable(child.name, field.name):
                sections.append(_list(access, child, field, row["Id"], language))
    return "".join(sections)


def _list(access: Access, child: SObject, field: Field, parent: str, language: str) -> str:
    visible, values = access.rows(child.name, "t")
    name = child.fields[child.name_field]
    sql = (
        f'SELECT t."Id", {_expression(name)} FROM "{child.name}" t WHERE t."{field.name}" = ? '  # noqa: S608
        f'AND t."IsDeleted" = 0 AND {visible} ORDER BY t."CreatedDate" DESC LIMIT {MOST_RELATED}'
    )
    rows = access.store.execute(sql, (parent, *values))
    if not rows:
        return ""
    items = "".join(
        f'<li><a href="/{row[0]}">{escape(str(row[1] or row[0]))}</a></li>' for row in rows
    )
    return f"<h2>{escape(child.plural.of(language))}</h2><ul>{items}</ul>"
