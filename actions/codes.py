"""Numbers and codes that tell a record wherever they stand: "SIN-00003", « SN-4014 », 00001007."""

from __future__ import annotations

import re

NUMBER = re.compile(r"(?<![\w.,/@-])(?:[A-Z]{1,6}-)?\d{5,}(?![\w.,/@-])|\b[A-Z]{1,6}-\d{3,}\b")
_YEARS = frozenset({"FY", "CY", "AF"})


def codes_in(text: str) -> list[tuple[int, int]]:
    """Return where numbers of records stand that begin with letters: "SIN-00003", no "FY-2026"."""
    return [
        found.span()
        for found in NUMBER.finditer(text)
        if found[0][0].isalpha() and found[0].split("-")[0] not in _YEARS
    ]
