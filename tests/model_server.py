"""An OpenAI-compatible server on the loopback address that answers, or fails as servers do.

`behaviours[model]` says what each next request to a model meets, the last one for ever: a name of
`FAILURES`, or the text to answer. `bodies` are the very bytes that came in.
"""

import asyncio
import json
from contextlib import contextmanager
from dataclasses import dataclass, field

from serving import served
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

PATIENT = 30
"""Seconds a slow answer takes: far beyond what any test gives it."""


def completion(text, *, reason="stop", refusal=None, usage=(100, 20)):
    """A chat completion as the API shapes it."""
    message = {"role": "assistant", "content": text, "refusal": refusal}
    made = {
        "id": "x", "object": "chat.completion", "created": 0, "model": "m",
        "choices": [{"index": 0, "finish_reason": reason, "message": message}],
    }  # fmt: skip
    if usage:
        made["usage"] = {
            "prompt_tokens": usage[0], "completion_tokens": usage[1], "total_tokens": sum(usage)
        }  # fmt: skip
    return made


def _error(status, code=None, headers=None):
    told = {"error": {"message": "no", "type": "error", "code": code}}
    return lambda text: JSONResponse(told, status, headers=headers)


async def _broken_off():
    yield b'{"id": "x", "object": "chat.comp'
    raise ConnectionResetError("cut on purpose")


def chunk(said=None, *, reason=None, refusal=None, usage=None):
    """One piece of an answer that is heard while it is written, as the API shapes it."""
    delta = {"content": said, **({"refusal": refusal} if refusal else {})}
    choice = {"index": 0, "delta": delta, "finish_reason": reason}
    made = {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": "m",
            "choices": [] if usage else [choice]}  # fmt: skip
    if usage:
        made["usage"] = completion("", usage=usage)["usage"]
    return f"data: {json.dumps(made)}\n\n"


def in_chunks(text, size):
    """The pieces of a whole answer, and what it cost."""
    for at in range(0, len(text), size):
        yield chunk(text[at : at + size])
    yield chunk(reason="stop")
    yield chunk(usage=(100, 20))
    yield "data: [DONE]\n\n"


async def _breaking(pieces, how):
    """Write half of the pieces, then fail as servers do."""
    pieces = list(pieces)
    for one in pieces[: len(pieces) // 2]:
        yield one
    if how == "stalls":
        await asyncio.sleep(PATIENT)
    if how == "tells":
        yield 'data: {"error": {"message": "overloaded", "code": 529}}\n\n'
    if how == "cut":
        raise ConnectionResetError("cut on purpose")


BREAKING = {"cut": "cut", "stalls": "stalls", "fails_midway": "tells", "ends_midway": "ends"}
"""What a server that is heard does after half of its answer."""
IN_CHUNKS = {
    "too_long": lambda: [chunk('{"used": ["p1"], "text": "And then'), chunk(reason="length")],
    "declines": lambda: [chunk(refusal="I cannot help."), chunk(reason="stop")],
    "filtered": lambda: [chunk(reason="content_filter")],
    "empty": lambda: [chunk(""), chunk(reason="stop")],
    "prose": lambda: in_chunks("Of course! Here is your answer.", 7),
}


FAILURES = {
    "busy": _error(429, "rate_limit_exceeded"),
    "busy_for_long": _error(429, headers={"Retry-After": "3600"}),
    "busy_for_a_moment": _error(429, headers={"Retry-After": "0.01"}),
    "spent": _error(429, "insufficient_quota", {"Retry-After": "0.01"}),
    "broken": _error(500),
    "gateway": _error(503, headers={"Retry-After": "0"}),
    "denied": _error(401),
    "bad_request": _error(400),
    "cut": lambda text: StreamingResponse(_broken_off(), media_type="application/json"),
    "page": lambda text: Response("<html>Bad gateway</html>", media_type="text/html"),
    "no_json": lambda text: Response('{"choices": [', media_type="application/json"),
    "no_choices": lambda text: JSONResponse({"id": "x", "object": "chat.completion"}),
    "empty": lambda text: JSONResponse(completion("")),
    "prose": lambda text: JSONResponse(completion("Of course! Here is your answer.")),
    "other_shape": lambda text: JSONResponse(completion('{"reply": "yes"}')),
    "too_long": lambda text: JSONResponse(completion('{"text": "And then', reason="length")),
    "declines": lambda text: JSONResponse(completion(None, refusal="I cannot help with that.")),
    "filtered": lambda text: JSONResponse(completion("", reason="content_filter")),
    "uncounted": lambda text: JSONResponse(completion(text, usage=None)),
}


@dataclass
class ModelServer:
    """What the server does and has seen."""

    good: str
    url: str = ""
    behaviours: dict[str, list[str]] = field(default_factory=dict)
    bodies: list[bytes] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    size: int = 7
    refuses_chunks: bool = False

    async def answer(self, request):
        body = await request.body()
        said = json.loads(body)
        self.bodies.append(body)
        self.asked.append(said["model"])
        left = self.behaviours.setdefault(said["model"], ["good"])
        behaviour = left.pop(0) if len(left) > 1 else left[0]
        if behaviour == "slow":
            await asyncio.sleep(PATIENT)
        if said.get("stream"):
            return self.heard(behaviour)
        if behaviour in FAILURES:
            return FAILURES[behaviour](self.good)
        return JSONResponse(completion(self.good if behaviour == "good" else behaviour))

    def heard(self, behaviour):
        """Answer in chunks of `size` characters, or fail."""
        if self.refuses_chunks:
            return FAILURES["bad_request"]("")
        if behaviour in IN_CHUNKS:
            pieces = IN_CHUNKS[behaviour]()
        elif behaviour in BREAKING:
            pieces = _breaking(in_chunks(self.good, self.size), BREAKING[behaviour])
        elif behaviour in FAILURES:
            return FAILURES[behaviour](self.good)
        else:
            pieces = in_chunks(self.good if behaviour == "good" else behaviour, self.size)
        return StreamingResponse(pieces, media_type="text/event-stream")

    @property
    def requests(self):
        """The bodies as JSON."""
        return [json.loads(body) for body in self.bodies]


@contextmanager
def model_server(good):
    """Serve models that answer `good` where nothing else is said."""
    server = ModelServer(good)
    app = Starlette(routes=[Route("/v1/chat/completions", server.answer, methods=["POST"])])
    with served(app) as url:
        server.url = f"{url}/v1"
        yield server
