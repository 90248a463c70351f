"""What a dotted path ends at, and what people call it."""

from __future__ import annotations

import re

from crm import Catalogue, FieldInfo

_IDENTIFIER = re.compile(r"^ID (?:du |de la |de l[’'] ?|d[’'] ?|des )?|\s+ID$", re.IGNORECASE)


def target(catalogue: Catalogue, name: str, path: str) -> FieldInfo | None:
    """Return the field a path ends at, or None where the user sees no such field."""
    *parents, last = path.split(".")
    info = catalogue.get(name)
    for parent in parents:
        link = _link(catalogue, info.name, parent) if info else None
        info = catalogue.get(link.reference_to[0]) if link and link.reference_to else None
    return info.fields.get(last) if info else None


def _link(catalogue: Catalogue, name: str, relationship: str) -> FieldInfo | None:
    fields = catalogue[name].fields.values()
    return next((one for one in fields if one.relationship == relationship), None)


def labelled(
    catalogue: Catalogue, name: str, path: str, language: str, *, full: bool = False
) -> str:
    """Return a path's label; a parent's name or id goes by what the parent is called.

    `full` says whose it is where the record has one of its own: « Propriétaire (Compte) ».
    """
    label = _label(catalogue, name, path, language)
    own, parent = path.rsplit(".", maxsplit=1)[-1], path.split(".", maxsplit=1)[0]
    info = catalogue.get(name)
    owned = own == "OwnerId" or path.endswith("Owner.Name")
    if not full or info is None or path.count(".") < (2 if own == "Name" else 1) or not owned:
        return label
    return f"{label} ({_label(catalogue, name, f'{parent}.Name', language)})"


def _label(catalogue: Catalogue, name: str, path: str, language: str) -> str:
    steps = path.split(".")
    info = catalogue.get(name)
    if len(steps) > 1 and steps[-1] in {"Name", "CaseNumber", "OrderNumber", "Subject"}:
        above = ".".join(steps[:-2])
        holder = _holder(catalogue, name, above)
        link = _link(catalogue, holder, steps[-2]) if holder else None
        if link:
            return plain(link.labels.of("fr" if language == "fr" else "en"))
    field = target(catalogue, name, path)
    if field is None or info is None:
        return steps[-1]
    return plain(field.labels.of("fr" if language == "fr" else "en"))


def _holder(catalogue: Catalogue, name: str, above: str) -> str | None:
    here: str | None = name
    for step in filter(None, above.split(".")):
        link = _link(catalogue, here, step) if here and here in catalogue else None
        here = link.reference_to[0] if link and link.reference_to else None
    return here if here in catalogue else None


def plain(label: str) -> str:
    """Return a reference's label without its ID: « ID du compte » is « Compte »."""
    bare = _IDENTIFIER.sub("", label).strip()
    return bare[:1].upper() + bare[1:] if bare else label
