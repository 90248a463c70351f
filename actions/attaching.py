"""A record put under another: "put Zara Wright under Oakridge", « rattache le deal X au compte Y ».

The reference is not named: it is the one standard reference of the moved record that may hold a
record of the kind it is put under, its account or its parent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.contract import Request, Tools
from actions.errors import NoSuchName
from actions.given_roles import Filled, GivenRoles
from actions.joined_names import found_or_chosen
from actions.named_spans import Named
from actions.parts import RecordRef
from actions.roles import Role
from actions.targets import targets
from crm import Catalogue, FieldInfo, Invalid
from language import fold_keep_length

_ATTACHES = re.compile(
    r"\b(?:rattach\w*|rattacher|reli\w*|associ\w*|attach\w*|link\w*|re-?parent\w*)\b"
)
_PUTS = re.compile(
    r"\b(?:now under|maintenant sous|desormais sous|put|"
    r"move\w*|mets|mettez|mettre|bascul\w*|deplac\w*|pass\w*|range\w*)\b"
)
_UNDER = re.compile(
    r"\b(?:(?:is|it's|now|est)\s+(?:now\s+|maintenant\s+|desormais\s+)?)?"
    r"(?:under(?:neath)?|sous|(?:(?:to|au|a|chez|sur|dans|into|onto|in)\s+(?:the\s+|le\s+)?"
    r"(?:account|compte|client|societe|company|entreprise)))\s*\Z"
)
_JOINED = re.compile(
    r"\b(?:(?:est|is|was|has|a|been|s'est|now|maintenant|desormais)\s+)*"
    r"(?:(?:parti|allee?|moved|gone|left|went|switched|travaille\w*|works?|working)e?\b"
    r"(?:\s+(?:over|now|maintenant|desormais|travailler|bosser|work|join))*\s+(?:chez|at|for|to|with)"
    r"|rejoint|rejoindre|joined|joins)\s+\Z"
)
"""What says that a person is with another company now."""
_TOWARDS = re.compile(
    r"\b(?:to|with|a|au|aux|avec|chez|sur|onto|under|sous)\s+"
    r"(?:(?:the|le|la|l')\s*)?(?:(?:account|compte|client|societe|company|entreprise)\s+)?\Z"
)


def attaches(text: str) -> bool:
    """Whether a text begins by putting one record under another: « rattache X à Y »."""
    return bool(re.match(rf"\W*(?:\w+\s+){{0,2}}?{_ATTACHES.pattern}", fold_keep_length(text)))


async def attached(
    text: str, names: Sequence[Named], request: Request, catalogue: Catalogue,
    objects: tuple[str, ...], tools: Tools,
) -> GivenRoles:  # fmt: skip
    """Return the reference by which a record is put under the last one named, and that record.

    Raises as `resolve` where a name is nobody's or several's, `Invalid` where nothing joins them.
    """
    above = names[-1] if names else None
    begins = _led(fold_keep_length(text)[: above.start]) if above else None
    if above is None or begins is None:
        return GivenRoles()
    kinds = _above(objects, catalogue)
    joined = bool(_JOINED.search(fold_keep_length(text)[: above.start]))
    try:
        under = await found_or_chosen(above, request, tools, kinds)
    except NoSuchName:
        if joined:
            return GivenRoles()
        raise
    kept = tuple(
        one for one in request.entities if one.name != "record" or str(one.value) != under.id
    )
    asked = replace(request, text=text[:begins], entities=kept)
    meant = await targets(asked, tools, list(names[:-1]), objects, text[:begins])
    field = reference_to(under, meant.object, catalogue)
    if field is None or meant.many:
        raise Invalid(under.name, "unknown")
    role = Role(meant.object, field, begins, above.start)
    return GivenRoles((Filled(role, under, above.start, above.end),), meant.records[0])


def _led(before: str) -> int | None:
    """Return where the words begin that lead to what something is put under, if they do."""
    puts, ties = _PUTS.search(before), _ATTACHES.search(before)
    leads = (_UNDER.search(before) if puts else None) or (_TOWARDS.search(before) if ties else None)
    leads = leads or _JOINED.search(before)
    return leads.start() if leads else None


def _above(objects: tuple[str, ...], catalogue: Catalogue) -> tuple[str, ...]:
    """Return the kinds of record that others stand under."""
    held = {
        to for name in objects if name in catalogue
        for one in catalogue[name].fields.values() if one.type == "reference" and one.updateable
        for to in one.reference_to
    }  # fmt: skip
    return tuple(name for name in objects if name in held)


def reference_to(under: RecordRef, name: str, catalogue: Catalogue) -> FieldInfo | None:
    """Return the one reference of a kind of record that may hold this one; standard ones first."""
    fitting = [
        one for one in catalogue[name].fields.values()
        if one.type == "reference" and one.updateable and under.object in one.reference_to
    ]  # fmt: skip
    standard = [one for one in fitting if not one.custom]
    best = standard if len(standard) == 1 else fitting
    return best[0] if len(best) == 1 else None
