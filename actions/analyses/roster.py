"""Who a routing policy names, and what for: the table of its article, column by column."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from actions.analyses.matter import Matter
from actions.analyses.policies import Sentence as Rule
from actions.analyses.policies import Table, articles_on, column, rules_of, tables_of
from actions.analyses.regions import Place, places_in
from actions.points import singular
from crm import AllOf, Catalogue
from knowledge import Article
from language import find_amounts, find_counts, fold, words

_CUT = re.compile(r"\s*[,;/]\s*|\s+(?:et|and|&)\s+")
_MOST = 0.5
ROUTED = ("Case", "Lead")
"""Objects whose records a policy hands out."""


@dataclass(frozen=True)
class Entry:
    """One person of a roster: languages (ISO codes), places, fields of expertise as written."""

    user: str
    name: str
    country: str | None
    languages: frozenset[str] = frozenset()
    territory: str = ""
    places: tuple[Place, ...] = ()
    areas: tuple[str, ...] = ()


@dataclass(frozen=True)
class Roster:
    """A routing policy: its article, its people, its rules by what they lay down."""

    article: Article
    entries: tuple[Entry, ...]
    rules: Sequence[Rule]

    def rule(self, kind: str) -> Rule | None:
        """Return the surest rule of a kind."""
        own = [one for one in self.rules if one.kind == kind]
        return max(own, key=lambda one: one.sure, default=None)

    @property
    def limit(self) -> int | None:
        """How many open records somebody may hold, None where nothing is said."""
        rule = self.rule("most_open")
        counts = [one.value for one in find_counts(rule.text) if one.value > 1] if rule else []
        return counts[0] if counts else None

    @property
    def threshold(self) -> float | None:
        """Above which amount expertise beats territory, None where nothing is said."""
        rule = self.rule("expertise_first")
        amounts = find_amounts(rule.text) if rule else []
        return next((float(one.value) for one in amounts if one.value is not None), None)


async def roster_on(matter: Matter, name: str, questions: Sequence[str]) -> Roster | None:
    """Return the policy that says who takes records of an object, None where none is written.

    It must name people of the org in a table. One that speaks of these records goes before one
    that speaks of others; then the asker's language decides, then how well it answers.
    """
    users = await matter.rows("User", ("Name", "Country"), AllOf())
    people = {" ".join(words(str(one["Name"]))): one for one in users if one.get("Name")}
    found = [
        (article, entries)
        for article in await articles_on(matter, questions)
        if (entries := _people_in(article, people))
    ]
    if not found:
        return None
    article, entries = max(found, key=lambda one: leaning(matter.catalogue, one[0], name))
    return Roster(article, entries, await rules_of(matter, [article]))


def leaning(catalogue: Catalogue, article: Article, name: str) -> int:
    """Return 1 where an article speaks of an object’s records most, -1 of others’, else 0."""
    said = f" {singular(article.title)} {singular(article.text)} "
    own = _mentions(catalogue, name, said)
    other = max((_mentions(catalogue, one, said) for one in ROUTED if one != name), default=0)
    return (own > other) - (own < other)


def _mentions(catalogue: Catalogue, name: str, said: str) -> int:
    labels = catalogue[name].labels if name in catalogue else None
    called = {singular(one) for one in (name, labels.fr, labels.en)} if labels else set()
    return sum(said.count(f" {one} ") for one in called)


def _people_in(article: Article, people: Mapping[str, Mapping[str, object]]) -> tuple[Entry, ...]:
    """Return who the first table of an article that names several people of the org names."""
    every = (_entries(table, people) for table in tables_of(article))
    return next((entries for entries in every if len(entries) > 1), ())


def _entries(table: Table, people: Mapping[str, Mapping[str, object]]) -> tuple[Entry, ...]:
    kinds = [_kind(column(table, place)) for place in range(len(table.head))]
    found = []
    for row in table.rows:
        user = people.get(" ".join(words(row[0])))
        if user:
            found.append(_entry(row, kinds, user))
    return tuple(found)


def _entry(row: Sequence[str], kinds: Sequence[str], user: Mapping[str, object]) -> Entry:
    cells = {kind: row[at] for at, kind in enumerate(kinds) if at and at < len(row)}
    country = str(user["Country"]) if user.get("Country") else None
    territory = cells.get("places", "")
    return Entry(
        str(user["Id"]), str(user["Name"]), country,
        frozenset(code for part in parts(cells.get("languages", "")) if (code := spoken(part))),
        territory, tuple(places_in(territory, country)), tuple(parts(cells.get("areas", ""))),
    )  # fmt: skip


def _kind(cells: Sequence[str]) -> str:
    """Return what a column holds: languages, places, else fields of expertise."""
    every = [part for cell in cells for part in parts(cell)]
    if not every:
        return "areas"
    if sum(spoken(part) is not None for part in every) / len(every) > _MOST:
        return "languages"
    placed = [cell for cell in cells if places_in(cell, "France") or places_in(cell, None)]
    return "places" if len(placed) / len(cells) > _MOST else "areas"


def parts(cell: str) -> list[str]:
    """Return what a cell lists."""
    return [part.strip() for part in _CUT.split(cell) if part.strip()]


def spoken(name: str) -> str | None:
    """Return the ISO code of a language by its French or English name."""
    return _languages().get(fold(name).strip())


@cache
def _languages() -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415 - slow to import

    return {
        fold(name): code.split("_")[0]
        for locale in ("fr", "en")
        for code, name in Locale(locale).languages.items()
    }
