"""How Slack is: tells a wrong token from a missing permission from a Slack out of reach."""

from __future__ import annotations

from copilot.channels.errors import Undeliverable, Undelivered
from copilot.channels.slack.workspaces import Workspaces, asking
from copilot.settings import Settings

NEEDED = frozenset({
    "app_mentions:read", "channels:history", "chat:write", "commands", "files:write",
    "im:history", "im:write", "reactions:read", "users:read", "users:read.email",
})  # fmt: skip
REMEDIES = {
    "invalid_auth": "the token is wrong; copy it again (COMPTOIR_SLACK_{name})",
    "not_authed": "the token is empty (COMPTOIR_SLACK_{name})",
    "token_revoked": "the token was revoked; install the app again (COMPTOIR_SLACK_{name})",
    "token_expired": "the token has expired; install the app again (COMPTOIR_SLACK_{name})",
    "account_inactive": "the app was removed from the workspace; install it again",
    "not_allowed_token_type": "this is another kind of token than COMPTOIR_SLACK_{name} takes",
}


async def slack_states(settings: Settings) -> dict[str, str]:
    """Return "ok" or the remedy for each token of Slack that is configured."""
    workspaces, states = Workspaces(settings), {}
    try:
        if settings.slack_bot_token:
            states["slack"] = await _bot(workspaces)
        if settings.slack_app_token:
            states["slack socket"] = await _socket(workspaces, settings)
    finally:
        await workspaces.close()
    return states


async def _bot(workspaces: Workspaces) -> str:
    try:
        answer = await asking(workspaces.client().auth_test())
    except (Undelivered, Undeliverable) as error:
        return _remedy(error, "BOT_TOKEN")
    granted = {one.strip() for one in (answer.headers.get("x-oauth-scopes") or "").split(",")}
    missing = sorted(NEEDED - granted) if granted - {""} else []
    return f"scopes are missing: {', '.join(missing)}" if missing else "ok"


async def _socket(workspaces: Workspaces, settings: Settings) -> str:
    token = settings.slack_app_token
    client = workspaces.client(token.get_secret_value() if token else None)
    try:
        await asking(client.apps_connections_open(app_token=client.token or ""))
    except (Undelivered, Undeliverable) as error:
        return _remedy(error, "APP_TOKEN")
    return "ok"


def _remedy(error: Undelivered | Undeliverable, name: str) -> str:
    code = str(error).removeprefix("Slack: ")
    if code in REMEDIES:
        return REMEDIES[code].format(name=name)
    if isinstance(error, Undelivered):
        return f"Slack is out of reach ({code}); check the network and COMPTOIR_SLACK_API_URL"
    return f"Slack refuses: {code}"
