"""The words around Slack's answers, in both languages."""

from __future__ import annotations

from actions import Language, Lines
from actions import line as fill

LINES: Lines = {
    "to": {"fr": "À", "en": "To"},
    "cc": {"fr": "Cc", "en": "Cc"},
    "subject": {"fr": "Objet", "en": "Subject"},
    "source": {"fr": "Source", "en": "Source"},
    "event": {"fr": "Ce qui s’est passé", "en": "What happened"},
    "pain_point": {"fr": "Points de douleur", "en": "Pain points"},
    "decision": {"fr": "Décisions", "en": "Decisions"},
    "promise": {"fr": "Promesses", "en": "Promises"},
    "next_step": {"fr": "Prochaines étapes", "en": "Next steps"},
    "who": {"fr": "Interlocuteurs", "en": "People"},
    "company": {"fr": "Entreprise", "en": "Company"},
    "mood": {"fr": "Humeur", "en": "Mood"},
    "deal": {"fr": "Affaires", "en": "Deals"},
    "case": {"fr": "Demandes au support", "en": "Support cases"},
    "signal": {"fr": "Signaux", "en": "Signals"},
    "risk": {"fr": "Risques", "en": "Risks"},
    "angle": {"fr": "Trois angles", "en": "Three angles"},
    "question": {"fr": "Questions à poser", "en": "Questions to ask"},
    "outside": {"fr": "Vu ailleurs", "en": "Seen elsewhere"},
    "rows": {"fr": "{shown} lignes sur {total}", "en": "{shown} rows of {total}"},
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
    "open": {"fr": "Ouvrir dans Salesforce", "en": "Open in Salesforce"},
    "answer": {"fr": "Réponse de Comptoir", "en": "Comptoir’s answer"},
    "helped": {"fr": "Réponse utile", "en": "Helpful answer"},
    "missed": {"fr": "Réponse à côté", "en": "Unhelpful answer"},
    "thinking": {"fr": "cherche la réponse…", "en": "is looking for the answer…"},
    "chosen": {"fr": "{who} a choisi : {label}", "en": "{who} chose: {label}"},
    "not_yours": {
        "fr": "Seule la personne qui a posé la question peut répondre ici. Posez-moi la vôtre : "
        "j’agirai avec vos droits.",
        "en": "Only the person who asked can answer here. Ask me yourself: I’ll act with your "
        "own permissions.",
    },
    "rated": {"fr": "Merci, c’est noté.", "en": "Thank you, noted."},
    "why_title": {"fr": "Votre avis", "en": "Your feedback"},
    "why": {"fr": "Qu’est-ce qui n’allait pas ?", "en": "What was wrong?"},
    "send": {"fr": "Envoyer", "en": "Send"},
    "close": {"fr": "Fermer", "en": "Close"},
    "link_first": {
        "fr": "Je travaille avec vos droits dans Salesforce : reliez votre compte une fois, et "
        "je réponds à votre message.",
        "en": "I work with your own Salesforce permissions: link your account once, and I’ll "
        "answer your message.",
    },
    "link_button": {"fr": "Relier mon compte Salesforce", "en": "Link my Salesforce account"},
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
