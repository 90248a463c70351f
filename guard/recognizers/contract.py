"""What a recognizer is: a pattern, what it finds, and at most one check.

A recognizer is data. `pattern` may name a group `value`, which is then what is masked. `check`
says how many characters of the value are really one (a checksum, a length), 0 for none.
`near` must be found within `reach` characters before the value or shortly after it; `unless` must
not stand right before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from guard.spans import Span

Check = Callable[[str], int]

REFERENCE = (
    r"(?:(?<![^\W_])(?:commande|cmde?|facture|devis|r[ée]f(?:[ée]rence)?|dossier|ticket|colis|suivi|lot|s[ée]rie|"
    r"contrat|article|produit|code|mod[èe]le|bon|order|invoice|quote|ref(?:erence)?|case|parcel|"
    r"tracking|batch|serial|contract|item|product|part|sku|model|po|s/n|ean|version)s?"
    r"(?:\s+(?:de\s+\w+|client|number|produit|article))?\s*(?:n[°ºo]\.?|num[ée]ro|no\.?|number|id|#)?"
    r"|[A-Z]{2,5}-?\d[\w\-]*\s+n[°ºo]\.?)\s*[:=#\-]?\s*\Z"
)
"""What stands before an order number, a product code or the like, which is not masked."""


@dataclass(frozen=True)
class Recognizer:
    """One way of writing one type of value; see the module."""

    type: str
    pattern: str
    score: float
    check: Check | None = None
    near: str | None = None
    reach: int = 50
    unless: str | None = None
    flags: int = re.IGNORECASE

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self.flags)

    @cached_property
    def _near(self) -> re.Pattern[str] | None:
        return re.compile(self.near, re.IGNORECASE) if self.near else None

    @cached_property
    def _unless(self) -> re.Pattern[str] | None:
        return re.compile(self.unless, re.IGNORECASE) if self.unless else None

    def find(self, text: str) -> Iterator[Span]:
        """Yield the values of a text."""
        group = "value" if "value" in self._compiled.groupindex else 0
        for match in self._compiled.finditer(text):
            start, end = match.span(group)
            length = self.check(text[start:end]) if self.check else end - start
            if length and self._fits(text, start, end):
                yield Span(self.type, start, start + length, self.score)

    def _fits(self, text: str, start: int, end: int) -> bool:
        """Say whether the surroundings allow the value."""
        before = text[max(0, start - self.reach) : start]
        if self._unless and self._unless.search(before[-32:]):
            return False
        if self._near is None:
            return True
        return bool(self._near.search(before) or self._near.search(text[end : end + 24]))


def whole(valid: Callable[[str], bool]) -> Check:
    """Return the check that takes a value whole or not at all."""
    return lambda value: len(value) if valid(value) else 0


def digits(value: str) -> str:
    """Return the decimal digits of a value."""
    return re.sub(r"\D", "", value)


def bare(value: str) -> str:
    """Return the letters and digits of a value, in capitals."""
    return re.sub(r"[\W_]+", "", value).upper()


def luhn(number: str) -> bool:
    """Say whether a string of digits ends with its Luhn check digit (ISO/IEC 7812-1)."""
    doubled = [int(d) * (2 if place % 2 else 1) for place, d in enumerate(reversed(number))]
    return bool(number) and sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0
