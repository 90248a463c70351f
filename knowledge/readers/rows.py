"""Tables of articles: CSV with a header, JSON and JSON lines; one row is one article."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from bs4 import BeautifulSoup

from knowledge.document import Block, Document, read_label
from knowledge.errors import UnreadableDocument
from knowledge.readers.markdown import decode, markdown_blocks, split_title
from knowledge.readers.webpage import html_blocks

_QUESTION = ("question", "questions")
_TITLE = ("title", "titre", "subject", "sujet", "name", "nom", "heading", "summary", "objet")
_BODY = ("answer", "réponse", "reponse", "answers", "body", "text", "texte", "content", "contenu",
         "article", "description", "corps", "passage", "document", "solution")  # fmt: skip
_ID = ("id", "article_id", "doc_id", "identifiant", "_id", "identifier", "slug", "key", "code")
_LISTS = ("articles", "items", "faq", "documents", "data", "rows", "records", "results")
_TAG = re.compile(r"</?(?:p|div|ul|ol|li|h\d|br|table|span|strong|a)\b[^>]*>", re.IGNORECASE)


def read_csv(data: bytes) -> list[Document]:
    """Read a CSV whose header names at least an answer or body column; `,`, `;` or tab."""
    text = decode(data)
    csv.field_size_limit(10_000_000)
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), dialect=_dialect(text)))
    except csv.Error as exc:
        raise UnreadableDocument("is not a valid CSV") from exc
    return _documents(rows)


def _dialect(text: str) -> type[csv.Dialect]:
    header = text.split("\n", 1)[0]

    class Found(csv.excel):
        delimiter = max(",;\t", key=header.count)

    return Found


def read_json(data: bytes) -> list[Document]:
    """Read a JSON list of objects, or an object that holds one."""
    try:
        value = json.loads(decode(data))
    except json.JSONDecodeError as exc:
        raise UnreadableDocument(f"is not valid JSON (line {exc.lineno})") from exc
    return _documents(_rows(value))


def read_json_lines(data: bytes) -> list[Document]:
    """Read one JSON object a line."""
    try:
        rows = [json.loads(line) for line in decode(data).splitlines() if line.strip()]
    except json.JSONDecodeError as exc:
        raise UnreadableDocument("every line must be a JSON object") from exc
    return _documents(rows)


def _rows(value: Any) -> list[Any]:
    """Return the objects of a list, of a list under any name, or of a mapping from identifiers."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        raise UnreadableDocument("must hold a list of objects")
    named = [value[name] for name in _LISTS if isinstance(value.get(name), list)]
    lists = [one for one in value.values() if isinstance(one, list) and _are_objects(one)]
    if named or lists:
        return max(named or lists, key=len)
    if value and _are_objects(value.values()):
        return [{"id": name, **row} for name, row in value.items()]
    return [value]


def _are_objects(values: Iterable[Any]) -> bool:
    return all(isinstance(value, dict) for value in values)


def _documents(rows: Iterable[Any]) -> list[Document]:
    documents = [_document(row) for row in rows if isinstance(row, Mapping)]
    found = [document for document in documents if document]
    if not found:
        raise UnreadableDocument("holds no row with a question or title and an answer or body")
    return found


def _document(row: Mapping[Any, Any]) -> Document | None:
    fields = {str(name or "").strip().lower(): value for name, value in row.items()}
    question, title = _first(fields, _QUESTION), _first(fields, _TITLE)
    body = _first(fields, _BODY) or _longest(fields)
    heading = question or title
    if not body and not heading:
        return None
    blocks = body_blocks(body or heading)
    if not heading:
        heading, blocks = split_title("", blocks)
    id_ = _first(fields, _ID) or None
    return Document(heading, tuple(blocks), id_, read_label(fields), question=bool(question))


def _first(fields: Mapping[str, Any], names: tuple[str, ...]) -> str:
    values = (fields.get(name) for name in names)
    return next((str(value).strip() for value in values if value not in (None, "", [])), "")


def _longest(fields: Mapping[str, Any]) -> str:
    """Return the longest free text of a row without a known body column."""
    known = {*_QUESTION, *_TITLE, *_ID}
    texts = [str(v) for k, v in fields.items() if isinstance(v, str) and k not in known]
    longest = max(texts, key=len, default="")
    return longest if len(longest.split()) > 3 else ""


def body_blocks(body: str) -> list[Block]:
    """Cut a cell's text into blocks: HTML where it has tags, else Markdown."""
    html = len(_TAG.findall(body)) > 1
    blocks = html_blocks(BeautifulSoup(body, "html.parser")) if html else markdown_blocks(body)
    return blocks or [Block("text", body)]
