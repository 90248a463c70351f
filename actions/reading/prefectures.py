"""Départements by their number: « clients du 75 ou du 92 », « dans le 69 », « département 33 »."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actions.reading.asked import Asked, Placed
from actions.reading.clauses import Anchor
from actions.reading.links import references
from actions.reading.naming import city_path
from actions.reading.spans import Mention
from crm import AnyOf, Compare
from language import words

_NUMBER = re.compile(r"(?:0[1-9]|[1-8]\d|9[0-5]|2[ab]|97[1-6])", re.IGNORECASE)
_LEADS = ("du", "dans le", "departement", "le departement", "dpt", "dept")
_JOINS = frozenset({"et", "ou", ",", "/"})


def in_prefecture(asked: Asked, mention: Mention, used: set[Mention]) -> Iterator[Placed]:
    """Yield the beginnings of postal codes that département numbers said together stand for."""
    if not _led(asked, mention):
        return
    for anchor in asked.homes(mention):
        path = _postal(asked, anchor)
        if path is None or anchor.child:
            continue
        full = f"{anchor.path}.{path}" if anchor.path else path
        said = [mention, *_joined(asked, mention)]
        used.update(said)
        ways = tuple(Compare(full, "like", f"{one.text.upper()}%") for one in said)
        yield Placed(anchor, AnyOf(ways) if len(ways) > 1 else ways[0], said[-1])
        return


def _postal(asked: Asked, anchor: Anchor) -> str | None:
    """Return the path to the postal code that stands beside the town of an anchor's records."""
    town = city_path(anchor, asked.catalogue)
    if town is None:
        return None
    *above, _ = town.split(".")
    holder = anchor.object
    for step in above:
        link = next(one for one in references(asked.catalogue, holder) if one.relationship == step)
        holder = link.reference_to[0]
    for field in asked.catalogue[holder].fields.values():
        said = {*words(field.labels.fr), *words(field.labels.en)}
        if field.type == "string" and field.filterable and said & _POSTAL:
            return ".".join((*above, field.name))
    return None


_POSTAL = frozenset({"postal", "postcode", "zip"})


def _led(asked: Asked, mention: Mention) -> bool:
    """Whether a number is said as a département is."""
    if mention.kind not in {"count", "unknown"} or not _NUMBER.fullmatch(mention.text):
        return False
    before = asked.sentence.before(mention, 2)
    return any(before[-len(lead.split()) :] == lead.split() for lead in _LEADS)


def _joined(asked: Asked, mention: Mention) -> Iterator[Mention]:
    """Yield the numbers that « et », « ou » or a comma joins to it."""
    end = mention.end
    for other in asked.sentence.mentions:
        if other.start < end or other.says("and", "or"):
            continue
        between = asked.sentence.gap(end, other.start)
        joined = bool(between) and {*between} <= _JOINS | {*words("du le dans departement")}
        if not (joined and _NUMBER.fullmatch(other.text)):
            return
        yield other
        end = other.end
