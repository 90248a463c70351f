"""The lines of `refusals`, in both languages."""

from __future__ import annotations

from actions.wording import Lines

OBJECTS: Lines = {
    "Account": {"fr": "un compte", "en": "an account"},
    "Contact": {"fr": "un contact", "en": "a contact"},
    "Opportunity": {"fr": "une opportunité", "en": "an opportunity"},
    "Lead": {"fr": "une piste", "en": "a lead"},
    "Case": {"fr": "une requête", "en": "a case"},
    "Campaign": {"fr": "une campagne", "en": "a campaign"},
    "User": {"fr": "un collègue", "en": "a colleague"},
}

LINES: Lines = {
    "ambiguous": {
        "fr": "{count} fiches peuvent correspondre. Laquelle voulez-vous ?",
        "en": "{count} records could match. Which one do you mean?",
    },
    "ambiguous_page": {
        "fr": "{count} fiches peuvent correspondre ; voici les {first} à {last}. Laquelle "
        "voulez-vous ? Une entreprise ou une ville les distingue aussi.",
        "en": "{count} records could match; here are {first} to {last}. Which one do you mean? "
        "A company or a city tells them apart too.",
    },
    "more_choices": {"fr": "Suite", "en": "Next"},
    "last_seen": {"fr": "dernier contact le {day}", "en": "last contact {day}"},
    "no_such_name": {
        "fr": "Je ne trouve rien qui s’appelle « {words} » parmi ce que vous pouvez voir.",
        "en": "I can’t find anything called “{words}” among what you can see.",
    },
    "nearest_names": {
        "fr": "Je ne trouve pas « {words} ». Voici ce qui s’en approche le plus :",
        "en": "I can’t find “{words}”. These are the closest:",
    },
    "record_needed": {
        "fr": "De quelle fiche s’agit-il ? Donnez-moi le nom ({kinds}).",
        "en": "Which record do you mean? Give me its name ({kinds}).",
    },
    "sign_in": {
        "fr": "Pour cela, j’ai besoin de savoir qui vous êtes : connectez-vous d’abord. "
        "Sans connexion, je peux répondre à partir de notre documentation publique.",
        "en": "For that I need to know who you are: please sign in first. "
        "Until then I can answer from our public documentation.",
    },
    "nothing_waiting": {
        "fr": "Aucune modification n’attend votre accord.",
        "en": "No change is waiting for your approval.",
    },
    "nothing_to_undo": {
        "fr": "Je n’ai rien à annuler dans cette conversation.",
        "en": "There is nothing to undo in this conversation.",
    },
    "no_email": {
        "fr": "Je n’ai pas encore rédigé d’e-mail ici. Pour qui, et à quel sujet ?",
        "en": "I haven’t drafted an e-mail in this conversation yet. For whom, and about what?",
    },
    "nothing_spoken_of": {
        "fr": "De qui ou de quoi parlez-vous ? Donnez-moi un nom.",
        "en": "Who or what do you mean? Give me a name.",
    },
    "nothing_to_choose": {
        "fr": "Je n’ai pas de choix en cours. Que cherchez-vous ?",
        "en": "There is no choice open. What are you looking for?",
    },
    "no_such_change": {
        "fr": "Je n’ai pas compris quoi modifier. Dites par exemple : « passe l’étape à "
        "Négociation » ou « mets le montant à 45 000 € ».",
        "en": "I didn’t understand what to change. Say for instance “set the stage to "
        "Negotiation” or “set the amount to €45,000”.",
    },
    "no_list": {
        "fr": "Je ne vois pas de quelle liste il s’agit. Affichez d’abord les fiches à modifier.",
        "en": "I can’t tell which list you mean. Show the records you want to change first.",
    },
    "not_so_many": {
        "fr": "La liste affichée compte {reading} fiches. Lesquelles ? « Les deux premières », "
        "« la première et la troisième », « toutes »…",
        "en": "The list on screen has {reading} records. Which of them? “The first two”, "
        "“the first and the third”, “all of them”…",
    },
    "empty_list": {
        "fr": "Cette liste est vide, il n’y a rien à modifier : {reading}.",
        "en": "That list is empty, there is nothing to change: {reading}.",
    },
    "no_people": {
        "fr": "On n’ajoute à une campagne que des contacts et des pistes.",
        "en": "Only contacts and leads can be added to a campaign.",
    },
    "all_members": {
        "fr": "Rien à ajouter : tous sont déjà dans cette campagne.",
        "en": "Nothing to add: they are all in that campaign already.",
    },
    "no_such_kind": {
        "fr": "Que dois-je créer ? Dites par exemple « crée un contact Julie Petit chez Delmas ».",
        "en": "What should I create? Say for instance “create a contact Julia Peel at Delmas”.",
    },
    "stale_conversion": {
        "fr": "La piste a changé depuis que je vous l’ai montrée ; rien n’a été converti. "
        "Redemandez la conversion.",
        "en": "The lead changed since I showed it to you; nothing was converted. "
        "Please ask for the conversion again.",
    },
    "already_done": {
        "fr": "C’est déjà fait : cette modification a été enregistrée une fois.",
        "en": "Already done: that change was saved once.",
    },
    "crm_unavailable": {
        "fr": "Salesforce ne répond pas pour le moment. Rien n’a été modifié ; "
        "réessayez dans une minute.",
        "en": "Salesforce isn’t responding right now. Nothing was changed; "
        "please try again in a minute.",
    },
    "crm_in_doubt": {
        "fr": "Salesforce n’a pas confirmé l’enregistrement. Vérifiez la fiche avant de "
        "recommencer.",
        "en": "Salesforce didn’t confirm the save. Please check the record before trying again.",
    },
    "quota_spent": {
        "fr": "Le quota d’appels Salesforce de la journée est épuisé. Il se libère au fil des "
        "prochaines 24 heures.",
        "en": "Today’s Salesforce call quota is used up. It frees up over the next 24 hours.",
    },
    "refused": {
        "fr": "Vos droits dans Salesforce ne permettent pas cette opération.",
        "en": "Your Salesforce permissions don’t allow this.",
    },
    "withheld_update": {
        "fr": "Je ne peux pas modifier **{names}** : le partage de Salesforce vous laisse voir "
        "cette fiche, pas la changer. Son propriétaire ou un responsable le peut.",
        "en": "I can’t change **{names}**: Salesforce’s sharing lets you see this record, not "
        "change it. Its owner or a manager can.",
    },
    "withheld_delete": {
        "fr": "Je ne peux pas supprimer **{names}** : le partage de Salesforce ne vous y autorise "
        "pas. Son propriétaire ou un responsable le peut.",
        "en": "I can’t delete **{names}**: Salesforce’s sharing doesn’t let you. Its owner or a "
        "manager can.",
    },
    "withheld_many": {
        "fr": "Aucun de ces {count} enregistrements n’est à vous de changer ainsi, d’après le "
        "partage de Salesforce : {names}. Leurs propriétaires ou un responsable le peuvent.",
        "en": "None of these {count} records is yours to change so, by Salesforce’s sharing: "
        "{names}. Their owners or a manager can.",
    },
    "refused_field": {
        "fr": "Vos droits dans Salesforce ne permettent pas cette opération ({what}).",
        "en": "Your Salesforce permissions don’t allow this ({what}).",
    },
    "not_found": {
        "fr": "Cette fiche n’existe pas, ou vous n’y avez pas accès.",
        "en": "That record doesn’t exist, or you don’t have access to it.",
    },
    "bad_query": {
        "fr": "Je ne trouve pas « {names} » dans vos données.",
        "en": "I can’t find “{names}” in your data.",
    },
    "bad_query_near": {
        "fr": "Je ne trouve pas « {names} » dans vos données. Le plus proche : {nearest}.",
        "en": "I can’t find “{names}” in your data. The closest: {nearest}.",
    },
    "too_tangled": {
        "fr": "Salesforce ne sait pas y répondre en une seule fois. Posez plutôt deux questions.",
        "en": "Salesforce can’t answer that in one go. Try asking it as two questions.",
    },
    "invalid_unknown": {
        "fr": "Le champ « {field} » n’existe pas sur cette fiche.",
        "en": "There is no field “{field}” on this record.",
    },
    "invalid_not_writable": {
        "fr": "Le champ « {field} » n’est pas modifiable avec vos droits.",
        "en": "The field “{field}” can’t be changed with your permissions.",
    },
    "invalid_required": {
        "fr": "Le champ « {field} » est obligatoire.",
        "en": "The field “{field}” is required.",
    },
    "invalid_type": {
        "fr": "Cette valeur ne convient pas au champ « {field} ».",
        "en": "That value doesn’t fit the field “{field}”.",
    },
    "invalid_length": {
        "fr": "La valeur du champ « {field} » est trop longue (maximum : {allowed}).",
        "en": "The value of “{field}” is too long (maximum: {allowed}).",
    },
    "invalid_range": {
        "fr": "La valeur du champ « {field} » sort des limites ({allowed}).",
        "en": "The value of “{field}” is out of range ({allowed}).",
    },
    "invalid_picklist": {
        "fr": "Le champ « {field} » n’a pas cette valeur. Valeurs possibles : {allowed}.",
        "en": "“{field}” has no such value. Possible values: {allowed}.",
    },
    "invalid_dependent_picklist": {
        "fr": "Cette valeur de « {field} » ne va pas avec le champ dont elle dépend. "
        "Valeurs possibles : {allowed}.",
        "en": "That value of “{field}” doesn’t go with the field it depends on. "
        "Possible values: {allowed}.",
    },
    "invalid_reference": {
        "fr": "Le champ « {field} » désigne une fiche qui n’existe pas.",
        "en": "“{field}” points to a record that doesn’t exist.",
    },
    "invalid_rule": {
        "fr": "Une règle de votre organisation refuse cette modification : {detail}",
        "en": "A rule of your organisation refuses this change: {detail}",
    },
    "invalid_unchanged": {
        "fr": "Rien à changer : la fiche a déjà ces valeurs.",
        "en": "Nothing to change: the record already has these values.",
    },
    "duplicates": {
        "fr": "Cette fiche existe peut-être déjà ; rien n’a été enregistré.",
        "en": "This record may exist already; nothing was saved.",
    },
    "stale": {
        "fr": "La fiche a changé depuis que je vous l’ai montrée ; rien n’a été enregistré. "
        "Redemandez la modification pour partir des valeurs actuelles.",
        "en": "The record changed since I showed it to you; nothing was saved. "
        "Ask for the change again to start from its current values.",
    },
    "expired": {
        "fr": "Cette proposition a expiré ; rien n’a été enregistré. Redemandez-la.",
        "en": "That proposal has expired; nothing was saved. Please ask again.",
    },
    "not_undoable": {
        "fr": "Cette modification ne peut pas être annulée d’ici.",
        "en": "That change can’t be undone from here.",
    },
    "guard_refused": {
        "fr": "Je ne peux pas rédiger ce texte sans risquer de divulguer des données protégées.",
        "en": "I can’t write this without risking the disclosure of protected data.",
    },
    "knowledge_unavailable": {
        "fr": "La base de connaissances n’est pas disponible pour le moment.",
        "en": "The knowledge base isn’t available right now.",
    },
    "unavailable": {
        "fr": "Je n’ai pas pu traiter cette demande. Réessayez dans une minute.",
        "en": "I couldn’t handle this request. Please try again in a minute.",
    },
}
