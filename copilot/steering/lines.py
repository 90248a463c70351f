"""What the managers' page says, in both languages."""

from __future__ import annotations

from actions import Lines

LINES: Lines = {
    "volumes": {"fr": "Volumes", "en": "Volumes"},
    "reasons": {"fr": "Motifs de contact", "en": "Reasons for contact"},
    "resolution": {"fr": "Résolution sans agent", "en": "Resolution without an agent"},
    "times": {"fr": "Délais", "en": "Response and handling times"},
    "satisfaction": {"fr": "Satisfaction", "en": "Satisfaction"},
    "suggestions": {"fr": "Réponses proposées", "en": "Suggested replies"},
    "adoption": {"fr": "Adoption", "en": "Adoption"},
    "gaps": {"fr": "Ce que la base ne sait pas", "en": "Knowledge gaps"},
    "coaching": {"fr": "Ce qui réussit", "en": "What works"},
    "spending": {"fr": "Modèles de langage", "en": "Language models"},
    "spending_said": {
        "fr": "Textes rédigés : {texts}. Jetons consommés : {tokens}. Dépense : {cost}. "
        "Économie par rapport au plus grand modèle pour tout : {saved}.",
        "en": "Texts written: {texts}. Tokens used: {tokens}. Spent: {cost}. "
        "Saved against the largest model for everything: {saved}.",
    },
    "spending_how": {
        "fr": "Prix : ceux du fichier des modèles. Les essais sans suite comptent dans la dépense. "
        "Ce que le plus grand modèle aurait coûté pour les textes du rédacteur intégré est estimé "
        "d’après leur longueur.",
        "en": "Prices are those of the engines file. Tries that came to nothing count as spent. "
        "What the largest model would have cost for texts of the built-in composer is estimated "
        "from their length.",
    },
    "tokens_by_day": {"fr": "Jetons par jour", "en": "Tokens by day"},
    "spent_engine": {"fr": "Moteur", "en": "Engine"},
    "spent_skill": {"fr": "Usage", "en": "Skill"},
    "spent_team": {"fr": "Équipe", "en": "Team"},
    "spent_user": {"fr": "Utilisateur", "en": "User"},
    "small": {"fr": "petit modèle", "en": "small model"},
    "large": {"fr": "grand modèle", "en": "large model"},
    "offline": {"fr": "rédacteur intégré", "en": "built-in composer"},
    "customers": {"fr": "clients identifiés", "en": "identified customers"},
    "visitors": {"fr": "visiteurs", "en": "visitors"},
    "requests": {"fr": "Demandes", "en": "Requests"},
    "texts": {"fr": "Textes retenus", "en": "Texts used"},
    "tokens": {"fr": "Jetons", "en": "Tokens"},
    "cost": {"fr": "Dépense", "en": "Spent"},
    "saved": {"fr": "Économie", "en": "Saved"},
    "none": {"fr": "Rien sur cette période.", "en": "Nothing in this period."},
    "conversations": {"fr": "Conversations", "en": "Conversations"},
    "by_day": {"fr": "Conversations par jour", "en": "Conversations by day"},
    "day": {"fr": "Jour", "en": "Day"},
    "cut": {"fr": "Découpage", "en": "Cut"},
    "value": {"fr": "Valeur", "en": "Value"},
    "share": {"fr": "Part", "en": "Share"},
    "kind": {"fr": "Client", "en": "Customer"},
    "language": {"fr": "Langue", "en": "Language"},
    "channel": {"fr": "Canal", "en": "Channel"},
    "visitor": {"fr": "visiteur", "en": "visitor"},
    "customer": {"fr": "client identifié", "en": "identified customer"},
    "fr": {"fr": "français", "en": "French"},
    "en": {"fr": "anglais", "en": "English"},
    "website": {"fr": "site web", "en": "website"},
    "web": {"fr": "page d’accueil et API (équipes)", "en": "front page and API (staff)"},
    "slack": {"fr": "Slack (équipes)", "en": "Slack (staff)"},
    "teams": {"fr": "Teams (équipes)", "en": "Teams (staff)"},
    "reason": {"fr": "Motif, en ses propres mots", "en": "Reason, in its own words"},
    "example": {"fr": "Exemple (données masquées)", "en": "Example (personal data masked)"},
    "languages": {"fr": "Langues", "en": "Languages"},
    "passed_on": {"fr": "Passées à un agent", "en": "Passed to an agent"},
    "read": {
        "fr": "Premières demandes lues et regroupées par le sens : {count}. Aucune liste de "
        "motifs n’est fixée d’avance.",
        "en": "First requests read and grouped by meaning: {count}. No list of reasons is "
        "fixed beforehand.",
    },
    "alone": {"fr": "Résolues sans agent", "en": "Resolved without an agent"},
    "unanswered": {"fr": "Restées sans réponse", "en": "Left without an answer"},
    "resolution_said": {
        "fr": "Conversations : {total}, dont {share} résolues sans agent, ni passées à une "
        "personne, ni laissées sur un « je ne sais pas ».",
        "en": "Conversations: {total}, of which {share} resolved without an agent, neither "
        "passed to a person nor left at “I don’t know”.",
    },
    "first_response": {"fr": "Première réponse", "en": "First response"},
    "handling": {"fr": "Traitement", "en": "Handling"},
    "hold": {"fr": "Mise en attente", "en": "On hold"},
    "measure": {"fr": "Durée", "en": "Time"},
    "count": {"fr": "Nombre", "en": "Count"},
    "median": {"fr": "Médiane", "en": "Median"},
    "p90": {"fr": "9 sur 10 en moins de", "en": "9 in 10 within"},
    "agent": {"fr": "Agent", "en": "Agent"},
    "taken": {"fr": "Prises en charge", "en": "Taken"},
    "median_response": {"fr": "Première réponse, médiane", "en": "First response, median"},
    "median_handling": {"fr": "Traitement, médiane", "en": "Handling, median"},
    "rating": {"fr": "Note", "en": "Rating"},
    "ratings": {"fr": "Notes des clients, de 1 à 5", "en": "Customers’ ratings, 1 to 5"},
    "satisfaction_said": {
        "fr": "Moyenne : {mean} sur 5 (notes : {count}).",
        "en": "Average: {mean} out of 5 (ratings: {count}).",
    },
    "thumbs": {
        "fr": "Avis des équipes sur les réponses de l’assistant. Utile : {up}. À revoir : "
        "{down}.",
        "en": "What staff thought of the assistant’s answers. Useful: {up}. Needs work: "
        "{down}.",
    },
    "shown": {"fr": "Proposées", "en": "Shown"},
    "accepted": {"fr": "Envoyées telles quelles", "en": "Sent as they are"},
    "edited": {"fr": "Modifiées", "en": "Edited"},
    "refused": {"fr": "Refusées", "en": "Refused"},
    "acceptance": {"fr": "Taux d’usage", "en": "Use rate"},
    "choices": {"fr": "Choix des agents", "en": "Agents’ choices"},
    "suggestions_said": {
        "fr": "Réponses proposées : {shown}. Choix d’agents : {chosen}, dont {share} envoyées "
        "telles quelles ou modifiées.",
        "en": "Replies suggested: {shown}. Agents’ choices: {chosen}, of which {share} sent "
        "as they are or edited.",
    },
    "user": {"fr": "Personne", "en": "Person"},
    "turns": {"fr": "Demandes", "en": "Requests"},
    "days": {"fr": "Jours d’usage", "en": "Days used"},
    "skill": {"fr": "Usage principal", "en": "Main use"},
    "skills": {"fr": "Demandes par usage", "en": "Requests by use"},
    "adoption_said": {
        "fr": "Personnes qui ont utilisé le copilote : {users}. Demandes : {turns}.",
        "en": "People who used the copilot: {users}. Requests: {turns}.",
    },
    "adoption_of": {
        "fr": "Personnes qui ont utilisé le copilote : {users} sur {people}. Demandes : "
        "{turns}.",
        "en": "People who used the copilot: {users} of {people}. Requests: {turns}.",
    },
    "gap": {"fr": "Sujet, en ses propres mots", "en": "Subject, in its own words"},
    "asked": {"fr": "Demandé", "en": "Asked"},
    "last": {"fr": "Dernière fois", "en": "Last time"},
    "nearest": {"fr": "Article le plus proche", "en": "Closest article"},
    "gaps_said": {
        "fr": "Questions sans réponse dans la base de connaissances : {count}. Elles sont "
        "gardées sans données personnelles.",
        "en": "Questions without an answer in the knowledge base: {count}. They are kept "
        "without personal data.",
    },
    "too_few": {
        "fr": "Trop peu de conversations notées pour en tirer une leçon : il en faut {least} par "
        "agent pour au moins {agents} agents, il y en a {rated} en tout.",
        "en": "Too few rated conversations to learn from: {least} an agent are needed for at least "
        "{agents} agents, there are {rated} in all.",
    },
    "no_best": {
        "fr": "Les écarts de satisfaction entre agents peuvent être dus au hasard : rien à en "
        "conclure.",
        "en": "The differences in satisfaction between agents may be chance: nothing to conclude.",
    },
    "best_said": {
        "fr": "Les conversations de {names} sont nettement mieux notées que les autres.",
        "en": "Conversations of {names} are clearly rated higher than the others.",
    },
    "no_habit": {
        "fr": "Aucune manière de faire mesurée ne les distingue au-delà du hasard.",
        "en": "No measured way of working sets them apart beyond chance.",
    },
    "habit": {"fr": "Manière de faire", "en": "Way of working"},
    "best": {"fr": "Les mieux notés", "en": "Best rated"},
    "others": {"fr": "Les autres", "en": "The others"},
    "mean": {"fr": "Note moyenne", "en": "Mean rating"},
    "habit_first_response": {"fr": "Première réponse", "en": "First response"},
    "habit_replies": {"fr": "Réponses par conversation", "en": "Replies a conversation"},
    "habit_words": {"fr": "Mots par réponse", "en": "Words a reply"},
    "habit_questions": {"fr": "Réponses qui posent une question", "en": "Replies with a question"},
    "habit_sorry": {"fr": "Réponses avec des excuses", "en": "Replies with an apology"},
    "habit_suggested": {
        "fr": "Réponses parties d’une proposition", "en": "Replies begun from a suggestion",
    },
    "examples": {
        "fr": "Réponses de leurs conversations les mieux notées (données masquées)",
        "en": "Replies of their best rated conversations (personal data masked)",
    },
    "caveat": {
        "fr": "Ce sont des corrélations, pas des preuves : un sujet plus facile peut aussi "
        "expliquer une meilleure note.",
        "en": "These are correlations, not proof: an easier subject may also explain a better "
        "rating.",
    },
}  # fmt: skip
