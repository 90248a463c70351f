"""The words around answers in Teams, in both languages."""

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
    "cut": {
        "fr": "La suite ne tient pas dans un message de Teams. Précisez la question, par exemple "
        "« les dix premières ».",
        "en": "The rest does not fit in a Teams message. Narrow the question, for instance "
        "“the first ten”.",
    },
    "open": {"fr": "Ouvrir dans Salesforce", "en": "Open in Salesforce"},
    "answer": {"fr": "Réponse de Comptoir", "en": "Comptoir’s answer"},
    "chosen": {"fr": "{who} a choisi : {label}", "en": "{who} chose: {label}"},
    "not_yours": {
        "fr": "Seule la personne qui a posé la question peut répondre ici. Posez-moi la vôtre : "
        "j’agirai avec vos droits.",
        "en": "Only the person who asked can answer here. Ask me yourself: I’ll act with your "
        "own permissions.",
    },
    "too_old": {
        "fr": "Cette réponse n’est plus disponible. Reposez la question.",
        "en": "This answer is no longer available. Please ask again.",
    },
    "link_first": {
        "fr": "Je travaille avec vos droits dans Salesforce : reliez votre compte une fois, et "
        "je réponds à votre message.",
        "en": "I work with your own Salesforce permissions: link your account once, and I’ll "
        "answer your message.",
    },
    "link_button": {"fr": "Relier mon compte Salesforce", "en": "Link my Salesforce account"},
    "link_alone": {
        "fr": "Écrivez-moi d’abord en privé : je vous y donnerai le lien qui relie votre compte "
        "Salesforce, puis je répondrai ici.",
        "en": "Write to me privately first: I’ll give you the link to your Salesforce account "
        "there, then answer here.",
    },
    "outsider": {
        "fr": "Je réponds aux membres de cette organisation ; les invités et les personnes "
        "d’autres organisations n’y ont pas accès.",
        "en": "I answer members of this organisation; guests and people of other organisations "
        "have no access.",
    },
    "unsure": {
        "fr": "La liaison s’est coupée pendant que je vous répondais. Si ma réponse ne figure pas "
        "ci-dessus, affichez-la ; rien ne sera fait deux fois.",
        "en": "The connection was cut while I was answering you. If my answer is not above, show "
        "it; nothing will be done twice.",
    },
    "show": {"fr": "Afficher la réponse", "en": "Show the answer"},
    "nothing_found": {
        "fr": "Aucune fiche ne correspond, ou vous n’y avez pas accès.",
        "en": "No record matches, or you have no access to it.",
    },
    "type_more": {
        "fr": "Tapez un nom, une adresse ou un numéro.",
        "en": "Type a name, an address or a number.",
    },
    "org_away": {
        "fr": "Salesforce ne répond pas pour le moment.",
        "en": "Salesforce is not answering right now.",
    },
    "welcome": {
        "fr": "Bonjour ! Je réponds à vos questions sur Salesforce et j’y note ce que vous me "
        "dites, avec vos propres droits. Par exemple :",
        "en": "Hello! I answer your questions about Salesforce and log what you tell me, with "
        "your own permissions. For instance:",
    },
}


def line(name: str, language: Language, /, **values: object) -> str:
    """Return a fixed line, its blanks filled."""
    return fill(LINES, name, language, **values)
