"""What a messaging channel says itself when no answer can be made, in both languages."""

from __future__ import annotations

from actions import Language, Lines
from actions import line as fill

LINES: Lines = {
    "not_let_in": {
        "fr": "Salesforce ne vous laisse pas entrer : votre compte est peut-être désactivé, ou "
        "cette application ne vous est pas ouverte. Votre administrateur peut y remédier.",
        "en": "Salesforce does not let you in: your account may be deactivated, or this app is "
        "not open to you. Your administrator can help.",
    },
    "org_away": {
        "fr": "Salesforce ne répond pas pour le moment. Rien n’a été modifié ; réessayez dans "
        "quelques minutes.",
        "en": "Salesforce is not answering right now. Nothing was changed; please try again in "
        "a few minutes.",
    },
    "quota": {
        "fr": "Votre Salesforce a presque épuisé ses appels de la journée : je garde le reste "
        "pour l’essentiel. Réessayez demain, ou prévenez votre administrateur.",
        "en": "Your Salesforce has nearly used up its calls for today, and I leave the rest for "
        "what matters most. Please try again tomorrow, or tell your administrator.",
    },
    "bug": {
        "fr": "Désolé, je n’ai pas réussi à traiter cette demande. L’incident est noté sous le "
        "numéro {turn}.",
        "en": "Sorry, I couldn’t handle that request. The incident is noted under number {turn}.",
    },
}


def line(name: str, language: Language, /, **values: object) -> str:
    """Return a fixed line, its blanks filled."""
    return fill(LINES, name, language, **values)
