"""What policies allow agents, as typed rulings: limits of time and money, exclusions, duties.

What a sentence lays down is told by classes taught in `data/rulings`, alone or under its heading;
its figures and the things it excludes are read from the sentence itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from actions.analyses.catalogue_words import Range, products_of
from actions.analyses.conduct import OURS
from actions.analyses.matter import Matter
from actions.analyses.policies import clauses, sentences_of, tables_of
from actions.points import singular
from knowledge import Article
from language import find_amounts, find_counts, fold, words

# Chosen on the development half of the made companies.
SURE = 0.45
_UNITS = {
    "day": 1, "jour": 1, "week": 7, "semaine": 7, "month": 30, "moi": 30, "mois": 30,
    "quarter": 91, "trimestre": 91, "year": 365, "an": 365, "ans": 365, "annee": 365,
}  # fmt: skip
# "One week", « une semaine »: read where no other stretch is.
_ONE = re.compile(
    r"\b(?:one|an?|single|une?|un seul|une seule) (?:calendar |full |whole |pleine? )?"
    r"(day|week|month|quarter|year|jour|semaine|mois|trimestre|an|annee)\b"
)
# « Dans les deux ans » counts, « les deux » does not.
_BOTH = re.compile(r"\bles (?=deux (?:jours|semaines|mois|trimestres|ans|ann))", re.IGNORECASE)
_HALF = re.compile(r"^\W*(?:\w+ )?(?:and a half|et demie?)\b")
_QUALIFIED = re.compile(
    r"^\W*(?:\)|calendar|calendaires?|working|ouvr\w+|full|and a half|et demie?)+\s*", re.I
)
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:percent|per cent|pour cent|%)")
_CHUNK = re.compile(r"\s*[,;]\s*|\s+(?:and|or|nor|et|ou|ni|mais|but)\s+")
_FREE = frozenset(
    words(
        "what which that this take taken back return returned refund refunded reimbursed cannot "
        "never not unless always already been have has given excluded from only except faulty are "
        "the can for with sent send accepted apply applie applied discount discounted rebate price "
        "cut full equipment product article item good thing customer client guarantee guaranteed "
        "warranty covered year month day date delivery run que qui nous reprenon repri jamai pas "
        "sont est une les des aux rembourse remboursee renvoye renvoyee retour exclu exclue sauf "
        "they them these those such thus full stop whatever whoever ils elles ceux celles point "
        "deja ete peut peuvent etre remise remisee appliquent aucune aucun toujour plein tarif "
        "materiel produit chose cas garantie garanti couvert jour moi livraison court depuis "
        "compter"
    )
)
"""Words of a ruling that name nothing: what it lays down, and grammar."""
_SHORT = 3
_ROW = " — "


@dataclass(frozen=True)
class Ruling:
    """One thing laid down: `days` a limit of time, `most` one of money or percent (`unit`).

    `things` are the words of what it is about, one set a thing; empty where it is about all;
    `products` the ids of those of the org’s products that a limit of time names.
    """

    kind: str
    article: Article
    text: str
    days: int | None = None
    most: Decimal | None = None
    unit: str | None = None
    things: tuple[frozenset[str], ...] = ()
    products: frozenset[str] = frozenset()

    def names(self, texts: Sequence[str]) -> bool:
        """Whether one of the texts speaks of one of its things."""
        said = [set(_stems(text)) for text in texts]
        return any(thing <= one for thing in self.things for one in said)


async def rulings_of(matter: Matter, articles: Sequence[Article]) -> list[Ruling]:
    """Return what some articles lay down about serving customers.

    A sentence is read alone; where it says nothing so, by its clauses, then under its heading, then
    with the sentence after it: « Chaque appareil porte notre promesse 3 ans. Nous le réparons … ».
    """
    rows = [(article, *one) for article in articles for one in _headed(article)]
    asked = [
        (place, text)
        for place, (_, head, text, after) in enumerate(rows)
        for text in (*clauses(text), f"{head}: {text}", f"{text} {after}")
    ]
    weighed = await matter.tools.remarks.taught("rulings").weigh([text for _, text in asked])
    found: dict[int, str] = {}
    for (place, _), chances in zip(asked, weighed, strict=True):
        kind = likeliest(chances, rows[place][2])
        if kind:
            found.setdefault(place, kind)
    catalogue = await products_of(matter)
    return [
        _about(one, catalogue, rows[place][1]) for place, kind in found.items()
        for one in read_ruling(kind, rows[place][0], rows[place][2])
    ]  # fmt: skip


def _about(ruling: Ruling, catalogue: Range, head: str) -> Ruling:
    """Return a ruling with what it is about: its products, or what its heading names.

    « Ils ne sont pas repris » under « Et les articles soldés ? » is about those.
    """
    if ruling.kind in {"return_window", "warranty_length"} and not ruling.things:
        named = frozenset(one.id for one in catalogue.named(ruling.text))
        return replace(ruling, products=named)
    if ruling.kind == "no_return" and not ruling.things:
        return replace(ruling, things=tuple(filter(None, [thing_in(head)])))
    return ruling


def likeliest(chances: Mapping[str, float], text: str) -> str | None:
    """Return what a sentence lays down; one that needs a figure only where the text holds it."""
    able = dict(chances)
    if not _spans(text):
        able |= {"return_window": 0.0, "warranty_length": 0.0}
    if limit_in(text) is None:
        able["discount_cap"] = 0.0
    if _ROW in text and not set(words(text)) & OURS:
        # A ladder of approvals is somebody else's: sellers', managers'.
        able["discount_cap"] = 0.0
    kind = max(able, key=lambda one: able[one])
    return kind if kind != "other" and able[kind] >= SURE * sum(able.values()) else None


def _headed(article: Article) -> Iterator[tuple[str, str, str]]:
    """Yield the heading each sentence of an article stands under, the sentence and the next one.

    A row of a table is a sentence too, under the head of its columns: « Lecteur N — 12 mois ».
    """
    for table in tables_of(article):
        for row in table.rows:
            yield f"{article.title}, {', '.join(table.head[1:])}", _ROW.join(row), ""
    head, lines = article.title, article.text.splitlines()
    wanted = sentences_of(article)
    place = 0
    for line in lines:
        if line.startswith("#"):
            head = line.lstrip("# ").strip()
            continue
        while place < len(wanted) and wanted[place] in line:
            yield head, wanted[place], "".join(wanted[place + 1 : place + 2])
            place += 1


def read_ruling(kind: str, article: Article, text: str) -> list[Ruling]:
    """Return the rulings of a sentence, none where the figure it needs is not in it."""
    if kind in {"return_window", "warranty_length"} and _ROW in text:
        return _row(kind, article, text)
    if kind == "return_window":
        return [Ruling(kind, article, text, days=span) for span in _spans(text)[:1]]
    if kind == "warranty_length":
        return _lengths(article, text)
    if kind == "discount_cap":
        found = limit_in(text)
        return [Ruling(kind, article, text, most=found[0], unit=found[1])] if found else []
    if kind in {"no_return", "no_discount"}:
        things = tuple(one for part in _CHUNK.split(text) if (one := thing_in(part)))
        named = things or kind == "no_return"
        return [Ruling(kind, article, text, things=things)] if named else []
    return [Ruling(kind, article, text)]


def _row(kind: str, article: Article, text: str) -> list[Ruling]:
    """Return the time that a row of a table gives to the things of its first column."""
    named, _, told = text.partition(_ROW)
    things = tuple(
        frozenset(thing)
        for part in _CHUNK.split(named)
        if (thing := [word for word in _stems(part) if word not in _FREE])
    )
    return [Ruling(kind, article, text, days=span, things=things) for span in _spans(told)[:1]]


def _spans(text: str) -> list[int]:
    """Return the stretches of time of a text, in days: « deux ans et demi » is half a year more."""
    found = []
    text = _BOTH.sub("", text)
    for count in find_counts(text):
        after = singular(_QUALIFIED.sub("", text[count.span[1] :])).split()
        unit = _UNITS.get(after[0]) if after else None
        if unit:
            half = unit // 2 if _HALF.search(fold(text[count.span[1] :][:30])) else 0
            found.append(count.value * unit + half)
    single = [_UNITS[singular(one[1])] for one in _ONE.finditer(fold(text))]
    return found or single


def _lengths(article: Article, text: str) -> list[Ruling]:
    """Return how long each thing is guaranteed; "3 years and batteries for 2" is years twice."""
    found: list[Ruling] = []
    unit = 0
    carried: list[frozenset[str]] = []
    for part in _CHUNK.split(text):
        counts = [one for one in find_counts(part) if not one.ordinal]
        thing = thing_in(part)
        carried += [thing] if thing else []
        if not counts:
            continue
        spans = _spans(part)
        days = spans[0] if spans else counts[0].value * unit
        unit = spans[0] // max(counts[0].value, 1) if spans else unit
        if days:
            kind = "warranty_length"
            found.append(Ruling(kind, article, text, days=days, things=tuple(carried)))
            carried = []
    return found


def thing_in(text: str) -> frozenset[str]:
    """Return the words of what a few words name, an empty set where they name nothing."""
    said = _stems(text.rpartition(":")[2])
    kept = [one for one in said if len(one) > _SHORT and one not in _FREE and not one.isdigit()]
    return frozenset(kept[:_SHORT])


def limit_in(text: str) -> tuple[Decimal, str] | None:
    """Return the amount or percentage of a text and its unit: "%" or a currency."""
    percent = _PERCENT.search(fold(text))
    if percent:
        return Decimal(percent[1].replace(",", ".")), "%"
    amounts = [one for one in find_amounts(text) if one.marked]
    return (amounts[0].value, amounts[0].unit or amounts[0].currency or "") if amounts else None


def _stems(text: str) -> list[str]:
    """Return the words of a text without marks of plural: "batteries" is "battery"."""
    return [re.sub(r"ie$", "y", word) for word in singular(text).split()]
