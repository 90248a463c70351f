"""Signing in with a browser: the sign-in page and the authorization-code flow, with PKCE."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from sandbox import edge, oauth, sessions
from sandbox.call import Org
from sandbox.document import document
from sandbox.errors import OAuthError
from sandbox.form import read_form

COOKIE = "sid"
WORDS = {
    "en": ("Sign in to Comptoir's sandbox org", "Username", "Password", "Sign in",
           "Check your username and password."),
    "fr": ("Connexion à l’organisation de démonstration", "Nom d’utilisateur", "Mot de passe",
           "Se connecter", "Vérifiez votre nom d’utilisateur et votre mot de passe."),
}  # fmt: skip


async def login(request: Request) -> Response:
    """Show the sign-in page, or open a browser session and go where the visitor wanted to go."""
    wanted = _inside(request.query_params.get("next", "/"))
    if request.method == "GET":
        return _form(request)
    user = await _signed(request)
    if user is None:
        return _form(request, failed=True)
    org: Org = request.app.state.org
    token = await run_in_threadpool(oauth.open_session, org, user, sessions.new_family())
    answer = RedirectResponse(wanted, 303)
    answer.set_cookie(COOKIE, token, httponly=True, samesite="lax", max_age=org.session_seconds)
    return answer


async def logout(request: Request) -> Response:
    """End the browser session."""
    token = request.cookies.get(COOKIE, "")
    await run_in_threadpool(sessions.revoke, request.app.state.org.store, token)
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(COOKIE)
    return answer


async def authorize(request: Request) -> Response:
    """Run the authorization-code flow: the user signs in here, the app gets a code."""
    asked = dict(request.query_params)
    redirect = asked.get("redirect_uri", "")
    try:
        oauth.check_app(asked.get("client_id", ""), redirect)
    except OAuthError as exc:
        return HTMLResponse(document("en", exc.error, f"<p>{escape(exc.description)}</p>"), 400)
    refusal = _refusal(asked)
    if refusal:
        return _back(redirect, asked, error=refusal)
    if request.method == "GET":
        return _form(request)
    user = await _signed(request)
    if user is None:
        return _form(request, failed=True)
    code = await run_in_threadpool(_code, request.app.state.org, user, asked)
    return _back(redirect, asked, code=code)


def _code(org: Org, user: str, asked: Mapping[str, str]) -> str:
    expires = org.clock().timestamp() + oauth.CODE_SECONDS
    return sessions.issue(
        org.store,
        "code",
        user,
        expires,
        sessions.new_family(),
        redirect_uri=asked.get("redirect_uri", ""),
        challenge=asked.get("code_challenge", ""),
    )


def _refusal(asked: Mapping[str, str]) -> str:
    if asked.get("response_type") != "code":
        return "unsupported_response_type"
    if asked.get("code_challenge") and asked.get("code_challenge_method", "S256") != "S256":
        return "invalid_request"
    return ""


def _back(redirect: str, asked: Mapping[str, str], **answer: str) -> Response:
    state = {"state": asked["state"]} if "state" in asked else {}
    mark = "&" if urlsplit(redirect).query else "?"
    return RedirectResponse(f"{redirect}{mark}{urlencode({**answer, **state})}", 302)


async def _signed(request: Request) -> str | None:
    form = await read_form(request)
    name, password = form.get("username", ""), form.get("password", "")
    try:
        return await run_in_threadpool(oauth.sign_in, request.app.state.org, name, password)
    except OAuthError:
        return None


def _inside(wanted: str) -> str:
    """Return the wanted address if it is one of ours, else the front page."""
    parts = urlsplit(wanted)
    ours = not parts.scheme and not parts.netloc and wanted.startswith("/")
    return wanted if ours and not wanted.startswith(("//", "/\\")) else "/"


def _form(request: Request, *, failed: bool = False) -> Response:
    language = edge.language_of(request, "en")
    title, name, password, submit, wrong = WORDS[language]
    hint = escape(request.query_params.get("login_hint", ""), quote=True)
    alert = f'<p role="alert">{wrong}</p>' if failed else ""
    body = f"""{alert}<form method="post">
<label>{name} <input name="username" value="{hint}" autocomplete="username" required></label>
<label>{password} <input name="password" type="password" autocomplete="current-password" required>
</label><button>{submit}</button></form>"""
    return HTMLResponse(document(language, title, body), 401 if failed else 200)
