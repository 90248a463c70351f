"""What a model says must be in the facts: numbers, names, days, promises, quotes and citations.

Everything here happens on masked text, so that nothing is restored before it is verified.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from guard.faithful import unfaithful
from guard.given import Given
from guard.prompt import Task
from guard.screening.abuse import AbuseReader
from guard.screening.sentences import sentences
from guard.support import find_unsupported
from guard.vault import MaskedPrompt, Vault

_IDS = {"id", "object", "used", "used_claims", "kind"}


class Verifier:
    """Compares contents with the facts of one prompt, as a whole or text by text."""

    def __init__(
        self, prompt: MaskedPrompt, vault: Vault | None, abuse: AbuseReader | None = None
    ) -> None:
        self._prompt, self._vault, self._abuse = prompt, vault, abuse
        self._given = Given(prompt.facts)

    @property
    def task(self) -> Task:
        """Return what was asked for."""
        return self._prompt.task

    def inventions(self, content: Mapping[str, Any]) -> list[str]:
        """Return the kind of everything a content states and the facts do not."""
        found = [*_wrong_ids(self._prompt, content), *_wrong_quotes(self._given, content)]
        found += self.stated("\n".join(_texts(content)))
        if self.task == "answer":
            found += find_unsupported(self._prompt.facts, content, self._prompt.language)
        if self.task == "translation":
            found += unfaithful(self._prompt.facts["text"], content["text"], self._prompt.language)
        return found

    def stated(self, text: str) -> list[str]:
        """Return the kind of everything one text states and the facts do not."""
        found = list(self._given.inventions(text))
        if self._vault:
            found += ["placeholder" for _ in self._vault.unknown(text, self._prompt.tokens)]
        if self._abuse and any(map(self._abuse.is_abusive, self._own(text))):
            found.append("abuse")
        return found

    def _own(self, text: str) -> Iterator[str]:
        """Yield the sentences a writer made up: what a customer said may be quoted."""
        for start, end in sentences(text):
            if not self._given.quotes(text[start:end]):
                yield text[start:end]

    def cited(self, sentence: str, used: list[str]) -> bool:
        """Say whether a sentence of an answer stands on the passages it cites."""
        content = {"text": sentence, "used": used}
        return not any(find_unsupported(self._prompt.facts, content, self._prompt.language))


def _texts(node: Any, name: str = "") -> Iterator[str]:
    """Yield the strings of the content a reader sees; ids are checked as ids."""
    if isinstance(node, str) and name not in _IDS:
        yield node
    elif isinstance(node, Mapping):
        for key, value in node.items():
            yield from _texts(value, key)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value, name)


def _wrong_ids(prompt: MaskedPrompt, content: Mapping[str, Any]) -> Iterator[str]:
    """Yield a mark for each claim, passage or record cited that was not given."""
    facts = prompt.facts
    given = {
        "used": {item["id"] for item in facts.get("passages") or []},
        "used_claims": {item["id"] for item in facts.get("claims") or []},
    }
    for key, ids in given.items():
        yield from ("id" for cited in content.get(key, []) if cited not in ids)
    records = {item["id"] for item in facts.get("interactions") or []}
    for evidence in _evidence(content):
        if evidence["id"] not in records:
            yield "id"


def _wrong_quotes(given: Given, content: Mapping[str, Any]) -> Iterator[str]:
    """Yield a mark for each quotation that is not word for word in the facts."""
    for evidence in _evidence(content):
        if json.dumps(evidence["quote"], ensure_ascii=False)[1:-1] not in given.written:
            yield "quote"


def _evidence(content: Mapping[str, Any]) -> list[Mapping[str, str]]:
    """Return all evidence of a summary."""
    return [evidence for item in content.get("items", []) for evidence in item["evidence"]]
