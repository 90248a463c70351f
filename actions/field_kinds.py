"""Fields asked for by their kind: « le numéro » is a phone field, « qui » a reference to a user."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from crm import FieldInfo
from language import fold

KINDS: Mapping[str, tuple[str, ...]] = {
    "phone": ("telephone", "tel", "phone", "numero", "number", "portable", "mobile", "joindre"),
    "email": ("mail", "email", "e-mail", "courriel", "mel"),
    "Account": (
        "entreprise",
        "societe",
        "boite",
        "company",
        "compte",
        "employeur",
        "account",
        "client",
        "customer",
    ),
    "User": ("proprietaire", "responsable", "owner", "commercial"),
    "Owner": ("appartient", "suit", "owns", "whose"),
}


def of_kind(text: str, fields: Iterable[FieldInfo]) -> list[FieldInfo]:
    """Return the fields whose kind is asked for, filled by type or by what they point to."""
    words = set(fold(text).replace("?", " ").replace(",", " ").split())
    kinds = {kind for kind, said in KINDS.items() if words & set(said)}
    return [
        field
        for field in fields
        if kinds & {field.type, field.relationship}
        or (field.relationship and kinds & set(field.reference_to))
    ]
