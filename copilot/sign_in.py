"""Signing in to Salesforce from a browser: out to the org's own page, back with a code.

A chat's user sets out from a link made for them; whoever comes back must say that they are that
person, since a link can be passed on. A browser is recognised by its session cookie.
"""

from __future__ import annotations

import secrets
from html import escape
from typing import Annotated, Any

from fastapi import APIRouter, Cookie, Depends, Form, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from copilot.accounts import SettingOut, owner_of
from copilot.api import FromDoors, identify
from copilot.doors import Doors
from copilot.errors import Unauthorised
from copilot.turn import Identity, Language

ROUTER = APIRouter(include_in_schema=False)
COOKIE = "comptoir"  # as `identify` names its parameter
SESSION_SECONDS = 30 * 86400
THEN = "comptoir_then"  # where to go once signed in, while the org's page is shown
THEN_SECONDS = 600
PAGES = frozenset({"/", "/console", "/console/articles", "/console/manager"})
Session = Annotated[str, Cookie(alias=COOKIE)]
WORDS: dict[Language, dict[str, str]] = {
    "fr": {
        "title": "Relier votre compte Salesforce",
        "company": "Connexion",
        "away": "Le service de connexion de votre entreprise ne répond pas. Réessayez dans "
        "quelques minutes.",
        "no_user": "Vous êtes bien connecté, mais aucun utilisateur Salesforce actif ne porte "
        "votre adresse. Demandez à votre administrateur de vous créer un compte.",
        "no_role": "Vous êtes bien connecté, mais aucun rôle ne vous ouvre Comptoir. Demandez-le "
        "à votre administrateur.",
        "unverified": "Votre entreprise n’a pas vérifié votre adresse e-mail : Comptoir ne peut "
        "pas vous reconnaître. Prévenez votre administrateur.",
        "not_let_in": "Salesforce ne laisse pas Comptoir agir en votre nom. Prévenez votre "
        "administrateur.",
        "ask": "Relier votre compte Salesforce à <strong>{label}</strong> ? Si vous n’avez pas "
        "demandé ce lien vous-même, fermez cette page.",
        "yes": "Relier",
        "done": "C’est fait : {username} est relié. Vous pouvez fermer cette page.",
        "back": "Revenir à la connexion",
        "failed": "Cette connexion n’a pas abouti : le lien est trop ancien, a déjà servi, ou "
        "l’accès a été refusé. Recommencez depuis Comptoir.",
    },
    "en": {
        "title": "Link your Salesforce account",
        "company": "Sign-in",
        "away": "Your company's sign-in service does not answer. Try again in a few minutes.",
        "no_user": "You are signed in, but no active Salesforce user has your address. Ask your "
        "administrator to make you an account.",
        "no_role": "You are signed in, but no role opens Comptoir to you. Ask your administrator "
        "for one.",
        "unverified": "Your company has not verified your e-mail address: Comptoir cannot tell "
        "who you are. Tell your administrator.",
        "not_let_in": "Salesforce does not let Comptoir act for you. Tell your administrator.",
        "ask": "Link your Salesforce account to <strong>{label}</strong>? If you did not ask for "
        "this link yourself, close this page.",
        "yes": "Link",
        "done": "Done: {username} is linked. You may close this page.",
        "back": "Back to sign-in",
        "failed": "This sign-in did not work: the link is too old, was used already, or access "
        "was refused. Start again from Comptoir.",
    },
}
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


@ROUTER.get("/oauth/salesforce")
async def start(doors: FromDoors, comptoir: Session = "", then: str = "/") -> Response:
    """Send a browser to the org's sign-in page; `then` is the page of ours it comes back to."""
    session = comptoir or secrets.token_urlsafe(32)
    answer = RedirectResponse(await doors.accounts.begin(owner_of("web", session)), 303)
    answer.set_cookie(
        COOKIE, session, max_age=SESSION_SECONDS, httponly=True, samesite="lax",
        secure=doors.settings.public_address.startswith("https:"),
    )  # fmt: skip
    page_after = then if then in PAGES else "/"
    answer.set_cookie(
        THEN, page_after, max_age=THEN_SECONDS, httponly=True, samesite="lax", path="/oauth",
        secure=doors.settings.public_address.startswith("https:"),
    )  # fmt: skip
    return answer


@ROUTER.get("/oauth/callback")
async def come_back(
    request: Request, doors: FromDoors, state: str = "", code: str = "", comptoir: Session = ""
) -> Response:
    """Link a browser's own sign-in at once; ask whoever comes back from a chat's link."""
    language = language_of(request)
    going = await doors.accounts.setting_out(state)
    if going is None or not code:
        return page(language, said(language, "failed"), 400)
    if going.label is None:
        then = request.cookies.get(THEN, "/")
        return await _linked_browser(doors, language, going, (state, code), comptoir, then)
    asked = said(language, "ask", label=going.label)
    form = (
        f'<form method="post"><input type="hidden" name="state" value="{escape(state)}">'
        f'<input type="hidden" name="code" value="{escape(code)}">'
        f"<button>{WORDS[language]['yes']}</button></form>"
    )
    return page(language, asked + form)


async def _linked_browser(
    doors: Doors, language: Language, going: SettingOut, found: tuple[str, str], session: str,
    then: str,
) -> Response:  # fmt: skip
    """Link the account to the browser that set out, and to no other."""
    if not session or going.owner != owner_of("web", session):
        return page(language, said(language, "failed"), 400)
    try:
        await doors.accounts.finish(*found)
    except Unauthorised:
        return page(language, said(language, "failed"), 400)
    return RedirectResponse(then if then in PAGES else "/", 303)


@ROUTER.post("/oauth/callback")
async def link(
    request: Request, doors: FromDoors, state: Annotated[str, Form()],
    code: Annotated[str, Form()],
) -> Response:  # fmt: skip
    """Link the account of someone who said that the chat's link is theirs."""
    language = language_of(request)
    try:
        username = await doors.accounts.finish(state, code)
    except Unauthorised:
        return page(language, said(language, "failed"), 400)
    return page(language, said(language, "done", username=username))


@ROUTER.post("/oauth/sign-out", status_code=204)
async def sign_out(doors: FromDoors, comptoir: Session = "") -> Response:
    """Forget a browser's session, and its account here and at the org.

    Where the company's provider has a page that ends its own session, `then` names it.
    """
    then = None
    if comptoir:
        owner = owner_of("web", comptoir)
        await doors.people.forget_account(owner)
        then = await doors.oidc.end(owner) if doors.oidc else None
    answer = JSONResponse({"then": then}) if then else Response(status_code=204)
    answer.delete_cookie(COOKIE)
    return answer


@ROUTER.get("/api/v1/me")
async def me(caller: Annotated[Identity, Depends(identify)], doors: FromDoors) -> dict[str, Any]:
    """Say as whom one is asking; `name` and `profile` as the org has them.

    `roles` are what the company's sign-in opens, where it says.
    """
    crm = await doors.people.crm(caller) if caller.kind == "employee" else None
    if crm is None:
        return {"kind": caller.kind}
    user = crm.user
    return {"kind": caller.kind, "username": user.username, "name": user.name,
            "profile": user.profile, "language": user.language,
            **({} if caller.roles is None else {"roles": sorted(caller.roles)})}  # fmt: skip


def language_of(request: Request) -> Language:
    """Return the language a browser prefers."""
    return "en" if request.headers.get("Accept-Language", "").lower().startswith("en") else "fr"


def said(language: Language, name: str, **values: str) -> str:
    """Return a paragraph of this page; values are text, never markup."""
    safe = {key: escape(value) for key, value in values.items()}
    return f"<p>{WORDS[language][name].format(**safe)}</p>"


def way_back(language: Language, path: str) -> str:
    """Return a link to where one may sign in again."""
    return f'<p><a class="button primary" href="{path}">{WORDS[language]["back"]}</a></p>'


def page(language: Language, body: str, status: int = 200, titled: str = "title") -> HTMLResponse:
    """Return a small page of our own."""
    title = WORDS[language][titled]
    return HTMLResponse(
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width"><title>{title}</title><link rel="stylesheet" '
        'href="/web/page.css"><header><div class="bar"><h1><img src="/web/mark.svg" alt="" '
        'width="28" height="28">Comptoir</h1></div></header><main><section id="welcome"><h2 '
        f'id="hello">{title}</h2>{body}</section></main></html>',
        status, HEADERS,
    )  # fmt: skip
