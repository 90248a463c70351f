// What the page of article drafts says, in both languages.

export const WORDS = {
  fr: {
    title: "Articles", skip: "Aller au brouillon", console: "Console", as: "Vous êtes", signIn: "Se connecter avec Salesforce", signInCompany: "Se connecter avec le compte de l’entreprise", signOut: "Se déconnecter", switch: "EN", switchTo: "Switch to English",
    lacking: "Ce qui manque d’un article", spoken: "Langue des articles", solved: "Requêtes résolues sans article", unanswered: "Questions restées sans réponse", looking: "Recherche de ce qui manque…",
    cases: { one: "1 requête résolue", other: "{n} requêtes résolues" }, asked: { one: "posée 1 fois", other: "posée {n} fois" }, noSubjects: "Rien : les sujets souvent résolus ont leur article.", noGaps: "Rien : les questions des 90 derniers jours ont eu une réponse.",
    choose: "Choisissez ce qui manque : Comptoir en écrit le brouillon, vous le corrigez, puis vous le proposez à Salesforce.", writing: "Comptoir écrit le brouillon…", kept: "Voici votre brouillon, tel que vous l’aviez laissé.",
    about: "Tiré de {cases} : {numbers}", aboutNone: "Aucune requête résolue n’en parle : le plan est à remplir.", written: "Un article semble déjà répondre à ce sujet : vérifiez avant d’en créer un autre.",
    titled: "Titre", summary: "Résumé", summaryHint: "Une ou deux phrases, montrées dans les résultats de recherche.", text: "Texte", textHint: "Une ligne « ## » ouvre une partie, « - » un point, « 1. » une étape.",
    unpublished: "Rien n’est publié : Salesforce garde l’article à l’état de brouillon, invisible des clients.", preview: "Voir ce qui sera créé", drop: "Repartir du brouillon de Comptoir",
    will: "Ce qui sera créé dans Salesforce", create: "Créer le brouillon", correct: "Corriger", creating: "Création en cours…", created: "Le brouillon est dans Salesforce. Un responsable peut le relire et le publier.", notCreated: "Rien n’a été créé. Votre texte reste ici.",
    readOnly: "Votre profil ne permet pas de créer des articles : vous pouvez lire et copier ce brouillon.", failed: "{why}", offline: "Le service ne répond pas. Votre texte reste ici : réessayez.",
    gateTitle: "Brouillons d’articles", gateText: "Connectez-vous pour écrire des articles.", notAgent: "{name}, votre profil ({profile}) ne fait pas partie du service client : cette page n’est pas ouverte pour vous.", front: "Aller à l’assistant",
  },
  en: {
    title: "Articles", skip: "Skip to the draft", console: "Console", as: "You are", signIn: "Sign in with Salesforce", signInCompany: "Sign in with your company account", signOut: "Sign out", switch: "FR", switchTo: "Passer en français",
    lacking: "What lacks an article", spoken: "Language of the articles", solved: "Solved cases without an article", unanswered: "Questions nobody answered", looking: "Looking for what is missing…",
    cases: { one: "1 solved case", other: "{n} solved cases" }, asked: { one: "asked once", other: "asked {n} times" }, noSubjects: "Nothing: what is often solved has its article.", noGaps: "Nothing: the questions of the last 90 days were answered.",
    choose: "Choose what is missing: Comptoir drafts it, you correct it, then you propose it to Salesforce.", writing: "Comptoir is writing the draft…", kept: "Here is your draft, as you left it.",
    about: "Drawn from {cases}: {numbers}", aboutNone: "No solved case tells of it: the outline is yours to fill.", written: "An article seems to answer this already: check before you create another.",
    titled: "Title", summary: "Summary", summaryHint: "One or two sentences, shown in search results.", text: "Text", textHint: "A line with “##” opens a section, “-” a point, “1.” a step.",
    unpublished: "Nothing is published: Salesforce keeps the article as a draft that customers can’t see.", preview: "Show what will be created", drop: "Start again from Comptoir’s draft",
    will: "What will be created in Salesforce", create: "Create the draft", correct: "Correct", creating: "Creating…", created: "The draft is in Salesforce. A manager can read and publish it.", notCreated: "Nothing was created. Your text stays here.",
    readOnly: "Your profile may not create articles: you can read and copy this draft.", failed: "{why}", offline: "The service isn’t responding. Your text stays here: try again.",
    gateTitle: "Article drafts", gateText: "Sign in to write articles.", notAgent: "{name}, your profile ({profile}) is not part of customer service: this page isn’t open to you.", front: "Go to the assistant",
  },
};
