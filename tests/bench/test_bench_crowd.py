"""The crowd of visitors: every beat a message, whatever fails is counted, growth is seen."""

import asyncio
from collections import Counter

from serving import served
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from tests.bench.crowd import Visits, visit, visitor_lines


def widget(heard):
    """What a widget calls; every fifth message fails."""

    async def session(_request):
        return JSONResponse({"token": "cw.x", "kind": "visitor"})

    async def message(request):
        heard.append((request.headers["authorization"], (await request.json())["conversation"]))
        if len(heard) % 5 == 0:
            return JSONResponse({}, 503)
        return JSONResponse({"refused": None, "parts": [{"type": "text", "text": "ok"}]})

    async def events(_request):
        await asyncio.sleep(0.2)
        return JSONResponse({"state": "bot", "events": [{"n": len(heard)}]})

    return Starlette(routes=[
        Route("/api/v1/widget/sessions", session, methods=["POST"]),
        Route("/api/v1/messages", message, methods=["POST"]),
        Route("/api/v1/conversations/{one}/events", events),
    ])  # fmt: skip


async def test_visitors_speak_at_every_beat_and_what_fails_is_counted():
    heard = []
    with served(widget(heard)) as address:
        visits = await visit(address, 5, 0.01, lambda: {"service": 100.0}, every=0.2)
    assert len({conversation for _, conversation in heard}) == 5
    assert {token for token, _ in heard} == {"Bearer cw.x"}
    assert len(visits.spent) == len(heard) >= 10
    assert visits.failed == Counter({"503": len(heard) // 5})
    lines = visitor_lines(visits)
    assert lines[0].met
    assert lines[1].met is False
    assert visits.flat()


def test_memory_that_grows_through_the_run_is_seen():
    grows = [{"service": 100.0 + 2 * n, "rasa": 500.0} for n in range(20)]
    visits = Visits(500, 10.0, spent=[10.0], weights=grows)
    assert visits.grown() == {"service": (111.0, 135.0), "rasa": (500.0, 500.0)}
    assert not visits.flat()
    warming = [{"service": 50.0}] * 4 + [{"service": 100.0}] * 16
    assert Visits(500, 10.0, spent=[10.0], weights=warming).flat()
