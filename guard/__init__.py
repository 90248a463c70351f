"""The one door to a language model: mask, ask, verify, restore."""

from guard.door import Guard, Readiness, Told, open_guard
from guard.errors import GuardError, Misconfigured, ProviderUnavailable, Refused
from guard.prompt import Answer, Glimpse, Known, Payer, Prompt
from guard.providers.contract import ProviderSettings
from guard.screening.findings import Findings
from guard.vault import MaskedPrompt

__all__ = [
    "Answer",
    "Findings",
    "Glimpse",
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
    "Told",
    "open_guard",
]
