"""What a provider of language-model answers is: one method."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from guard.prompt import Task
from guard.providers.patience import Patience
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


Hear = Callable[[str], Awaitable[None]]
"""Hears all that a model has written so far; shorter than before where it was asked once more."""


@runtime_checkable
class Telling(Protocol):
    """A provider that can be heard while it writes."""

    async def tell(self, prompt: MaskedPrompt, hear: Hear) -> str:
        """Return what `complete` would, letting it be heard meanwhile."""


@runtime_checkable
class Closing(Protocol):
    """A provider that holds connections."""

    async def close(self) -> None:
        """Let go of them."""


@dataclass(frozen=True)
class Allowance:
    """The most tokens an answer may have, and the seconds for it, every try included."""

    tokens: int = 1500
    seconds: float = 20.0


@dataclass(frozen=True)
class ProviderSettings:
    """Which provider, how to reach it, how long to insist, and what each kind of text may take.

    `base_url` is any OpenAI-compatible endpoint, for example one ending in `/v1`.
    """

    provider: str = "offline"
    base_url: str = ""
    api_key: str = ""
    model: str = ""
    patience: Patience = field(default_factory=Patience)
    usual: Allowance = field(default_factory=Allowance)
    allowances: Mapping[Task, Allowance] = field(default_factory=dict)
