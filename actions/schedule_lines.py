"""What is said about scheduled reports and alerts, in both languages."""

from __future__ import annotations

from actions.wording import Lines

LINES: Lines = {
    "set": {
        "fr": "C’est programmé : **{words}**, {said}, {where}, avec les droits que "
        "vous aurez à ce moment-là. Premier envoi : **{first}**.",
        "en": "Scheduled: **{words}**, {said}, {where}, with the permissions you "
        "have by then. First delivery: **{first}**.",
    },
    "by_conversation": {"fr": "dans cette conversation", "en": "in this conversation"},
    "by_mail": {"fr": "par e-mail à {address}", "en": "by e-mail to {address}"},
    "by_notice": {
        "fr": "à votre prochaine visite (votre fiche n’a pas d’adresse e-mail)",
        "en": "on your next visit (your user record has no e-mail address)",
    },
    "usual": {
        "fr": "Vous n’avez pas donné d’heure : j’ai pris {at}.",
        "en": "You gave no time: I took {at}.",
    },
    "how_often": {
        "fr": "À quel rythme ? Par exemple :",
        "en": "How often? For instance:",
    },
    "what": {
        "fr": "Que dois-je vous envoyer, {said} ? Par exemple : « {said}, mes opportunités du "
        "mois ».",
        "en": "What should I send you {said}? For instance “{said}, my deals this month”.",
    },
    "watching": {
        "fr": "C’est noté : je vous préviens {where} {event} ({count} "
        "aujourd’hui). Je regarde tous les quarts d’heure, avec vos droits.",
        "en": "Noted: I’ll tell you {where} {event} ({count} today). I look every "
        "quarter of an hour, with your permissions.",
    },
    "event_slips": {
        "fr": "quand l’échéance est repoussée ou dépassée : {reading}",
        "en": "when the due date moves back or passes: {reading}",
    },
    "event_new": {
        "fr": "dès qu’il en arrive : {reading}",
        "en": "as soon as one comes in: {reading}",
    },
    "event_enters": {
        "fr": "dès qu’une fiche remplit ces conditions : {reading}",
        "en": "as soon as a record meets these conditions: {reading}",
    },
    "too_wide": {
        "fr": "Cela ferait {count} fiches à surveiller ; je peux en suivre {most}. Précisez : un "
        "montant, une étape, un propriétaire…",
        "en": "That would be {count} records to watch; I can follow {most}. Narrow it down: an "
        "amount, a stage, an owner…",
    },
    "not_watched": {
        "fr": "Je n’ai pas reconnu ce qu’il faut surveiller. Par exemple : « préviens-moi quand "
        "une opportunité de plus de 100 000 € glisse ».",
        "en": "I couldn’t tell what to watch. For instance: “tell me when a deal over 100,000 "
        "slips”.",
    },
    "no_due": {
        "fr": "Ces fiches n’ont pas d’échéance que je puisse surveiller.",
        "en": "These records have no due date I could watch.",
    },
    "not_here": {
        "fr": "Les envois programmés ne sont pas disponibles ici.",
        "en": "Scheduled deliveries are not available here.",
    },
    "none": {
        "fr": "Rien n’est programmé. Par exemple : « chaque lundi à 8 h, mon rapport "
        "hebdomadaire ».",
        "en": "Nothing is scheduled. For instance: “every Monday at 8, my weekly report”.",
    },
    "list": {"fr": "Vos envois programmés :", "en": "Your scheduled deliveries:"},
    "column_what": {"fr": "Quoi", "en": "What"},
    "column_when": {"fr": "Quand", "en": "When"},
    "column_way": {"fr": "Comment", "en": "How"},
    "way_mail": {"fr": "par e-mail", "en": "by e-mail"},
    "way_conversation": {"fr": "dans la conversation", "en": "in the conversation"},
    "column_next": {"fr": "Prochain envoi", "en": "Next delivery"},
    "on_event": {"fr": "alerte", "en": "alert"},
    "stop": {"fr": "Arrêter : {words}", "en": "Stop: {words}"},
    "which": {"fr": "Lequel ?", "en": "Which one?"},
    "stopped": {
        "fr": "C’est arrêté : **{words}**, {said}.",
        "en": "Stopped: **{words}**, {said}.",
    },
    "changed": {
        "fr": "C’est changé : **{words}**, {said}, {where}. Prochain envoi : **{first}**.",
        "en": "Changed: **{words}**, {said}, {where}. Next delivery: **{first}**.",
    },
    "changed_alert": {
        "fr": "C’est changé : je vous préviens {where}. Alerte : **{words}**.",
        "en": "Changed: I’ll tell you {where}. Alert: **{words}**.",
    },
    "no_rhythm": {
        "fr": "Cet envoi est une alerte : il n’a pas d’heure. Vous pouvez l’arrêter et en demander "
        "une autre.",
        "en": "That one is an alert: it has no time. You can stop it and ask for another.",
    },
    "gone": {"fr": "Cet envoi était déjà arrêté.", "en": "That one was stopped already."},
    "at": {"fr": "{rhythm} à {at}", "en": "{rhythm} at {at}"},
    "every_quarter": {"fr": "dès que cela arrive", "en": "as soon as it happens"},
    "moved": {
        "fr": "• **{name}** : échéance repoussée du {old} au **{new}**",
        "en": "• **{name}**: due date moved from {old} to **{new}**",
    },
    "passed": {
        "fr": "• **{name}** : échéance dépassée, c’était le **{new}**",
        "en": "• **{name}**: due date passed, it was **{new}**",
    },
    "more": {"fr": "… et {count} autres", "en": "… and {count} more"},
    "report_heading": {
        "fr": "Votre envoi programmé ({said}) : {words}",
        "en": "Your scheduled delivery ({said}): {words}",
    },
    "alert_heading": {
        "fr": "Alerte que vous aviez demandée : {words}",
        "en": "The alert you asked for: {words}",
    },
    "late": {
        "fr": "Prévu pour {due} : le service ne tournait pas à ce moment-là ; voici l’envoi, une "
        "fois.",
        "en": "Due {due}: the service was not running then; here it is, once.",
    },
}
