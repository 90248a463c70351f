"""Records given a part in another: « désigne Marc comme co-animateur de SES-5 », "lead trainer: X".

The part is a reference of the org by its label, in either language. What fills it is a record whose
name stands in the text, or a name the dialogue marked or that capitals show (`roles` tells how).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from actions.contract import Tools
from actions.errors import NoSuchName
from actions.named_spans import Named, blanked, overlaps
from actions.naming import reference, resolve
from actions.parts import RecordRef
from actions.roles import Role, is_given, roles_in
from actions.targets import Targets
from crm import (
    Ambiguous,
    Candidate,
    Catalogue,
    Compare,
    FieldInfo,
    ObjectInfo,
    Query,
    Written,
)
from language import fold

_CAPITALS = re.compile(r"(?:(?<=\s)|(?<=[’']))[A-ZÀ-Ý][\w’'.&-]*(?:\s+[A-ZÀ-Ý&][\w’'.&-]*)*")
_CODE = re.compile(r"[A-Z]{1,6}-\d+")
_NAMED_NEXT = re.compile(r"\s+[«“\"]?\s*[A-ZÀ-Ý\d]")
_NAMED_BEFORE = re.compile(r"[A-ZÀ-Ý][\w’'.-]+[\s’']+\Z")
_NOW = re.compile(r"\b(?:maintenant|désormais|dorénavant|now|from now on)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Filled:
    """A reference, the record that fills it, and where both are said."""

    role: Role
    record: RecordRef
    start: int
    end: int

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where the part and the name stand."""
        return (self.role.start, self.role.end), (self.start, self.end)


@dataclass(frozen=True)
class GivenRoles:
    """The parts given, and the record they are given in, where its whole name is said."""

    filled: tuple[Filled, ...] = ()
    record: RecordRef | None = None

    def values(self, name: str) -> dict[str, str]:
        """Return the references of that object by field."""
        return {one.role.field.name: one.record.id for one in self.filled
                if one.role.object == name}  # fmt: skip

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where the parts and those who fill them stand."""
        return [span for one in self.filled for span in one.spans]

    @property
    def targets(self) -> Targets | None:
        """The record that gets the parts, where its whole name is said."""
        return Targets(self.record.object, (self.record,)) if self.record else None

    def hidden(self, text: str) -> str:
        """Return the text with blanks for what is read already; « maintenant » dates nothing."""
        now = [found.span() for found in _NOW.finditer(text)] if self.filled else []
        return blanked(text, *self.spans, *now)


async def given_roles(
    text: str, names: Sequence[Named], catalogue: Catalogue, objects: Sequence[str], tools: Tools
) -> GivenRoles:
    """Return the parts a text gives; raises as `resolve` where a name given is nobody's."""
    writable = [one for one in roles_in(text, catalogue, objects)
                if one.field.updateable and not _is_kind(text, one, catalogue)]  # fmt: skip
    if not writable:
        return GivenRoles()
    owners = {one.object for one in writable}
    targets = {name for one in writable for name in one.field.reference_to}
    held = [field for owner in owners for field in catalogue[owner].fields.values()]
    above = {name for one in held if one.custom for name in one.reference_to}
    written = await tools.org().written(text, sorted(owners | targets | above))
    own = [one for one in written if one.candidate.object in owners]
    filled = [one for role in writable
              if (one := await _filled(text, role, written, names, tools))]  # fmt: skip
    taken = {(one.start, one.end) for one in filled}
    meant = [one for one in own if (one.start, one.end) not in taken]
    kinds = {one.candidate.object for one in meant} & {one.role.object for one in filled}
    if kinds:
        filled = [one for one in filled if one.role.object in kinds]
        chosen = {one.record.id for one in filled}
        others = [one for one in written if one.candidate.id not in chosen]
        record = await _record([one for one in meant if one.candidate.object in kinds],
                               others, catalogue, tools)  # fmt: skip
        return GivenRoles(tuple(filled), record)
    return GivenRoles(tuple(filled))


def _is_kind(text: str, role: Role, catalogue: Catalogue) -> bool:
    """Whether a label is but the kind of the record named beside it: « l'opportunité Vidal ».

    A reference to the org's own objects, or one of a record told by its number, may be meant.
    """
    kinds = [catalogue[one] for one in role.field.reference_to if one in catalogue]
    called = {fold(label) for one in kinds for label in (one.labels.fr, one.labels.en)}
    said = fold(text[role.start : role.end])
    owner = catalogue[role.object].labels
    spoken = any(fold(label) in fold(text) for label in (owner.fr, owner.en))
    own = any(one.custom for one in kinds) or spoken or _CODE.search(text)
    beside = _NAMED_NEXT.match(text, role.end) or _NAMED_BEFORE.search(text[: role.start])
    return said in called and not own and bool(beside)


async def new_roles(
    text: str, own: tuple[int, int] | None, names: Sequence[Named], info: ObjectInfo, tools: Tools
) -> GivenRoles:
    """Return the parts in a record to be made: those told, then what else only one may hold.

    `own` is where the record's own name stands. « Une session de Gestes et postures » has that
    course, as a session has one reference to courses.
    """
    fields = [one for one in info.fields.values()
              if one.type == "reference" and one.custom and one.createable]  # fmt: skip
    targets = sorted({name for one in fields for name in one.reference_to})
    if not targets:
        return GivenRoles()
    apart = blanked(text, *([own] if own else []))
    written = await tools.org().written(apart, targets)
    roles = [one for one in roles_in(apart, {info.name: info}, (info.name,))
             if one.field.createable]  # fmt: skip
    filled: list[Filled] = []
    for role in roles:
        taken = {(one.start, one.end) for one in filled}
        free = [one for one in written if (one.start, one.end) not in taken]
        free_names = [one for one in names if not overlaps(one, [*taken, *([own] if own else [])])]
        told = role.field.name in {one.role.field.name for one in filled}
        left = blanked(apart, *taken)
        if not told and (one := await _filled(left, role, free, free_names, tools, led=False)):
            filled.append(one)
    return GivenRoles((*filled, *_only(written, filled, fields, info)))


def _only(
    written: Sequence[Written], filled: Sequence[Filled], fields: Sequence[FieldInfo],
    info: ObjectInfo,
) -> Iterator[Filled]:  # fmt: skip
    """Yield the records named that only one reference left may hold; colleagues apart."""
    taken = {(one.start, one.end) for one in filled}
    done = {one.role.field.name for one in filled}
    for one in written:
        kind, span = one.candidate.object, (one.start, one.end)
        fitting = [f for f in fields if kind in f.reference_to and f.name not in done]
        if kind == "User" or span in taken or len(fitting) != 1:
            continue
        same = {o.candidate.id for o in written if (o.start, o.end) == span}
        if len(same) > 1:
            continue
        done.add(fitting[0].name)
        taken.add(span)
        yield Filled(Role(info.name, fitting[0], *span), reference(one.candidate), *span)


async def _filled(
    text: str, role: Role, written: Sequence[Written], names: Sequence[Named], tools: Tools,
    *, led: bool = True,
) -> Filled | None:  # fmt: skip
    """Return who fills the part: a record of a kind it may hold whose name is given.

    Unless it must be `led`, a name right after the label fills it: « chef d'équipe Callum Baird ».
    """
    fitting = [one for one in written if one.candidate.object in role.field.reference_to]
    spans = dict.fromkeys((one.start, one.end) for one in fitting)
    given = sorted(
        (span for span in spans if is_given(text, role, span, led=led)),
        key=lambda span: max(role.start - span[1], span[0] - role.end),
    )
    if given:
        same = [one.candidate for one in fitting if (one.start, one.end) == given[0]]
        if len({one.id for one in same}) > 1:
            raise Ambiguous(tuple(same))
        return Filled(role, reference(same[0]), *given[0])
    known = [(one.start, one.end) for one in written]
    for start, end in _unknown(text, names, [*known, (role.start, role.end)]):
        if is_given(text, role, (start, end), led=led) and not _CODE.fullmatch(text[start:end]):
            try:
                found = await resolve(text[start:end], tools, role.field.reference_to)
            except NoSuchName:
                # "Assign the Denby opportunity to Priya" names a kind of record, and no part.
                if role.field.labels.en in role.field.reference_to:
                    continue
                raise
            return Filled(role, found, start, end)
    return None


def _unknown(
    text: str, names: Sequence[Named], taken: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield where a name stands that is no whole record's name."""
    marked = [(one.start, one.end) for one in names]
    shown = [found.span() for found in _CAPITALS.finditer(text)]
    for start, end in dict.fromkeys((*marked, *shown)):
        if not any(start < last and first < end for first, last in taken):
            yield start, end


async def _record(
    meant: Sequence[Written], written: Sequence[Written], catalogue: Catalogue, tools: Tools
) -> RecordRef:
    """Return the record named; of namesakes, the one that another record named is the parent of."""
    first = meant[0]
    same = [one.candidate for one in meant if (one.start, one.end) == (first.start, first.end)]
    if len(same) > 1:
        same = await _of_parent(same, written, catalogue, tools) or same
    if len(same) > 1:
        raise Ambiguous(tuple(same))
    return reference(same[0])


async def _of_parent(
    same: Sequence[Candidate], written: Sequence[Written], catalogue: Catalogue, tools: Tools
) -> list[Candidate]:
    """Return those of the namesakes that point at another record the text names."""
    name = same[0].object
    fields = [one for one in catalogue[name].fields.values() if one.type == "reference"]
    others = [one.candidate for one in written if one.candidate.id not in {s.id for s in same}]
    pairs = [(field.name, other) for field in fields for other in others
             if other.object in field.reference_to and field.custom]  # fmt: skip
    if not pairs:
        return []
    query = Query(name, ("Id", *dict.fromkeys(field for field, _ in pairs)),
                  Compare("Id", "in", tuple(one.id for one in same)))  # fmt: skip
    rows = {row["Id"]: row for row in (await tools.org().run(query)).records}
    return [
        one
        for one in same
        if any(rows.get(one.id, {}).get(field) == other.id for field, other in pairs)
    ]
