"""What narrows a question about cases: a product, a customer, a value of a picklist."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from actions.analyses.catalogue_words import Product, Range, products_of
from actions.analyses.matter import Matter, said_in
from actions.contract import Language
from actions.naming import NAME_ENTITIES
from crm import Compare, Condition

_PICKED = ("Priority", "Origin", "Type")


@dataclass(frozen=True)
class Filters:
    """Conditions on cases, and how each is said in both languages."""

    conditions: tuple[Condition, ...] = ()
    labels: dict[Language, tuple[str, ...]] = field(default_factory=dict)
    products: tuple[Product, ...] = ()

    def said(self, language: Language) -> str:
        """Return the filters as one run of text, "" without any."""
        return "".join(f" · {label}" for label in self.labels.get(language, ()))


async def filters_of(matter: Matter, name: str = "Case") -> Filters:
    """Return what a question says of the cases it is about."""
    conditions: list[Condition] = []
    said: dict[Language, list[str]] = {"fr": [], "en": []}
    products: tuple[Product, ...] = ()
    account = await _account(matter)
    if matter.has(name, "ProductId"):
        products = _pointed(await products_of(matter), matter, account)
        if products:
            conditions.append(Compare("ProductId", "in", tuple(one.id for one in products)))
            for labels in said.values():
                labels.append(", ".join(one.name for one in products))
    for path, value, fr, en in _picked(matter, name):
        conditions.append(Compare(path, "=", value))
        said["fr"].append(fr)
        said["en"].append(en)
    if account and matter.has(name, "AccountId"):
        conditions.append(Compare("AccountId", "=", account[0]))
        for labels in said.values():
            labels.append(account[1])
    return Filters(tuple(conditions), {key: tuple(names) for key, names in said.items()}, products)


def _pointed(
    sold: Range, matter: Matter, account: tuple[str, str] | None
) -> tuple[Product, ...]:  # fmt: skip
    """Return the product whose id the question gives, else those that it names.

    What names the customer names no product: « Groupe Orme » is not « Accès Groupe ».
    """
    record = matter.request.first("record")
    start = str(record.value)[:15] if record else ""
    given = tuple(one for one in sold.products if start and one.id[:15] == start)
    text = matter.text
    for entity in matter.request.entities if account else ():
        if entity.name in NAME_ENTITIES:
            text = text.replace(str(entity.value), " ")
    return given or sold.named(text)


def _picked(matter: Matter, name: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield field, value and labels of picklist values said beside their field’s own name."""
    for path in _PICKED:
        info = matter.catalogue[name].fields.get(path) if name in matter.catalogue else None
        for entry in info.picklist if info else ():
            for language in ("fr", "en"):
                label = entry.labels.of(language)
                words = info.labels.of(language).split()[-1] if info else ""
                pairs = (f"{label} {words}", f"{words} {label}")
                if any(said_in(pair, matter.text) for pair in pairs):
                    shown = f"{words} {label}"
                    yield path, entry.value, shown, shown
                    break


async def _account(matter: Matter) -> tuple[str, str] | None:
    for name in NAME_ENTITIES:
        entity = matter.request.first(name)
        if entity and str(entity.value).strip():
            found = await matter.crm.find(str(entity.value), ("Account",))
            if found.match:
                return found.match.id, found.match.name
    return None
