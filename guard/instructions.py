"""The words sent to a model around the masked facts.

Templates are versioned files, `guard/prompts/{task}.{language}.v<n>.md`: a new wording is a new
version, and `VERSIONS` names the one in use. Facts go as JSON between two marks that do not occur
in them, and are called data. A request made again ends with what was wrong with the first answer,
in words of `again.{language}.v<n>.md`: its lines are `kind: words`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path

from guard.facts import CONTENT_SCHEMAS
from guard.prompt import Language, Task
from guard.vault import MaskedPrompt

VERSIONS: Mapping[Task, str] = {
    "answer": "v2", "email": "v2", "summary": "v1", "translation": "v1"
}  # fmt: skip
AGAIN = "v1"
_FOLDER = Path(__file__).parent / "prompts"


@dataclass(frozen=True)
class Rendered:
    """What a chat model gets: the instructions, and the data."""

    system: str
    user: str


@cache
def _template(task: Task, language: Language) -> str:
    """Return the instructions of a task."""
    return (_FOLDER / f"{task}.{language}.{VERSIONS[task]}.md").read_text(encoding="utf-8")


def render(prompt: MaskedPrompt) -> Rendered:
    """Return the instructions and the delimited facts."""
    facts = json.dumps(_plain(prompt.facts), ensure_ascii=False, indent=1)
    mark = _mark(facts)
    schema = json.dumps(CONTENT_SCHEMAS[prompt.task], ensure_ascii=False)
    system = _template(prompt.task, prompt.language)
    system = system.replace("{mark}", mark).replace("{schema}", schema)
    again = f"\n\n{_again(prompt)}" if prompt.amiss else ""
    return Rendered(system, f"<{mark}>\n{facts}\n</{mark}>{again}")


@cache
def _complaints(language: Language) -> tuple[str, Mapping[str, str]]:
    """Return the sentence that asks again, and what each kind of fault is called."""
    text = (_FOLDER / f"again.{language}.{AGAIN}.md").read_text(encoding="utf-8")
    first, *lines = text.strip().splitlines()
    pairs = (line.partition(":") for line in lines if line)
    return first, {kind: words.strip() for kind, _, words in pairs}


def _again(prompt: MaskedPrompt) -> str:
    """Return what asks for a better answer."""
    first, words = _complaints(prompt.language)
    told = dict.fromkeys(words.get(kind, words["other"]) for kind in prompt.amiss)
    return "\n".join([first, *(f"- {one}" for one in told)])


def _plain(facts: Mapping[str, object]) -> dict[str, object]:
    """Return the facts as a plain dict, which JSON can write."""
    return dict(facts)


def _mark(facts: str) -> str:
    """Return a mark that the facts cannot contain: it depends on all of them."""
    mark = "data-" + blake2b(facts.encode("utf-8", "replace"), digest_size=6).hexdigest()
    return mark if mark not in facts else _mark(facts + mark)
