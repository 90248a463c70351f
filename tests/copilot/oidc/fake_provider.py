"""An OpenID provider on the loopback address: real keys, real signatures, whatever claims."""

import base64
import hashlib
import secrets
import time
from urllib.parse import parse_qs, urlencode

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, RedirectResponse

CLIENT, SECRET = "comptoir-console", "s3cret-of-the-client"


class FakeProvider:
    """Signs everybody in as `person`; `changed` and `signed_by` say how a token goes wrong."""

    def __init__(self):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.signed_by, self.kid = self.key, "k1"
        self.published = [("k1", self.key)]
        self.person = {
            "sub": "u-1",
            "email": "nadia.benali@heliade.example",
            "email_verified": True,
        }
        self.changed, self.codes, self.redirects = {}, {}, set()
        self.issuer = self.called = ""
        self.algorithm = "ES256"

    def app(self):
        app = FastAPI()
        app.get("/.well-known/openid-configuration")(self.configuration)
        app.get("/keys")(self.keys)
        app.get("/authorize")(self.authorize)
        app.post("/token")(self.token)
        return app

    async def configuration(self):
        return {
            "issuer": self.called or self.issuer, "jwks_uri": f"{self.issuer}/keys",
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "end_session_endpoint": f"{self.issuer}/leave",
        }  # fmt: skip

    async def keys(self):
        algorithm = jwt.get_algorithm_by_name("ES256")
        return {"keys": [
            {**algorithm.to_jwk(key.public_key(), as_dict=True), "kid": kid, "use": "sig"}
            for kid, key in self.published
        ]}  # fmt: skip

    async def authorize(self, request: Request):
        query = request.query_params
        if query["client_id"] != CLIENT or query["redirect_uri"] not in self.redirects:
            return JSONResponse({"error": "invalid_request"}, 400)
        if query.get("prompt") == "none":
            told = {"error": "login_required", "state": query["state"]}
            return RedirectResponse(f"{query['redirect_uri']}?{urlencode(told)}", 302)
        code = secrets.token_urlsafe(8)
        self.codes[code] = dict(query)
        told = {"code": code, "state": query["state"]}
        return RedirectResponse(f"{query['redirect_uri']}?{urlencode(told)}", 302)

    async def token(self, request: Request):
        sent = f"Basic {base64.b64encode(f'{CLIENT}:{SECRET}'.encode()).decode()}"
        if request.headers.get("authorization") != sent:
            return JSONResponse({"error": "invalid_client"}, 401)
        form = {name: one[0] for name, one in parse_qs((await request.body()).decode()).items()}
        asked = self.codes.pop(form["code"], None)
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if asked is None or asked["code_challenge"] != challenge:
            return JSONResponse({"error": "invalid_grant"}, 400)
        return {"token_type": "Bearer", "access_token": "x", "id_token": self.signed(asked)}

    def signed(self, asked):
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300,
                  "nonce": asked["nonce"], **self.person, **self.changed}  # fmt: skip
        claims = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(claims, self.signed_by, self.algorithm, {"kid": self.kid})
