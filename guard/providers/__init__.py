"""Who can phrase an answer: one module a provider, one line each in the table."""

from guard.providers.contract import Completion, Provider, ProviderSettings
from guard.providers.table import PROVIDERS, build_provider

__all__ = ["PROVIDERS", "Completion", "Provider", "ProviderSettings", "build_provider"]
