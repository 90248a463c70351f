"""Figures with decimals and no money: « 3,9 kg », "a pH of 6.5"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from language import find_amounts, find_counts

_DECIMAL = re.compile(r"(?<![\w.,/-])\d+[.,]\d+(?![\d.,/]*[\d/]|\w)")
_THOUSANDS = re.compile(r"\d{1,3}[.,]\d{3}")


def find_decimals(text: str) -> Iterator[tuple[Decimal, tuple[int, int]]]:
    """Yield each figure with decimals and where it stands; "1,500" has none."""
    for found in _DECIMAL.finditer(text):
        if not _THOUSANDS.fullmatch(found[0]):
            yield Decimal(found[0].replace(",", ".")), found.span()


def plain_figures(text: str) -> Iterator[tuple[Decimal | int, tuple[int, int]]]:
    """Yield the figures that are no money, no share and no rank, and where they stand."""
    amounts = [amount.span for amount in find_amounts(text)]
    for value, (start, end) in find_decimals(text):
        if not any(first < end and start < last for first, last in amounts):
            yield value, (start, end)
    for count in find_counts(without_decimals(text)):
        if not count.ordinal:
            yield count.value, count.span


def without_decimals(text: str) -> str:
    """Return the text with blanks where figures with decimals stand: they hold no counts."""
    return _DECIMAL.sub(lambda found: " " * len(found[0]), text)
