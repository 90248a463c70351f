"""The words around Slack's answers, in both languages."""

from __future__ import annotations

from actions import Language, Lines
from actions import line as fill
from copilot.channels.chat_lines import CHAT_LINES

LINES: Lines = {
    **CHAT_LINES,
    "in_file": {
        "fr": "Le tableau complet ({count} lignes) est dans le fichier joint.",
        "en": "The whole table ({count} rows) is in the attached file.",
    },
    "in_file_total": {
        "fr": "Le fichier joint contient {count} lignes sur {total}.",
        "en": "The attached file has {count} rows of {total}.",
    },
    "whole_file": {"fr": "reponse", "en": "answer"},
    "whole": {
        "fr": "La réponse entière est dans le fichier joint.",
        "en": "The whole answer is in the attached file.",
    },
    "file": {"fr": "tableau", "en": "table"},
    "helped": {"fr": "Réponse utile", "en": "Helpful answer"},
    "missed": {"fr": "Réponse à côté", "en": "Unhelpful answer"},
    "thinking": {"fr": "cherche la réponse…", "en": "is looking for the answer…"},
    "rated": {"fr": "Merci, c’est noté.", "en": "Thank you, noted."},
    "why_title": {"fr": "Votre avis", "en": "Your feedback"},
    "why": {"fr": "Qu’est-ce qui n’allait pas ?", "en": "What was wrong?"},
    "why_ask": {"fr": "Merci. Qu’est-ce qui n’allait pas ?", "en": "Thank you. What was wrong?"},
    "why_tell": {"fr": "Le dire", "en": "Tell us"},
    "send": {"fr": "Envoyer", "en": "Send"},
    "close": {"fr": "Fermer", "en": "Close"},
    "outsider": {
        "fr": "Je réponds aux membres de cet espace de travail ; les invités et les personnes "
        "d’autres organisations n’y ont pas accès.",
        "en": "I answer members of this workspace; guests and people of other organisations "
        "have no access.",
    },
    "log_title": {"fr": "Noter dans Salesforce", "en": "Log to Salesforce"},
    "log_record": {"fr": "Sur quelle fiche ?", "en": "On which record?"},
    "log_record_hint": {
        "fr": "Un compte, un contact, une opportunité… par son nom",
        "en": "An account, a contact, a deal… by its name",
    },
    "log_words": {"fr": "Ce qui sera noté", "en": "What will be logged"},
    "log_said": {
        "fr": "Ajoute une note sur {record} : {words}",
        "en": "Add a note on {record}: {words}",
    },
    "record_link": {
        "fr": "Une fiche Salesforce. Chacun la voit avec ses propres droits.",
        "en": "A Salesforce record. Everyone sees it with their own permissions.",
    },
    "reveal": {"fr": "Voir la fiche", "en": "See the record"},
    "prompts": {"fr": "Par exemple :", "en": "For instance:"},
    "say_something": {
        "fr": "Que cherchez-vous ? Par exemple : `/crm mes opportunités du mois`.",
        "en": "What are you looking for? For instance: `/crm my deals this month`.",
    },
    "on_it": {"fr": "Je m’en occupe…", "en": "On it…"},
}


def line(name: str, language: Language, /, **values: object) -> str:
    """Return a fixed line, its blanks filled."""
    return fill(LINES, name, language, **values)
