"""The demo's front page: one chooses a demo user and talks; it speaks the public HTTP API."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles

PAGES = Path(__file__).resolve().parent.parent / "web"


def echarts() -> Path:
    """Return the folder of the ECharts build that NiceGUI ships, found without importing it."""
    spec = find_spec("nicegui")
    if spec is None or spec.origin is None:
        raise RuntimeError("nicegui is not installed; run `make run` again")
    return Path(spec.origin).parent / "elements" / "echart" / "dist"


def install_web(app: FastAPI) -> None:
    """Serve the page at `/` and its files under `/web`."""
    app.mount("/web/echarts", StaticFiles(directory=echarts()), name="echarts")
    app.mount("/web", StaticFiles(directory=PAGES), name="web")

    @app.get("/", include_in_schema=False)
    async def front() -> FileResponse:
        return FileResponse(PAGES / "index.html")
