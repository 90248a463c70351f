"""How the company's sign-in is: tells a wrong issuer, a wrong client and a wrong redirect apart."""

from __future__ import annotations

import secrets

import httpx

from copilot.oidc import Asked, ClientRefused, OidcError, Provider, ProviderAway, TokenRefused
from copilot.settings import Settings

ISSUER = "{error}: copy the issuer as the provider writes it to COMPTOIR_OIDC_ISSUER"
CLIENT = (
    "the provider does not accept the client {client}: check COMPTOIR_OIDC_CLIENT_ID and "
    "COMPTOIR_OIDC_CLIENT_SECRET"
)
REDIRECT = (
    "the provider does not send people back here: add {redirect} to the client's redirect "
    "addresses, or correct COMPTOIR_PUBLIC_URL"
)
ACTING = (
    "the org lets the service act for nobody: set COMPTOIR_SALESFORCE_KEY_FILE (JWT bearer flow)"
)


async def oidc_states(settings: Settings) -> dict[str, str]:
    """Return "ok" or the remedy for issuer, client, redirect, and the way into the org."""
    if not settings.oidc_issuer:
        return {}
    async with httpx.AsyncClient(timeout=10) as client:
        provider = Provider(settings, client)
        try:
            await provider.keys(0)
        except OidcError as error:
            return {"oidc": ISSUER.format(error=error)}
        refused = await _client(settings, provider)
        states = {"oidc": "ok", "oidc client": refused or "ok"}
        # An unknown client has no redirect address: one remedy is enough.
        states |= {} if refused else {"oidc redirect": await _redirect(provider, client)}
        acts = settings.demo or settings.salesforce_key_file
        return {**states, "oidc org": "ok" if acts else ACTING}


async def _client(settings: Settings, provider: Provider) -> str:
    """Offer a code nobody gave: who knows the client refuses the code, who does not, the client."""
    try:
        await provider.exchange(secrets.token_urlsafe(16), secrets.token_urlsafe(48))
    except ClientRefused:
        return CLIENT.format(client=settings.oidc_client_id)
    except ProviderAway as error:
        return str(error)
    except TokenRefused:
        return ""
    return ""


async def _redirect(provider: Provider, client: httpx.AsyncClient) -> str:
    """Ask for a sign-in that shows no page: it comes back here, or the address is not allowed."""
    drawn = (secrets.token_urlsafe(48) for _ in range(3))
    page = await provider.page(Asked(*drawn), prompt="none")
    try:
        response = await client.get(page)
    except httpx.HTTPError:
        return "the provider's sign-in page is out of reach; check the network"
    back = response.headers.get("location", "")
    return (
        "ok" if back.startswith(provider.redirect) else REDIRECT.format(redirect=provider.redirect)
    )
