"""Where a postal code lies, and which places a policy's « Nord, Île-de-France » names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
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
    for country, named in _table().items():
        if folded in {" ".join(words(name)) for name in named["names"]}:
            return country
    return said or None


def places_in(text: str, country: str | None) -> list[Place]:
    """Return the places a territory names; compass words belong to the country named, or given.

    The longest names are read first: « Sud-Est » is not also « Sud ».
    """
    said = f" {' '.join(words(text))} "
    named = [one for one in _table() if any(f" {name} " in said for name in _names(one))]
    home = next((one for one in named), country)
    found: list[Place] = []
    for name, place in sorted(_places(), key=lambda pair: -len(pair[0])):
        fits = place.country == home or (home is None and not place.codes)
        alone = len([one for one, other in _places() if one == name]) == 1
        if f" {name} " in said and (fits or alone):
            found.append(place)
            said = said.replace(f" {name} ", "  ")
    if not found:
        found = [Place(one, one, frozenset()) for one in named]
    return found


def _places() -> Iterator[tuple[str, Place]]:
    for country, table in _table().items():
        for one in table["places"]:
            for name in one["names"]:
                codes = frozenset(str(one["codes"]).split())
                yield (
                    " ".join(words(name)),
                    Place(country, str(one["names"][0]), codes, bool(one.get("wide"))),
                )


def _names(country: str) -> list[str]:
    return [" ".join(words(name)) for name in _table()[country]["names"]]


@cache
def _table() -> Mapping[str, Any]:
    read: Mapping[str, Any] = yaml.safe_load(_FILE.read_text())
    return read
