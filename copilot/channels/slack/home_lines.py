"""The words of the app's home, in both languages."""

from __future__ import annotations

from actions import Lines

LINES: Lines = {
    "hello": {"fr": "Bonjour {name}", "en": "Hello {name}"},
    "pending": {"fr": "À confirmer", "en": "Waiting for your yes"},
    "no_pending": {
        "fr": "Aucune modification n’attend votre accord.",
        "en": "No change is waiting for your yes.",
    },
    "confirm": {"fr": "Confirmer", "en": "Confirm"},
    "cancel": {"fr": "Annuler", "en": "Cancel"},
    "create": {"fr": "Création", "en": "New record"},
    "update": {"fr": "Modification", "en": "Change"},
    "delete": {"fr": "Suppression", "en": "Deletion"},
    "convert": {"fr": "Conversion", "en": "Conversion"},
    "day": {"fr": "Ma journée", "en": "My day"},
    "no_day": {
        "fr": "Rien d’inscrit aujourd’hui, et aucune tâche en retard.",
        "en": "Nothing planned today, and no task overdue.",
    },
    "late": {"fr": "depuis le {day}", "en": "since {day}"},
    "pipeline": {"fr": "Mes opportunités ouvertes", "en": "My open deals"},
    "cases": {"fr": "Mes requêtes ouvertes", "en": "My open cases"},
    "item": {"fr": "• {label} : *{count}*", "en": "• {label}: *{count}*"},
    "more": {"fr": "et {count} de plus", "en": "and {count} more"},
    "ask": {"fr": "Vous pouvez me demander", "en": "You can ask me"},
    "view": {
        "fr": "Vu avec vos droits dans Salesforce, à {time}.",
        "en": "Seen with your own Salesforce permissions, at {time}.",
    },
    "away": {
        "fr": "Salesforce ne répond pas pour le moment. Rouvrez cette page dans quelques minutes.",
        "en": "Salesforce is not answering right now. Open this page again in a few minutes.",
    },
}
