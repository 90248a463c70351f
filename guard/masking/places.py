"""Names of towns and regions, so that « Milton Keynes » is not taken for a person.

They come from the numbering plans that `phonenumbers` carries: the places behind French and
British prefixes.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from guard.entries import fold

_COUNTRIES = ("33", "44")


@cache
def read_places() -> frozenset[str]:
    """Return the folded names of places, one space between words; loaded at first use."""
    from phonenumbers import geodata  # noqa: PLC0415  slow to load

    found: set[str] = set()
    for module in pkgutil.iter_modules(geodata.__path__):
        if module.name in _CHUNKS:
            data = importlib.import_module(f"{geodata.__name__}.{module.name}").data
            for prefix, names in data.items():
                if prefix[:2] in _COUNTRIES:
                    found.update(place_key(name) for name in names.values())
    return frozenset(found)


_CHUNKS = frozenset({"data3", "data5"})
"""The parts of the data that hold the two countries; the whole takes seconds to load."""


def place_key(name: str) -> str:
    """Return a place's name as it is looked up."""
    return " ".join(fold(name).replace("-", " ").split())
