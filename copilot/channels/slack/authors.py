"""Who writes in Slack, and which Salesforce user that is: by a linked account, or by e-mail."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from actions import Language
from copilot.accounts import Accounts
from copilot.channels.slack.incoming import person_of
from copilot.channels.slack.workspaces import Workspaces, asking
from copilot.errors import Unauthorised
from copilot.matching import KEPT_SECONDS, Matching
from copilot.people import People
from copilot.settings import Settings
from copilot.turn import Identity
from crm import Crm

Role = Literal["sales", "manager", "service"]


@dataclass(frozen=True)
class Profile:
    """A Slack user, as their workspace tells."""

    name: str
    email: str
    language: Language
    member: bool


class Authors:
    """Knows Slack users and their Salesforce identities."""

    def __init__(
        self, people: People, accounts: Accounts, workspaces: Workspaces, settings: Settings
    ) -> None:
        self._people, self._accounts, self._workspaces = people, accounts, workspaces
        self._matching = Matching(people)
        wanted = settings.slack_match_email
        # Whoever installs the app elsewhere decides what addresses stand in profiles there.
        ours = settings.slack_bot_token is not None
        self._by_email = ours and (settings.demo if wanted is None else wanted)
        self._profiles: dict[str, tuple[float, Profile]] = {}

    async def find(self, team: str, user: str) -> Identity | Literal["outsider"] | None:
        """Return who a Slack user is in Salesforce; None for somebody with an account to link."""
        try:
            linked = await self._people.by_account(person_of(team, user))
        except Unauthorised:
            linked = None  # withdrawn in Salesforce: they may link again
        if linked:
            return linked
        profile = await self.profile(team, user)
        if not profile.member:
            return "outsider"
        username = await self._matching.username(profile.email) if self._by_email else None
        return Identity("employee", username) if username else None

    async def profile(self, team: str, user: str) -> Profile:
        """Return a Slack user's profile, kept for ten minutes."""
        key = person_of(team, user)
        kept = self._profiles.get(key)
        if kept and time.monotonic() - kept[0] < KEPT_SECONDS:
            return kept[1]
        client = await self._workspaces.of(team)
        answer = await asking(client.users_info(user=user, include_locale=True))
        profile = _profile(await self._workspaces.home(team), answer["user"])
        self._profiles[key] = (time.monotonic(), profile)
        return profile

    async def sign_in_page(self, team: str, user: str) -> str:
        """Return where this person, and nobody else, links their account; good once."""
        name = (await self.profile(team, user)).name or user
        return await self._accounts.begin(person_of(team, user), f"Slack · {name}")

    async def role(self, team: str, user: str) -> Role:
        """Return what the person does, from their Salesforce profile."""
        identity = await self.find(team, user)
        crm = await self._people.crm(identity) if isinstance(identity, Identity) else None
        return role_of(crm) if crm else "sales"


def role_of(crm: Crm) -> Role:
    """Return what somebody does, from their Salesforce profile."""
    profile = crm.user.profile.casefold()
    if "service" in profile or "support" in profile:
        return "service"
    return "manager" if "manager" in profile else "sales"


def _profile(home: str, user: Mapping[str, Any]) -> Profile:
    told = user.get("profile") or {}
    outside = ("deleted", "is_bot", "is_restricted", "is_ultra_restricted", "is_stranger")
    teams = [user.get("team_id") or home, *(user.get("enterprise_user") or {}).get("teams", ())]
    verified = user.get("is_email_confirmed") is not False
    return Profile(
        name=str(told.get("real_name") or user.get("real_name") or user.get("name") or ""),
        email=str(told.get("email") or "").strip().casefold() if verified else "",
        language="en" if str(user.get("locale") or "").startswith("en") else "fr",
        member=home in teams and not any(user.get(mark) for mark in outside),
    )
