"""Microsoft Teams: two converters and a handler over the conversation service."""

from copilot.channels.teams.install import install_teams

__all__ = ["install_teams"]
