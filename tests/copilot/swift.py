"""Requests brought to the service itself, without a client's own work: for tests of thousands."""

import asyncio
import gc
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager


@contextmanager
def thriftily():
    """Spend no time on threads that wait for each other, nor on looking for garbage again."""
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1))
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


async def post(app, path, raw, headers):
    """Deliver a body; return the status."""
    pending, status = [{"type": "http.request", "body": raw, "more_body": False}], []

    async def receive():
        return pending.pop() if pending else {"type": "http.disconnect"}

    async def send(message):
        if message["type"] == "http.response.start":
            status.append(message["status"])

    sent = {"Host": "service", "Content-Type": "application/json",
            "Content-Length": str(len(raw)), **headers}  # fmt: skip
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST",
        "scheme": "http", "path": path, "raw_path": path.encode(), "query_string": b"",
        "root_path": "", "client": ("127.0.0.1", 1), "server": ("service", 80),
        "headers": [(name.lower().encode(), value.encode()) for name, value in sent.items()],
    }  # fmt: skip
    await app(scope, receive, send)
    return status[0]


ANSWER = {
    "parts": [{"type": "text", "text": "Bonjour."}],
    "intent": {"name": "greet", "confidence": 0.9},
}
"""What a dialogue answers that runs no action."""
