"""Files: a version's bytes, the document it belongs to, and the records the document is linked to.

As in Salesforce, a first version makes its document, and is linked at once to the record given as
`FirstPublishLocationId`; bytes come in as base64 and go out as a download of their own.
"""

from __future__ import annotations

import hashlib
from typing import Any

from sandbox.call import Answer, Call
from sandbox.clock import stamp
from sandbox.errors import ApiError, missing
from sandbox.schema import SObject
from sandbox.store import Row

KINDS = {"jpg": "JPG", "jpeg": "JPG", "pdf": "PDF", "png": "PNG", "gif": "GIF", "webp": "WEBP"}
BLOB = "VersionData"


def before_save(call: Call, old: Row | None, row: Row, given: frozenset[str]) -> Row:
    """Return what Salesforce sets on a version; a first one gets a document."""
    if old is not None:
        return {}
    content = row.get(BLOB)
    if not content:
        raise ApiError("REQUIRED_FIELD_MISSING", f"Required fields are missing: [{BLOB}]", [BLOB])
    path = str(row.get("PathOnClient") or "")
    stem, dot, suffix = path.rpartition("/")[2].rpartition(".")
    ending = suffix.lower() if dot else ""
    derived: Row = {
        "Title": row.get("Title") or stem or suffix, "ContentSize": len(content),
        "Checksum": hashlib.md5(content, usedforsecurity=False).hexdigest(),
        "FileExtension": ending, "FileType": KINDS.get(ending, ending.upper() or "UNKNOWN"),
        "IsLatest": 1, "OwnerId": row.get("OwnerId") or call.user,
    }  # fmt: skip
    document = row.get("ContentDocumentId")
    derived["VersionNumber"] = str(_versions(call, document) + 1) if document else "1"
    derived["ContentDocumentId"] = document or _document(call, derived)
    return derived


def after_save(call: Call, old: Row | None, row: Row) -> None:
    """Keep a new version's bytes, make it its document's latest, and link it where it was put."""
    if old is not None:
        return
    store, document = call.org.store, row["ContentDocumentId"]
    store.execute("INSERT INTO _blob VALUES (?, ?)", (row["Id"], row[BLOB]))
    store.execute(
        'UPDATE "ContentVersion" SET "IsLatest" = 0 WHERE "ContentDocumentId" = ? AND "Id" != ?',
        (document, row["Id"]),
    )
    store.execute(
        'UPDATE "ContentDocument" SET "LatestPublishedVersionId" = ?, "Title" = ?, '
        '"ContentSize" = ?, "FileType" = ?, "FileExtension" = ? WHERE "Id" = ?',
        (row["Id"], row["Title"], row["ContentSize"], row["FileType"], row["FileExtension"],
         document),
    )  # fmt: skip
    if row["VersionNumber"] == "1":
        places = dict.fromkeys((row.get("FirstPublishLocationId"), row["OwnerId"]))
        for place in filter(None, places):
            share = "I" if place == row["OwnerId"] else "V"
            _insert(call, "ContentDocumentLink", {
                "ContentDocumentId": document, "LinkedEntityId": place, "ShareType": share,
                "Visibility": "AllUsers"})  # fmt: skip


def linked(call: Call, old: Row | None, row: Row) -> None:
    """Let whoever sees the record a document is linked to see the document."""
    if old is None:
        call.org.store.execute(
            'UPDATE "ContentVersion" SET "FirstPublishLocationId" = ? '
            'WHERE "ContentDocumentId" = ? AND "FirstPublishLocationId" IS NULL',
            (row["LinkedEntityId"], row["ContentDocumentId"]),
        )


def download(call: Call, sobject: SObject, row: Row, field: str) -> Answer:
    """Answer `/sobjects/ContentVersion/id/VersionData` with the bytes themselves."""
    found = call.org.store.execute("SELECT content FROM _blob WHERE record = ?", (row["Id"],))
    if not found or not call.access.readable(sobject.name, field):
        raise missing()
    return Answer(200, bytes(found[0][0]), media="application/octetstream")


def _versions(call: Call, document: Any) -> int:
    sql = 'SELECT COUNT(*) FROM "ContentVersion" WHERE "ContentDocumentId" = ?'
    return int(call.org.store.execute(sql, (document,))[0][0])


def _document(call: Call, version: Row) -> str:
    names = ("Title", "FileType", "FileExtension", "ContentSize", "OwnerId")
    return _insert(call, "ContentDocument", {name: version[name] for name in names})


def _insert(call: Call, name: str, values: Row) -> str:
    now = stamp(call.now)
    system: Row = {
        "IsDeleted": 0, "CreatedDate": now, "CreatedById": call.user, "LastModifiedDate": now,
        "LastModifiedById": call.user, "SystemModstamp": now,
    }  # fmt: skip
    return str(call.org.store.insert_rows(name, [values | system])[0])
