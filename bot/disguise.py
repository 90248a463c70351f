"""The same request about other names: what keeps training from learning names by heart."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

from bot.pieces import Span
from language import fold_keep_length

NAMES = ("record_name", "person")
_WORD = re.compile(r"[^\W\d_]{4,}")

Example = tuple[str, list[Span]]


class Disguise:
    """Makes variants of marked examples; `seed` makes them the same at every training."""

    def __init__(self, examples: Sequence[Example], seed: int) -> None:
        self._random = Random(seed)  # noqa: S311, variants need no secrecy
        marked = (text[a:b] for text, spans in examples for a, b, label in spans if label in NAMES)
        self._names = sorted(set(marked))
        self._words = sorted({word for name in self._names for word in _WORD.findall(name)})

    def swapped(self, example: Example) -> Example:
        """Return the example with other names in it, some of which nobody has ever borne."""
        return rewrite(example, lambda name: _WORD.sub(self._invented, self._other(name)))

    def plain(self, example: Example) -> Example:
        """Return the example as a hurried person types it: no capitals, no accents."""
        text, spans = example
        return fold_keep_length(text), spans

    def _other(self, name: str) -> str:
        return self._random.choice(self._names) if self._random.random() < 0.6 else name

    def _invented(self, found: re.Match[str]) -> str:
        """Join the halves of two known words, in the case of the word they stand for."""
        word = found.group()
        if self._random.random() < 0.3:
            return word
        one, two = self._random.choice(self._words), self._random.choice(self._words)
        made = (one[: max(2, len(one) // 2)] + two[len(two) // 2 :]).lower()
        return made.upper() if word.isupper() else made.title() if word[0].isupper() else made


def rewrite(example: Example, renamed: Callable[[str], str]) -> Example:
    """Return the example with each name replaced, and the spans where they are now."""
    text, spans = example
    built, place, moved = "", 0, []
    for start, end, label in sorted(spans):
        said = renamed(text[start:end]) if label in NAMES else text[start:end]
        built += text[place:start]
        moved.append(Span(len(built), len(built) + len(said), label))
        built, place = built + said, end
    return built + text[place:], moved
