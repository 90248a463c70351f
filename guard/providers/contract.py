"""What a provider of language-model answers is: one method."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from guard.vault import MaskedPrompt


class Completion(str):
    """The model's text, JSON by the task's schema, with the tokens it cost."""

    tokens_in: int
    tokens_out: int

    __slots__ = ("tokens_in", "tokens_out")

    def __new__(cls, text: str, tokens_in: int = 0, tokens_out: int = 0) -> Completion:
        """Return the text with its cost."""
        made = super().__new__(cls, text)
        made.tokens_in = tokens_in
        made.tokens_out = tokens_out
        return made


class Provider(Protocol):
    """Anything that phrases a masked prompt.

    `complete` returns the content as JSON text; a plain `str` will do, a `Completion` also says
    what it cost. It raises `ProviderUnavailable` and nothing else.
    """

    name: str

    async def complete(self, prompt: MaskedPrompt) -> str:
        """Return the content, JSON text by `guard.facts.CONTENT_SCHEMAS[prompt.task]`."""


@dataclass(frozen=True)
class ProviderSettings:
    """Which provider, and how to reach it. `timeout` is in seconds for one attempt.

    `base_url` is any OpenAI-compatible endpoint, for example one ending in `/v1`.
    """

    provider: str = "offline"
    base_url: str = ""
    api_key: str = ""
    model: str = ""
    timeout: float = 20.0
    retries: int = 1
    max_tokens: int = 1500
