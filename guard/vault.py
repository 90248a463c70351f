"""Placeholders of one conversation: what they stand for, stable, restorable, never colliding.

Only a vault makes a `MaskedPrompt`, so what a provider gets has been through here.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from hashlib import blake2b
from types import MappingProxyType
from typing import Any

from guard.entries import Entry, People, canonical
from guard.prompt import Known, Language, Task
from guard.spans import Span
from guard.tokens import LONGEST, Token, read_token, token_pattern, write_token

Find = Callable[[str, str], Sequence[Span]]
"""Finds what must not leave: `find(text, field)`, `field` being the JSON key the text is under."""

GONE = "•••"
"""What a secret, or a placeholder that stands for nothing, becomes in a restored text."""

_SEAL = object()


@dataclass(frozen=True)
class MaskedPrompt:
    """A prompt in which every personal value is a placeholder. Only `Vault.seal` can make one.

    `facts` is the masked facts, JSON-able; `tokens` the placeholders it holds. `amiss` are the
    kinds of what was wrong with the answer before, when it is asked once more.
    """

    task: Task
    language: Language
    facts: Mapping[str, Any]
    tokens: frozenset[str]
    seal: object = field(repr=False, compare=False)
    amiss: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse to exist unless a vault made it."""
        if self.seal is not _SEAL:
            raise TypeError("a MaskedPrompt is made by Vault.seal only")

    def again(self, amiss: Iterable[str]) -> MaskedPrompt:
        """Return the same prompt with what was wrong: kinds only, never a model's words."""
        return replace(self, amiss=tuple(dict.fromkeys(amiss)))


@dataclass(frozen=True)
class Restored:
    """A text with its values back. `unknown` are placeholders that stood for nothing."""

    text: str
    used: frozenset[int]
    unknown: tuple[str, ...]


class Vault:
    """The placeholders of one conversation.

    `tag` is what its placeholders have in common. A value keeps its placeholder for the vault's
    whole life; secrets are remembered only as a keyed hash and are never restored.
    """

    def __init__(self, tag: str | None = None) -> None:
        chance = random.SystemRandom()
        self.tag = tag or chance.choice("BCDFGHJKLMNPQRSTVWXZ") + str(chance.randint(2, 99))
        self._key = chance.randbytes(16)
        self._entries: dict[int, Entry] = {}
        self._numbers: dict[str, int] = {}
        self._people = People()

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """What finds this vault's placeholders; compiled once one may be there (2 ms)."""
        return token_pattern(self.tag)

    def _in(self, text: str) -> Iterator[re.Match[str]]:
        """Return the placeholders of this vault in a text, however they are spelled."""
        return self._pattern.finditer(text) if self._speaks_in(text) else iter(())

    def _speaks_in(self, text: str) -> bool:
        """Say whether a placeholder of this vault may be in a text."""
        return self.tag.casefold() in text.casefold()

    @property
    def empty(self) -> bool:
        """Whether it stands for nothing yet."""
        return not self._entries

    def frozen(self) -> str:
        """Return everything the vault knows, as text, to be kept encrypted."""
        return json.dumps(
            {
                "tag": self.tag,
                "key": self._key.hex(),
                "entries": [asdict(entry) for entry in self._entries.values()],
                "numbers": self._numbers,
                **self._people.frozen(),
            }
        )

    @classmethod
    def thawed(cls, text: str) -> Vault:
        """Return the vault that `frozen` wrote."""
        kept = json.loads(text)
        vault = cls(kept["tag"])
        vault._key = bytes.fromhex(kept["key"])
        vault._entries = {n: Entry(**entry) for n, entry in enumerate(kept["entries"], 1)}
        vault._numbers = kept["numbers"]
        vault._people = People.thawed(kept)
        return vault

    def mask(self, text: str, spans: Sequence[Span]) -> str:
        """Return the text with each span replaced by its placeholder.

        Whatever already looks like a placeholder of ours is replaced too, so that none collide.
        """
        return self._replace(text, self._guarded(text, spans))

    def _guarded(self, text: str, spans: Sequence[Span]) -> list[Span]:
        """Return the spans and the look-alikes of placeholders, a look-alike winning."""
        alike = [Span("TEXT", m.start(), m.end(), 1.0) for m in self._in(text)]
        clear = [span for span in spans if not any(span.overlaps(other) for other in alike)]
        return sorted([*alike, *clear], key=lambda span: span.start)

    def _replace(self, text: str, spans: Sequence[Span]) -> str:
        """Return the text with each span replaced."""
        pieces: list[str] = []
        at = 0
        for span in spans:
            pieces += [text[at : span.start], self.token(text[span.start : span.end], span)]
            at = span.end
        return "".join([*pieces, text[at:]])

    def token(self, value: str, span: Span) -> str:
        """Return the placeholder of a value, the same one every time."""
        number = self._number(value, span)
        entry = self._entries[number]
        form = "" if entry.secret else entry.form_of(value)
        return write_token(span.type, self.tag, Token(number, form))

    def _number(self, value: str, span: Span) -> int:
        """Return the value's number, giving it one if it is new."""
        if span.type == "PERSON":
            number = self._people.find(value, span.subject) or self._free()
            self._people.learn(number, value, span.subject)
        else:
            name = self._name(value, span.type)
            number = self._numbers.get(name) or self._free()
            self._numbers[name] = number
        if number not in self._entries:
            self._entries[number] = Entry(span.type, secret=span.type == "SECRET")
        return number

    def _free(self) -> int:
        """Return the next number."""
        return len(self._entries) + 1

    def _name(self, value: str, kind: str) -> str:
        """Return what tells a value apart; a secret only by its keyed hash."""
        if kind == "SECRET":
            return blake2b(value.encode("utf-8", "surrogatepass"), key=self._key).hexdigest()
        return f"{kind}:{canonical(value, kind)}"

    def seal(
        self, task: Task, language: Language, facts: Mapping[str, Any], find: Find
    ) -> MaskedPrompt:
        """Return the prompt with every string of the facts masked; keys stay as they are."""
        masked = self._walk(facts, "", find)
        written = json.dumps(masked, ensure_ascii=False)
        tokens = frozenset(match.group() for match in self._in(written))
        return MaskedPrompt(task, language, MappingProxyType(masked), tokens, _SEAL)

    def _walk(self, node: Any, name: str, find: Find) -> Any:
        """Return a copy of a JSON value with its strings masked."""
        if isinstance(node, str):
            return self.mask(node, find(node, name))
        if isinstance(node, Mapping):
            return {key: self._walk(value, f"{name}.{key}", find) for key, value in node.items()}
        if isinstance(node, (list, tuple)):
            return [self._walk(value, name, find) for value in node]
        return node

    def restore(self, text: str) -> Restored:
        """Return the text with every placeholder, however mangled, replaced by its value."""
        used: set[int] = set()
        unknown: list[str] = []

        def value_of(match: Any) -> str:
            token = read_token(match)
            entry = self._entries.get(token.number)
            if entry is None:
                unknown.append(match.group())
                return GONE
            used.add(token.number)
            return GONE if entry.secret else entry.value_of(token.form)

        if not self._speaks_in(text):
            return Restored(text, frozenset(), ())
        return Restored(self._pattern.sub(value_of, text), frozenset(used), tuple(unknown))

    def kinds(self, tokens: Iterable[str]) -> dict[str, int]:
        """Return how many different values of each type those placeholders stand for."""
        matches = (self._pattern.fullmatch(token) for token in tokens)
        numbers = {read_token(match).number for match in matches if match}
        return dict(Counter(self._entries[one].type for one in numbers if one in self._entries))

    def values(self) -> tuple[Known, ...]:
        """Return every restorable value, to be masked again wherever it reappears."""
        return tuple(
            Known(value, entry.type, f"#{number}" if entry.type == "PERSON" else "")
            for number, entry in self._entries.items()
            if not entry.secret and entry.type != "TEXT"
            for value in entry.values()
        )

    def unknown(self, text: str, allowed: frozenset[str]) -> tuple[str, ...]:
        """Return the placeholders of a text that are not, by number, among the allowed ones."""
        numbers = {read_token(m).number for t in allowed for m in [self._pattern.fullmatch(t)] if m}
        return tuple(m.group() for m in self._in(text) if read_token(m).number not in numbers)

    def stream(self) -> Stream:
        """Return a restorer for a text that arrives in pieces."""
        return Stream(self)

    def settled(self, text: str, limit: int) -> int:
        """Return the largest cut ≤ `limit` that goes through no placeholder."""
        for match in self._in(text):
            if match.start() < limit < match.end():
                return match.start()
        return limit


class Stream:
    """Restores piece by piece, holding back what may still become a placeholder."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._held = ""

    def feed(self, piece: str) -> str:
        """Return what can be shown now."""
        self._held += piece
        cut = self._vault.settled(self._held, max(0, len(self._held) - LONGEST))
        ready, self._held = self._held[:cut], self._held[cut:]
        return self._vault.restore(ready).text

    def close(self) -> str:
        """Return the rest."""
        rest, self._held = self._held, ""
        return self._vault.restore(rest).text
