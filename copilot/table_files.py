"""Tables of answers as CSV files, fetched in a browser by an address that is good for a day.

Whoever has the address has the file: it is given only where the answer itself can be read. It names
a turn and a table of it, sealed with the service's key; the file is made from the answer as it is
kept, and is gone when that is.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable

from cryptography.fernet import Fernet, InvalidToken
from fastapi import FastAPI, HTTPException
from starlette.responses import Response

from actions import Language
from actions.exporting import as_csv
from actions.parts import Table
from copilot.store import Store
from copilot.turn import Reply

LASTS = 86_400
"""Seconds an address is good for."""
HEADERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
GONE = (
    "ce fichier n’est plus disponible : reposez la question — this file is no longer available: "
    "please ask again"
)
NAMES: dict[Language, str] = {"fr": "tableau.csv", "en": "table.csv"}


class TableFiles:
    """Gives tables addresses, and finds them again."""

    def __init__(
        self, key: bytes, site: str, store: Store, now: Callable[[], float] = time.time
    ) -> None:
        """`key` is a Fernet key, `site` where browsers reach the service, `now` Unix time."""
        self._box, self._site, self._store, self._now = Fernet(key), site, store, now

    def address(self, turn: str, number: int) -> str:
        """Return the address of an answer's n-th table (from 0)."""
        named = json.dumps({"file": turn, "table": number}).encode()
        return f"{self._site}/files/{self._box.encrypt_at_time(named, int(self._now())).decode()}"

    async def fetch(self, token: str) -> tuple[str, bytes] | None:
        """Return the file's name and content; None for one that is unknown, too old or gone."""
        try:
            named = json.loads(self._box.decrypt_at_time(token.encode(), LASTS, int(self._now())))
            turn, number = str(named["file"]), int(named["table"])
        except (InvalidToken, ValueError, KeyError, TypeError):
            return None
        kept = await self._store.reply(turn, "")
        if kept is None:
            return None
        reply = Reply.model_validate_json(kept)
        tables = [part for part in reply.parts if isinstance(part, Table)]
        if number >= len(tables):
            return None
        return NAMES[reply.language], csv_of(tables[number], reply.language)


def csv_of(table: Table, language: Language) -> bytes:
    """Return the whole table as a CSV file that spreadsheets open with its accents."""
    text = table.csv or as_csv(table.columns, table.rows, language)
    return text.encode() if text.startswith("\ufeff") else text.encode("utf-8-sig")


def install_table_files(app: FastAPI, files: TableFiles) -> None:
    """Serve the files."""

    @app.get("/files/{token}", include_in_schema=False)
    async def fetch(token: str) -> Response:
        found = await files.fetch(token)
        if found is None:
            raise HTTPException(404, GONE)
        name, content = found
        told = {**HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
        return Response(content, media_type="text/csv; charset=utf-8", headers=told)
