"""Microsoft's side on the loopback address: sign-in, published keys, and a Bot Connector that counts."""

import asyncio
import json
import time
from collections import defaultdict

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

APP, PASSWORD, TENANT = "5c1d0000-0000-4000-8000-00000000c0de", "a-client-secret", "tenant-heliade"
ISSUER = "https://api.botframework.com"
PEOPLE = {
    "29:claire": ("Claire Moreau", "claire.moreau@heliade.example"),
    "29:james": ("James Whitfield", "james.whitfield@heliade.example"),
    "29:stranger": ("Alex Inconnu", "alex@elsewhere.example"),
}
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class FakeTeams:
    """`calls` are (method, path, body); `messages` are what stands in conversations."""

    def __init__(self):
        self.forget("")
        self.app = Starlette(routes=[
            Route("/{run}/login/{tenant}/oauth2/v2.0/token", self._token, methods=["POST"]),
            Route("/{run}/metadata", self._metadata),
            Route("/{run}/keys", self._keys),
            Route("/{run}/v3/conversations", self._open, methods=["POST"]),
            Route("/{run}/v3/conversations/{conversation}/members/{member}", self._member),
            Route("/{run}/v3/conversations/{conversation}/activities", self._said, methods=["POST"]),
            Route("/{run}/v3/conversations/{conversation}/activities/{activity}", self._said,
                  methods=["POST"]),
            Route("/{run}/v3/conversations/{conversation}/activities/{activity}", self._changed,
                  methods=["PUT"]),
        ])  # fmt: skip

    def forget(self, url):
        """Begin anew."""
        self.run = getattr(self, "run", 0) + 1
        self.url, self.calls, self.messages, self.typing = f"{url}/{self.run}", [], [], []
        self.next_answers, self.next_tokens, self.members = [], [], {}
        self.now, self.times = (lambda: 0.0), []
        self.tokens = self.reads = 0
        self.no_direct = False

    async def heard(self, times=1):
        """Wait until something was posted that often."""
        for _ in range(1000):
            if len(self.calls) >= times:
                return
            await asyncio.sleep(0.01)
        raise AssertionError("nothing was posted")

    async def _token(self, request):
        self.tokens += 1
        form = dict(await request.form())
        if self.next_tokens:
            return self.next_tokens.pop(0)
        if request.path_params["tenant"] not in {TENANT, "botframework.com"}:
            return refusal("invalid_request", 90002)
        if form["client_id"] != APP:
            return refusal("unauthorized_client", 700016)
        if form["client_secret"] != PASSWORD:
            return refusal("invalid_client", 7000215)
        return JSONResponse({"token_type": "Bearer", "expires_in": 3600, "access_token": "granted"})

    async def _metadata(self, _request):
        self.reads += 1
        return JSONResponse({"issuer": ISSUER, "jwks_uri": f"{self.url}/keys"})

    async def _keys(self, _request):
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return JSONResponse({"keys": [{**public, "kid": "k1", "endorsements": ["msteams"]}]})

    async def _open(self, request):
        body = await request.json()
        self.calls.append(("open", "/v3/conversations", body))
        if self.no_direct:
            return JSONResponse({"error": {"code": "Forbidden"}}, 403)
        return JSONResponse({"id": f"direct-{body['members'][0]['id']}"}, 201)

    async def _member(self, request):
        member = request.path_params["member"]
        name, email = PEOPLE[member]
        found = {"id": member, "aadObjectId": f"aad-{member}", "name": name, "email": email,
                 "userPrincipalName": email, "tenantId": TENANT, "userRole": "user"}  # fmt: skip
        return JSONResponse({**found, **self.members.get(member, {})})

    async def _said(self, request):
        body = await request.json()
        if self._is_over(request):
            return Response(status_code=404)
        if request.headers.get("authorization") != "Bearer granted":
            return Response(status_code=401)
        if body["type"] == "typing":
            self.typing.append(body)
            return JSONResponse({"id": "typing"}, 201)
        path = "/" + request.url.path.split("/", 2)[2]
        self.calls.append(("post", path, body))
        self.times.append(self.now())
        if self.next_answers:
            answer = self.next_answers.pop(0)
            made = await answer(self, body) if asyncio.iscoroutinefunction(answer) else answer
            if made is not None or self._is_over(request):
                return made or Response(status_code=404)
        return self.keep(body)

    async def _changed(self, request):
        if request.headers.get("authorization") != "Bearer granted":
            return Response(status_code=401)
        if self._is_over(request):
            return Response(status_code=404)
        body, activity = await request.json(), request.path_params["activity"]
        self.calls.append(("put", "/" + request.url.path.split("/", 2)[2], body))
        self.times.append(self.now())
        if self.next_answers:
            answer = self.next_answers.pop(0)
            made = await answer(self, body) if asyncio.iscoroutinefunction(answer) else answer
            if made is not None or self._is_over(request):
                return made or Response(status_code=404)
        if not 0 < int(activity.removeprefix("m")) <= len(self.messages):
            return JSONResponse({}, 404)
        self.messages[int(activity.removeprefix("m")) - 1] = body
        return JSONResponse({"id": activity})

    def _is_over(self, request):
        """Say whether a request is of a test that is over: held up, it may come during the next."""
        return request.path_params["run"] != str(self.run)

    def keep(self, body):
        self.messages.append(body)
        return JSONResponse({"id": f"m{len(self.messages)}"}, 201)


def refusal(error, code):
    words = f"AADSTS{code}: told in words. Trace ID: x"
    return JSONResponse({"error": error, "error_description": words}, 400)


async def keep_and_never_answer(teams, body):
    """Take the message, then leave the caller without an answer."""
    teams.keep(body)
    await asyncio.sleep(30)


def signed(url, *, key=KEY, kid="k1", **claims):
    """Return the Bot Connector's token."""
    now = int(time.time())
    told = {
        "iss": ISSUER,
        "aud": APP,
        "serviceurl": url,
        "nbf": now - 10,
        "exp": now + 3600,
        **claims,
    }
    told = {name: value for name, value in told.items() if value is not None}
    return jwt.encode(told, key, algorithm="RS256", headers={"kid": kid})


def said(body):
    """Return everything a message shows, in one text."""
    return "\n".join(_texts(body.get("attachments") or body))


def _texts(node):
    if isinstance(node, list):
        return [text for one in node for text in _texts(one)]
    if not isinstance(node, dict):
        return []
    own = [str(node[name]) for name in ("text", "title") if isinstance(node.get(name), str)]
    rest = [one for name, one in node.items() if name not in {"text", "title", "fallback"}]
    return own + _texts(rest)


def buttons(card):
    """Return a card's buttons by label."""
    found = defaultdict(dict)

    def walk(node):
        if isinstance(node, dict):
            if node.get("type") == "Action.Execute":
                found[node["title"]] = node
            for one in node.values():
                walk(one)
        elif isinstance(node, list):
            for one in node:
                walk(one)

    walk(card)
    return dict(found)
