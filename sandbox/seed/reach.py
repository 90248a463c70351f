"""How people and firms are reached: countries and their languages, phones, addresses on the web."""

from __future__ import annotations

import re
from random import Random

from sandbox.seed.hand import without_accents

Ranges = dict[str, tuple[str, ...]]
COUNTRIES = {
    "France": (161, "fr"), "United Kingdom": (98, "en"), "Belgium": (9, "fr"),
    "Germany": (8, "en"), "Switzerland": (6, "fr"), "Spain": (6, "en"),
}  # fmt: skip
"""How many firms a country has, besides those named in names.yaml, and which language we speak."""
_LINES: Ranges = {
    "France": (
        "01 99 00 {a:02d} {b:02d}", "+33 1 99 00 {a:02d} {b:02d}", "019900{a:02d}{b:02d}",
        "01.99.00.{a:02d}.{b:02d}",
    ),
    "United Kingdom": ("020 7946 0{c:03d}", "+44 20 7946 0{c:03d}", "(020) 7946 0{c:03d}"),
}  # fmt: skip
_MOBILES: Ranges = {
    "France": ("06 39 98 {a:02d} {b:02d}", "+33 6 39 98 {a:02d} {b:02d}", "063998{a:02d}{b:02d}"),
    "United Kingdom": ("07700 900{c:03d}", "+44 7700 900{c:03d}", "07700900{c:03d}"),
}  # fmt: skip


def phone(rng: Random, country: str, kinds: Ranges | None = None) -> str | None:
    """Return a phone number from the ranges kept for fiction, in one of the usual writings."""
    patterns = (kinds or _LINES).get(country)
    if patterns is None:
        return None
    a, b, c = rng.randint(11, 99), rng.randint(0, 99), rng.randint(100, 999)
    return rng.choice(patterns).format(a=a, b=b, c=c)


def mobile(rng: Random, country: str) -> str | None:
    """Return a mobile number from the ranges kept for fiction."""
    return phone(rng, country, _MOBILES)


def slug(text: str) -> str:
    """Return the text as it stands in an address: letters, digits and hyphens."""
    plain = without_accents(text).lower().replace("œ", "oe").replace("&", "and")
    return re.sub(r"[^a-z0-9]+", "-", re.sub("[’']", "", plain)).strip("-")
