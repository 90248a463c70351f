"""Any OpenAI-compatible endpoint, through the `openai` client.

Servers differ in how they can be held to a JSON schema: the strictest way is tried first, and what
a server refuses once is not tried again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guard.errors import Misconfigured, ProviderUnavailable
from guard.facts import CONTENT_SCHEMAS
from guard.instructions import render
from guard.providers.contract import Completion, ProviderSettings
from guard.vault import MaskedPrompt

if TYPE_CHECKING:
    from openai import AsyncOpenAI

_FORMATS = ("json_schema", "json_object", "text")


class ChatProvider:
    """A chat-completions endpoint. Time-outs and retries are bounded by the settings."""

    name = "openai"

    def __init__(self, settings: ProviderSettings) -> None:
        if not settings.model:
            raise Misconfigured("the openai provider needs a model name")
        self._settings = settings
        self._client: AsyncOpenAI | None = None
        self._format = 0

    def _connect(self) -> AsyncOpenAI:
        """Return the client, made at first use: importing it takes a second."""
        if self._client is None:
            from openai import AsyncOpenAI  # noqa: PLC0415  slow to load

            settings = self._settings
            self._client = AsyncOpenAI(
                api_key=settings.api_key or "none",
                base_url=settings.base_url or None,
                timeout=settings.timeout,
                max_retries=settings.retries,
            )
        return self._client

    async def complete(self, prompt: MaskedPrompt) -> str:
        """Return the model's text and what it cost. Raises `ProviderUnavailable`."""
        from openai import APIError, BadRequestError, UnprocessableEntityError  # noqa: PLC0415  slow to load

        try:
            return await self._attempt(prompt)
        except (BadRequestError, UnprocessableEntityError) as exc:
            if self._format + 1 == len(_FORMATS):
                raise ProviderUnavailable("the model refused the request") from exc
        except APIError as exc:
            raise ProviderUnavailable(f"the model failed: {type(exc).__name__}") from exc
        self._format += 1
        return await self.complete(prompt)

    async def _attempt(self, prompt: MaskedPrompt) -> str:
        """Ask once, in the strictest format the server is known to take."""
        rendered = render(prompt)
        response = await self._connect().chat.completions.create(
            model=self._settings.model,
            messages=[
                {"role": "system", "content": rendered.system},
                {"role": "user", "content": rendered.user},
            ],
            temperature=0.2,
            max_tokens=self._settings.max_tokens,
            **self._response_format(prompt),
        )
        return _completion(response)

    def _response_format(self, prompt: MaskedPrompt) -> dict[str, Any]:
        """Return the argument that holds the server to JSON, none for a server that has none."""
        kind = _FORMATS[self._format]
        if kind == "text":
            return {}
        if kind == "json_object":
            return {"response_format": {"type": kind}}
        schema = {"name": prompt.task, "schema": CONTENT_SCHEMAS[prompt.task], "strict": True}
        return {"response_format": {"type": "json_schema", "json_schema": schema}}


def _completion(response: Any) -> Completion:
    """Return the text of a response, or say that there is none."""
    choices = getattr(response, "choices", None) or []
    text = choices[0].message.content if choices else None
    if not text:
        raise ProviderUnavailable("the model answered nothing")
    usage = getattr(response, "usage", None)
    cost = (getattr(usage, "prompt_tokens", 0) or 0, getattr(usage, "completion_tokens", 0) or 0)
    return Completion(text, *cost)
