"""Who writes in Teams, and which Salesforce user that is: by a linked account, or by e-mail."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from microsoft_agents.activity.teams import TeamsChannelAccount

from copilot.accounts import Accounts
from copilot.channels.teams.connector import Connector
from copilot.channels.teams.incoming import person_of
from copilot.errors import Unauthorised
from copilot.matching import KEPT_SECONDS, Matching
from copilot.people import People
from copilot.settings import Settings
from copilot.turn import Identity

Place = Mapping[str, Any]


@dataclass(frozen=True)
class Profile:
    """A Teams user, as their organisation tells."""

    name: str
    email: str
    member: bool


class Authors:
    """Knows Teams users and their Salesforce identities."""

    def __init__(
        self, people: People, accounts: Accounts, connector: Connector, settings: Settings
    ) -> None:
        self._people, self._accounts, self._connector = people, accounts, connector
        self._tenant, self._matching = settings.teams_tenant_id, Matching(people)
        wanted = settings.teams_match_email
        # Whoever runs another organisation decides what addresses its people have.
        self._by_email = bool(self._tenant) and (settings.demo if wanted is None else wanted)
        self._profiles: dict[str, tuple[float, Profile]] = {}

    async def find(self, place: Place) -> Identity | Literal["outsider"] | None:
        """Return who a Teams user is in Salesforce; None for somebody with an account to link."""
        if self._tenant and place["tenant"] != self._tenant:
            return "outsider"
        if linked := await self.linked(place):
            return linked
        profile = await self.profile(place)
        if not profile.member:
            return "outsider"
        username = await self._matching.username(profile.email) if self._by_email else None
        return Identity("employee", username) if username else None

    async def linked(self, place: Place) -> Identity | None:
        """Return whose account the person linked; a link withdrawn in Salesforce is none."""
        try:
            return await self._people.by_account(person_of(place))
        except Unauthorised:
            return None

    async def profile(self, place: Place) -> Profile:
        """Return a Teams user's profile, kept for ten minutes."""
        key = person_of(place)
        kept = self._profiles.get(key)
        if kept and time.monotonic() - kept[0] < KEPT_SECONDS:
            return kept[1]
        profile = _profile(place, await self._connector.member(place))
        self._profiles[key] = (time.monotonic(), profile)
        return profile

    async def sign_in_page(self, place: Place) -> str:
        """Return where this person, and nobody else, links their account; good once."""
        return await self._accounts.begin(person_of(place), f"Teams · {place['name']}")


def _profile(place: Place, found: TeamsChannelAccount) -> Profile:
    """Read a member; guests have a role or a name of their own (`…#EXT#@…`)."""
    principal = str(found.user_principal_name or "")
    guest = found.user_role == "guest" or "#EXT#" in principal.upper()
    home = (found.tenant_id or place["tenant"]) == place["tenant"]
    email = str(found.email or principal).strip().casefold()
    return Profile(str(found.name or place["name"]), email, member=home and not guest)
