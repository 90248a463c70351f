"""Finding the record people mean: by id, e-mail, phone, number, and else by name.

The first way that answers decides. Names are fetched broadly, in one round trip, and ranked here;
only where nothing fits are broader nets cast for typos. One record is `match` only where
nothing else could have been meant.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crm.catalogue import CatalogueKeeper
from crm.lookups import (
    beside_fields,
    by_email,
    by_external_id,
    by_half,
    by_id,
    by_likeness,
    by_name,
    by_name_and_place,
    by_number,
    by_phone,
    detail_fields,
    fields_of_type,
    number_field,
    number_of,
    significant,
    title_fields,
)
from crm.metadata import Catalogue, ObjectInfo
from crm.naming import Fit, Likeness, likeness, name_words
from crm.query import Query
from crm.reading import Reader
from crm.rows import Candidate, Found, value_at
from language import find_contacts

_NEAR = 0.45
_NEAREST_ROOF = 0.7
_MARGIN = 0.08
_SECONDARY = 0.98
_Net = Callable[[str, Sequence[ObjectInfo]], list[Query]]
_NETS: Sequence[tuple[_Net, Fit]] = (
    (by_name, Fit.SAID),
    (by_name_and_place, Fit.SAID),
    (by_likeness, Fit.ALIKE),
    (by_half, Fit.ALIKE),
)
_Kept = Callable[[ObjectInfo, Mapping[str, Any]], bool]


@dataclass(frozen=True)
class _Ranked:
    candidate: Candidate
    like: Likeness
    account: str | None
    place: int
    borrowed: bool

    @property
    def key(self) -> tuple[int, float, int]:
        return (-int(self.like.fit), -round(self.candidate.score, 2), self.place)


class Finder:
    """Looks records up by what people call them, with one user's rights."""

    def __init__(self, keeper: CatalogueKeeper, reader: Reader) -> None:
        """Nothing is read yet."""
        self._keeper = keeper
        self._reader = reader

    async def find(self, words: str, objects: Sequence[str], limit: int) -> Found:
        """Return the one record that is meant, or the choices, or the nearest."""
        catalogue = await self._keeper.get()
        seen = [catalogue[name] for name in objects if name in catalogue]
        keyed = await self._by_key(words, catalogue, seen, limit)
        named = keyed is not None and any(number_of(words)) and bool(name_words(words)[1:])
        if keyed is not None and not named and not _strays(keyed, objects):
            return keyed
        found = await self._by_name(words, seen, limit)
        if found.match is not None and found.exact:
            return found
        if keyed is not None and not _strays(keyed, objects):
            return keyed
        if keyed is not None and found.match is None:
            return keyed
        bare = _without_labels(words, seen)
        if found.match or bare == words or any(c.score > _NEAREST_ROOF for c in found.candidates):
            return found
        return await self._by_name(bare, seen, limit)

    async def _by_name(self, words: str, seen: Sequence[ObjectInfo], limit: int) -> Found:
        if not seen or not name_words(words):
            return Found(None, ())
        ranked: list[_Ranked] = []
        for net, enough in _NETS:
            ranked = _merged(ranked, await self._ranked(words, seen, net))
            if any(found.like.fit >= enough for found in ranked):
                break
        return decide(ranked, limit)

    async def _by_key(
        self, words: str, catalogue: Catalogue, seen: Sequence[ObjectInfo], limit: int
    ) -> Found | None:
        """Look up what identifies a record by itself; None where the words hold nothing such."""
        if (query := by_id(words, catalogue)) is not None:
            return await self._exactly([query], catalogue, limit, _any_record)
        for point in find_contacts(words):
            if point.kind == "email":
                queries = by_email(point.normal, seen)
                return await self._exactly(queries, catalogue, limit, _any_record)
            if point.kind == "phone":
                queries, kept = by_phone(point.normal, seen), _bears_phone(point.normal)
                return await self._exactly(queries, catalogue, limit, kept)
        if queries := by_external_id(words, seen):
            found = await self._exactly(queries, catalogue, limit, _any_record)
            if found.candidates:
                return found
        names = [described.name for described in seen]
        if queries := by_number(words, catalogue, names):
            found = await self._exactly(queries, catalogue, limit, _bears_number(words))
            return found if found.candidates else None
        return None

    async def _exactly(
        self, queries: Sequence[Query], catalogue: Catalogue, limit: int, kept: _Kept
    ) -> Found:
        answers = await self._reader.run_many(queries, totals=False)
        found = [
            _candidate(catalogue[query.object], record, 1.0)
            for query, rows in zip(queries, answers, strict=True)
            for record in rows.records
            if kept(catalogue[query.object], record)
        ][:limit]
        return Found(found[0] if len(found) == 1 else None, tuple(found), exact=bool(found))

    async def _ranked(self, words: str, seen: Sequence[ObjectInfo], net: _Net) -> list[_Ranked]:
        """Cast a net in one round trip and rank what is in it."""
        answers = await self._reader.run_many(net(words, seen), totals=False)
        return [
            _rank(words, described, record, place)
            for place, (described, rows) in enumerate(zip(seen, answers, strict=True))
            for record in rows.records
        ]


def _strays(found: Found, objects: Sequence[str]) -> bool:
    """Whether records were found, all of other kinds: « Passerelle 500 » is no order's number."""
    return bool(found.candidates) and all(one.object not in objects for one in found.candidates)


def _without_labels(words: str, seen: Sequence[ObjectInfo]) -> str:
    """Leave out what kind of record it is: « l'opportunité Vidal » is called « Vidal »."""
    labels = [
        label for d in seen for label in (d.labels.fr, d.labels.en, d.plurals.fr, d.plurals.en)
    ]
    kinds = {word for label in labels for word in name_words(label)}
    kept = [word for word in name_words(words) if word not in kinds]
    return " ".join(kept) if kept and len(kept) < len(name_words(words)) else words


def _any_record(described: ObjectInfo, record: Mapping[str, Any]) -> bool:
    """Keep whatever the org compared exactly."""
    return True


def _bears_phone(number: str) -> _Kept:
    """Keep records with that very number: the pattern let other digits stand in between."""
    digits = significant(number)

    def kept(described: ObjectInfo, record: Mapping[str, Any]) -> bool:
        fields = fields_of_type(described, "phone")
        return any(significant(str(record.get(name) or "")) == digits for name in fields)

    return kept


def _bears_number(words: str) -> _Kept:
    numbers = number_of(words)

    def kept(described: ObjectInfo, record: Mapping[str, Any]) -> bool:
        field = number_field(described)
        return bool(field) and not numbers.isdisjoint(number_of(str(record.get(str(field)))))

    return kept


def _rank(words: str, described: ObjectInfo, record: Mapping[str, Any], place: int) -> _Ranked:
    """Score a record by the best of its titles; a person's company counts a little less."""
    fields = title_fields(described)
    near = (*beside_fields(described), *fields)
    beside = tuple(str(value_at(record, path) or "") for path in near)
    scored = [likeness(words, str(record.get(name) or ""), beside) for name in fields]
    best = max(scored, key=lambda like: (like.fit, like.score))
    borrowed = best is not scored[0]
    score = best.score * _SECONDARY if borrowed else best.score
    account = record["Id"] if described.name == "Account" else record.get("AccountId")
    return _Ranked(_candidate(described, record, score), best, account, place, borrowed)


def _candidate(described: ObjectInfo, record: Mapping[str, Any], score: float) -> Candidate:
    details = tuple(
        (path, str(value))
        for path in detail_fields(described)
        if (value := value_at(record, path)) is not None
    )
    name = record.get("Subject") or record.get(described.name_field) or record["Id"]
    return Candidate(described.name, record["Id"], str(name), round(score, 3), details)


def _merged(first: Sequence[_Ranked], second: Sequence[_Ranked]) -> list[_Ranked]:
    return list({found.candidate.id: found for found in (*first, *second)}.values())


def decide(ranked: Sequence[_Ranked], limit: int) -> Found:
    """Choose the only exact name, else the only one with every word said, else a clear likeness."""
    ordered = sorted(_without_shadows(ranked), key=lambda found: found.key)
    top = ordered[0].like.fit if ordered else Fit.WEAK
    if top == Fit.WEAK:
        return _nearest(ordered, limit)
    level = [found for found in ordered if found.like.fit == top]
    if top == Fit.ALIKE:
        level = _as_alike(level)
    match = level[0].candidate if len(level) == 1 else None
    shown = level if match is None else ordered
    return Found(match, tuple(f.candidate for f in shown[:limit]), exact=top == Fit.EXACT)


def _as_alike(level: Sequence[_Ranked]) -> list[_Ranked]:
    """Keep what is as alike as the best; one whole name among parts of names stands alone."""
    best = max(found.like.met for found in level)
    close = [found for found in level if found.like.met > best - _MARGIN]
    whole = [found for found in close if found.like.whole]
    return whole if len(whole) == 1 else close


def _nearest(ordered: Sequence[_Ranked], limit: int) -> Found:
    near = [found for found in ordered if found.candidate.score >= _NEAR][:limit]
    candidates = [
        Candidate(c.object, c.id, c.name, min(c.score, _NEAREST_ROOF), c.details)
        for c in (found.candidate for found in near)
    ]
    return Found(None, tuple(candidates))


def _without_shadows(ranked: Sequence[_Ranked]) -> list[_Ranked]:
    """Leave out records that only answer because their title holds their account's name.

    « Vidal » is the account, not each opportunity « Vidal – renouvellement », nor a lead who works
    at Vidal, where both were asked for, the account first.
    """
    named = [found.place for found in ranked
             if found.candidate.object == "Account" and found.like.fit == Fit.EXACT]  # fmt: skip
    ranked = [found for found in ranked
              if not (found.borrowed and named and min(named) < found.place)]  # fmt: skip
    accounts = {
        found.account: found.place
        for found in ranked
        if found.candidate.object == "Account" and found.like.fit >= Fit.SAID
    }
    return [
        found
        for found in ranked
        if found.candidate.object in ("Account", "Contact", "Lead")
        or found.like.fit == Fit.EXACT
        or accounts.get(found.account, found.place) >= found.place
    ]
