"""The demo's front page: one chooses a demo user and talks; it speaks the public HTTP API."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles
from starlette.responses import Response
from starlette.types import Scope

PAGES = Path(__file__).resolve().parent.parent / "web"
# Everything comes from this service; ECharts measures and places its words with style attributes.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "style-src-attr 'unsafe-inline'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


class Pages(StaticFiles):
    """The page's own files, checked for freshness on every visit."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Serve a file with the page's headers."""
        response = await super().get_response(path, scope)
        response.headers.update(HEADERS)
        return response


def echarts() -> Path:
    """Return the folder of the ECharts build that NiceGUI ships, found without importing it."""
    spec = find_spec("nicegui")
    if spec is None or spec.origin is None:
        raise RuntimeError("nicegui is not installed; run `make run` again")
    return Path(spec.origin).parent / "elements" / "echart" / "dist"


def install_web(app: FastAPI) -> None:
    """Serve the page at `/` and its files under `/web`."""
    app.mount("/web/echarts", Pages(directory=echarts()), name="echarts")
    app.mount("/web", Pages(directory=PAGES), name="web")

    @app.get("/", include_in_schema=False)
    async def front() -> FileResponse:
        return FileResponse(PAGES / "index.html", headers=HEADERS)
