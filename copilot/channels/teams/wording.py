"""The words around answers in Teams, in both languages."""

from __future__ import annotations

from actions import Language, Lines
from actions import line as fill
from copilot.channels.chat_lines import CHAT_LINES

LINES: Lines = {
    **CHAT_LINES,
    "cut": {
        "fr": "La suite ne tient pas dans un message de Teams. Précisez la question, par exemple "
        "« les dix premières ».",
        "en": "The rest does not fit in a Teams message. Narrow the question, for instance "
        "“the first ten”.",
    },
    "download": {"fr": "Télécharger le tableau (CSV)", "en": "Download the table (CSV)"},
    "too_old": {
        "fr": "Cette réponse n’est plus disponible. Reposez la question.",
        "en": "This answer is no longer available. Please ask again.",
    },
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
