"""Files on records, as Salesforce Files: a ContentVersion put on a record, told once, fetched.

Not part of a customer's or a visitor's view: files are put by whoever runs the service.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from dataclasses import dataclass
from typing import Any

from crm.connection import Connection
from crm.customers import CustomerCrm
from crm.door import Crm
from crm.errors import NotFound, Refused

LONGEST_TITLE = 255
_ID = re.compile(r"[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?")
_LINKED = (
    "SELECT ContentDocument.LatestPublishedVersionId, ContentDocument.Title, "
    "ContentDocument.FileExtension, ContentDocument.ContentSize, "
    "ContentDocument.LatestPublishedVersion.Checksum, "
    "ContentDocument.LatestPublishedVersion.PathOnClient "
    "FROM ContentDocumentLink WHERE LinkedEntityId = '{record}'"
)


@dataclass(frozen=True)
class RecordFile:
    """A file on a record: its version's id, its name, its size in bytes, its MD5 in hexadecimal."""

    version: str
    name: str
    size: int
    checksum: str


async def files_on(crm: Crm, record: str) -> list[RecordFile]:
    """Return the files on a record that this user sees."""
    query = {"q": _LINKED.format(record=_checked(record))}
    told = await _connection(crm).call("query/", params=query)
    return [_file(row["ContentDocument"]) for row in told["records"] if row["ContentDocument"]]


def _file(document: dict[str, Any]) -> RecordFile:
    latest = document.get("LatestPublishedVersion") or {}
    return RecordFile(
        str(document["LatestPublishedVersionId"]),
        str(latest.get("PathOnClient") or document["Title"]),
        int(document["ContentSize"] or 0),
        str(latest.get("Checksum") or ""),
    )


async def put_file(crm: Crm, record: str, name: str, content: bytes) -> str:
    """Put a file on a record and return its version's id; one that is there already is left.

    The record's files are read first, so that an upload whose answer was lost is not made again.
    Raises `CrmError`s only.
    """
    checksum = hashlib.md5(content, usedforsecurity=False).hexdigest()
    for one in await files_on(crm, record):
        if (one.name, one.checksum) == (name, checksum):
            return one.version
    body = {
        "Title": name.rpartition(".")[0][:LONGEST_TITLE] or name, "PathOnClient": name,
        "FirstPublishLocationId": record, "VersionData": b64encode(content).decode(),
    }  # fmt: skip
    made = await _connection(crm).call("sobjects/ContentVersion/", method="POST", body=body)
    return str(made["id"])


async def read_file(crm: Crm, version: str) -> bytes:
    """Return a version's bytes."""
    path = f"sobjects/ContentVersion/{_checked(version)}/VersionData"

    def fetch(client: Any) -> bytes:
        return bytes(client._call_salesforce("GET", f"{client.base_url}{path}").content)

    return await _connection(crm).through(fetch, write=False)


def _connection(crm: Crm) -> Connection:
    if isinstance(crm, CustomerCrm):
        raise Refused("ContentVersion")
    return crm._connection


def _checked(record: str) -> str:
    if not _ID.fullmatch(record):
        raise NotFound("ContentDocumentLink", record[:18])
    return record
