"""What the answers about leads' and deals' conversations say."""

from __future__ import annotations

from actions.wording import Lines

SALES_LINES: Lines = {
    "bant_gaps": {
        "fr": "Pour **{name}**, il manque : {gaps}.", "en": "**{name}** lacks: {gaps}.",
    },
    "bant_none": {
        "fr": "**Aucun** point ne manque pour **{name}** : budget, décideur, besoin et calendrier "
        "sont connus.",
        "en": "**None** is missing for **{name}**: budget, authority, need and timeline are known.",
    },
    "bant_silent": {
        "fr": "Aucun appel ni note sur **{name}** que vous puissiez voir : tout reste à établir "
        "(budget, décideur, besoin, calendrier).",
        "en": "No call or note about **{name}** that you can see: everything is still open (budget,"
        " authority, need, timeline).",
    },
    "budget": {"fr": "budget", "en": "budget"},
    "authority": {"fr": "décideur", "en": "authority"},
    "need": {"fr": "besoin", "en": "need"},
    "timing": {"fr": "calendrier", "en": "timeline"},
    "point": {"fr": "Point", "en": "Point"},
    "known": {"fr": "Établi", "en": "Known"},
    "quote": {"fr": "Ce qui a été dit", "en": "What was said"},
    "when": {"fr": "Quand", "en": "When"},
    "yes": {"fr": "oui", "en": "yes"},
    "no": {"fr": "non", "en": "no"},
    "never": {"fr": "jamais abordé", "en": "never raised"},
    "field_says": {
        "fr": "La fiche porte pourtant {label} : {value}.",
        "en": "The record does hold {label}: {value}.",
    },
    "stage_fits": {
        "fr": "L’étape **{stage}** est celle que montrent les dernières activités de **{name}**.",
        "en": "**{stage}** is the stage that the latest activities of **{name}** show.",
    },
    "stage_other": {
        "fr": "Les activités de **{name}** montrent l’étape **{shown}**, la fiche dit "
        "**{stage}**.",
        "en": "The activities of **{name}** show **{shown}**; the record says **{stage}**.",
    },
    "stage_silent": {
        "fr": "Aucune activité de **{name}** ne montre d’étape : rien ne contredit **{stage}**.",
        "en": "No activity of **{name}** shows a stage: nothing speaks against **{stage}**.",
    },
    "unfit": {
        "fr": "{count} activité(s) de **{name}** ne vont pas avec l’étape du moment :",
        "en": "{count} activity(ies) of **{name}** do not fit the stage of that day:",
    },
    "unfit_none": {
        "fr": "**Aucune** activité de **{name}** ne détonne avec l’étape du moment.",
        "en": "**None**: every activity of **{name}** fits the stage of its day.",
    },
    "activity": {"fr": "Activité", "en": "Activity"},
    "stage_then": {"fr": "Étape ce jour-là", "en": "Stage that day"},
    "stage_shown": {"fr": "Étape montrée", "en": "Stage shown"},
    "deal_talk": {
        "fr": "{count} échange(s) à propos de **{name}** ; ton d’ensemble : **{mood}**. "
        "Sujets : {subjects}.",
        "en": "{count} exchange(s) about **{name}**; overall tone: **{mood}**. Subjects: "
        "{subjects}.",
    },
    "deal_talk_no_subject": {
        "fr": "{count} échange(s) à propos de **{name}** ; ton d’ensemble : **{mood}**. "
        "**Aucun** sujet marquant.",
        "en": "{count} exchange(s) about **{name}**; overall tone: **{mood}**. **None**: no "
        "subject stands out.",
    },
    "deal_talk_none": {
        "fr": "**Aucun** échange à propos de **{name}** que vous puissiez voir.",
        "en": "**None**: no exchange about **{name}** that you can see.",
    },
    "negative": {"fr": "négatif", "en": "negative"},
    "neutral": {"fr": "neutre", "en": "neutral"},
    "positive": {"fr": "positif", "en": "positive"},
    "subject": {"fr": "Sujet", "en": "Subject"},
    "times": {"fr": "Fois", "en": "Times"},
    "mood": {"fr": "Ton", "en": "Tone"},
    "example": {"fr": "Exemple", "en": "Example"},
    "competitor": {"fr": "concurrent {name}", "en": "competitor {name}"},
    "work_unread": {
        "fr": "Je n’ai pas compris quelle analyse vous voulez. Je peux par exemple : temps de "
        "traitement et transferts par agent, mois ou région qui sort du lot, attribution d’une "
        "requête ou d’une piste, points BANT manquants, étape réelle d’une opportunité, contrôle "
        "d’un devis, produit dont parle un client.",
        "en": "I did not make out which analysis you want. I can do, for instance: handle time and "
        "transfers per agent, the month or region that stands out, who a case or a lead goes to, "
        "missing BANT points, the stage a deal’s activities show, checking a quote, the product "
        "a customer means.",
    },
}  # fmt: skip
