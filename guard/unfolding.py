"""What may be shown of a content while a model still writes it.

A sentence is looked at once it is closed: something else follows it, so that neither a placeholder
nor a citation can still grow at its end. It is shown if the facts hold it, by the same verifier
that judges the whole. After one that fails nothing more is shown of steps: none may be missing.

A translation is not unfolded: what it loses is known at its end only. Nor is an answer that cites
before it says which passages it uses.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping
from typing import Any

import jiter

from guard.content import conforms
from guard.facts import CONTENT_SCHEMAS
from guard.repair import LETTER, STEP
from guard.support import SENTENCE
from guard.verification import Verifier

Content = dict[str, Any]
Show = Callable[[Content], None]
"""Is given the part of a content that may be shown, still masked, each time there is more of it."""

_FOLLOWED = re.compile(r"\s*(?:[^\s\[]|\[ ?[^\d\s])")
_ITEM = CONTENT_SCHEMAS["summary"]["properties"]["items"]["items"]


class Unfolding:
    """Hears what a model writes, and shows what of it holds."""

    def __init__(self, verifier: Verifier, show: Show) -> None:
        self._verifier, self._show = verifier, show
        self._unfold = _UNFOLDED[verifier.task]
        self._judged: dict[str, bool] = {}
        self._open: Content = {}
        self._shown: Content = {}

    async def hear(self, text: str) -> None:
        """Show what became sure with the last piece, if anything did."""
        found = self._unfold(read_open(text))
        if not found or found == self._open:
            return
        self._open = found
        shown = await asyncio.to_thread(self._judge, found)
        if shown and shown != self._shown:
            self._shown = shown
            self._show(shown)

    def _judge(self, found: Content) -> Content:
        """Return what of the closed pieces holds."""
        used = found.get("used")
        if used is not None and self._verifier.inventions({"used": used, "text": ""}):
            return {}
        kept: Content = {}
        for name, value in found.items():
            if name == "used":
                continue
            if name == "items":
                kept[name] = [one for one in value if self._holds_item(one)]
            elif text := self._text(value, used).strip():
                kept[name] = text
            else:
                # Nothing is shown under a heading that does not hold.
                break
        return kept

    def _text(self, pieces: list[str], used: list[str] | None) -> str:
        """Return the pieces that hold, as the model set them."""
        steps = STEP.search("".join(pieces))
        kept = []
        for piece in pieces:
            if self._holds(piece.strip(), used):
                kept.append(piece)
            elif steps:
                break
        return "".join(kept)

    def _holds(self, sentence: str, used: list[str] | None) -> bool:
        """Say whether the facts hold a sentence; each is looked at once."""
        if sentence not in self._judged:
            founded = not self._verifier.stated(sentence)
            cited = used is None or self._verifier.cited(sentence, used)
            self._judged[sentence] = founded and cited
        return self._judged[sentence]

    def _holds_item(self, item: Content) -> bool:
        """Say whether the facts hold an item and its quotations."""
        name = repr(item)
        if name not in self._judged:
            alone = {"title": "", "overview": "", "items": [item]}
            self._judged[name] = not self._verifier.inventions(alone)
        return self._judged[name]


def unfolds(task: str) -> bool:
    """Say whether a kind of text can be shown while it is written."""
    return task in _UNFOLDED


def read_open(text: str) -> Content:
    """Return the JSON object that a text begins, its last string as far as it goes."""
    start = text.find("{")
    if start < 0:
        return {}
    try:
        found = jiter.from_json(text[start:].encode(), partial_mode="trailing-strings")
    except (ValueError, UnicodeEncodeError):
        return {}
    return found if isinstance(found, dict) else {}


def closed(text: str, sentence: re.Pattern[str]) -> list[str]:
    """Return the sentences that something follows, each with what stands before it."""
    found, at = [], 0
    for match in sentence.finditer(text):
        if not _FOLLOWED.match(text, match.end()):
            break
        found.append(text[at : match.end()])
        at = match.end()
    return found


def _pieces(content: Content, name: str, sentence: re.Pattern[str]) -> list[str]:
    """Return the closed sentences of a text; all of it where another key follows it."""
    text = content[name]
    if not isinstance(text, str):
        return []
    # A mark stands for what follows.
    return closed(f"{text}\n." if name != next(reversed(content)) else text, sentence)


def _answer(content: Content) -> Content:
    """Return the closed sentences of an answer whose passages are known."""
    if list(content) != ["used", "text"] or not content["used"]:
        return {}
    return {"used": content["used"], "text": _pieces(content, "text", SENTENCE)}


def _email(content: Content) -> Content:
    """Return the subject, once it is whole, and the closed sentences of the body."""
    if list(content)[:2] != ["subject", "body"]:
        return {}
    return {"subject": [str(content["subject"])], "body": _pieces(content, "body", LETTER)}


def _summary(content: Content) -> Content:
    """Return the title and the overview, once they are whole, and all items but the last."""
    if list(content)[:2] != ["title", "overview"]:
        return {}
    found: Content = {"title": [str(content["title"])]}
    found["overview"] = _pieces(content, "overview", LETTER)
    items = content.get("items")
    if isinstance(items, list):
        found["items"] = [one for one in items[:-1] if conforms(one, _ITEM)]
    return found


_UNFOLDED: Mapping[str, Callable[[Content], Content]] = {
    "answer": _answer,
    "email": _email,
    "summary": _summary,
}
