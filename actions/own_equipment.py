"""« Combien ai-je de capteurs ? »: how many of a product a customer's company has, and where.

The product is told by a word of the names of their equipment, so articles keep other questions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from actions.contract import Request, Result, Tools
from actions.display import label_at, shown
from actions.own_records import own_records
from actions.parts import RecordRef, Table, Text
from actions.wording import Lines, line
from crm import AllOf, Order, Query
from language import fold, format_number, words

LINES: Lines = {
    "have": {"fr": "Vous en avez **{total}** :", "en": "You have **{total}** of them:"},
}
ASSET = "Asset"
MOST = 200
_COLUMNS = ("Name", "Quantity", "Status", "InstallDate")
_HAVE = re.compile(
    r"\b(?:combien|quels?|quelles?|how many|which|what)\b.*\b(?:ai-je|avons-nous|j'ai|nous avons|"
    r"on a|possed\w+|(?:do|have) (?:i|we) (?:have|own|got)|(?:i|we) (?:have|own|got))\b"
)
_STEM = 4


async def own_equipment(request: Request, tools: Tools) -> Result | None:
    """Answer what a customer has of something; None where they ask or have no such thing."""
    if not _HAVE.search(fold(request.text.replace("’", "'"))):
        return None
    crm = tools.org()
    info = (await crm.catalogue()).get(ASSET)
    columns = [one for one in _COLUMNS if info and one in info.fields]
    if info is None or "Name" not in columns:
        return None
    query = Query(ASSET, ("Id", *columns), AllOf(()), order_by=(Order("Name"),), limit=MOST)
    found = _told((await crm.run(query)).records, request.text)
    if not found:
        return await own_records(request, tools, only_mine=True)
    catalogue, zone, language = await crm.catalogue(), crm.user.timezone, request.language
    total = sum(float(one.get("Quantity") or 1) for one in found)
    rows = [
        [shown(one.get(name), info.fields[name], language, zone) for name in columns]
        for one in found
    ]
    heads = [label_at(catalogue, ASSET, name, language) for name in columns]
    said = line(LINES, "have", language, total=format_number(total, language))
    return Result(
        (Text(text=said), Table(columns=heads, rows=rows, total=len(rows))),
        records=tuple(RecordRef(object=ASSET, id=one["Id"], name=one["Name"]) for one in found),
    )


def _told(assets: Sequence[Mapping[str, Any]], text: str) -> list[Mapping[str, Any]]:
    """Return the equipment that a word of the text tells, but for words that all of it bears."""
    called = [{*words(one["Name"].split(" – ")[0])} for one in assets]
    common = set.intersection(*called) if len(called) > 1 else set()
    said = [word for word in words(text) if len(word) > _STEM]
    return [
        one for one, names in zip(assets, called, strict=True)
        if any(_akin(word, name) for word in said for name in names - common)
    ]  # fmt: skip


def _akin(word: str, name: str) -> bool:
    """Whether a word of a question is a product's, in the plural or another form of it."""
    stem = max(_STEM, min(len(word), len(name)) - 1)
    return len(name) > _STEM and word[:stem] == name[:stem]
