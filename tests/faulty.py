"""A proxy on the loopback address that passes calls on, or fails them the way networks do."""

import asyncio

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

KEPT = ("content-type", "sforce-limit-info")
METHODS = ["GET", "POST", "PATCH", "DELETE"]


class Faulty:
    """Passes on to `target`; `fail(request)` may answer instead. `calls` are (method, path)."""

    def __init__(self, target):
        self.target = target
        self.calls = []
        self.fail = None
        routes = [Route("/{path:path}", self._answer, methods=METHODS)]
        self.app = Starlette(routes=routes)

    async def _answer(self, request: Request):
        path = "/" + request.path_params["path"]
        self.calls.append((request.method, path))
        failed = await self.fail(request) if self.fail and "/oauth2/" not in path else None
        return failed or await self.passed_on(request)

    async def passed_on(self, request):
        headers = {k: v for k, v in request.headers.items() if k not in ("host", "content-length")}
        headers["accept-encoding"] = "identity"
        url = f"{self.target}{request.url.path}?{request.url.query}"
        async with httpx.AsyncClient(trust_env=False) as client:
            answer = await client.request(
                request.method, url, headers=headers, content=await request.body()
            )
        kept = {
            k: v for k, v in answer.headers.items() if k in ("content-type", "sforce-limit-info")
        }
        return Response(answer.content, answer.status_code, kept)

    @property
    def data_calls(self):
        """The calls that were no sign-in."""
        return [path for _, path in self.calls if "/oauth2/" not in path]

    @property
    def sign_ins(self):
        """The calls for a token."""
        return [path for _, path in self.calls if path.endswith("/oauth2/token")]


def refusing(status, code, message="", headers=None):
    """Fail every call with a Salesforce error."""

    async def fail(request):
        body = [{"errorCode": code, "message": message or "refused by the proxy"}]
        return JSONResponse(body, status, headers)

    return fail


def times(count, fail):
    """Fail the first calls only."""
    left = [count]

    async def some(request):
        left[0] -= 1
        return await fail(request) if left[0] >= 0 else None

    return some


async def half_a_body(request):
    """Answer half of what was announced, then hang up."""

    async def body():
        yield b'{"totalSize": 1, "records": [{"Id": "00'
        raise ConnectionResetError

    headers = {"content-length": "5000", "content-type": "application/json"}
    return StreamingResponse(body(), headers=headers)


async def slow(request):
    """Answer long after anybody waits."""
    await asyncio.sleep(1.5)
    return JSONResponse({"totalSize": 0, "records": [], "done": True})
