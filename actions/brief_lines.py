"""The sentences of a brief, in both languages."""

from __future__ import annotations

from actions.wording import Lines

LINES: Lines = {
    "title": {"fr": "Brief : {name}", "en": "Brief: {name}"},
    "overview_meeting": {
        "fr": "Prochain rendez-vous : {when}{subject}.",
        "en": "Next meeting: {when}{subject}.",
    },
    "overview_deals": {
        "fr": "{count} en cours pour {total}.",
        "en": "{count} open, worth {total}.",
    },
    "overview_cases": {"fr": "{count} en cours au support.", "en": "{count} open with support."},
    "overview_last": {
        "fr": "Dernier échange le {day}.",
        "en": "Last exchange on {day}.",
    },
    "outside": {
        "fr": "**{title}** ({source}, {day}){said}",
        "en": "**{title}** ({source}, {day}){said}",
    },
    "undated": {"fr": "sans date", "en": "no date"},
    "outside_missing": {
        "fr": "Sources extérieures sans réponse : {names}.",
        "en": "Outside sources that did not answer: {names}.",
    },
    "overview_unpriced": {
        "fr": "{count} en cours, sans montant.",
        "en": "{count} open, no amount.",
    },
    "overview_unreached": {
        "fr": "Aucun échange enregistré où quelqu’un ait été joint.",
        "en": "No exchange on record in which anybody was reached.",
    },
    "angle_expired": {
        "fr": "Remettre à jour le devis n° {number}, expiré depuis le {day}.",
        "en": "Bring quote no. {number} up to date: it expired on {day}.",
    },
    "overview_never": {"fr": "Aucun échange enregistré.", "en": "No exchange on record."},
    "deal": {"fr": "affaire", "en": "deal"},
    "deals": {"fr": "affaires", "en": "deals"},
    "case": {"fr": "demande", "en": "case"},
    "cases": {"fr": "demandes", "en": "cases"},
    "who": {"fr": "**{name}**{what}", "en": "**{name}**{what}"},
    "no_call": {"fr": "ne pas appeler", "en": "do not call"},
    "no_mail": {"fr": "refuse nos e-mails", "en": "opted out of e-mails"},
    "speaks": {"fr": "parle {language}", "en": "speaks {language}"},
    "under": {"fr": "rattaché à {name}", "en": "reports to {name}"},
    "french": {"fr": "français", "en": "French"},
    "english": {"fr": "anglais", "en": "English"},
    "company": {"fr": "**{name}**{what}", "en": "**{name}**{what}"},
    "employees": {"fr": "{count} salariés", "en": "{count} employees"},
    "sites": {"fr": "{count} sites", "en": "{count} sites"},
    "since": {"fr": "client depuis le {day}", "en": "customer since {day}"},
    "followed": {"fr": "suivi par {name}", "en": "looked after by {name}"},
    "open_deal": {
        "fr": "**{name}** : {stage}, {amount}, clôture prévue le {day}.{next}",
        "en": "**{name}**: {stage}, {amount}, expected to close on {day}.{next}",
    },
    "late_deal": {
        "fr": "**{name}** : {stage}, {amount}, clôture prévue le {day}, date passée.{next}",
        "en": "**{name}**: {stage}, {amount}, was expected to close on {day}.{next}",
    },
    "no_amount": {"fr": "sans montant", "en": "no amount"},
    "next": {"fr": " Étape suivante : {step}.", "en": " Next step: {step}."},
    "quote": {
        "fr": "Devis n° {number} remis : {total}{until}.",
        "en": "Quote no. {number} presented: {total}{until}.",
    },
    "expired": {"fr": ", expiré depuis le {day}", "en": ", expired on {day}"},
    "until": {"fr": ", valable jusqu’au {day}", "en": ", valid until {day}"},
    "won": {
        "fr": "Gagnée le {day} : **{name}** ({amount}).",
        "en": "Won on {day}: **{name}** ({amount}).",
    },
    "lost": {
        "fr": "Perdue le {day} : **{name}** ({amount}){why}.",
        "en": "Lost on {day}: **{name}** ({amount}){why}.",
    },
    "why": {"fr": ", motif : {reason}", "en": ", reason: {reason}"},
    "open_case": {
        "fr": "Demande n° {number}, **{subject}** : {status}, ouverte le {day}.",
        "en": "Case no. {number}, **{subject}**: {status}, opened on {day}.",
    },
    "reopened_once": {
        "fr": "Rouverte une fois, le {day}.",
        "en": "Reopened once, on {day}.",
    },
    "reopened": {
        "fr": "Rouverte {times} fois, la dernière le {day}.",
        "en": "Reopened {times} times, last on {day}.",
    },
    "contract": {
        "fr": "Contrat n° {number} : échéance le {day}, {how}.",
        "en": "Contract no. {number}: ends on {day}, {how}.",
    },
    "auto": {"fr": "reconduction tacite", "en": "renews automatically"},
    "not_auto": {"fr": "à renouveler", "en": "to be renewed"},
    "closing_soon": {
        "fr": "**{name}** doit se conclure dans {days} jours.",
        "en": "**{name}** is due to close in {days} days.",
    },
    "competitor": {
        "fr": "Concurrent sur **{name}** : {rival}.",
        "en": "Competitor on **{name}**: {rival}.",
    },
    "overdue": {
        "fr": "**{name}** : date de clôture dépassée depuis le {day}.",
        "en": "**{name}**: its close date has been past since {day}.",
    },
    "quiet": {
        "fr": "Aucun échange depuis {days} jours.",
        "en": "No exchange for {days} days.",
    },
    "health": {"fr": "Score de santé : {score}/100.", "en": "Health score: {score}/100."},
    "escalated": {
        "fr": "Demande n° {number} escaladée : **{subject}**.",
        "en": "Case no. {number} is escalated: **{subject}**.",
    },
    "waiting": {
        "fr": "Demande n° {number} ouverte depuis {days} jours : **{subject}**.",
        "en": "Case no. {number} has been open for {days} days: **{subject}**.",
    },
    "expiring": {
        "fr": "Le devis n° {number} expire le {day}.",
        "en": "Quote no. {number} expires on {day}.",
    },
    "no_decider": {
        "fr": "Aucun décideur identifié sur **{name}**.",
        "en": "No decision maker known on **{name}**.",
    },
    "decider_apart": {
        "fr": "**{name}** ne nomme aucun décideur ; {person} décide pourtant.",
        "en": "**{name}** names no decision maker, though {person} is one.",
    },
    "angle_pain": {
        "fr": "Répondre à ce qui les gêne ({theme}) : {claim}",
        "en": "Answer what hurts them ({theme}): {claim}",
    },
    "angle_case": {
        "fr": "Commencer par la demande n° {number} ({subject}) : dire où elle en est avant de "
        "parler d’autre chose.",
        "en": "Start with case no. {number} ({subject}): say where it stands before anything else.",
    },
    "angle_promise": {
        "fr": "Montrer que nous tenons parole, sur notre engagement du {day} : {said}",
        "en": "Show that we keep our word, on our promise of {day}: {said}",
    },
    "angle_quote": {
        "fr": "Parcourir le devis n° {number} et lever les derniers points.",
        "en": "Go through quote no. {number} and settle the last points.",
    },
    "angle_contract": {
        "fr": "Préparer le renouvellement du contrat n° {number} avant le {day}.",
        "en": "Prepare the renewal of contract no. {number} before {day}.",
    },
    "angle_step": {
        "fr": "Faire avancer **{name}** : {step}.",
        "en": "Move **{name}** forward: {step}.",
    },
    "angle_won": {
        "fr": "Partir de ce qui a été gagné (**{name}**) pour demander un retour d’expérience.",
        "en": "Start from what was won (**{name}**) and ask how it is going.",
    },
    "ask_decider": {
        "fr": "Qui décide sur **{name}**, et qui d’autre faut-il convaincre ?",
        "en": "Who decides on **{name}**, and who else has to be convinced?",
    },
    "ask_date": {
        "fr": "Quel est désormais le calendrier de **{name}** ?",
        "en": "What is the timetable for **{name}** now?",
    },
    "ask_amount": {
        "fr": "Quel budget est prévu pour **{name}** ?",
        "en": "What budget is set aside for **{name}**?",
    },
    "ask_step": {
        "fr": "Quelle est la prochaine étape pour **{name}**, et qui la porte ?",
        "en": "What is the next step on **{name}**, and who takes it?",
    },
    "ask_rival": {
        "fr": "Où en sont-ils de leur comparaison avec {rival} sur **{name}** ?",
        "en": "How far have they got comparing us with {rival} on **{name}**?",
    },
    "ask_pain": {
        "fr": "Où en est la difficulté signalée le {day} ({theme}) ?",
        "en": "What has become of the difficulty raised on {day} ({theme})?",
    },
    "ask_theirs": {
        "fr": "Ont-ils avancé sur ce qu’ils avaient annoncé le {day} ?",
        "en": "Have they made progress on what they announced on {day}?",
    },
    "ask_needs": {
        "fr": "Quelles sont leurs priorités pour les mois qui viennent ?",
        "en": "What are their priorities for the coming months?",
    },
    "pain": {"fr": "{theme}, le {day} : {said}", "en": "{theme}, on {day}: {said}"},
    "difficulty": {"fr": "Difficulté", "en": "Difficulty"},
    "ours": {"fr": "De notre part, le {day} : {said}", "en": "From us, on {day}: {said}"},
    "theirs": {"fr": "De leur part, le {day} : {said}", "en": "From them, on {day}: {said}"},
    "said": {"fr": "{kind} du {day} : {said}", "en": "{kind} of {day}: {said}"},
    "nothing": {
        "fr": "Le CRM ne contient rien d’autre sur **{name}** que vous puissiez voir.",
        "en": "The CRM holds nothing else about **{name}** that you can see.",
    },
}
