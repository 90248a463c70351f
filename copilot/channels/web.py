"""The demo's front page: one chooses a demo user and talks; it speaks the public HTTP API."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles

PAGES = Path(__file__).resolve().parent.parent / "web"


def install_web(app: FastAPI) -> None:
    """Serve the page at `/` and its files under `/web`."""
    app.mount("/web", StaticFiles(directory=PAGES), name="web")

    @app.get("/", include_in_schema=False)
    async def front() -> FileResponse:
        return FileResponse(PAGES / "index.html")
