"""What configured outside sources say of a brief's company, each line with its source and day.

An item enters only where it is about the company. Its words are data: orders in them are taken out
as they are for a model, and an item that holds one is left out; marks that would format are gone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from actions.brief_sections import Teller
from actions.contract import Language, Tools
from actions.deal_terms import seen
from actions.outside_match import concerns, subject_of
from actions.parts import Evidence, RecordRef, SummaryItem
from actions.sentences import sentences
from crm import Compare, Query, value_at
from guard.screening.orders import OrderReader
from knowledge.outside import Item, Subject
from language import fold

PATHS = ("Name", "Website", "Company", "Email", "Account.Name", "Account.Website")
_MARKS = str.maketrans({"*": "", "`": "", "[": "(", "]": ")", "<": "‹", ">": "›", "|": "/"})
_LONGEST_TITLE, _LONGEST_SAID = 160, 240


@dataclass(frozen=True)
class OutsideNews:
    """The items about the company, newest first, and the sources that did not answer."""

    items: Sequence[Item] = ()
    missing: Sequence[str] = ()


async def look_outside(record: RecordRef, tools: Tools) -> OutsideNews:
    """Return what the outside says of the company behind a record; nothing where none is set."""
    if tools.outside is None:
        return OutsideNews()
    tools.progress.expect(tools.outside.count)
    subject = await _subject(record, tools)
    if subject is None:
        return OutsideNews()
    found = await tools.outside.gather(subject, tools.clock.today(), tools.progress.one)
    kept: dict[str, Item] = {}
    for item in found.items:
        if concerns(item, subject) and not _orders(item):
            kept.setdefault(fold(item.title), item)
    return OutsideNews(list(kept.values())[: tools.outside.most], found.missing)


async def _subject(record: RecordRef, tools: Tools) -> Subject | None:
    crm = tools.org()
    catalogue = await crm.catalogue()
    paths = seen(catalogue, record.object, PATHS)
    rows = (await crm.run(Query(record.object, paths, Compare("Id", "=", record.id)))).records
    if not rows:
        return None
    row = rows[0]
    own = str(row.get("Name") or "") if record.object == "Account" else ""
    name = own or str(value_at(row, "Account.Name") or row.get("Company") or "")
    site = str(row.get("Website") or value_at(row, "Account.Website") or "")
    return subject_of(name, site, str(row.get("Email") or "")) if name else None


def outside_items(news: OutsideNews, teller: Teller) -> Iterator[SummaryItem]:
    """Yield one line an item: its title, its source, its day, its first sentence."""
    for item in news.items:
        first = next(iter(sentences(item.text)), "")
        told = _bare(first, _LONGEST_SAID)
        again = fold(told) in fold(item.title) or fold(item.title) in fold(told)
        colon = "\u202f: " if teller.language == "fr" else ": "
        text = teller.line(
            "outside", title=_bare(item.title or item.text, _LONGEST_TITLE),
            source=_bare(item.source, _LONGEST_TITLE),
            day=teller.day(item.day) if item.day else teller.line("undated"),
            said=f"{colon}{told}" if told and not again else "",
        )  # fmt: skip
        proof = Evidence(object="Outside", id=item.where, quote=item.title or first)
        yield SummaryItem(text=text, kind="outside", evidence=[proof])


def outside_missing(news: OutsideNews, teller: Teller) -> Iterator[str]:
    """Yield the line that names the sources which did not answer, where some did not."""
    if news.missing:
        yield teller.line("outside_missing", names=", ".join(news.missing))


def _bare(text: str, longest: int) -> str:
    """Return words as plain ones: no mark of Markdown, not longer than a line bears."""
    said = " ".join(text.translate(_MARKS).split())
    return said if len(said) <= longest else f"{said[:longest].rsplit(' ', 1)[0]}…"


def _orders(item: Item) -> bool:
    """Whether an item gives a reader or a model orders, in either language."""
    languages: tuple[Language, ...] = ("fr", "en")
    text = f"{item.title}. {item.text}"
    return any(_reader().text(text, language)[1].total() for language in languages)


@lru_cache(maxsize=1)
def _reader() -> OrderReader:
    return OrderReader()
