"""What the copilot says around changes, in both languages."""

from __future__ import annotations

from actions.wording import Lines

LINES: Lines = {
    "ask_update": {
        "fr": "Voici ce que je vais modifier sur **{name}**. Je confirme ?",
        "en": "Here is what I’m about to change on **{name}**. Shall I go ahead?",
    },
    "ask_create": {
        "fr": "Création ({kind}) : **{name}**. Voici ce que je vais enregistrer. Je confirme ?",
        "en": "New {kind}: **{name}**. Here is what I’m about to save. Shall I go ahead?",
    },
    "ask_log_inbound": {
        "fr": "Je vais consigner cet e-mail reçu dans Salesforce. Je confirme ?",
        "en": "I’m about to log this incoming e-mail in Salesforce. Shall I go ahead?",
    },
    "ask_log_email": {
        "fr": "Je vais consigner cet e-mail dans Salesforce comme envoyé ; il part de votre "
        "messagerie. Je confirme ?",
        "en": "I’m about to log this e-mail in Salesforce as sent; it leaves from your own mail "
        "program. Shall I go ahead?",
    },
    "ask_delete": {
        "fr": "Suppression ({kind}) : **{name}**. La fiche ira dans la corbeille de Salesforce. "
        "Je confirme ?",
        "en": "Deletion ({kind}): **{name}**. The record will go to Salesforce’s recycle bin. "
        "Shall I go ahead?",
    },
    "ask_convert": {
        "fr": "Conversion de la piste **{name}**. Salesforce ne permet pas d’y revenir ensuite. "
        "Je confirme ?",
        "en": "Conversion of the lead **{name}**. Salesforce cannot take it back afterwards. "
        "Shall I go ahead?",
    },
    "ask_many_update": {
        "fr": "Modification de **{count}** enregistrements ({kind}). Je confirme pour tous ?",
        "en": "Change to **{count}** records ({kind}). Shall I go ahead with all of them?",
    },
    "ask_many_create": {
        "fr": "Création de **{count}** enregistrements ({kind}). Je confirme pour tous ?",
        "en": "Creation of **{count}** records ({kind}). Shall I go ahead with all of them?",
    },
    "ask_many_delete": {
        "fr": "Suppression de **{count}** enregistrements ({kind}) ; ils iront dans la corbeille "
        "de Salesforce. Je confirme pour tous ?",
        "en": "Deletion of **{count}** records ({kind}); they will go to Salesforce’s recycle "
        "bin. Shall I go ahead with all of them?",
    },
    "stale": {
        "fr": "**{name}** a changé depuis que je vous l’ai montrée ; rien n’a été enregistré. "
        "Voici la modification à partir des valeurs actuelles. Je confirme ?",
        "en": "**{name}** changed since I showed it to you; nothing was saved. Here is the change "
        "from its current values. Shall I go ahead?",
    },
    "duplicates": {
        "fr": "Attention, cela existe peut-être déjà : {names}. Voici ce que je créerais "
        "(**{name}**). Je le crée quand même ?",
        "en": "Careful, this may exist already: {names}. Here is what I would create "
        "(**{name}**). Shall I create it anyway?",
    },
    "unplaced": {
        "fr": "Je n’ai rien fait de : {words}. Dites-moi où cela va, ou confirmez sans.",
        "en": "I did nothing with: {words}. Tell me where it goes, or confirm without it.",
    },
    "other_currency": {
        "fr": "Le chiffre de {amount} est repris tel quel, en euros : je ne convertis pas.",
        "en": "The figure of {amount} is taken as it is, in euros: I don’t convert.",
    },
    "still_waiting": {
        "fr": "Cette modification attendait encore votre accord : la revoici. Je confirme ?",
        "en": "This change was still waiting for your approval: here it is again. Go ahead?",
    },
    "proviso": {
        "fr": "Je n’ai rien enregistré : votre message contient une réserve dont je n’ai pas su "
        "faire un changement. Voici ce que je ferais : dites ce qui change, ou confirmez tel quel.",
        "en": "I saved nothing: your message holds something back that I could not read as a "
        "change. Here is what I would do: say what changes, or confirm it as it is.",
    },
    "done_update": {
        "fr": "C’est enregistré : {changes}. Dites « annule » pour revenir en arrière.",
        "en": "Saved: {changes}. Say “undo” to take it back.",
    },
    "done_handed": {
        "fr": "C’est enregistré : {changes}. Si vos droits ne vous laissent plus modifier cette "
        "fiche, son nouveau propriétaire ou un responsable pourra vous la rendre.",
        "en": "Saved: {changes}. If your permissions no longer let you edit this record, its new "
        "owner or a manager can hand it back.",
    },
    "done_made": {"fr": "C’est créé : **{name}**.", "en": "Created: **{name}**."},
    "done_create": {
        "fr": "C’est créé : **{name}**. Dites « annule » pour revenir en arrière.",
        "en": "Created: **{name}**. Say “undo” to take it back.",
    },
    "done_delete": {
        "fr": "C’est supprimé : **{name}**. Dites « annule » pour la récupérer dans la corbeille.",
        "en": "Deleted: **{name}**. Say “undo” to bring it back from the recycle bin.",
    },
    "done_convert": {
        "fr": "La piste **{name}** est convertie : {names}.",
        "en": "The lead **{name}** is converted: {names}.",
    },
    "done_many": {
        "fr": "C’est fait pour les {count} enregistrements. Dites « annule » pour revenir en "
        "arrière.",
        "en": "Done for all {count} records. Say “undo” to take it back.",
    },
    "done_one": {
        "fr": "C’est fait pour **{name}**. Dites « annule » pour revenir en arrière.",
        "en": "Done for **{name}**. Say “undo” to take it back.",
    },
    "done_some": {
        "fr": "C’est fait pour {count} enregistrements sur {total}. Voici ceux qui n’ont pas été "
        "modifiés, et pourquoi. Dites « annule » pour revenir en arrière sur les autres.",
        "en": "Done for {count} of {total} records. Here are those that were left as they were, "
        "and why. Say “undo” to take the others back.",
    },
    "done_none": {
        "fr": "Aucun des {total} enregistrements n’a été modifié. Voici pourquoi.",
        "en": "None of the {total} records was changed. Here is why.",
    },
    "cancelled": {
        "fr": "D’accord, je n’ai rien modifié.",
        "en": "All right, nothing was changed.",
    },
    "ask_back_update": {
        "fr": "La dernière modification faite ici est celle de **{name}**, le {when} ({changes}). "
        "Je l’annule ?",
        "en": "The last change made here is that of **{name}**, on {when} ({changes}). "
        "Shall I undo it?",
    },
    "ask_back_create": {
        "fr": "La dernière chose faite ici est la création de **{name}**, le {when}. Je l’annule ?",
        "en": "The last thing done here is the creation of **{name}**, on {when}. Shall I undo it?",
    },
    "ask_back_delete": {
        "fr": "La dernière chose faite ici est la suppression de **{name}**, le {when}. "
        "Je l’annule ?",
        "en": "The last thing done here is the deletion of **{name}**, on {when}. Shall I undo it?",
    },
    "ask_back_convert": {
        "fr": "La dernière chose faite ici est la conversion de **{name}**, le {when}. "
        "Je l’annule ?",
        "en": "The last thing done here is the conversion of **{name}**, on {when}. "
        "Shall I undo it?",
    },
    "several": {"fr": "{count} fiches", "en": "{count} records"},
    "yes_back": {"fr": "Annuler la modification", "en": "Undo the change"},
    "no_back": {"fr": "La garder", "en": "Keep it"},
    "undone_update": {
        "fr": "C’est annulé : **{name}** a retrouvé ses valeurs précédentes ({changes}).",
        "en": "Undone: **{name}** has its previous values again ({changes}).",
    },
    "undone_create": {
        "fr": "C’est annulé : **{name}**, que je venais de créer, est dans la corbeille.",
        "en": "Undone: **{name}**, which I had just created, is in the recycle bin.",
    },
    "undone_delete": {
        "fr": "C’est annulé : **{name}** est sortie de la corbeille.",
        "en": "Undone: **{name}** is back from the recycle bin.",
    },
    "undone_many": {
        "fr": "C’est annulé pour {count} enregistrements.",
        "en": "Undone for {count} records.",
    },
    "undone_one": {
        "fr": "C’est annulé pour **{name}**.",
        "en": "Undone for **{name}**.",
    },
    "undone_some": {
        "fr": "C’est annulé pour {count} enregistrements sur {total}. Pour les autres, voici "
        "pourquoi cela n’a pas été possible.",
        "en": "Undone for {count} of {total} records. Here is why the others could not be.",
    },
    "undone_none": {
        "fr": "Je n’ai rien pu annuler pour les {total} enregistrements. Voici pourquoi.",
        "en": "Nothing could be undone for the {total} records. Here is why.",
    },
    "undo_never_convert": {
        "fr": "Salesforce ne permet pas de revenir sur une conversion : la piste **{name}** reste "
        "convertie. Ce qu’elle a créé peut être supprimé fiche par fiche.",
        "en": "Salesforce cannot take a conversion back: the lead **{name}** stays converted. What "
        "it created can be deleted record by record.",
    },
    "undo_never_delete": {
        "fr": "**{name}** n’est plus dans la corbeille de Salesforce : la suppression est "
        "définitive.",
        "en": "**{name}** is no longer in Salesforce’s recycle bin: the deletion is final.",
    },
    "undo_never_update": {
        "fr": "Aucune de ces modifications n’a été faite : il n’y a rien à annuler.",
        "en": "None of these changes was made: there is nothing to undo.",
    },
    "undo_never_create": {
        "fr": "Aucun de ces enregistrements n’a été créé : il n’y a rien à annuler.",
        "en": "None of these records was created: there is nothing to undo.",
    },
    "verb_convert": {"fr": "modifier", "en": "change"},
    "ask_campaign": {
        "fr": "Ajout de **{count}** personnes à la campagne **{name}**. Je confirme ?",
        "en": "Adding **{count}** people to the campaign **{name}**. Shall I go ahead?",
    },
    "undo_stale": {
        "fr": "**{name}** a été modifiée depuis : je n’annule pas, pour ne pas écraser ce que "
        "quelqu’un d’autre a écrit.",
        "en": "**{name}** has been changed since: I’m not undoing, so as not to overwrite what "
        "somebody else wrote.",
    },
    "undo_refused": {
        "fr": "Je ne peux pas annuler : vos droits dans Salesforce ne vous permettent pas de "
        "{verb} **{name}**.",
        "en": "I can’t undo: your Salesforce permissions don’t let you {verb} **{name}**.",
    },
    "undo_handed": {
        "fr": "Je ne peux pas annuler : **{name}** appartient maintenant à **{owner}**, et vos "
        "droits dans Salesforce ne vous permettent plus de modifier cette fiche. Seule cette "
        "personne, ou un responsable, peut vous la rendre.",
        "en": "I can’t undo: **{name}** now belongs to **{owner}**, and your Salesforce "
        "permissions no longer let you change it. They, or a manager, can hand it back to you.",
    },
    "verb_create": {"fr": "supprimer", "en": "delete"},
    "verb_update": {"fr": "modifier", "en": "change"},
    "verb_delete": {"fr": "restaurer", "en": "restore"},
    "why_stale": {"fr": "a changé depuis", "en": "changed since it was shown"},
    "why_missing": {"fr": "introuvable ou déjà supprimé", "en": "not found, or deleted already"},
    "why_refused": {"fr": "vos droits ne le permettent pas", "en": "your rights don’t allow it"},
    "why_invalid": {"fr": "refusé par Salesforce", "en": "refused by Salesforce"},
    "why_duplicates": {"fr": "existe peut-être déjà", "en": "may exist already"},
    "why_unavailable": {"fr": "Salesforce n’a pas répondu", "en": "Salesforce did not answer"},
    "why_in_doubt": {
        "fr": "pas de confirmation de Salesforce : à vérifier",
        "en": "no confirmation from Salesforce: please check",
    },
    "which_status": {
        "fr": "Comment se termine-t-elle ?",
        "en": "How does it end?",
    },
    "withheld": {
        "fr": "Laissés de côté, car le partage de Salesforce ne vous permet pas de les changer "
        "ainsi ({count}) : {names}.",
        "en": "Left out, as Salesforce’s sharing doesn’t let you change them so ({count}): "
        "{names}.",
    },
    "left_out": {
        "fr": "{count} enregistrements ont déjà ces valeurs et ne sont pas concernés.",
        "en": "{count} records already have these values and are left out.",
    },
    "set_read": {
        "fr": "La liste, comme je l’ai lue : {reading}.",
        "en": "The list as I read it: {reading}.",
    },
    "yes": {"fr": "Confirmer", "en": "Confirm"},
    "yes_anyway": {"fr": "Créer quand même", "en": "Create anyway"},
    "yes_delete": {"fr": "Supprimer", "en": "Delete"},
    "no": {"fr": "Annuler", "en": "Cancel"},
    "field": {"fr": "Champ", "en": "Field"},
    "old": {"fr": "Actuellement", "en": "Now"},
    "new": {"fr": "Après", "en": "After"},
    "record": {"fr": "Enregistrement", "en": "Record"},
    "reason": {"fr": "Raison", "en": "Reason"},
    "now_of": {"fr": "{label} (actuellement)", "en": "{label} (now)"},
    "after_of": {"fr": "{label} (après)", "en": "{label} (after)"},
    "existing": {"fr": "{name} (existe déjà)", "en": "{name} (already there)"},
    "to_create": {"fr": "{name} (à créer)", "en": "{name} (to be created)"},
}
