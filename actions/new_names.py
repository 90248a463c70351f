"""What a new record is called and what it belongs to, from the names of a request."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from actions.contract import Request, Tools
from actions.errors import NoSuchName
from actions.field_mentions import find_mentions, full_mentions
from actions.named_spans import WRITTEN, Named, lead_of
from actions.naming import chosen, focus, resolve
from actions.parts import RecordRef
from actions.reading.mentions import segment
from actions.reading.ordinary import ORDINARY
from actions.reading.reader import vocabulary_of
from actions.wanted import read_wanted
from crm import Ambiguous, Catalogue, FieldInfo, ObjectInfo, Value
from language import fold_keep_length, words

_ROLE = re.compile(r"^\s*,\s*([^,:;\d@]{3,60}?)\s+(?:chez|de|d['’]|at|of|for|from)\b")
_TITLED = re.compile(
    r"^\s*,\s*(?=\S)((?!(?:de|du|chez|from|of|at|pour|for)\b)[^,:;\d@]{3,60}?)\s*(?:,|$)"
)
"""A role between commas: « Paul Vidal, acheteur, 01… », "Nora Finch, Head of Estates, …"."""
_LOOSE_ROLE = re.compile(
    r",\s*(?!(?:de|du|chez|à|au|aux|en|from|of|at|in|pour|for)\b)"
    r"([^\W\d][\w’'&-]*(?:\s+[^\W\d][\w’'&-]*){0,5})\s*(?=,|$)"
)
_FIRM_NEXT = re.compile(r"\s*[^\W\d][^,@\d:]*(?:,|$)")
"""What stands after such a role where it is no address: the company."""
_TITLES = re.compile(r"^(?:m\.|mr\.?|mrs\.?|ms\.?|mme|mlle|dr\.?|monsieur|madame|miss)\s+", re.I)
_CALLED = re.compile(
    r"\b(?:appel[ée]e?s?|nomm[ée]e?s?|intitul[ée]e?s?|called|named|titled)\s+"
    r"(?:«\s*([^»]+?)\s*»|“([^”]+)”|\"([^\"]+)\"|([^,;:]+?)(?=\s+(?:pour|chez|for|at|with|avec)\b|[,;]|$))",
    re.IGNORECASE,
)
_AFTER_COLON = re.compile(
    r"^[^:\d]{3,40}?\s?:\s+([^,:;\d€£$][^,:;]*?)(?=\s+(?:pour|chez|for|at|with|avec)\b|[,;]|$)"
)
_THIS = frozenset(["ce", "cet", "cette", "this", "that"])
_TOWN = frozenset(["ville", "city", "town"])
_NO_PARENTS = ("User", "Group")


@dataclass(frozen=True)
class Naming:
    """The names of a request for a new record of one object, and who asks."""

    request: Request
    tools: Tools
    catalogue: Catalogue
    info: ObjectInfo
    text: str
    names: list[Named]

    @property
    def person(self) -> bool:
        """Whether the record is of a person."""
        return _can(self.info, "LastName")

    async def values(self) -> dict[str, Value]:
        """Return the name's fields and the references to what the record belongs to."""
        own = await self._own()
        role = self._role(own)
        rest = [one for one in self.names if one is not own and not _within(one, role)]
        values: dict[str, Value] = dict(self._called(own)) if own else self._titled()
        if self.person and _can(self.info, "Company") and rest:
            values["Company"], rest = rest[0].text, rest[1:]
        for named in rest:
            values |= await self._parent(named)
        for said in self.request.all("value"):
            if self._places(said.start) and said.end > said.start:
                values = {**self._placed(str(said.value)), **values}
        values = {**self._loose_role(values), **values}
        if not rest and (spoken := self._spoken_of()):
            values |= self._reference(spoken)
        return values

    async def _own(self) -> Named | None:
        """Return the name the new record bears, or None where all names are of others."""
        if not self.names or not (self.person or _can(self.info, self.info.name_field)):
            return None
        alone = [one for one in self.names if one.lead == ""]
        if len(self.names) == 1 and "AccountId" in self.info.fields:
            return None if await self._is_account(self.names[0], certain=bool(alone)) else (
                self.names[0] if alone or self.person else None
            )  # fmt: skip
        if self.info.name == "Account":
            return self.names[0]
        others = [one for one in self.names if one.lead != "at"] if self.person else []
        return next(iter([*alone, *others]), None)

    def _titled(self) -> dict[str, Value]:
        """Return the name in « intitulée Audit Lyon », "new deal: Audit Leeds for …"."""
        if self.person or not _can(self.info, self.info.name_field):
            return {}
        found = _CALLED.search(self.text) or _AFTER_COLON.match(self.text)
        said = next(filter(None, found.groups()), "").strip() if found else ""
        taken = any(one.text.startswith(said) for one in self.names)
        return {} if not said or taken else {self.info.name_field: said}

    async def _is_account(self, named: Named, *, certain: bool) -> bool:
        """Whether the only name is that of a company: exactly, where nothing led it in."""
        found = await self.tools.org().find(named.text, ("Account",))
        return found.match is not None and (found.exact or not certain)

    def _called(self, own: Named) -> Mapping[str, Value]:
        called = _TITLES.sub("", own.text).strip()
        if not self.person:
            return {self.info.name_field: called}
        values = person_name(called, self.info)
        if (role := self._role(own)) and _can(self.info, "Title"):
            values["Title"] = self.text[slice(*role)].strip()
        return values

    def _role(self, own: Named | None) -> tuple[int, int] | None:
        """Return where the role of a new person stands, right after their name."""
        if own is None or not self.person:
            return None
        after = self.text[own.end :]
        role, titled = _ROLE.match(after), _TITLED.match(after)
        if titled and (role is None or _FIRM_NEXT.match(after, titled.end())):
            role = titled
        span = (own.end, own.end + role.end(1)) if role else None
        if any(one.lead == "at" and _within(one, span) for one in self.names):
            return None
        return (own.end + role.start(1), own.end + role.end(1)) if role else None

    def _loose_role(self, known: Mapping[str, Value]) -> dict[str, Value]:
        """Return the role of a new person told further on, between commas, beside other values."""
        if not self.person or "Title" in known or not _can(self.info, "Title"):
            return {}
        spans = [(one.start, one.end) for one in self.names]
        loose = [
            part[1] for part in _LOOSE_ROLE.finditer(self.text)
            if not any(start < part.end(1) and part.start(1) < end for start, end in spans)
            and not self._is_read(part[1])
        ]  # fmt: skip
        return {"Title": loose[0].strip()} if len(loose) == 1 else {}

    def _is_read(self, said: str) -> bool:
        """Whether words hold a value or the name of a field, or are but words of asking."""
        today, fields = self.tools.clock.today(), self.info.fields.values()
        values = read_wanted(said, self.info, today, self.catalogue, creating=True)
        plain = {*words(said)} <= ORDINARY
        return bool(values or plain or full_mentions(find_mentions(said, fields)))

    async def _parent(self, named: Named) -> dict[str, Value]:
        """Return the reference a name fills; a colleague it is given to owns the record."""
        if named.lead == "to" and _can(self.info, "OwnerId"):
            found = await self.tools.org().find(named.text, ("User",))
            if found.match:
                return {"OwnerId": found.match.id}
        if named.lead == "to" and named.kind == WRITTEN:
            return self._placed(named.text)
        objects = self._parents()
        if not objects:
            return {}
        try:
            return self._reference(await self._resolved(named, objects))
        except NoSuchName as error:
            within = self.text[: named.start].rstrip().lower().endswith(" in")
            known = not within and (named.lead == "at" or error.nearest)
            if known or not (placed := self._placed(named.text)):
                raise
            return placed

    def _places(self, start: int) -> bool:
        """Whether what stands there is a place: « à Rennes », "in York"."""
        return lead_of(self.text, start) == "to" or self.text[:start].rstrip().endswith(" in")

    def _placed(self, place: str) -> dict[str, Value]:
        """Return the town of « une borne à Lyon », where such a record has one."""
        towns = [
            one.name
            for one in self.info.fields.values()
            if one.type == "string" and one.createable
            and _TOWN & {*words(one.labels.fr), *words(one.labels.en)}
        ]  # fmt: skip
        return dict.fromkeys(towns[:1], place)

    def _parents(self) -> tuple[str, ...]:
        """Return the objects a new record may belong to, as its references say."""
        found = [
            name
            for field in self._references()
            for name in field.reference_to
            if name in self.catalogue and name not in _NO_PARENTS
        ]
        return tuple(dict.fromkeys(found))

    def _references(self) -> list[FieldInfo]:
        fields = self.info.fields.values()
        own = [one for one in fields if one.type == "reference" and one.createable]
        return sorted(own, key=lambda one: one.name.startswith(("Parent", "Master")))

    async def _resolved(self, named: Named, objects: tuple[str, ...]) -> RecordRef:
        """Look a name up; among namesakes the one the person chose is meant."""
        try:
            return await resolve(named.text, self.tools, objects)
        except (Ambiguous, NoSuchName) as error:
            offered = error.candidates if isinstance(error, Ambiguous) else error.nearest
            ids = {one.id for one in offered}
            for payload in self.request.all("record"):
                if str(payload.value) in ids:
                    found = await chosen(str(payload.value), self.tools)
                    if found:
                        return found
            raise

    def _reference(self, record: RecordRef) -> dict[str, Value]:
        fields = [one for one in self._references() if record.object in one.reference_to]
        exact = [one for one in fields if one.name in (f"{record.object}Id", "WhatId", "WhoId")]
        needed = [one for one in fields if not one.nillable]
        if not exact and not needed and len(fields) > 1 and all(one.custom for one in fields):
            return {}  # two vets of one visit: which is meant is not guessed
        return {one.name: record.id for one in [*exact, *needed, *fields][:1]}

    def _spoken_of(self) -> RecordRef | None:
        """Return the record in « pour ce compte », "for this deal"."""
        sentence = segment(self.text, vocabulary_of(self.catalogue), self.tools.clock.today())
        for mention in sentence.mentions:
            pointed = sentence.before(mention)[-1:] and sentence.before(mention)[-1] in _THIS
            for one in mention.of("object") if pointed else ():
                if one.object != self.info.name and (found := focus(self.request, (one.object,))):
                    return found
        return None


def _within(named: Named, span: tuple[int, int] | None) -> bool:
    return span is not None and span[0] <= named.start and named.end <= span[1]


def person_name(called: str, info: ObjectInfo) -> dict[str, Value]:
    """Return a person's first and last names; a single word is the last."""
    first, _, last = _TITLES.sub("", called).strip().partition(" ")
    if last and _can(info, "FirstName"):
        return {"FirstName": first, "LastName": last.strip()}
    return {"LastName": called}


def _can(info: ObjectInfo, name: str) -> bool:
    field = info.fields.get(name)
    return field is not None and field.createable


def after_noun(text: str, info: ObjectInfo, catalogue: Catalogue, tools: Tools) -> Named | None:
    """Return the name right after the noun for an org's own object: « une salle Marie Curie »."""
    if not info.custom or not _can(info, info.name_field):
        return None
    sentence = segment(text, vocabulary_of(catalogue), tools.clock.today())
    said = next((m for m in sentence.mentions if any(one.object == info.name and one.share >= _SURE
                 for one in m.of("object"))), None)  # fmt: skip
    found = _CAPITALISED.match(text, sentence.tokens[said.end - 1].end) if said else None
    return Named(found[1], *found.span(1), "", WRITTEN) if found else None


_SURE = 0.9
_CAPITALISED = re.compile(
    r"\s*[:,]?\s+[«“\"]?\s*((?:[A-ZÀ-Ý][\w’'.&-]*)(?:\s+(?:[A-ZÀ-Ý\d&][\w’'.&-]*|"
    r"(?:de|du|des|la|le|les|et|of|and|the)(?=\s+[A-ZÀ-Ý])))*)"
)


def object_named(text: str, catalogue: Catalogue, tools: Tools) -> str | None:
    """Return the object a request wants a record of: the first it names."""
    sentence = segment(text, vocabulary_of(catalogue), tools.clock.today())
    folded = fold_keep_length(text)
    led = re.compile(r"(?:chez|pour|for|at|de la|de l.|du|des|of the)\s*$")
    found = [
        (bool(led.search(folded[: sentence.tokens[mention.start].start])), place, one.object)
        for place, mention in enumerate(sentence.mentions)
        for one in mention.of("object")[:1]
        if one.share >= 0.9 and one.object in catalogue
    ]
    return min(found)[2] if found else None
