// What the page itself says, in both languages. Answers come from the API in theirs.

export const WORDS = {
  fr: {
    skip: "Aller à la saisie", as: "Vous êtes", fresh: "Nouvelle conversation", switch: "EN", switchTo: "Switch to English",
    hello: "Bonjour", helloName: "Bonjour {name},", intro: "Posez votre question ou demandez une action, en français ou en anglais. Rien n’est modifié sans votre accord.",
    ask: "Votre message", placeholder: "Demandez à Comptoir…", send: "Envoyer", hint: "Entrée pour envoyer, Maj + Entrée pour aller à la ligne.",
    signIn: "Se connecter avec Salesforce", signInCompany: "Se connecter avec le compte de l’entreprise", signOut: "Se déconnecter",
    thread: "Conversation", you: "Vous", copilot: "Comptoir", waiting: "Comptoir cherche…", visitor: "Visiteur du site",
    to: "À", cc: "Cc", subject: "Objet", copy: "Copier", copied: "Copié.", cannotCopy: "Copie impossible : sélectionnez le texte.",
    mail: "Ouvrir dans ma messagerie", pasted: "Message long : il est copié, collez-le dans votre messagerie.", draft: "Brouillon, rien n’est envoyé",
    evidence: { one: "1 extrait à l’appui", other: "{n} extraits à l’appui" }, sources: { one: "Source", other: "Sources" }, open: "Ouvrir",
    rows: "{shown} lignes affichées sur {total}", save: "Télécharger en CSV", file: "comptoir-tableau",
    agentHas: "{name} s’occupe de cette conversation et vous répond ici.", agentHasIt: "Un agent s’occupe de cette conversation et vous répond ici.", heard: "Bien reçu.", again: "Conversation reprise",
    failed: "La demande n’a pas abouti.", invalid: "Ce message ne peut pas être lu.", unauthorised: "Cet utilisateur n’a pas accès à l’organisation.",
    unavailable: "Le CRM ne répond pas pour le moment.", offline: "Le service ne répond pas. Votre message est conservé, réessayez.", retry: "Réessayer",
    up: "Réponse utile", down: "Réponse à revoir", thanks: "Merci, c’est noté.", why: "Qu’est-ce qui ne va pas ? (facultatif)", sendWhy: "Envoyer l’avis",
    how: "Comment j’ai lu la demande", filters: "Filtres", group: "Par", measures: "Mesures", order: "Tri", seconds: "Réponse en {n} s",
    masked: { one: "1 valeur masquée avant rédaction", other: "{n} valeurs masquées avant rédaction" },
    kinds: { who: "Interlocuteurs", company: "Entreprise", event: "Ce qui s’est passé", pain_point: "Points de douleur", decision: "Décisions", promise: "Promesses", next_step: "Prochaines étapes",
      mood: "Humeur", deal: "Affaires", case: "Demandes au support", signal: "Signaux", risk: "Risques", angle: "Trois angles", question: "Questions à poser", outside: "Vu ailleurs" },
    objects: { Account: "Compte", Contact: "Contact", Lead: "Piste", Opportunity: "Opportunité", Case: "Ticket", CaseComment: "Commentaire", Task: "Activité", Event: "Réunion", EmailMessage: "E-mail", LiveChatTranscript: "Chat", ContentNote: "Note" },
    roles: { "Sales Rep France": "Ventes France", "Sales France": "Responsable des ventes France", "Sales Rep UK": "Ventes Royaume-Uni", "Sales UK": "Responsable des ventes Royaume-Uni", "Service Agent": "Service client", Service: "Responsable du service client", "System Administrator": "Administration" },
    labels: { summary: "Résumer", mail: "Rédiger", find: "Trouver", report: "Mesurer", change: "Modifier", book: "Savoir" },
    starters: {
      sales: [
        ["summary", "Résume les cinq dernières interactions avec le client {account} et identifie ses principaux points de douleur."],
        ["mail", "Rédige un email de suivi pour l’opportunité {opportunity} en mettant en avant nos avantages concurrentiels sur le prix."],
        ["find", "Identifie tous les contacts de mon portefeuille dans le secteur de la finance qui n’ont pas été contactés depuis plus de 90 jours."],
        ["report", "Crée un rapport hebdomadaire sur la performance de mes nouvelles opportunités par source."],
        ["change", "Repousse la clôture de l’opportunité {opportunity} à la fin du mois prochain."],
        ["book", "Où sont hébergées les données de nos clients ?"],
      ],
      service: [
        ["summary", "Résume les cinq dernières interactions avec le client {account} et identifie ses principaux points de douleur."],
        ["find", "Quels tickets ouverts de priorité haute n’ont pas bougé depuis une semaine ?"],
        ["report", "Combien de tickets ouverts par priorité ?"],
        ["book", "Comment appairer une passerelle ?"],
      ],
      visitor: [
        ["book", "Où sont hébergées les données de vos clients ?"],
        ["book", "Comment installer un capteur ?"],
        ["book", "Quelle est la durée de la garantie ?"],
        ["book", "Comment résilier mon abonnement ?"],
      ],
    },
  },
  en: {
    skip: "Skip to the message box", as: "You are", fresh: "New conversation", switch: "FR", switchTo: "Passer en français",
    hello: "Hello", helloName: "Hello {name},", intro: "Ask a question or ask for something to be done, in English or French. Nothing is changed without your say-so.",
    ask: "Your message", placeholder: "Ask Comptoir…", send: "Send", hint: "Enter to send, Shift + Enter for a new line.",
    signIn: "Sign in with Salesforce", signInCompany: "Sign in with your company account", signOut: "Sign out",
    thread: "Conversation", you: "You", copilot: "Comptoir", waiting: "Comptoir is looking…", visitor: "Website visitor",
    to: "To", cc: "Cc", subject: "Subject", copy: "Copy", copied: "Copied.", cannotCopy: "Copying isn’t possible: please select the text.",
    mail: "Open in my mail app", pasted: "It’s a long message: it has been copied, paste it into your mail app.", draft: "Draft, nothing has been sent",
    evidence: { one: "1 supporting quote", other: "{n} supporting quotes" }, sources: { one: "Source", other: "Sources" }, open: "Open",
    rows: "{shown} rows shown of {total}", save: "Download as CSV", file: "comptoir-table",
    agentHas: "{name} has this conversation and will answer you here.", agentHasIt: "An agent has this conversation and will answer you here.", heard: "Received.", again: "Conversation resumed",
    failed: "The request failed.", invalid: "This message can’t be read.", unauthorised: "This user has no access to the org.",
    unavailable: "The CRM isn’t responding right now.", offline: "The service isn’t responding. Your message is kept, try again.", retry: "Try again",
    up: "Useful answer", down: "Needs work", thanks: "Thank you, noted.", why: "What is wrong with it? (optional)", sendWhy: "Send feedback",
    how: "How I read the request", filters: "Filters", group: "By", measures: "Measures", order: "Order", seconds: "Answered in {n} s",
    masked: { one: "1 value masked before writing", other: "{n} values masked before writing" },
    kinds: { who: "People", company: "Company", event: "What happened", pain_point: "Pain points", decision: "Decisions", promise: "Promises", next_step: "Next steps",
      mood: "Mood", deal: "Deals", case: "Support cases", signal: "Signals", risk: "Risks", angle: "Three angles", question: "Questions to ask", outside: "Seen elsewhere" },
    objects: { Account: "Account", Contact: "Contact", Lead: "Lead", Opportunity: "Opportunity", Case: "Case", CaseComment: "Comment", Task: "Activity", Event: "Meeting", EmailMessage: "E-mail", LiveChatTranscript: "Chat", ContentNote: "Note" },
    roles: { "Sales Rep France": "Sales, France", "Sales France": "Sales manager, France", "Sales Rep UK": "Sales, UK", "Sales UK": "Sales manager, UK", "Service Agent": "Customer service", Service: "Service manager", "System Administrator": "Administrator" },
    labels: { summary: "Summarise", mail: "Write", find: "Find", report: "Measure", change: "Change", book: "Know" },
    starters: {
      sales: [
        ["summary", "Summarise the last five interactions with {account} and identify their main pain points."],
        ["mail", "Write a follow-up email for the {opportunity} opportunity highlighting our competitive advantages on price."],
        ["find", "Find all the contacts in my portfolio in the finance sector who haven’t been contacted for more than 90 days."],
        ["report", "Create a weekly report on the performance of my new opportunities by source."],
        ["change", "Move the close date of the {opportunity} opportunity to the end of next month."],
        ["book", "Where is our customers’ data hosted?"],
      ],
      service: [
        ["summary", "Summarise the last five interactions with {account} and identify their main pain points."],
        ["find", "Which high priority open cases haven’t moved for a week?"],
        ["report", "How many open cases by priority?"],
        ["book", "How do I pair a gateway?"],
      ],
      visitor: [
        ["book", "Where is your customers’ data hosted?"],
        ["book", "How do I install a sensor?"],
        ["book", "How long is the warranty?"],
        ["book", "How do I cancel my subscription?"],
      ],
    },
  },
};

// Fill the blanks of a line: `fill("Hello {name}", { name })`.
export function fill(line, values) {
  return line.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

// Choose the singular or plural of a line and write the count in it.
export function counted(forms, n, language) {
  const form = new Intl.PluralRules(language).select(n) === "one" ? forms.one : forms.other;
  return fill(form, { n: n.toLocaleString(language) });
}
