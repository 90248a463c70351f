"""Where a record is put, though no part is named: « déplace EV-15 à Riverside Pavilion ».

What it is put in is a record whose name is said after « à », "to", "into", and of a kind that only
one reference of the moved record may hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.codes import codes_in
from actions.contract import Tools
from actions.given_roles import Filled, GivenRoles
from actions.naming import reference, resolve_coded
from actions.parts import RecordRef
from actions.roles import Role
from crm import Catalogue, FieldInfo, Written
from language import fold_keep_length

_LEADS = re.compile(
    r"(?:\bà|\bau|\baux|\bvers|\bchez|\bdans|\bto|\binto|\bonto|\bat|\bin)\s+"
    r"(?:(?:le|la|les|l['’]|the|our|notre)\s*)?$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[\w’'-]+\s*$")


async def placed_in(
    text: str, catalogue: Catalogue, objects: Sequence[str], tools: Tools
) -> GivenRoles:
    """Return the reference a record of the org's own is put by, and that record."""
    own = tuple(name for name in objects if name in catalogue and catalogue[name].custom)
    code = next(iter(codes_in(text)), None)
    if not own or code is None:
        return GivenRoles()
    apart = f"{text[: code[0]]}{' ' * (code[1] - code[0])}{text[code[1] :]}"
    if not any(_LEADS.search(apart[: found.start()]) for found in _CAPITAL.finditer(apart)):
        return GivenRoles()
    moved = await resolve_coded(text[slice(*code)], tools, own)
    fields = [one for one in catalogue[moved.object].fields.values()
              if one.type == "reference" and one.custom and one.updateable]  # fmt: skip
    kinds = sorted({name for one in fields for name in one.reference_to} - {"User"})
    written = await tools.org().written(apart, kinds) if kinds else []
    filled = [one for found in written if (one := _filled(apart, found, fields, moved))]
    return GivenRoles(tuple(filled[:1]), moved) if filled else GivenRoles()


_CAPITAL = re.compile(r"(?<=\s)[A-ZÀ-Ý]")


def _filled(
    text: str, found: Written, fields: Sequence[FieldInfo], moved: RecordRef
) -> Filled | None:
    """Return the only reference that may hold a record named after a word of place."""
    fitting = [one for one in fields if found.candidate.object in one.reference_to]
    before = text[: found.start]
    if len(fitting) != 1 or not _led(before, fitting[0]):
        return None
    span = (found.start, found.end)
    return Filled(Role(moved.object, fitting[0], *span), reference(found.candidate), *span)


def _led(before: str, field: FieldInfo) -> bool:
    """Whether a word of place comes right before, or before what the reference is called."""
    if _LEADS.search(before):
        return True
    said = _LABEL.search(before)
    labels = fold_keep_length(f"{field.labels.fr} {field.labels.en}").split()
    if said is None or fold_keep_length(said[0].strip()) not in labels:
        return False
    return bool(_LEADS.search(before[: said.start()]))
