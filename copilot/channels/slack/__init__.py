"""Slack: two converters and a handler over the conversation service."""

from copilot.channels.slack.install import install_slack

__all__ = ["install_slack"]
