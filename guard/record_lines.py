"""The words of the record of processing, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

Both = Mapping[str, str]

LINES: Mapping[str, Both] = {
    "title": {
        "fr": "Registre des activités de traitement : Comptoir",
        "en": "Record of processing activities: Comptoir",
    },
    "made": {
        "fr": "Établi à partir de la politique en vigueur (empreinte {version}). "
        "À compléter par le responsable du traitement.",
        "en": "Made from the policy in force (fingerprint {version}). "
        "To be completed by the controller.",
    },
    "controller": {"fr": "Responsable du traitement", "en": "Controller"},
    "name": {"fr": "Nom : ", "en": "Name: "},
    "contact": {"fr": "Contact : ", "en": "Contact: "},
    "officer": {
        "fr": "Délégué à la protection des données : ",
        "en": "Data protection officer: ",
    },
    "purposes": {"fr": "Finalités", "en": "Purposes"},
    "purposes_told": {
        "fr": "Répondre aux questions des commerciaux et des agents sur les fiches Salesforce "
        "auxquelles ils ont accès ; rédiger des e-mails et des synthèses ; modifier des fiches à "
        "leur demande ; répondre aux clients à partir de la base de connaissances ; prouver ce "
        "qui a été fait.",
        "en": "Answering reps’ and agents’ questions about the Salesforce records they may see; "
        "drafting e-mails and summaries; changing records at their request; answering customers "
        "from the knowledge base; proving what was done.",
    },
    "people": {"fr": "Personnes concernées", "en": "Data subjects"},
    "people_told": {
        "fr": "Contacts, prospects et clients enregistrés dans Salesforce ; visiteurs du site ; "
        "salariés qui utilisent Comptoir.",
        "en": "Contacts, leads and customers recorded in Salesforce; visitors of the website; "
        "employees who use Comptoir.",
    },
    "data": {"fr": "Catégories de données", "en": "Categories of data"},
    "data_told": {
        "fr": "Coordonnées, échanges et affaires tels qu’ils figurent dans Salesforce (lus à "
        "chaque demande, jamais recopiés en bloc) ; questions posées et réponses données ; avis "
        "sur les réponses.",
        "en": "Contact details, interactions and deals as they are in Salesforce (read at each "
        "request, never copied wholesale); questions asked and answers given; opinions of answers.",
    },
    "masked": {
        "fr": "Remplacées par des jetons avant tout envoi à un modèle de langage :",
        "en": "Replaced by placeholders before anything is sent to a language model:",
    },
    "fields": {
        "fr": "Champs masqués à l’identique, en plus de ceux que l’organisation a classés :",
        "en": "Fields masked exactly, besides those the org classified:",
    },
    "not_masked": {
        "fr": "Transmises telles quelles, selon la politique :",
        "en": "Sent as they are, by policy:",
    },
    "recipients": {"fr": "Destinataires et transferts", "en": "Recipients and transfers"},
    "nobody": {
        "fr": "Aucun modèle externe : les réponses sont rédigées par le service lui-même. Aucune "
        "donnée ne quitte l’installation, hors Salesforce et les canaux configurés.",
        "en": "No outside model: the service phrases answers itself. No data leaves the "
        "installation, other than to Salesforce and the configured channels.",
    },
    "somebody": {
        "fr": "Textes masqués transmis au fournisseur {provider} ({host}), région : {region}.",
        "en": "Masked texts are sent to the provider {provider} ({host}), region: {region}.",
    },
    "places": {
        "fr": "Autres destinations, selon les réglages en vigueur :",
        "en": "Other places data leave for, by the settings in force:",
    },
    "no_place": {
        "fr": "aucune : l’organisation de démonstration et tout le reste sont sur cette machine",
        "en": "none: the demo org and everything else are on this machine",
    },
    "inside": {
        "fr": "Aucun transfert hors de l’Union européenne.",
        "en": "No transfer out of the European Union.",
    },
    "outside": {
        "fr": "Transfert hors de l’Union européenne : décrire ici les garanties (décision "
        "d’adéquation, clauses contractuelles types).",
        "en": "Transfer out of the European Union: describe the safeguards here (adequacy "
        "decision, standard contractual clauses).",
    },
    "could": {
        "fr": "La politique autorise aussi, sans que ce soit utilisé :",
        "en": "The policy also allows, without it being in use:",
    },
    "kept": {"fr": "Durées de conservation", "en": "Retention"},
    "kind": {"fr": "Données", "en": "Data"},
    "days": {"fr": "Jours", "en": "Days"},
    "no_day": {"fr": "aucun (le temps de l’usage)", "en": "none (only while in use)"},
    "measures": {"fr": "Mesures de sécurité", "en": "Security measures"},
}
REGIONS: Mapping[str, Both] = {
    "local": {"fr": "sur place", "en": "on the premises"},
    "eu": {"fr": "Union européenne", "en": "European Union"},
    "uk": {"fr": "Royaume-Uni", "en": "United Kingdom"},
    "us": {"fr": "États-Unis", "en": "United States"},
}
KEPT: Mapping[str, Both] = {
    "audit": {"fr": "Journal d’audit (sans texte)", "en": "Audit trail (no text)"},
    "turns": {"fr": "Réponses données", "en": "Answers given"},
    "transcripts": {"fr": "Conversations du site", "en": "Conversations of the website"},
    "feedback": {"fr": "Avis sur les réponses", "en": "Opinions of answers"},
    "changes": {"fr": "Modifications faites dans Salesforce", "en": "Changes made in Salesforce"},
    "inbox": {"fr": "Messages des canaux", "en": "Messages of channels"},
    "outbox": {"fr": "E-mails écrits sur disque", "en": "Mails written to disk"},
    "vaults": {"fr": "Coffres des jetons (chiffrés)", "en": "Vaults of placeholders (encrypted)"},
    "prompts": {
        "fr": "Requêtes masquées envoyées aux modèles (chiffrées)",
        "en": "Masked prompts sent to models (encrypted)",
    },
    "spending": {
        "fr": "Dépenses en modèles de langage, par personne et par jour",
        "en": "Spending on language models, by person and day",
    },
}
MEASURES: tuple[Both, ...] = (
    {
        "fr": "Chaque utilisateur agit avec ses propres droits Salesforce.",
        "en": "Every user acts with their own Salesforce rights.",
    },
    {
        "fr": "Masquage avant tout modèle, puis contrôle des octets envoyés : au moindre doute, "
        "l’appel n’a pas lieu.",
        "en": "Masking before any model, then a check of the very bytes sent: in doubt the call "
        "is not made.",
    },
    {
        "fr": "Jetons d’accès et coffres chiffrés au repos ; mots de passe et clés jamais "
        "restitués.",
        "en": "Access tokens and vaults encrypted at rest; passwords and keys never restored.",
    },
    {
        "fr": "Journal d’audit scellé : toute ligne retirée, modifiée ou déplacée est détectée "
        "(`python -m guard audit verify`).",
        "en": "A sealed audit trail: any line removed, changed or moved is detected "
        "(`python -m guard audit verify`).",
    },
    {
        "fr": "Droits des personnes : `python -m copilot person export` et `person erase`.",
        "en": "Rights of data subjects: `python -m copilot person export` and `person erase`.",
    },
)
