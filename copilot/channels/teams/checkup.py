"""How Teams is: tells a wrong tenant from a wrong secret from a wrong endpoint, and what helps.

The numbers are those of "Microsoft Entra authentication and authorization error codes".
"""

from __future__ import annotations

import httpx

from copilot.channels.teams.admission import Admission, KeysUnreachable
from copilot.channels.teams.tokens import LoginUnreachable, TokenRefused, Tokens
from copilot.settings import LOOPBACK, Settings

TENANT = (
    "Microsoft knows no tenant `{tenant}`: copy the directory (tenant) id of the app "
    "registration to COMPTOIR_TEAMS_TENANT_ID, or leave it empty for a multi-tenant bot"
)
APP = (
    "the app {app} is not in this tenant: check COMPTOIR_TEAMS_APP_ID, and that "
    "COMPTOIR_TEAMS_TENANT_ID is the tenant it is registered in"
)
WRONG = "the client secret is wrong: copy its value, not its id, to COMPTOIR_TEAMS_APP_PASSWORD"
OLD = (
    "the client secret has expired: make another in the app registration and set "
    "COMPTOIR_TEAMS_APP_PASSWORD"
)
REMEDIES = {
    "90002": TENANT, "900021": TENANT, "900023": TENANT, "90013": TENANT, "53003": TENANT,
    "700016": APP, "7000216": WRONG, "7000215": WRONG, "7000218": WRONG, "7000222": OLD,
    "invalid_client": WRONG, "invalid_tenant": TENANT, "unauthorized_client": APP,
}  # fmt: skip


async def teams_states(settings: Settings) -> dict[str, str]:
    """Return "ok" or the remedy for the credentials, the keys and the endpoint of Teams."""
    if not settings.teams:
        return {}
    async with httpx.AsyncClient(timeout=10) as client:
        return {
            "teams": await _credentials(settings, client),
            "teams keys": await _keys(settings, client),
            "teams endpoint": await _endpoint(settings, client),
        }


async def _credentials(settings: Settings, client: httpx.AsyncClient) -> str:
    try:
        await Tokens(settings, client).token()
    except TokenRefused as error:
        remedy = REMEDIES.get(error.code, "Microsoft refuses the bot's credentials ({code})")
        return remedy.format(
            tenant=settings.teams_tenant_id, app=settings.teams_app_id, code=error.code
        )
    except LoginUnreachable:
        return (
            f"{settings.teams_login_url} is out of reach; check the network and "
            "COMPTOIR_TEAMS_LOGIN_URL"
        )
    return "ok"


async def _keys(settings: Settings, client: httpx.AsyncClient) -> str:
    try:
        await Admission(settings, client).read()
    except KeysUnreachable as error:
        return f"{error}; check the network and COMPTOIR_TEAMS_METADATA_URL"
    return "ok"


async def _endpoint(settings: Settings, client: httpx.AsyncClient) -> str:
    """Ask the messaging endpoint whose it is: Teams will send everything there."""
    url = f"{settings.public_address}/api/messages"
    try:
        response = await client.get(url)
    except httpx.HTTPError:
        return f"nobody answers at {url}: start the service, or correct COMPTOIR_PUBLIC_URL"
    found = _json(response)
    if response.status_code != 200 or "bot" not in found:
        return (
            f"{url} is not this service's: set COMPTOIR_PUBLIC_URL to where Teams reaches it, "
            "and the bot's messaging endpoint to that address"
        )
    if found["bot"] != settings.teams_app_id:
        return f"{url} is another bot's ({found['bot']}): correct COMPTOIR_PUBLIC_URL"
    if not url.startswith("https:") and httpx.URL(url).host not in LOOPBACK:
        return "Teams sends to https addresses alone: correct COMPTOIR_PUBLIC_URL"
    return "ok"


def _json(response: httpx.Response) -> dict[str, str]:
    try:
        body = response.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
