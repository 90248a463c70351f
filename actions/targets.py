"""Which records a change is about: one by name, the n-th of the list, or all of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from actions.account_records import of_kind_said
from actions.asking import asking_about, doubts
from actions.change_lines import LINES
from actions.codes import NUMBER
from actions.contract import Request, Result, Tools
from actions.errors import NothingToDo, RecordNeeded
from actions.joined_names import joined_records
from actions.listing import in_order
from actions.named_sets import NamedSet, named_set
from actions.named_spans import Named, blanked
from actions.naming import chosen, focus, reference, resolve_coded, resolve_here
from actions.parts import Part, RecordRef, Text
from actions.pointed_rows import utmost_described, utmost_row
from actions.pointing import listed, only_found, spoken_of
from actions.query_records import read_question
from actions.reading import Reading
from actions.several_rows import rows_said, whole_of
from actions.wording import line
from crm import Ambiguous, Catalogue, Query, value_at
from language import find_counts, fold_keep_length, words

MOST = 10_000
"""As many records as one reading of the org returns."""
_THEM = frozenset(
    words("leur leurs ces them these those their toutes tous all every each chaque liste list ceux")
)
_CAPITAL = re.compile(r"(?:(?<=[\s'’])|\A)[A-ZÀ-Ý]")
_CAPITALS = re.compile(r"(?<=[\s'’])[A-ZÀ-Ý][\w’'-]*\s+[A-ZÀ-Ý\d]")
_CLITIC = re.compile(r"\w-(?:les|leur)\b")
_ONE = re.compile(r"\bit\b|\w-(?:le|la)\b(?! plus)")
_PLURAL = re.compile(r"\b(?:les|the|leurs|their)\s+\w{2,}[^su\W]s\b")
"""The same field of several records: « augmente les montants », "raise the amounts"."""
_SHORT = re.compile(
    r"\b(?:tickets?|dossiers?|cases?|requetes?)\s*(?:n[°o]?\.?\s*|number\s*|#\s*)?(\d{3,7})\b"
)
"""A case's number without its zeros: « ticket 1838 »."""
_DIGITS = 8


@dataclass(frozen=True)
class Targets:
    """The records of one object a change is about; `many` says that a list was meant.

    `told` says how the words that name a list were read.
    """

    object: str
    records: tuple[RecordRef, ...]
    many: bool = False
    told: tuple[Part, ...] = ()

    def explained(self, shown: Result) -> Result:
        """Return a shown proposal with how its list was read, under the question."""
        first, *others = shown.parts
        return replace(shown, parts=(first, *self.told, *others))


async def targets(
    request: Request, tools: Tools, names: list[Named], objects: tuple[str, ...], text: str
) -> Targets:
    """Return what a message wants changed.

    `names` are those that may name the record, `text` is the message with blanks where new values
    and destinations stand. Raises `RecordNeeded`, `Ambiguous`, `NoSuchName`, `NothingToDo`.
    """
    catalogue = await tools.org().catalogue()
    if several := await joined_records(request, tools, names, objects, text):
        return Targets(several[0].object, several, many=True)
    if (payload := request.first("record")) and (one := await chosen(str(payload.value), tools)):
        return Targets(one.object, (one,))
    if not names and (rows := await _several_rows(request, text, tools, catalogue)):
        return rows
    bare = without(text, names)
    if speaks_of_many(bare) or (not names and _of_the_list(request, text, catalogue)):
        named = named_set(bare, catalogue, tools.clock.today())
        if named or not names:
            return await _list(request, tools, catalogue, _described(text, named))
    one = await _told(request, tools, names, objects, text)
    one = one or await _written(request, text, tools, objects)
    one = one or await _pointed_at(request, tools, catalogue, objects)
    return Targets(one.object, (one,))


async def _told(
    request: Request, tools: Tools, names: list[Named], objects: tuple[str, ...], text: str
) -> RecordRef | None:
    """Return the record of the first name, or of a number that stands in the text."""
    first = names[0].text if names else ""
    number = first if NUMBER.fullmatch(first) else None if first else _number(text)
    if number:
        return await resolve_coded(number, tools, objects)
    if not first:
        return None
    try:
        one = await resolve_here(first, request, tools, objects)
    except Ambiguous:
        whole = await _whole(names[0], text, tools, objects)
        if whole is None:
            raise
        return whole
    return await of_kind_said(one, first, request.text, objects, tools)


async def _whole(
    named: Named, text: str, tools: Tools, objects: tuple[str, ...]
) -> RecordRef | None:
    """Return the one record whose whole name stands around a name that was marked in part."""
    found = [
        one for one in await tools.org().written(text, objects)
        if one.start <= named.start and named.end <= one.end
        and one.end - one.start > named.end - named.start
    ]  # fmt: skip
    return reference(found[0].candidate) if len({one.candidate.id for one in found}) == 1 else None


def _number(text: str) -> str | None:
    """Return a record's number; that of a case may be said without its zeros."""
    if number := NUMBER.search(text):
        return number[0]
    short = _SHORT.search(fold_keep_length(text))
    return short[1].zfill(_DIGITS) if short else None


async def _written(
    request: Request, text: str, tools: Tools, objects: tuple[str, ...]
) -> RecordRef | None:
    """Return the record whose whole name stands in the text, though nothing marked it.

    Beside a record already spoken of, only what looks like a name of several words is looked up.
    """
    spoken = focus(request, objects) or only_found(request)
    if not (_CAPITALS if spoken else _CAPITAL).search(text):
        return None
    found = await tools.org().written(text, objects, "capital")
    found = [one for one in found if not text[one.start : one.end].islower()]
    same = [one.candidate for one in found if one.start == found[0].start]
    if len(same) > 1:
        raise Ambiguous(tuple(same))
    return reference(same[0]) if same else None


def _of_the_list(request: Request, text: str, catalogue: Catalogue) -> bool:
    """Whether a field is said in the plural with a list on screen, and no record spoken of."""
    if not _PLURAL.search(fold_keep_length(text)) or focus(request, tuple(catalogue)):
        return False
    return listed(request, catalogue) is not None


def speaks_of_many(text: str) -> bool:
    """Whether a message is about several records: « repousse-les », "assign these".

    The first pronoun says which: in "push it … and call them" one record is pushed.
    """
    folded = fold_keep_length(text)
    if one := _ONE.search(folded):
        folded = folded[: one.start()]
    return bool(_CLITIC.search(folded)) or bool(_THEM & {*words(folded)})


def _described(text: str, named: NamedSet | None) -> str | None:
    """Return the text with blanks but where it describes the set."""
    if named is None:
        return None
    start, end = named.described(text)
    return blanked(text, (0, start), (end, len(text)))


async def _list(request: Request, tools: Tools, catalogue: Catalogue, text: str | None) -> Targets:
    """Return every record of the list on screen, or of the one the text names."""
    reading = await _read(request, tools, catalogue, text) if text else listed(request, catalogue)
    if reading is None or reading.query.measures:
        raise NothingToDo("no_list")
    query = in_order(replace(reading.query, limit=reading.query.limit or MOST), catalogue)
    asking = await asking_about(request, tools.org(), reading, tools.clock.today())
    said = line(LINES, "set_read", request.language, reading=asking.line)
    found = await _records(query, tools, catalogue)
    if not found.records:
        raise NothingToDo("empty_list", asking.line)
    return replace(found, told=(Text(text=said), *doubts(asking)))


async def _read(request: Request, tools: Tools, catalogue: Catalogue, text: str) -> Reading | None:
    asked = replace(request, text=text, entities=tuple(
        one for one in request.entities if text[one.start : one.end].strip()
    ))  # fmt: skip
    reading = await read_question(asked, tools, spoken_of(request, catalogue))
    return None if reading is None or reading.choice is not None else reading


async def _records(query: Query, tools: Tools, catalogue: Catalogue) -> Targets:
    info = catalogue[query.object]
    titled = "Subject" if "Subject" in info.fields else info.name_field
    select = tuple(dict.fromkeys((*query.select, info.name_field, titled)))
    rows = await tools.org().run(replace(query, select=select))
    return Targets(
        query.object,
        tuple(
            RecordRef(
                object=info.name, id=record["Id"],
                name=str(value_at(record, titled) or value_at(record, info.name_field) or ""),
            )
            for record in rows.records
        ),
        many=True,
    )  # fmt: skip


async def _several_rows(
    request: Request, text: str, tools: Tools, catalogue: Catalogue
) -> Targets | None:
    """Return the rows of the list on screen that ranks point at, or all of them: "both".

    Raises `NothingToDo` where there are not as many as that.
    """
    said, size = rows_said(text), whole_of(text)
    reading = listed(request, catalogue) if said or size else None
    if reading is None:
        return None
    found = await _records(in_order(reading.query, catalogue), tools, catalogue)
    shown = len(found.records)
    if said and size is None:
        kept = [one for one in said if -shown <= one < shown]
        return replace(found, records=tuple(found.records[one] for one in kept)) if kept else None
    if size != shown:
        raise NothingToDo("not_so_many", str(shown))
    return found


async def _pointed_at(
    request: Request, tools: Tools, catalogue: Catalogue, objects: tuple[str, ...]
) -> RecordRef:
    """Return the n-th record of the list on screen, else the record being spoken of."""
    ranks = [one for one in find_counts(request.text) if one.ordinal]
    if ranks and (reading := listed(request, catalogue)):
        rows = await _records(in_order(reading.query, catalogue), tools, catalogue)
        at = ranks[0].value if ranks[0].value < 0 else ranks[0].value - 1
        if -len(rows.records) <= at < len(rows.records):
            return rows.records[at]
    utmost = await utmost_row(request, tools) or await utmost_described(request, tools)
    spoken = utmost or focus(request, objects) or only_found(request)
    if spoken is None:
        raise RecordNeeded(objects)
    return spoken


def without(text: str, names: list[Named]) -> str:
    """Return the text with blanks where these names stand."""
    return blanked(text, *((one.start, one.end) for one in names))
