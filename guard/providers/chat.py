"""Any OpenAI-compatible endpoint, through the `openai` client.

Servers differ in how they can be held to a JSON schema: the strictest way is tried first, and what
a server refuses where it takes a simpler one is not tried again.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from guard.errors import Misconfigured, ProviderUnavailable
from guard.facts import CONTENT_SCHEMAS
from guard.instructions import Rendered, render
from guard.providers.chunks import gather
from guard.providers.contract import Allowance, Completion, Hear, ProviderSettings
from guard.providers.failures import unavailable
from guard.vault import MaskedPrompt

if TYPE_CHECKING:
    from openai import AsyncOpenAI

_FORMATS = ("json_schema", "json_object", "text")
_HEARD = {"stream": True, "stream_options": {"include_usage": True}}
CHARACTERS = 4
"""Characters of a token, roughly, where a server does not count them."""


class ChatProvider:
    """A chat-completions endpoint. How long it may take and how often it is tried is settled."""

    name = "openai"

    def __init__(self, settings: ProviderSettings) -> None:
        if not settings.model:
            raise Misconfigured("the openai provider needs a model name")
        self._settings = settings
        self._client: AsyncOpenAI | None = None
        self._format = 0
        self._heard = True

    def _connect(self) -> AsyncOpenAI:
        """Return the client, made at first use: importing it takes a second."""
        if self._client is None:
            from openai import AsyncOpenAI  # noqa: PLC0415  slow to load

            settings = self._settings
            self._client = AsyncOpenAI(
                api_key=settings.api_key or "none",
                base_url=settings.base_url or None,
                max_retries=0,
            )
        return self._client

    async def close(self) -> None:
        """Let go of the connections; the next request opens new ones."""
        if self._client is not None:
            await self._client.close()
            self._client = None

    async def complete(self, prompt: MaskedPrompt) -> str:
        """Return the model's text and what it cost. Raises `ProviderUnavailable`."""
        return await self._persist(prompt, None)

    async def tell(self, prompt: MaskedPrompt, hear: Hear) -> str:
        """Return the same, heard while it is written. Raises `ProviderUnavailable`."""
        return await self._persist(prompt, hear)

    async def _persist(self, prompt: MaskedPrompt, hear: Hear | None) -> str:
        """Ask as often and as long as it is worth it."""
        settings = self._settings
        allowance = settings.allowances.get(prompt.task, settings.usual)
        attempt = partial(self._attempt, prompt, allowance, hear)
        return await settings.patience.persist(attempt, allowance.seconds)

    async def _attempt(
        self, prompt: MaskedPrompt, allowance: Allowance, hear: Hear | None
    ) -> Completion:
        """Ask to be heard where the server is not known to refuse that, else for the whole."""
        if hear is None or not self._heard:
            return await self._try(prompt, allowance, None, self._format)
        try:
            return await self._try(prompt, allowance, hear, self._format)
        except ProviderUnavailable as failed:
            if failed.kind != "unheard":
                raise
        completion = await self._try(prompt, allowance, None, self._format)
        self._heard = False
        return completion

    async def _try(
        self, prompt: MaskedPrompt, allowance: Allowance, hear: Hear | None, number: int
    ) -> Completion:
        """Ask in a format, the strictest the server is known to take, or in the next it takes."""
        from openai import BadRequestError, OpenAIError, UnprocessableEntityError  # noqa: PLC0415  slow to load

        try:
            completion = await self._ask(prompt, allowance, hear, _FORMATS[number])
        except (BadRequestError, UnprocessableEntityError) as exc:
            if number + 1 == len(_FORMATS):
                kind = "unheard" if hear else "denied"
                raise ProviderUnavailable("the model refused the request", kind=kind) from exc
        # A body that is no JSON is the decoder's error, not the client's.
        except (OpenAIError, ValueError) as exc:
            raise unavailable(exc) from exc
        else:
            self._format = number
            return completion
        return await self._try(prompt, allowance, hear, number + 1)

    async def _ask(
        self, prompt: MaskedPrompt, allowance: Allowance, hear: Hear | None, kind: str
    ) -> Completion:
        """Ask once."""
        rendered = render(prompt)
        asked: dict[str, Any] = {
            "model": self._settings.model,
            "messages": [
                {"role": "system", "content": rendered.system},
                {"role": "user", "content": rendered.user},
            ],
            "temperature": 0.2,
            "max_tokens": allowance.tokens,
            "timeout": allowance.seconds,
            **_response_format(prompt, kind),
        }
        completions: Any = self._connect().chat.completions
        if hear is None:
            return _completion(await completions.create(**asked), rendered)
        async with await completions.create(**asked, **_HEARD) as chunks:
            return _completion(await gather(chunks, hear), rendered)


def _response_format(prompt: MaskedPrompt, kind: str) -> dict[str, Any]:
    """Return the argument that holds the server to JSON, none for a server that has none."""
    if kind == "text":
        return {}
    if kind == "json_object":
        return {"response_format": {"type": kind}}
    schema = {"name": prompt.task, "schema": CONTENT_SCHEMAS[prompt.task], "strict": True}
    return {"response_format": {"type": "json_schema", "json_schema": schema}}


def _completion(response: Any, rendered: Rendered) -> Completion:
    """Return the text of a response, or say why it is none."""
    choices = getattr(response, "choices", None) or []
    message = getattr(choices[0], "message", None) if choices else None
    text = getattr(message, "content", None) or ""
    tokens = _tokens(response, rendered, text)
    reason = getattr(choices[0], "finish_reason", None) if choices else None
    if getattr(message, "refusal", None) or reason == "content_filter":
        raise ProviderUnavailable("the model declined", kind="declined", tokens=tokens)
    if not isinstance(text, str) or not text.strip():
        raise ProviderUnavailable("the model answered nothing", tokens=tokens)
    if reason == "length":
        raise ProviderUnavailable("the answer was cut off", kind="cut", tokens=tokens)
    return Completion(text, *tokens)


def _tokens(response: Any, rendered: Rendered, text: str) -> tuple[int, int]:
    """Return the tokens read and written, by their length where the server does not count."""
    usage = getattr(response, "usage", None)
    counted = (getattr(usage, "prompt_tokens", 0) or 0, getattr(usage, "completion_tokens", 0) or 0)
    if any(counted):
        return counted
    said = len(text) if isinstance(text, str) else 0
    return (len(rendered.system) + len(rendered.user)) // CHARACTERS, said // CHARACTERS
