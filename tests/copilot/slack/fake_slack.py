"""Slack's side on the loopback address: counts calls, keeps messages, fails when told to."""

import asyncio
import json
from collections import defaultdict

from starlette.applications import Starlette
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

TOKEN, TEAM, BOT = "xoxb-test", "T1", "UBOT"
PEOPLE = {
    "UCLAIRE": ("Claire Moreau", "claire.moreau@heliade.example", "fr-FR"),
    "UJAMES": ("James Whitfield", "james.whitfield@heliade.example", "en-GB"),
    "USTRANGER": ("Alex Inconnu", "alex@elsewhere.example", "fr-FR"),
}


class FakeSlack:
    """`calls[method]` are the parameters of each call; `next_answers[method]` are taken first."""

    def __init__(self):
        self.url = ""
        self.calls = defaultdict(list)
        self.messages = []
        self.responses = []
        self.uploads = {}
        self.next_answers = defaultdict(list)
        self.profiles = {}
        self.open_answers = {}
        self.refuse_responses = 0
        self.now, self.times = (lambda: 0.0), []
        self._clock = 1_795_300_000
        self.app = Starlette(routes=[
            Route("/api/{method}", self._answer, methods=["GET", "POST"]),
            Route("/upload/{file}", self._uploaded, methods=["POST"]),
            Route("/response/{name}", self._responded, methods=["POST"]),
        ])  # fmt: skip

    async def heard(self, method, times=1):
        """Wait until a method was called that often."""
        for _ in range(2000):
            if len(self.calls[method]) >= times:
                return
            await asyncio.sleep(0.01)
        raise AssertionError(f"{method} was never called")

    async def _answer(self, request):
        method = request.path_params["method"]
        asked = await _parameters(request)
        if method in self.open_answers:
            return self.open_answers[method]
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            return JSONResponse({"ok": False, "error": "invalid_auth"})
        self.calls[method].append(asked)
        if method in {"chat.postMessage", "chat.update"}:
            self.times.append((self.now(), method, asked.get("ts")))
        if self.next_answers[method]:
            answer = self.next_answers[method].pop(0)
            made = await answer(self, asked) if asyncio.iscoroutinefunction(answer) else answer
            if made is not None:
                return made
        handler = getattr(self, "_" + method.replace(".", "_"), None)
        return JSONResponse({"ok": True, **(handler(asked) if handler else {})})

    def stamp(self):
        self._clock += 1
        return f"{self._clock}.000100"

    def _auth_test(self, _asked):
        return {"team_id": TEAM, "user_id": BOT, "bot_id": "B1", "team": "Heliade"}

    def _users_info(self, asked):
        name, email, locale = PEOPLE[asked["user"]]
        user = {"id": asked["user"], "team_id": TEAM, "locale": locale, "is_email_confirmed": True,
                "profile": {"real_name": name, "email": email}}  # fmt: skip
        return {"user": {**user, **self.profiles.get(asked["user"], {})}}

    def _chat_postMessage(self, asked):  # noqa: N802
        message = {**asked, "ts": self.stamp()}
        self.messages.append(message)
        return {"ts": message["ts"], "channel": asked["channel"]}

    def _chat_update(self, asked):
        for one in self.messages:
            if one["ts"] == asked["ts"]:
                one.update({name: asked[name] for name in ("text", "blocks", "metadata")
                            if name in asked})  # fmt: skip
        return {"ts": asked["ts"], "channel": asked["channel"]}

    def _conversations_history(self, asked):
        return {"messages": [one for one in self.messages if one["channel"] == asked["channel"]]}

    def _conversations_replies(self, asked):
        same = [one for one in self.messages if one["channel"] == asked["channel"]]
        return {"messages": [one for one in same if one.get("thread_ts") == asked["ts"]]}

    def _conversations_open(self, asked):
        return {"channel": {"id": f"D{asked['users']}"}}

    def _files_getUploadURLExternal(self, asked):  # noqa: N802
        file = f"F{len(self.uploads) + 1}"
        self.uploads[file] = {"name": asked["filename"]}
        return {"file_id": file, "upload_url": f"{self.url}/upload/{file}"}

    async def _uploaded(self, request):
        form = await request.form()
        content = form["file"] if "file" in form else await request.body()
        self.uploads[request.path_params["file"]]["content"] = (
            await content.read() if hasattr(content, "read") else content
        )
        return PlainTextResponse("OK")

    def _files_completeUploadExternal(self, asked):  # noqa: N802
        files = json.loads(asked["files"])
        named = [{"id": one["id"], "name": self.uploads[one["id"]]["name"]} for one in files]
        self.messages.append({"channel": asked["channel_id"], "thread_ts": asked.get("thread_ts"),
                              "files": named, "text": "", "ts": self.stamp()})  # fmt: skip
        return {"files": files}

    async def _responded(self, request):
        if self.refuse_responses:
            gone = self.refuse_responses < 0
            self.refuse_responses -= not gone
            return PlainTextResponse(
                "expired_url" if gone else "invalid_blocks", 404 if gone else 400
            )
        self.responses.append(await request.json())
        return PlainTextResponse("ok")

    @property
    def answers(self):
        """The messages that are answers."""
        kinds = [(one.get("metadata") or {}).get("event_type") for one in self.messages]
        return [one for one, kind in zip(self.messages, kinds, strict=True)
                if kind == "comptoir_answer"]  # fmt: skip

    def said(self, message):
        """Everything a message shows, as JSON."""
        return json.dumps(message.get("blocks"), ensure_ascii=False)


def rate_limited(seconds):
    return JSONResponse({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": str(seconds)})


def error(code):
    return JSONResponse({"ok": False, "error": code})


async def post_and_never_answer(slack, asked):
    """Take the message, then leave the caller without an answer."""
    slack._chat_postMessage(asked)
    await asyncio.sleep(30)
    return Response(status_code=500)


async def _parameters(request):
    if "json" in request.headers.get("content-type", ""):
        return await request.json()
    return {**request.query_params, **await request.form()}
