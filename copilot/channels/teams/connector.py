"""Speaking to Teams: the SDK's adapter, over connections of our own that bring the token.

The token is fetched when something is sent, not when something comes in: what comes in is on disk
and acknowledged though Microsoft's sign-in be away.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, cast

import aiohttp
from aiohttp import ClientHandlerType, ClientRequest, ClientResponse, ClientSession
from microsoft_agents.activity import Activity, ChannelAccount, ConversationParameters
from microsoft_agents.activity.teams import TeamsChannelAccount
from microsoft_agents.hosting.core import ChannelServiceClientFactoryBase, TurnContext
from microsoft_agents.hosting.core.authorization import ClaimsIdentity
from microsoft_agents.hosting.core.connector import ConnectorClientBase
from microsoft_agents.hosting.core.connector.client import UserTokenClient
from microsoft_agents.hosting.core.connector.teams import TeamsConnectorClient
from microsoft_agents.hosting.fastapi import CloudAdapter

from copilot.channels.errors import Undeliverable, Undelivered
from copilot.channels.teams.tokens import LoginUnreachable, TokenRefused, Tokens

Place = Mapping[str, Any]

SECONDS = 15
PASSING = {408, 412, 429}
CHANNEL = "msteams"


class Unsure(Undelivered):
    """The line broke while Teams was being told: it may have heard, or not."""


class Lasting(TeamsConnectorClient):
    """A client that outlives its activity: to make one takes longer than to speak."""

    async def close(self) -> None:
        """Stay; `end` closes."""

    async def end(self) -> None:
        """Let go of the session."""
        await super().close()


class Clients(ChannelServiceClientFactoryBase):
    """Makes the SDK's clients, one for each service address; their connections are shared."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._pool: aiohttp.TCPConnector | None = None
        self._made: dict[str, Lasting] = {}
        self._unused: UserTokenClient | None = None

    async def create_connector_client(
        self, context: TurnContext | None, claims_identity: ClaimsIdentity, service_url: str,
        audience: str, scopes: list[str] | None = None, use_anonymous: bool = False,
    ) -> ConnectorClientBase:  # fmt: skip
        """Return the client of one service address."""
        address = service_url.rstrip("/") + "/"
        if address not in self._made:
            self._made[address] = Lasting(address, "", session=self._session(address))
        return self._made[address]

    def _session(self, address: str) -> ClientSession:
        if self._pool is None:
            self._pool = aiohttp.TCPConnector(limit=32, keepalive_timeout=30)
        return ClientSession(
            base_url=address, connector=self._pool, connector_owner=False,
            timeout=aiohttp.ClientTimeout(total=SECONDS), middlewares=(self._authorised,),
        )  # fmt: skip

    async def create_user_token_client(
        self, context: TurnContext, claims_identity: ClaimsIdentity, use_anonymous: bool = False
    ) -> UserTokenClient:
        """Return the client of Microsoft's own sign-in cards: one, as we have no use for it."""
        if self._unused is None:
            app = claims_identity.get_app_id() or ""
            address = "https://api.botframework.com"
            self._unused = UserTokenClient(app_id=app, endpoint=address, token="")
        return self._unused

    async def _authorised(
        self, request: ClientRequest, handler: ClientHandlerType
    ) -> ClientResponse:
        request.headers["Authorization"] = f"Bearer {await self._tokens.token()}"
        response = await handler(request)
        if response.status == 401:
            self._tokens.forget()
        return response

    async def close(self) -> None:
        """Let go of the connections."""
        for client in self._made.values():
            await client.end()
        self._made.clear()
        if self._pool is not None:
            await self._pool.close()
            self._pool = None


class Connector:
    """Says things in the conversations of Teams. A place is what a letter keeps of where it is."""

    def __init__(self, app: str, tokens: Tokens) -> None:
        self._app, self._clients = app, Clients(tokens)
        self.adapter = CloudAdapter(channel_service_client_factory=self._clients)
        # Failures are ours to map; the SDK would print them and tell them to the user.
        self.adapter.on_turn_error = None

    async def post(self, place: Place, activity: Activity) -> str:
        """Send an activity where `place` says; return the message's id."""
        sent: list[str] = []

        async def say(context: TurnContext) -> None:
            told = await context.send_activity(activity)
            sent.append(str(told.id or ""))

        await self._within(place, say)
        return sent[0]

    async def update(self, place: Place, message: str, activity: Activity) -> None:
        """Put an activity in the place of a message of ours."""
        activity.id = message

        async def change(context: TurnContext) -> None:
            await context.update_activity(activity)

        await self._within(place, change)

    async def member(self, place: Place) -> TeamsChannelAccount:
        """Return how Teams knows the person of a place."""
        found: list[TeamsChannelAccount] = []

        async def look(context: TurnContext) -> None:
            client = cast(TeamsConnectorClient, context.turn_state["ConnectorClient"])
            found.append(await client.get_conversation_member(place["conversation"], place["user"]))

        await self._within(place, look)
        return found[0]

    async def direct(self, place: Place) -> dict[str, Any]:
        """Return the place where the person of a place is alone with us."""
        opened: list[str] = []

        async def note(context: TurnContext) -> None:
            opened.append(context.activity.conversation.id)

        wanted = ConversationParameters(
            is_group=False, agent=ChannelAccount(id=place["bot"]), tenant_id=place["tenant"],
            members=[ChannelAccount(id=place["user"])],
            channel_data={"tenant": {"id": place["tenant"]}},
        )  # fmt: skip
        await asking(
            self.adapter.create_conversation(
                self._app, CHANNEL, place["service"], "https://api.botframework.com", wanted, note
            )
        )
        return {**place, "conversation": opened[0], "kind": "personal", "message": None}

    async def _within(self, place: Place, work: Callable[[TurnContext], Awaitable[None]]) -> None:
        await asking(self.adapter.continue_conversation(self._app, reference(place), work))

    async def close(self) -> None:
        """Let go of the connections."""
        await self._clients.close()


def reference(place: Place) -> Activity:
    """Return the activity with which the SDK takes a conversation up again."""
    told = {
        "type": "event", "name": "ContinueConversation", "channelId": CHANNEL,
        "serviceUrl": place["service"], "from": {"id": place["user"]},
        "recipient": {"id": place["bot"]},
        "conversation": {"id": place["conversation"], "tenantId": place["tenant"]},
        **({"id": place["message"]} if place.get("message") else {}),
    }  # fmt: skip
    return Activity.model_validate(told)


async def asking(call: Awaitable[object]) -> None:
    """Await a call of Teams; raise `Undelivered` where it may work later, else `Undeliverable`."""
    try:
        await call
    except aiohttp.ClientResponseError as exc:
        if exc.status in PASSING or exc.status >= 500 or exc.status == 401:
            raise Undelivered(f"Teams: {exc.status}", _wait(exc)) from exc
        raise Undeliverable(f"Teams: {exc.status}") from exc
    except (TokenRefused, LoginUnreachable, aiohttp.ClientConnectorError) as exc:
        raise Undelivered(f"Teams: {type(exc).__name__}") from exc
    except (aiohttp.ClientError, TimeoutError, OSError) as exc:
        raise Unsure(f"Teams: {type(exc).__name__}") from exc


def _wait(error: aiohttp.ClientResponseError) -> float:
    asked = str(error.headers.get("Retry-After", "") if error.headers else "")
    return float(asked) if asked.isdigit() else 0.0
