"""The one door to a language model: mask, ask, verify, restore."""

from guard.door import Guard, Readiness, open_guard
from guard.errors import GuardError, Misconfigured, ProviderUnavailable, Refused
from guard.prompt import Answer, Known, Payer, Prompt
from guard.providers.contract import ProviderSettings
from guard.screening.findings import Findings
from guard.vault import MaskedPrompt

__all__ = [
    "Answer",
    "Findings",
    "Guard",
    "GuardError",
    "Known",
    "MaskedPrompt",
    "Misconfigured",
    "Payer",
    "Prompt",
    "ProviderSettings",
    "ProviderUnavailable",
    "Readiness",
    "Refused",
    "open_guard",
]
