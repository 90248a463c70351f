"""What is known of a product: its record, its catalogue price, what articles and customers say.

An article about the whole range holds for a model only in its opening and its points, and where it
gives no figure: « jusqu’à 60 capteurs » may be said of another one. Prices are the price book's.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from actions.analyses.catalogue_words import Product
from actions.claims import BULLET
from actions.contract import Language, Tools
from actions.deal_names import product_name
from actions.deal_terms import seen
from actions.gist import polite
from actions.mail_request import spoken_in
from actions.parts import Evidence
from actions.points import singular
from actions.sentences import sentences
from crm import AllOf, Catalogue, Compare, Crm, Order, Query, Related, value_at
from knowledge import Hit, Knowledge
from language import fold

PRODUCT, PRICE = "Product2", "PricebookEntry"
COLUMNS = ("Id", "Name", "ProductCode", "Description", "Family", "QuantityUnitOfMeasure")
PRICES = ("Id", "UnitPrice", "CurrencyIsoCode", "Pricebook2.IsStandard", "Pricebook2.Name")
KIND, FOUND, TELLING = "product", 8, 4
FIGURE = re.compile(r"\d")
PRICED = re.compile(r"[€£$%]|\b(?:HT|TTC|VAT)\b")
SPOKEN = re.compile(r"[«“\"]\s*([^«»“”\"]+?)\s*[»”\"]")
NOTES, PRAISE, SURE = 60, 2, 0.6


@dataclass(frozen=True)
class Section:
    """What one passage says that may be said of the product: plain sentences and points."""

    heading: str
    sentences: tuple[str, ...]
    points: tuple[str, ...]
    hit: Hit


@dataclass(frozen=True)
class ProductFacts:
    """Everything a description may state. `row` is the record, `price` its price book entry.

    `ranged` says that the articles are about the range, not this very model.
    """

    product: Product
    name: str
    row: Mapping[str, Any]
    price: Mapping[str, Any] | None
    sections: tuple[Section, ...]
    ranged: bool
    praise: tuple[Evidence, ...]
    catalogue: Catalogue

    def described(self, language: Language) -> str:
        """Return what the record says of the product, where it says it in that language."""
        said = str(self.row.get("Description") or "").strip()
        return said if said and spoken_in(said, language) else ""


async def product_facts(product: Product, language: Language, tools: Tools) -> ProductFacts:
    """Ask for everything side by side."""
    crm = tools.org()
    catalogue = await crm.catalogue()
    named = product_name(catalogue, language)
    row, price, praise = await asyncio.gather(
        _record(product, (*COLUMNS, named), crm, catalogue), _price(product, crm, catalogue),
        praised(product, language, tools, catalogue),
    )  # fmt: skip
    name = str(row.get(named) or product.name)
    hits, ranged = await articles(replace(product, name=name), language, tools)
    sections = tuple(section_of(hit, ranged=ranged) for hit in hits)
    told = tuple(one for one in sections if one.sentences or one.points)
    return ProductFacts(product, name, row, price, told, ranged, praise, catalogue)


async def _record(
    product: Product, paths: Sequence[str], crm: Crm, catalogue: Catalogue
) -> Mapping[str, Any]:
    """Return the record, with every figure of the org's own that the asker sees."""
    own = [
        field.name for field in catalogue[PRODUCT].fields.values()
        if field.custom and field.type in {"double", "int", "percent", "picklist"}
    ]  # fmt: skip
    columns = seen(catalogue, PRODUCT, tuple(dict.fromkeys((*paths, *own))))
    rows = await crm.run(Query(PRODUCT, columns, Compare("Id", "=", product.id), limit=1))
    return rows.records[0] if rows.records else {}


async def _price(product: Product, crm: Crm, catalogue: Catalogue) -> Mapping[str, Any] | None:
    """Return the standard price book's entry; None where the asker sees no price."""
    if PRICE not in catalogue:
        return None
    where = AllOf((Compare("Product2Id", "=", product.id), Compare("IsActive", "=", True)))
    rows = await crm.run(Query(PRICE, seen(catalogue, PRICE, PRICES), where, limit=20))
    standard = [one for one in rows.records if value_at(one, "Pricebook2.IsStandard")]
    return standard[0] if standard else None


async def articles(
    product: Product, language: Language, tools: Tools
) -> tuple[tuple[Hit, ...], bool]:
    """Return the public passages about the product in their order, and whether of its range only.

    An article is about it where it is about a name that the product's own name begins with or
    holds; else a section is, whose heading names it.
    """
    found = await tools.knowledge.search(
        product.name, audience="public", language=language, kind=KIND,
        on=tools.clock.today(), limit=FOUND,
    )  # fmt: skip
    own = set(singular(product.name).split())
    about = [hit for hit in found.hits if hit.passage.product]
    near = [hit for hit in about if set(singular(str(hit.passage.product)).split()) <= own]
    if near:
        best = max(near, key=lambda hit: len(str(hit.passage.product)))
        ranged = set(singular(str(best.passage.product)).split()) != own
        return _whole(best, tools.knowledge), ranged
    headed = [one for hit in found.hits for one in _whole(hit, tools.knowledge) if _heads(one, own)]
    return tuple(headed[:1]), False


def _whole(hit: Hit, knowledge: Knowledge) -> tuple[Hit, ...]:
    """Return every passage of an article that anybody may read."""
    article = knowledge.article(hit.passage.article, audience="public")
    return tuple(Hit(passage, hit.score) for passage in article.passages)


def _heads(hit: Hit, own: set[str]) -> bool:
    """Whether a passage stands under a heading that holds a telling word of the name."""
    said = set(singular(" ".join(hit.passage.headings[-1:])).split())
    return any(len(word) > TELLING for word in said & own)


def section_of(hit: Hit, *, ranged: bool) -> Section:
    """Return what a passage says that holds for the product; tables say it of several."""
    lines = [one for one in hit.passage.text.splitlines() if not one.lstrip().startswith("|")]
    points = [one.strip() for one in BULLET.findall("\n".join(lines))]
    plain = "\n".join(one for one in lines if not BULLET.match(one))
    heading = hit.passage.headings[-1] if hit.passage.headings else ""
    return Section(
        heading, tuple(one for one in sentences(plain) if holds(one, ranged=ranged)),
        tuple(one for one in points if holds(one, ranged=ranged)), hit,
    )  # fmt: skip


def holds(text: str, *, ranged: bool) -> bool:
    """Whether a sentence may be said of the product: no price, of a range no figure."""
    return not PRICED.search(text) and not (ranged and FIGURE.search(text))


async def praised(
    product: Product, language: Language, tools: Tools, catalogue: Catalogue
) -> tuple[Evidence, ...]:
    """Return what customers who bought it said they like, word for word, the surest first.

    What they said stands between quotation marks in the notes.
    """
    if not {"Task", "OpportunityLineItem"} <= set(catalogue):
        return ()
    sold = Query("OpportunityLineItem", ("OpportunityId",), AllOf((
        Compare("Product2Id", "=", product.id), Compare("Opportunity.IsWon", "=", True),
    )))  # fmt: skip
    newest = (Order("ActivityDate", descending=True),)
    notes = await tools.org().run(
        Query("Task", seen(catalogue, "Task", ("Id", "Description")), Related("WhatId", sold),
              order_by=newest, limit=NOTES)
    )  # fmt: skip
    said = [
        Evidence(object="Task", id=str(row["Id"]), quote=one)
        for row in notes.records
        for one in SPOKEN.findall(str(row.get("Description") or ""))
        if spoken_in(one, language) and len(one.split()) > TELLING and not polite(one)
    ]
    read = await tools.feelings.read([one.quote for one in said])
    liked = [
        (sure, one) for one, (mood, sure) in zip(said, read, strict=True)
        if mood == "positive" and sure >= SURE
    ]  # fmt: skip
    liked.sort(key=lambda pair: -pair[0])
    return tuple({fold(one.quote): one for _, one in liked}.values())[:PRAISE]
