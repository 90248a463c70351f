"""The few fixed lines the service says itself, when no action can speak."""

from __future__ import annotations

from actions import Language, Lines
from actions import line as fill

LINES: Lines = {
    "unavailable": {
        "fr": "Je ne peux pas répondre pour le moment : mon module de dialogue ne répond pas. "
        "Réessayez dans une minute.",
        "en": "I can’t answer right now: my dialogue service isn’t responding. "
        "Please try again in a minute.",
    },
    "too_long": {
        "fr": "Votre message compte {length} caractères, je peux en lire {limit}. "
        "Raccourcissez-le ou envoyez-le en plusieurs fois.",
        "en": "Your message is {length} characters long and I can read {limit}. "
        "Please shorten it or send it in parts.",
    },
    "no_words": {
        "fr": "Je n’ai trouvé aucun mot dans votre message. Que souhaitez-vous savoir ou faire ?",
        "en": "I found no words in your message. What would you like to know or do?",
    },
    "other_language": {
        "fr": "Je comprends le français et l’anglais. Pouvez-vous reformuler ?",
        "en": "I understand French and English. Could you rephrase?",
    },
    "reading": {
        "fr": "{read} sources lues sur {expected}…",
        "en": "{read} of {expected} sources read…",
    },
    "bug": {
        "fr": "Désolé, je n’ai pas réussi à traiter cette demande. Rien n’a été modifié. "
        "L’incident est noté sous le numéro {turn}.",
        "en": "Sorry, I couldn’t handle that request. Nothing was changed. "
        "The incident is noted under number {turn}.",
    },
}


def line(name: str, language: Language, /, **values: object) -> str:
    """Return a fixed line, its blanks filled."""
    return fill(LINES, name, language, **values)


def in_both(name: str, first: Language) -> str:
    """Return a line in both languages, the reader's likelier one first."""
    other: Language = "en" if first == "fr" else "fr"
    return f"{line(name, first)} — {line(name, other)}"
