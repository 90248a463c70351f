"""Both directions of one answer: what goes to a model, and what comes back from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from guard.prompt import Prompt
from guard.screening.links import disarm_outgoing, links_of
from guard.screening.orders import CURATED, OrderReader


@dataclass(frozen=True)
class Screened:
    """A prompt without orders, what was found in it, and the links an answer may repeat."""

    prompt: Prompt
    found: Counter[str]
    links: frozenset[str]


class Screen:
    """Screens prompts and contents; one instance serves every conversation."""

    def __init__(self, reader: OrderReader | None = None) -> None:
        self._reader = reader or OrderReader()

    def incoming(self, prompt: Prompt, *, followed: bool = True) -> Screened:
        """Return the prompt with its facts neutralised; `followed`: a model may read them."""
        facts, found = self._reader.neutralise(prompt.facts, prompt.language, followed=followed)
        texts = (text for name in CURATED for text in _strings(facts.get(name)))
        links = frozenset(link for text in texts for link in links_of(text))
        return Screened(replace(prompt, facts=facts), found, links)

    def outgoing(
        self, content: Mapping[str, Any], links: Collection[str]
    ) -> tuple[dict[str, Any], Counter[str]]:
        """Return the content with its images and foreign links made inert."""
        found: Counter[str] = Counter()
        return _disarmed(dict(content), links, found), +found


def _strings(node: Any) -> Iterator[str]:
    """Yield the strings of a JSON value."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, Mapping):
        for value in node.values():
            yield from _strings(value)
    elif isinstance(node, (list, tuple)):
        for value in node:
            yield from _strings(value)


def _disarmed(node: Any, links: Collection[str], found: Counter[str]) -> Any:
    """Return a copy of a JSON value whose strings link to nothing foreign."""
    if isinstance(node, str):
        text, there = disarm_outgoing(node, links)
        found.update(there)
        return text
    if isinstance(node, Mapping):
        return {key: _disarmed(value, links, found) for key, value in node.items()}
    if isinstance(node, list):
        return [_disarmed(value, links, found) for value in node]
    return node
