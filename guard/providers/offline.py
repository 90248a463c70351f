"""The provider that needs no model: it phrases the masked facts with our own composer."""

from __future__ import annotations

import json

from guard.composer.table import compose
from guard.providers.contract import Completion
from guard.vault import MaskedPrompt


class OfflineProvider:
    """Phrases facts in this process. Deterministic: the same facts give the same words."""

    name = "offline"

    async def complete(self, prompt: MaskedPrompt) -> str:
        """Return the content as JSON text."""
        content = compose(prompt.task, prompt.language, dict(prompt.facts))
        return Completion(json.dumps(content, ensure_ascii=False))
