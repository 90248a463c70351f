"""Records that a question names by id or number, marked where the dialogue layer left them."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.contract import Entity, Request
from actions.naming import NAME_ENTITIES
from crm import Catalogue

_ID = re.compile(
    r"(?<![0-9A-Za-z])(?=[A-Za-z]*\d)[0-9A-Za-z]{15}(?:[0-9A-Za-z]{3})?(?![0-9A-Za-z])"
)
_NUMBER = re.compile(r"(?<![\w.,€$£-])(?:[A-Z]{1,4}-)?0\d{3,9}(?![\w.,]\w)|\b[A-Z]{1,4}-\d{3,9}\b")


def marked(request: Request, catalogue: Catalogue) -> Request:
    """Return a request with the id, else the record number, that its words hold as an entity."""
    if request.first("record"):
        return request
    prefixes = {info.key_prefix for info in catalogue.values()}
    for found in _ID.finditer(request.text):
        if found[0][:3] in prefixes:
            return _with(request, "record", found)
    number = _NUMBER.search(request.text)
    if number and not any(request.first(name) for name in NAME_ENTITIES):
        return _with(request, "record_name", number)
    return request


def _with(request: Request, name: str, found: re.Match[str]) -> Request:
    entity = Entity(name, found[0], found.start(), found.end())
    return replace(request, entities=(entity, *request.entities))
