"""Which products a text speaks of, by their own names: « un capteur » is any of the sensors."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

from actions.analyses.matter import Matter
from actions.points import singular
from crm import AllOf
from language import words

_HEAD = re.compile(r"[,.:;(]|(?:^|\s)(?:for|with|pour|avec|to|on|of)\s", re.IGNORECASE)
_SHORT = 5
_MODEL = re.compile(r"\d+|\w")
_EMPTY = frozenset(
    words(
        "day jour journee month moi week semaine year an annee hour heure one two "
        "de du des la le les en et au aux pour par sur un une of the and for on in with to an"
    )
)
"""Words of names that tell no product: stretches of time and grammar."""
NAMES = ("Name", "French_Name__c", "ProductCode", "Family", "Description")


@dataclass(frozen=True)
class Product:
    """A product and every name it has, in both languages."""

    id: str
    name: str
    code: str
    family: str
    names: tuple[str, ...]
    about: str = ""

    @property
    def all_names(self) -> tuple[str, ...]:
        """Its names, then what its description calls it: "Pulse sensor for gas meters, …"."""
        called = _HEAD.split(self.about)[0]
        return (*self.names, called) if called and len(called.split()) <= _SHORT else self.names


@dataclass(frozen=True)
class Range:
    """All products, and what tells them apart: words few of them share."""

    products: tuple[Product, ...]

    def named(self, text: str) -> tuple[Product, ...]:
        """Return the products that a text names; what descriptions call them is no name."""
        bare = tuple(replace(product, about="") for product in self.products)
        found = {product.id for product in Range(bare).meant(text)}
        return tuple(product for product in self.products if product.id in found)

    def meant(self, text: str) -> tuple[Product, ...]:
        """Return the products that the most telling words of a text name, none where none does.

        A whole name wins over single words; a word that most products bear tells nothing.
        """
        said = f" {singular(text)} "
        whole = [
            (len(singular(name)), product)
            for product in self.products
            for name in product.names
            if f" {singular(name)} " in said
        ]
        scores = {product.id: self._score(product, said) for product in self.products}
        most = max(scores.values(), default=0)
        if whole:
            longest = max(length for length, _ in whole)
            ids = {product.id for length, product in whole if length == longest}
            if max(scores[one] for one in ids) >= most:
                return tuple(product for product in self.products if product.id in ids)
        if not most:
            return ()
        return tuple(product for product in self.products if scores[product.id] == most)

    def _score(self, product: Product, said: str) -> float:
        return max((self._told(name, said) for name in product.all_names), default=0.0)

    def _told(self, name: str, said: str) -> float:
        """Return how much a text tells of a name; « A », "500" tell something after their word."""
        parts = singular(name).split()
        told = {word for word in parts if not _MODEL.fullmatch(word) and f" {word} " in said}
        if not any(map(self.weight, told)):
            return 0.0
        models = {
            after
            for before, after in pairwise(parts)
            if _MODEL.fullmatch(after) and f" {before} {after} " in said
        }
        return sum(self.weight(word) for word in told | models)

    def weight(self, word: str) -> float:
        """Return how much a word tells, from 0: a trade name on most products tells nothing."""
        bearers = self._bearers.get(word, 0)
        if not bearers or word in _EMPTY or bearers > max(2, len(self.products) / 2):
            return 0.0
        return (0.4 if _MODEL.fullmatch(word) else 1.0) / math.sqrt(math.sqrt(bearers))

    @cached_property
    def _bearers(self) -> Counter[str]:
        return Counter(
            word
            for product in self.products
            for word in {one for name in product.all_names for one in singular(name).split()}
        )


async def products_of(matter: Matter) -> Range:
    """Return what the org sells, as far as the asker sees it."""
    extra = [
        field.name
        for field in matter.catalogue["Product2"].fields.values()
        if field.custom and field.type == "string"
    ] if "Product2" in matter.catalogue else []  # fmt: skip
    rows = await matter.rows("Product2", (*NAMES, *extra), AllOf())
    return Range(tuple(_product(row, extra) for row in rows))


def _product(row: Mapping[str, Any], extra: Sequence[str]) -> Product:
    names = (row.get("Name"), *(row.get(one) for one in extra))
    return Product(
        str(row["Id"]), str(row.get("Name")), str(row.get("ProductCode") or ""),
        str(row.get("Family") or ""),
        tuple(dict.fromkeys(str(one) for one in names if one)), str(row.get("Description") or ""),
    )  # fmt: skip
