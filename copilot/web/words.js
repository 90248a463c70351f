// What the page itself says, in both languages. Answers come from the API in theirs.

export const WORDS = {
  fr: {
    skip: "Aller à la saisie", as: "Vous êtes", fresh: "Nouvelle conversation",
    hello: "Bonjour, que voulez-vous savoir ou faire ?",
    intro: "Choisissez un utilisateur de démonstration, puis écrivez comme vous parlez, en français ou en anglais. Rien n’est modifié sans votre accord.",
    ask: "Votre message", placeholder: "Écrivez votre message…", send: "Envoyer", thread: "Conversation",
    you: "Vous", copilot: "Comptoir", waiting: "Comptoir cherche…", switch: "English",
    visitor: "Visiteur du site", to: "À", cc: "Cc", subject: "Objet", copy: "Copier", copied: "Copié",
    mail: "Ouvrir dans ma messagerie", evidence: "Preuves", reading: "Lecture de la demande",
    more: "lignes affichées sur", sources: "Source", failed: "La demande n’a pas abouti.",
    offline: "Le service ne répond pas. Votre message est conservé : réessayez.", retry: "Réessayer",
    up: "Réponse utile", down: "Réponse à revoir", thanks: "Merci, c’est noté.",
    why: "Qu’est-ce qui ne va pas ?", kinds: { event: "Ce qui s’est passé", pain_point: "Points de douleur", decision: "Décisions", promise: "Promesses", next_step: "Prochaines étapes" },
    starters: [
      "Résume les cinq dernières interactions avec le client {account} et identifie ses principaux points de douleur.",
      "Identifie tous les contacts de mon portefeuille dans le secteur de la finance qui n'ont pas été contactés depuis plus de 90 jours.",
      "Crée un rapport hebdomadaire sur la performance de mes nouvelles opportunités par source.",
      "Où sont hébergées les données de nos clients ?",
    ],
  },
  en: {
    skip: "Skip to the message box", as: "You are", fresh: "New conversation",
    hello: "Hello, what would you like to know or do?",
    intro: "Choose a demo user, then write the way you speak, in English or French. Nothing is changed without your say-so.",
    ask: "Your message", placeholder: "Write your message…", send: "Send", thread: "Conversation",
    you: "You", copilot: "Comptoir", waiting: "Comptoir is looking…", switch: "Français",
    visitor: "Website visitor", to: "To", cc: "Cc", subject: "Subject", copy: "Copy", copied: "Copied",
    mail: "Open in my mail app", evidence: "Evidence", reading: "How this was read",
    more: "rows shown of", sources: "Source", failed: "The request failed.",
    offline: "The service isn’t responding. Your message is kept: try again.", retry: "Try again",
    up: "Useful answer", down: "Needs work", thanks: "Thank you, noted.",
    why: "What is wrong with it?", kinds: { event: "What happened", pain_point: "Pain points", decision: "Decisions", promise: "Promises", next_step: "Next steps" },
    starters: [
      "Summarise the last five interactions with {account} and identify their main pain points.",
      "Find all contacts in my accounts in the finance sector who haven't been contacted for more than 90 days.",
      "Create a weekly report on the performance of my new opportunities by source.",
      "Where is our customers' data hosted?",
    ],
  },
};
