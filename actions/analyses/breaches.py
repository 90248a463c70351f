"""Whether an agent broke a written policy on a case: which article, by which words, or none."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from actions.analyses.catalogue_words import products_of
from actions.analyses.conduct import Said, first_day, said_on
from actions.analyses.lines import LINES
from actions.analyses.matter import Matter
from actions.analyses.policies import articles_on, source_of
from actions.analyses.purchases import purchases
from actions.analyses.rulings import Ruling, limit_in, rulings_of
from actions.contract import Result
from actions.naming import focused, record_meant
from actions.parts import Part, RecordRef, Table, Text
from actions.wording import line
from language import find_periods, fold, format_date, format_list, quoted

OBJECTS = ("Case",)
QUESTIONS = (
    "returns and refunds, time limit", "retours et remboursements, délai", "warranty length",
    "durée de garantie", "commercial gestures, discounts and credits for customers",
    "gestes commerciaux, remises et avoirs", "identity check before account data, passwords",
    "vérification d’identité, données du compte, mots de passe",
)  # fmt: skip
# Two limits whose cosines with what was said differ by no more are as near.
NEAR = 0.2
_GOT = re.compile(
    r"\b(?:bought|purchased?|received?|got|ordered|order|deliver\w*|arriv\w*|had|install\w*|"
    r"fitted|came|turned up|achet\w*|recu\w*|livr\w*|command\w*|eue?|depuis|pose[es]*|montee?s?)\b"
)


@dataclass(frozen=True)
class Dealing:
    """A conversation as rulings look at it.

    `elapsed` is how many days what it is about had been with the customer, None where unknown;
    `names` are the texts and `products` the ids that tell what it is about; `likeness` is
    how much the words at a place speak like a ruling, in [-1, 1].
    """

    said: Sequence[Said]
    elapsed: int | None
    names: Sequence[str]
    products: frozenset[str] = frozenset()
    likeness: Mapping[tuple[int, str], float] = field(default_factory=dict)


@dataclass(frozen=True)
class Breach:
    """A ruling that was not kept, and the words that show it."""

    ruling: Ruling
    said: Said


async def policy_breach(matter: Matter) -> Result:
    """Say which policies the agents of a case broke, each with its words and rule, or none."""
    record = await record_meant(matter.request, matter.tools, OBJECTS)
    said = await said_on(matter, record)
    if not any(one.side == "agent" for one in said):
        told = line(LINES, "breach_silent", matter.language, name=record.name)
        return Result((Text(text=told),), slots=focused(record), records=(record,))
    rulings = await rulings_of(matter, await articles_on(matter, QUESTIONS))
    if not rulings:
        return Result((Text(text=line(LINES, "no_policy", matter.language)),), refused="unknown")
    dealing = await _dealing(matter, record, said)
    dealing = replace(dealing, likeness=await _likeness(matter, said, rulings))
    return _answer(matter, record, breaches(dealing, rulings), rulings)


async def _dealing(matter: Matter, record: RecordRef, said: Sequence[Said]) -> Dealing:
    paths = ("CreatedDate", "AccountId", "ProductId", "Subject", "Description")
    found = await matter.crm.get("Case", record.id, matter.seen("Case", paths)) or {}
    day = first_day(said, matter, matter.today)
    catalogue = await products_of(matter)
    own = [one for one in catalogue.products if one.id == str(found.get("ProductId"))]
    spoken = " ".join(one.text for one in said)
    meant = own or list(catalogue.named(spoken))
    elapsed = elapsed_said(said, day)
    if elapsed is None and meant and found.get("AccountId"):
        ids = {one.id for one in meant}
        bought = await purchases(matter, str(found["AccountId"]), catalogue)
        days = [one.day for one in bought if one.product.id in ids and one.day <= day]
        elapsed = (day - max(days)).days if days else None
    if elapsed is None:
        elapsed = since_said(said, day)
    called = [name for one in meant for name in one.all_names]
    subject = str(found.get("Subject") or ""), str(found.get("Description") or "")
    names = [*(one.text for one in said), *called, *subject]
    return Dealing(said, elapsed, names, frozenset(one.id for one in meant))


async def _likeness(
    matter: Matter, said: Sequence[Said], rulings: Sequence[Ruling]
) -> dict[tuple[int, str], float]:
    """Return the cosine of each act with each ruling, its article’s title before it."""
    places = [place for place, one in enumerate(said) if one.act in _CHECKS]
    if not places:
        return {}
    vectors = matter.tools.knowledge.light_vectors
    acts = await vectors([said[place].text for place in places])
    laid = await vectors([f"{one.article.title}. {one.text}" for one in rulings])
    return {
        (place, ruling.text): float(like)
        for place, row in zip(places, acts @ laid.T, strict=True)
        for ruling, like in zip(rulings, row, strict=True)
    }


def elapsed_said(said: Sequence[Said], day: date) -> int | None:
    """Return how long ago, in days, the customer says they got it; the least the words allow."""
    for one in said:
        if one.side != "agent" and _GOT.search(fold(one.text)):
            ends = _ends(one.text, day)
            if ends:
                return (day - min(ends)).days
    return None


def since_said(said: Sequence[Said], day: date) -> int | None:
    """Return the longest stretch of time, in days, that the customer speaks of.

    What has been silent for two months has been with them at least so long.
    """
    spoken = [one for one in said if one.side != "agent"]
    return max(((day - end).days for one in spoken for end in _ends(one.text, day)), default=None)


def _ends(text: str, day: date) -> list[date]:
    """Return the last day of each stretch of past time that a text speaks of."""
    found = []
    for period in find_periods(text, day, prefer="past"):
        end = period.end if period.end and period.end < day else period.start
        if end and end <= day:
            found.append(end)
    return found


def breaches(dealing: Dealing, rulings: Sequence[Ruling]) -> list[Breach]:
    """Return every ruling that an agent’s act does not keep, once each."""
    found: dict[tuple[str, str], Breach] = {}
    for place, one in enumerate(dealing.said):
        check = _CHECKS.get(one.act)
        if one.side != "agent" or check is None:
            continue
        for ruling in check(dealing, rulings, place):
            found.setdefault((ruling.article.id, ruling.text), Breach(ruling, one))
    return list(found.values())


def _of(rulings: Sequence[Ruling], kind: str) -> list[Ruling]:
    return [one for one in rulings if one.kind == kind]


def _naming(rulings: Sequence[Ruling], dealing: Dealing) -> list[Ruling]:
    """Return those about what is dealt with, else those about everything, else all."""
    own = [one for one in rulings if one.products & dealing.products or one.names(dealing.names)]
    return own or [one for one in rulings if not (one.things or one.products)] or list(rulings)


def _taken_back(dealing: Dealing, rulings: Sequence[Ruling], place: int) -> list[Ruling]:
    windows = _naming(_of(rulings, "return_window"), dealing)
    longest = max((one.days or 0 for one in windows), default=0)
    late = dealing.elapsed is not None and dealing.elapsed > longest
    barred = [one for one in _of(rulings, "no_return") if one.names(dealing.names)]
    return [*(windows if windows and late else ()), *barred]


def _replaced(dealing: Dealing, rulings: Sequence[Ruling], place: int) -> list[Ruling]:
    """Hold a free replacement against the guarantee of that thing, else against the longest."""
    lengths = _of(rulings, "warranty_length")
    own = _naming(lengths, dealing)
    longest = max((one.days or 0 for one in own), default=0)
    late = dealing.elapsed is not None and dealing.elapsed > longest
    return own if own and late else []


def _discounted(dealing: Dealing, rulings: Sequence[Ruling], place: int) -> list[Ruling]:
    """Hold what is given against the strictest of the limits that speak most like it."""
    text = dealing.said[place].text
    given = limit_in(text)
    caps = [one for one in _of(rulings, "discount_cap") if given and one.unit == given[1]]
    like = {one.text: dealing.likeness.get((place, one.text), 0.0) for one in caps}
    near = [one for one in caps if like[one.text] >= max(like.values()) - NEAR]
    least = min((one.most or 0 for one in near), default=0)
    over = [one for one in near if one.most == least] if given and given[0] > least else []
    return [*over, *(one for one in _of(rulings, "no_discount") if one.names([text]))]


def _told(dealing: Dealing, rulings: Sequence[Ruling], place: int) -> list[Ruling]:
    checked = any(one.act == "verify" for one in dealing.said[:place])
    return [] if checked else _of(rulings, "verify_first")


def _asked(dealing: Dealing, rulings: Sequence[Ruling], place: int) -> list[Ruling]:
    return _of(rulings, "no_secret")


_CHECKS: Mapping[str, Callable[[Dealing, Sequence[Ruling], int], list[Ruling]]] = {
    "ask_secret": _asked, "change_access": _told, "disclose": _told,
    "grant_discount": _discounted, "replace_free": _replaced, "take_back": _taken_back,
}  # fmt: skip


def _answer(
    matter: Matter, record: RecordRef, broken: Sequence[Breach], rulings: Sequence[Ruling]
) -> Result:
    language = matter.language
    own = [one for one in broken if one.ruling.article.language == language] or list(broken)
    titles = list(dict.fromkeys(one.ruling.article.title for one in own))
    told = line(
        LINES, "breach_found" if own else "breach_none", language, name=record.name,
        articles=format_list([quoted(f"**{one}**", language) for one in titles], language),
        checked=len(rulings),
    )  # fmt: skip
    parts: list[Part] = [Text(text=told)]
    if own:
        columns = [line(LINES, key, language) for key in ("rule", "said", "when", "article")]
        rows = [
            [one.ruling.text, one.said.text, format_date(matter.day(one.said.moment), language),
             one.ruling.article.title]
            for one in own
        ]  # fmt: skip
        ids = [one.said.source.id for one in own]
        parts.append(Table(columns=columns, rows=rows, records=ids, total=len(rows)))
    held = {one.article.id: source_of(one.article) for one in rulings}
    broke = {one.ruling.article.id: source_of(one.ruling.article, one.ruling.text) for one in own}
    records = dict.fromkeys((record, *(one.said.source for one in own)))
    return Result(
        tuple(parts), slots=focused(record), records=tuple(records),
        sources=tuple((broke or held).values()),
    )  # fmt: skip
