// What the console itself says, in both languages.

export const WORDS = {
  fr: {
    colon: " :", title: "Console", skip: "Aller à la conversation", as: "Vous êtes", list: "Conversations", none: "Aucune conversation en cours.", transcript: "Échanges", beside: "Pour répondre",
    reply: "Votre réponse", send: "Envoyer", keys: "Entrée pour envoyer, Alt + J et Alt + K pour changer de conversation.", switch: "EN", switchTo: "Switch to English",
    take: "Prendre", release: "Rendre à l’assistant", use: "Envoyer", edit: "Modifier", counts: "{waiting} en attente · {all} en cours",
    states: { bot: "Assistant", waiting: "Attend", taken: "En charge", released: "Assistant" }, minutes: "{n} min", visitor: "Visiteur", customer: "Client",
    from: { customer: "Client", bot: "Assistant", agent: "Agent", system: "" }, taken: "{name} est en charge de cette conversation.", yours: "Vous êtes en charge : l’assistant se tait.",
    suggestions: "Réponses proposées", summary: "Résumé", feeling: "Humeur", feelings: { negative: "mécontent", neutral: "neutre", positive: "satisfait" }, reason: "Motif", next: "À faire", who: "Client", cases: "Tickets", orders: "Commandes", routing: "Pourquoi vous", anonymous: "Visiteur non identifié.",
    reasons: { language: "langue : {v}", skill: "compétence : {v}", load: "charge : {v} tickets", outside_hours_or_nobody_free: "hors horaires ou personne de libre" }, sources: "D’après : {titles}", sure: "{n} % sûr", failed: "Action impossible : {why}", offline: "Le service ne répond pas.",
  },
  en: {
    colon: ":", title: "Console", skip: "Skip to the conversation", as: "You are", list: "Conversations", none: "No live conversation.", transcript: "Transcript", beside: "To help you answer",
    reply: "Your reply", send: "Send", keys: "Enter to send, Alt + J and Alt + K to change conversation.", switch: "FR", switchTo: "Passer en français",
    take: "Take", release: "Back to the assistant", use: "Send", edit: "Edit", counts: "{waiting} waiting · {all} live",
    states: { bot: "Assistant", waiting: "Waiting", taken: "Taken", released: "Assistant" }, minutes: "{n} min", visitor: "Visitor", customer: "Customer",
    from: { customer: "Customer", bot: "Assistant", agent: "Agent", system: "" }, taken: "{name} is in charge of this conversation.", yours: "You are in charge: the assistant is silent.",
    suggestions: "Suggested replies", summary: "Summary", feeling: "Mood", feelings: { negative: "unhappy", neutral: "neutral", positive: "happy" }, reason: "Reason", next: "To do", who: "Customer", cases: "Cases", orders: "Orders", routing: "Why you", anonymous: "Unidentified visitor.",
    reasons: { language: "language: {v}", skill: "skill: {v}", load: "workload: {v} cases", outside_hours_or_nobody_free: "outside hours or nobody free" }, sources: "From: {titles}", sure: "{n}% sure", failed: "Not possible: {why}", offline: "The service isn’t responding.",
  },
};

export function fill(line, values) {
  return line.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
