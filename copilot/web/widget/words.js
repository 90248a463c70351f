// What the widget says, in both languages.
const WORDS = {
  fr: {
    open: "Besoin d’aide ?", title: "Assistance", close: "Fermer", say: "Votre message", send: "Envoyer",
    hello: "Bonjour, comment puis-je vous aider ?", bot: "Assistant", you: "Vous", team: "Notre équipe",
    privacy: "Je suis un assistant automatique. Une personne peut prendre le relais à tout moment.",
    starters: ["Que pouvez-vous faire ?", "Où en est ma demande ?", "Où en est ma commande ?"],
    person: "Parler à une personne", sign: "Me connecter", signed: "Vous êtes connecté.", end: "Terminer", other: "English", otherLang: "en",
    writing: "L’assistant écrit…", waiting: "En attente d’une personne…", taken: "{name} vous répond.", unread: "{n} nouveaux messages", unreadOne: "1 nouveau message",
    offline: "Pas de connexion : votre message partira dès son retour.", slow: "Beaucoup de messages : le vôtre part dans {n} s.", failed: "Ce message n’a pas pu être envoyé.",
    source: "Source", colon: " :", more: "Ouvrir", rows: "{shown} lignes sur {total}",
    email: "Votre adresse e-mail", code: "Le code reçu par e-mail", ask: "Recevoir un code", check: "Valider le code", cancel: "Annuler",
    sent: "Si cette adresse est celle d’un client, un code vient d’y être envoyé.", wrong: "Ce code n’est pas valable. Vérifiez-le ou demandez-en un autre.", badEmail: "Cette adresse n’est pas complète.",
    attach: "Joindre une image ou un PDF", files: "Fichiers à envoyer", drop: "Retirer {name}", units: ["Mo", "ko"],
    badKind: "ni image (PNG, JPEG, GIF, WebP) ni PDF.", tooLarge: "plus de {n} Mo.", tooMany: "trop de fichiers ({m} par message).", noRoom: "nous ne pouvons pas recevoir de fichier pour l’instant.", lost: "ce fichier n’est plus là, joignez-le de nouveau.",
    request: "Ouvrir une demande", step: "Étape {n} sur {all}", next: "Continuer", back: "Retour", nothing: "Je ne sais pas", needed: "Cette réponse est nécessaire.", check2: "Relisez votre demande avant de l’envoyer.", sendCase: "Envoyer la demande",
    notSent: "Pas de connexion : rien n’est perdu, renvoyez dès son retour.", wait: "Beaucoup de demandes : réessayez dans {n} s.",
    rate: "Êtes-vous satisfait de cet échange ?", rates: ["Pas du tout", "Plutôt non", "Moyennement", "Plutôt oui", "Tout à fait"], rated: "Merci pour votre avis.", fresh: "Nouvelle conversation",
  },
  en: {
    open: "Need help?", title: "Help", close: "Close", say: "Your message", send: "Send",
    hello: "Hello, how can I help you?", bot: "Assistant", you: "You", team: "Our team",
    privacy: "I’m an automated assistant. A person can take over at any time.",
    starters: ["What can you do?", "Where is my request at?", "Where is my order?"],
    person: "Talk to a person", sign: "Sign in", signed: "You are signed in.", end: "End chat", other: "Français", otherLang: "fr",
    writing: "The assistant is writing…", waiting: "Waiting for a person…", taken: "{name} is answering you.", unread: "{n} new messages", unreadOne: "1 new message",
    offline: "No connection: your message will go as soon as it is back.", slow: "Lots of messages: yours goes in {n} s.", failed: "This message could not be sent.",
    source: "Source", colon: ":", more: "Open", rows: "{shown} rows of {total}",
    email: "Your email address", code: "The code you received by email", ask: "Send me a code", check: "Check the code", cancel: "Cancel",
    sent: "If this is a customer’s address, a code has just been sent to it.", wrong: "That code isn’t valid. Check it or ask for another one.", badEmail: "That address isn’t complete.",
    attach: "Attach an image or a PDF", files: "Files to send", drop: "Remove {name}", units: ["MB", "kB"],
    badKind: "neither an image (PNG, JPEG, GIF, WebP) nor a PDF.", tooLarge: "more than {n} MB.", tooMany: "too many files ({m} a message).", noRoom: "we can’t receive files at the moment.", lost: "this file is gone, please attach it again.",
    request: "Open a request", step: "Step {n} of {all}", next: "Continue", back: "Back", nothing: "I don’t know", needed: "This answer is needed.", check2: "Read your request again before you send it.", sendCase: "Send the request",
    notSent: "No connection: nothing is lost, send it again once it is back.", wait: "Lots of requests: please try again in {n} s.",
    rate: "Are you happy with this conversation?", rates: ["Not at all", "Not really", "Somewhat", "Mostly", "Very"], rated: "Thank you for your feedback.", fresh: "New conversation",
  },
};

// French puts a narrow no-break space before double punctuation.
const typeset = (said) => (typeof said === "string" ? said.replace(/ (?=[?!:;»])/g, "\u202f") : said.map(typeset));
for (const key of Object.keys(WORDS.fr)) WORDS.fr[key] = typeset(WORDS.fr[key]);
