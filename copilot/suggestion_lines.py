"""The words around suggested replies."""

from __future__ import annotations

from actions import Language, Lines
from actions import line as fill

LINES: Lines = {
    "reply": {
        "fr": "Bonjour,\n\n{text}\n\nDites-moi si cela répond à votre demande.",
        "en": "Hello,\n\n{text}\n\nLet me know if that answers your question.",
    },
    "reply_upset": {
        "fr": "Bonjour,\n\nJe comprends la gêne que cela vous cause et je m’en occupe.\n\n{text}"
        "\n\nJe reste à votre disposition jusqu’à ce que tout soit réglé.",
        "en": "Hello,\n\nI understand how inconvenient this is and I’m on it.\n\n{text}\n\n"
        "I’ll stay with you until it is sorted out.",
    },
    "solved": {
        "fr": "Un cas semblable a été réglé ainsi : {text} Je vérifie si cela s’applique au vôtre "
        "et je reviens vers vous.",
        "en": "A similar case was solved this way: {text} I’m checking whether it applies to yours "
        "and will get back to you.",
    },
    "ask_more": {
        "fr": "Pouvez-vous me préciser le produit concerné, depuis quand cela se produit et le "
        "message affiché, s’il y en a un ?",
        "en": "Could you tell me which product this is about, since when it has been happening "
        "and the message shown, if any?",
    },
    "summary": {
        "fr": "Le client écrit : « {said} ».",
        "en": "The customer writes: “{said}”.",
    },
    "summary_answered": {
        "fr": "Dernière réponse de notre part : « {said} ».",
        "en": "Our last answer: “{said}”.",
    },
    "step_article": {
        "fr": "Répondre à partir de l’article « {title} ».",
        "en": "Answer from the article “{title}”.",
    },
    "step_case": {
        "fr": "Voir le ticket {number}, semblable et résolu.",
        "en": "Look at case {number}, similar and solved.",
    },
    "step_upset": {
        "fr": "Reconnaître la gêne avant d’expliquer.",
        "en": "Acknowledge the inconvenience before explaining.",
    },
    "step_abuse": {
        "fr": "Propos injurieux ou menaçants : rester calme, rappeler une fois les règles, passer "
        "la main à un responsable s’ils continuent.",
        "en": "Insults or threats: stay calm, recall the rules once, bring in a manager if they "
        "go on.",
    },
    "step_ask": {
        "fr": "Demander le produit, la date de début et le message affiché.",
        "en": "Ask for the product, since when, and the message shown.",
    },
}


def line(name: str, language: Language, /, **values: object) -> str:
    """Return a fixed line, its blanks filled."""
    return fill(LINES, name, language, **values)
