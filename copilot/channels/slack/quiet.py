"""The logger given to Slack's libraries, which log what they send at their lower levels."""

from __future__ import annotations

import logging

QUIET = logging.getLogger("comptoir.slack.library")
QUIET.setLevel(logging.CRITICAL)
