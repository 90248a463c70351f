"""The words around answers that every chat channel says alike, in both languages."""

from __future__ import annotations

from actions import Lines

CHAT_LINES: Lines = {
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
    "open": {"fr": "Ouvrir dans Salesforce", "en": "Open in Salesforce"},
    "answer": {"fr": "Réponse de Comptoir", "en": "Comptoir’s answer"},
    "writing": {"fr": "Réponse en cours…", "en": "Answer in progress…"},
    "chosen": {"fr": "{who} a choisi : {label}", "en": "{who} chose: {label}"},
    "not_yours": {
        "fr": "Seule la personne qui a posé la question peut répondre ici. Posez-moi la vôtre : "
        "j’agirai avec vos droits.",
        "en": "Only the person who asked can answer here. Ask me yourself: I’ll act with your "
        "own permissions.",
    },
    "link_first": {
        "fr": "Je travaille avec vos droits dans Salesforce : reliez votre compte une fois, et "
        "je réponds à votre message.",
        "en": "I work with your own Salesforce permissions: link your account once, and I’ll "
        "answer your message.",
    },
    "link_button": {"fr": "Relier mon compte Salesforce", "en": "Link my Salesforce account"},
}
