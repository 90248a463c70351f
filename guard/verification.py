"""What a model says must be in the facts: every number, date, name and placeholder.

Everything here happens on masked text, so that nothing is restored before it is verified.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from guard.entries import fold
from guard.figures import read_figures
from guard.support import find_unsupported
from guard.vault import MaskedPrompt, Vault

_IDS = {"id", "object", "used", "used_claims", "kind"}
_PROPER = re.compile(r"(?<=[\w,;'’»)] )[A-ZÀ-Ý][\w’'+\-]*[a-zà-ÿ0-9+][\w+\-]*")
_CITATION = re.compile(r"\[\d{1,2}\]")
_FREE = frozenset(
    [
        "je",
        "vous",
        "nous",
        "madame",
        "monsieur",
        "mme",
        "mlle",
        "i",
        "i'm",
        "i'd",
        "i'll",
        "i've",
        "we",
        "mr",
        "mrs",
        "ms",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "crm",
        "french",
        "english",
        "france",
        "uk",
        "cordialement",
        "bonjour",
    ]
)


def find_inventions(
    prompt: MaskedPrompt, content: Mapping[str, Any], vault: Vault | None
) -> list[str]:
    """Return what the content states and the facts do not.

    Kinds such as `figure` or `name`, never the words themselves.
    """
    facts = json.dumps(dict(prompt.facts), ensure_ascii=False)
    said = "\n".join(_texts(content))
    found = [*_wrong_ids(prompt, content), *_wrong_quotes(facts, content)]
    found += ["figure" for _ in _figures(said) - _allowed_figures(prompt, facts)]
    if prompt.task == "answer":
        found += find_unsupported(prompt.facts, content, prompt.language)
    found += ["name" for name in _names(said) if not _is_in(name, facts)]
    if vault:
        found += ["placeholder" for _ in vault.unknown(said, prompt.tokens)]
    return found


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


def _figures(text: str) -> set[str]:
    """Return the figures of a text, placeholders and citations aside."""
    return read_figures(_CITATION.sub(" ", re.sub(r"[A-Z]+_[A-Z]\d+_\d+\w*", " ", text)))


def _allowed_figures(prompt: MaskedPrompt, facts: str) -> set[str]:
    """Return the figures of the facts, and the counts of what they list."""
    counts = {str(len(value)) for value in prompt.facts.values() if isinstance(value, list)}
    return read_figures(facts) | counts


def _names(text: str) -> set[str]:
    """Return the capitalised words inside sentences."""
    return {name for name in _PROPER.findall(text) if fold(name) not in _FREE}


def _is_in(name: str, facts: str) -> bool:
    """Say whether the facts hold the word, in any case and accent."""
    bare = re.sub(r"['’]s\Z", "", fold(name))
    return re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", fold(facts)) is not None


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


def _wrong_quotes(facts: str, content: Mapping[str, Any]) -> Iterator[str]:
    """Yield a mark for each quotation that is not word for word in the facts."""
    for evidence in _evidence(content):
        if json.dumps(evidence["quote"], ensure_ascii=False)[1:-1] not in facts:
            yield "quote"


def _evidence(content: Mapping[str, Any]) -> list[Mapping[str, str]]:
    """Return all evidence of a summary."""
    return [evidence for item in content.get("items", []) for evidence in item["evidence"]]
