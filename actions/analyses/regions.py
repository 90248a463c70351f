"""Where a postal code lies, and which places a policy's « Nord, Île-de-France » names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from language import words

_FILE = Path(__file__).resolve().parents[2] / "data" / "regions.yml"


@dataclass(frozen=True)
class Place:
    """A part of a country, or the whole of it where it has no codes; `wide`: by the compass."""

    country: str
    name: str
    codes: frozenset[str]
    wide: bool = False

    def holds(self, country: str, code: str | None) -> bool:
        """Whether somebody of that country and postal code is there."""
        if country != self.country:
            return False
        return not self.codes or beginning(code) in self.codes


def beginning(code: str | None) -> str:
    """Return what tells a postal code's area: « 69003 » → 69, "EC2A 4NE" → EC."""
    match = re.match(r"\s*([A-Za-z]{1,2})(?=\d)|\s*(\d{2})", code or "")
    return (match[1] or match[2]).upper() if match else ""


def country_of(said: str | None) -> str | None:
    """Return a country's name as the table has it, whatever the language it is said in."""
    folded = " ".join(words(said or ""))
    for country, names in _countries():
        if folded in names:
            return country
    return said or None


def places_in(text: str, country: str | None) -> list[Place]:
    """Return the places a territory names; compass words belong to the country named, or given.

    The longest names are read first: « Sud-Est » is not also « Sud ».
    """
    said = f" {' '.join(words(text))} "
    named = [one for one, names in _countries() if any(f" {name} " in said for name in names)]
    home = next(iter(named), country)
    found: list[Place] = []
    for name, place, alone in _places():
        if f" {name} " in said and (place.country == home or alone):
            found.append(place)
            said = said.replace(f" {name} ", "  ")
    return found or [Place(one, one, frozenset()) for one in named]


@cache
def _places() -> tuple[tuple[str, Place, bool], ...]:
    """Return every name of every place, the longest first, and whether no other bears it."""
    rows = [
        (
            " ".join(words(name)),
            Place(
                country, str(one["names"][0]), frozenset(str(one["codes"]).split()),
                bool(one.get("wide")),
            ),
        )
        for country, table in _table().items()
        for one in table["places"]
        for name in one["names"]
    ]  # fmt: skip
    times = Counter(name for name, _ in rows)
    rows.sort(key=lambda row: -len(row[0]))
    return tuple((name, place, times[name] == 1) for name, place in rows)


@cache
def _countries() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple(
        (country, frozenset(" ".join(words(name)) for name in named["names"]))
        for country, named in _table().items()
    )


@cache
def _table() -> Mapping[str, Any]:
    read: Mapping[str, Any] = yaml.safe_load(_FILE.read_text())
    return read
