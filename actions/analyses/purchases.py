"""Which product a customer means: from what they ordered, when, and how they call it.

« le capteur que j’ai commandé il y a trois semaines »: the order lines of the account whose
product bears the word, dated where the words put it, give or take a stretch of the same size.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from actions.analyses.catalogue_words import Product, Range, products_of
from actions.analyses.lines import LINES
from actions.analyses.matter import Matter
from actions.contract import Result
from actions.errors import RecordNeeded
from actions.naming import focused, record_meant
from actions.parts import Part, RecordRef, Table, Text, Value
from actions.wording import line
from crm import Compare, value_at
from language import Period, find_periods, format_date

OBJECTS = ("Account", "Contact", "Case")
_QUOTED = re.compile(r"[«“\"]([^»”\"]{8,})[»”\"]")
_SLACK = 0.12
_FEW_DAYS = 4


@dataclass(frozen=True)
class Bought:
    """One order line: what, when, how many, in which order."""

    line: str
    order: str
    number: str
    product: Product
    day: date
    quantity: float


@dataclass(frozen=True)
class Meant:
    """What the words can mean: the lines that fit both the word and the date, best first.

    `period` is when it was ordered as far as said, `word` whether the words named a product.
    """

    fitting: tuple[Bought, ...]
    period: Period | None
    word: bool

    @property
    def products(self) -> tuple[Product, ...]:
        """The products that fit, each once."""
        return tuple({one.product.id: one.product for one in self.fitting}.values())


async def product_meant(matter: Matter) -> Result:
    """Say which product a customer speaks of, or that none of their orders fits."""
    record = await record_meant(matter.request, matter.tools, OBJECTS)
    said, today, account = await _told(matter, record)
    if account is None:
        raise RecordNeeded(OBJECTS)
    catalogue = await products_of(matter)
    bought = await purchases(matter, account, catalogue)
    meant = fitting(said, bought, catalogue, today)
    return _answer(matter, record, meant, bought)


async def _told(matter: Matter, record: RecordRef) -> tuple[str, date, str | None]:
    """Return the customer’s words, the day they said them, and their account."""
    if record.object == "Account":
        return _words(matter), matter.today, record.id
    paths = ("AccountId", "Subject", "Description", "CreatedDate")
    found = await matter.crm.get(record.object, record.id, matter.seen(record.object, paths)) or {}
    account = str(found["AccountId"]) if found.get("AccountId") else None
    if record.object == "Contact":
        return _words(matter), matter.today, account
    own = f"{found.get('Subject') or ''}\n{found.get('Description') or ''}"
    return own, matter.day(found["CreatedDate"]), account


def _words(matter: Matter) -> str:
    """Return the words quoted in a question, or the whole of it without the customer’s name."""
    quoted = _QUOTED.search(matter.text)
    if quoted:
        return quoted[1]
    text = matter.text
    for entity in matter.request.entities:
        if entity.name in {"record_name", "person"} and entity.end > entity.start:
            text = text[: entity.start] + " " * (entity.end - entity.start) + text[entity.end :]
    return text


async def purchases(matter: Matter, account: str, catalogue: Range) -> list[Bought]:
    """Return everything an account ordered, newest first."""
    rows = await matter.rows(
        "OrderItem",
        ("OrderId", "Order.OrderNumber", "Order.EffectiveDate", "Product2Id", "Quantity"),
        Compare("Order.AccountId", "=", account),
    )  # fmt: skip
    known = {product.id: product for product in catalogue.products}
    found = [_bought(row, known) for row in rows]
    return sorted((one for one in found if one), key=lambda one: one.day, reverse=True)


def _bought(row: Mapping[str, Any], known: Mapping[str, Product]) -> Bought | None:
    day, product = value_at(row, "Order.EffectiveDate"), known.get(str(row.get("Product2Id")))
    if day is None or product is None:
        return None
    return Bought(
        str(row["Id"]), str(row.get("OrderId")), str(value_at(row, "Order.OrderNumber") or ""),
        product, day, float(row.get("Quantity") or 0),
    )  # fmt: skip


def fitting(said: str, bought: Sequence[Bought], catalogue: Range, today: date) -> Meant:
    """Return the lines that what was said fits: by the product’s words and by the date."""
    period = next(iter(find_periods(said, today, prefer="past")), None)
    meant = {product.id for product in catalogue.meant(said)}
    ranked = [
        (distance, one)
        for one in bought
        if (not meant or one.product.id in meant)
        and (distance := _off(one.day, period, today)) is not None
    ]
    nearest = min((distance for distance, _ in ranked), default=0)
    kept = tuple(one for distance, one in ranked if distance == nearest)
    return Meant(kept, period, bool(meant))


def _off(day: date, period: Period | None, today: date) -> int | None:
    """Return how many days a day lies off a period, None where it is too far to be meant."""
    if day > today:
        return None
    if period is None:
        return 0
    start, end = period.start or day, period.end or today
    if start <= day <= end:
        return 0
    off = (start - day).days if day < start else (day - end).days
    ago = (today - start).days
    slack = max(_FEW_DAYS, round(ago * _SLACK))
    return off if off <= slack else None


def _answer(matter: Matter, record: RecordRef, meant: Meant, bought: Sequence[Bought]) -> Result:
    language = matter.language
    key = {0: "product_none", 1: "product_one"}.get(len(meant.products), "product_several")
    names = ", ".join(f"**{named(one, matter)}**" for one in meant.products)
    when = meant.period.label(language) if meant.period else line(LINES, "no_date", language)
    said = line(LINES, key, language, names=names, customer=record.name, when=when)
    shown = meant.fitting or tuple(bought[:10])
    if not meant.fitting and bought:
        said += " " + line(LINES, "product_nearest", language)
    columns = [line(LINES, one, language) for one in ("product", "ordered", "quantity", "order")]
    rows = [
        [named(one.product, matter), format_date(one.day, language), f"{one.quantity:g}",
         one.number]
        for one in shown
    ]  # fmt: skip
    parts: list[Part] = [Text(text=said)]
    if rows:
        ids = [one.order for one in shown]
        parts.append(Table(columns=columns, rows=rows, records=ids, total=len(rows)))
    records = [RecordRef(object="Product2", id=one.id, name=one.name) for one in meant.products]
    records += [RecordRef(object="Order", id=one.order, name=one.number) for one in meant.fitting]
    values = tuple(_value(one, matter) for one in meant.fitting)
    return Result(tuple(parts), slots=focused(record), records=tuple(records), values=values)


def _value(one: Bought, matter: Matter) -> Value:
    return Value(
        measure="QUANTITY", label=line(LINES, "quantity", matter.language), unit=None,
        value=one.quantity, group={"Product2.Name": one.product.name, "Order": one.number},
    )  # fmt: skip


def named(product: Product, matter: Matter) -> str:
    """Return a product’s name in the reader’s language, where it has one."""
    french = product.names[-1] if len(product.names) > 1 else product.name
    return french if matter.language == "fr" else product.name
