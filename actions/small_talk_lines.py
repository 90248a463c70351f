"""The lines of `small_talk`, and what each role can ask, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from actions.contract import Language
from actions.wording import Lines

LINES: Lines = {
    "greet": {
        "fr": "Bonjour{name} ! Que puis-je faire pour vous ?",
        "en": "Hello{name}! What can I do for you?",
    },
    "help_sales": {
        "fr": "Je travaille dans votre Salesforce, avec vos droits. Je retrouve et je compte vos "
        "fiches, je résume vos échanges avec un client, je rédige vos e-mails, je prépare vos "
        "rapports et je mets vos opportunités à jour, toujours après votre accord. Par exemple :",
        "en": "I work in your Salesforce, with your own permissions. I find and count records, "
        "summarise exchanges with a customer, draft e-mails, prepare reports and update your "
        "deals, always after you agree. For instance:",
    },
    "help_manager": {
        "fr": "Je travaille dans votre Salesforce, avec vos droits : je compare les résultats de "
        "votre équipe, je suis le pipeline, je prépare les rapports et je résume les comptes. "
        "Par exemple :",
        "en": "I work in your Salesforce, with your own permissions: I compare your team’s "
        "results, follow the pipeline, prepare reports and summarise accounts. For instance:",
    },
    "help_service": {
        "fr": "Je vous aide à traiter les requêtes : je retrouve les fiches, je résume les "
        "échanges et je réponds à partir de la base de connaissances, sources à l’appui. "
        "Par exemple :",
        "en": "I help you handle cases: I find records, summarise exchanges and answer from the "
        "knowledge base, with sources. For instance:",
    },
    "help_customer": {
        "fr": "Je retrouve vos demandes, vos commandes et vos rendez-vous, j’ouvre une demande "
        "pour vous, et je réponds à vos questions à partir de notre documentation, sources à "
        "l’appui. Par exemple :",
        "en": "I find your requests, orders and appointments, open a request for you, and answer "
        "your questions from our documentation, with sources. For instance:",
    },
    "help_visitor": {
        "fr": "Je réponds à vos questions sur nos produits et nos services à partir de notre "
        "documentation publique. Par exemple :",
        "en": "I answer questions about our products and services from our public "
        "documentation. For instance:",
    },
    "thank": {"fr": "Avec plaisir.", "en": "You’re welcome."},
    "goodbye": {"fr": "Bonne journée, à bientôt.", "en": "Goodbye, have a good day."},
    "stop": {
        "fr": "D’accord, j’arrête là. Rien n’a été modifié.",
        "en": "All right, I’ll stop here. Nothing was changed.",
    },
    "calm": {
        "fr": "Je comprends que ce soit agaçant. Dites-moi ce que vous cherchez et je fais de "
        "mon mieux ; sinon, une personne peut prendre le relais.",
        "en": "I understand this is frustrating. Tell me what you need and I’ll do my best, "
        "or a person can take over.",
    },
    "decline": {
        "fr": "Cela sort de ce que je sais faire : je m’occupe de vos données clients et de notre "
        "documentation. Vous pouvez par exemple me demander :",
        "en": "That’s outside what I do: I look after your customer data and our documentation. "
        "You could ask me, for instance:",
    },
    "decline_change": {
        "fr": "Cela se fait dans Salesforce : je ne fusionne, ne copie, n’envoie ni n’importe "
        "rien. Après votre accord, je peux créer, modifier ou supprimer des fiches, consigner un "
        "appel ou une note, planifier une tâche ou un rendez-vous, convertir une piste ou remplir "
        "une campagne.",
        "en": "That is done in Salesforce: I don’t merge, copy, send or import. Once you agree, I "
        "can create, change or delete records, log a call or a note, plan a task or a meeting, "
        "convert a lead or fill a campaign.",
    },
    "hand_over": {
        "fr": "Je ne peux pas encore passer la main dans cette conversation. Écrivez à notre "
        "équipe par votre canal habituel : elle vous répondra.",
        "en": "I can’t hand this conversation over yet. Please write to our team through your "
        "usual channel and they will answer.",
    },
    "switch_language": {
        "fr": "Très bien, je continue en français.",
        "en": "Sure, I’ll carry on in English.",
    },
    "clarify": {
        "fr": "Je ne suis pas sûr d’avoir compris. Pouvez-vous reformuler ? Voici ce que je sais "
        "faire de plus proche :",
        "en": "I’m not sure I understood. Could you rephrase? Here is the nearest I can do:",
    },
}

EXAMPLES: Mapping[str, Mapping[Language, tuple[str, ...]]] = {
    "sales": {
        "fr": (
            "Quelles opportunités de plus de 50 k€ ferment ce mois-ci ?",
            "Identifie tous les contacts de mon portefeuille dans le secteur de la finance qui "
            "n'ont pas été contactés depuis plus de 90 jours.",
            "Crée un rapport hebdomadaire sur la performance de mes nouvelles opportunités par "
            "source.",
            "Quels sont nos avantages sur le délai de déploiement ?",
            "Organise ma journée",
        ),
        "en": (
            "Which deals over 50k close this month?",
            "Find all contacts in my accounts in finance who haven't been contacted for more "
            "than 90 days.",
            "Create a weekly report on how my new opportunities perform by source.",
            "What are our advantages on deployment time?",
            "Plan my day",
        ),
    },
    "manager": {
        "fr": (
            "Montant des opportunités ouvertes de mon équipe par commercial",
            "Quel est notre taux de gain ce trimestre par rapport au trimestre dernier ?",
            "Crée un rapport hebdomadaire sur la performance des nouvelles opportunités par "
            "source.",
        ),
        "en": (
            "Amount of my team's open deals by owner",
            "What is our win rate this quarter compared with last quarter?",
            "Create a weekly report on how new opportunities perform by source.",
        ),
    },
    "service": {
        "fr": (
            "Combien de requêtes ouvertes par priorité ?",
            "Mes requêtes ouvertes depuis plus de 7 jours",
            "Comment réappairer une passerelle ?",
        ),
        "en": (
            "How many open cases by priority?",
            "My cases open for more than 7 days",
            "How do I pair a gateway again?",
        ),
    },
    "customer": {
        "fr": (
            "Où en est ma demande ?",
            "Mes commandes",
            "Comment installer un capteur ?",
        ),
        "en": (
            "Where is my request at?",
            "My orders",
            "How do I install a sensor?",
        ),
    },
    "visitor": {
        "fr": ("Que fait Héliade Pilot ?", "Où sont hébergées les données ?"),
        "en": ("What does Héliade Pilot do?", "Where is data hosted?"),
    },
}
