"""What the form that opens a case asks and says."""

from __future__ import annotations

from actions import Language, Lines
from actions import line as fill

LINES: Lines = {
    "Subject": {"fr": "L’objet de votre demande", "en": "What is it about?"},
    "Description": {"fr": "Votre demande, en quelques phrases", "en": "Tell us more"},
    "Type": {"fr": "De quoi s’agit-il ?", "en": "What kind of request is it?"},
    "Priority": {"fr": "Est-ce urgent ?", "en": "How urgent is it?"},
    "ProductId": {"fr": "Quel produit est concerné ?", "en": "Which product is it about?"},
    "SuppliedName": {"fr": "Votre nom", "en": "Your name"},
    "SuppliedEmail": {
        "fr": "Votre adresse e-mail, pour vous répondre",
        "en": "Your email address, so that we can answer",
    },
    "opened": {
        "fr": "Votre demande est enregistrée sous le numéro **{number}**. Notre équipe vous "
        "répondra ; demandez-moi où elle en est quand vous voulez.",
        "en": "Your request is registered as number **{number}**. Our team will answer you; ask "
        "me how it is going whenever you like.",
    },
    "opened_visitor": {
        "fr": "Votre demande est enregistrée sous le numéro **{number}**. Notre équipe vous "
        "répondra par e-mail.",
        "en": "Your request is registered as number **{number}**. Our team will answer you by "
        "email.",
    },
}


def line(name: str, language: Language, /, **values: object) -> str:
    """Return a fixed line, its blanks filled."""
    return fill(LINES, name, language, **values)
