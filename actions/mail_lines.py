"""What is said around a draft: what to know before it is sent."""

from __future__ import annotations

from actions.wording import Lines

LINES: Lines = {
    "draft": {
        "fr": "Voici un projet d’e-mail pour **{name}** ; rien n’est envoyé.",
        "en": "Here is a draft email to **{name}**; nothing has been sent.",
    },
    "no_claims": {
        "fr": "Je n’ai trouvé aucun argument sur « {topic} » dans nos fiches concurrentielles : "
        "le texte n’en parle donc pas.",
        "en": "I found nothing about “{topic}” in our battle cards, "
        "so the text does not mention it.",
    },
    "no_address": {
        "fr": "Aucune adresse e-mail n’est enregistrée pour **{name}**.",
        "en": "There is no email address on record for **{name}**.",
    },
    "opted_out": {
        "fr": "Attention : **{name}** a refusé de recevoir nos e-mails. Ce texte ne peut servir "
        "qu’à répondre à une demande de sa part.",
        "en": "Careful: **{name}** has opted out of our emails. This text may only be used to "
        "answer a request of theirs.",
    },
    "nobody": {
        "fr": "Je ne trouve aucun contact lié à **{name}** : à qui faut-il écrire ?",
        "en": "I can’t find a contact linked to **{name}**: whom should I write to?",
    },
    "no_change": {
        "fr": "Je n’ai pas compris cette retouche : le texte n’a pas changé. Je sais le rendre "
        "plus court, plus long, plus formel, plus chaleureux ou plus ferme, tutoyer, changer de "
        "langue, proposer un jour, ajouter ou retirer un point, une phrase ou un P.-S., changer "
        "l’objet, la formule d’appel ou la signature, et mettre quelqu’un en copie.",
        "en": "I did not understand that change, so the text is the same. I can make it shorter, "
        "longer, more formal, warmer or firmer, write in the other language, propose a day, add "
        "or drop a point, a sentence or a PS, change the subject, the greeting or the signature, "
        "and copy somebody in.",
    },
    "same": {
        "fr": "Le texte reste le même : il ne dit déjà que ce que les fiches permettent d’écrire.",
        "en": "The text stays the same: it already says only what the records allow.",
    },
    "expired": {
        "fr": "Ce devis n’est plus valable depuis le {day} : mettez-le à jour avant l’envoi.",
        "en": "This quote has not been valid since {day}: bring it up to date before sending.",
    },
    "early": {
        "fr": "Ce contrat ne se termine que le {day} : il est tôt pour en écrire le "
        "renouvellement.",
        "en": "This contract does not end until {day}: it is early to write about its renewal.",
    },
    "attach": {"fr": "Pensez à joindre le devis.", "en": "Remember to attach the quote."},
    "notes": {
        "fr": "Les points viennent de vos notes : relisez-les avant l’envoi.",
        "en": "The points come from your notes: read them before sending.",
    },
    "no_points": {
        "fr": "Je n’ai trouvé dans vos notes aucune décision ni aucun engagement à récapituler : "
        "le texte se limite à un remerciement.",
        "en": "I found no decision or promise in your notes to recap, so the text is only a "
        "thank-you.",
    },
    "no_met": {
        "fr": "Je n’ai pas trouvé l’échange avec **{name}** dont vous parlez : le texte n’en cite "
        "pas la date.",
        "en": "I did not find the exchange with **{name}** you speak of, so the text does not give "
        "its date.",
    },
    "known_customer": {
        "fr": "Attention : la société de **{name}** est déjà cliente ; une présentation peut "
        "surprendre.",
        "en": "Careful: the company of **{name}** is a customer already; an introduction may come "
        "as a surprise.",
    },
    "known_person": {
        "fr": "Attention : vos équipes ont déjà échangé avec **{name}** ; ce n’est pas un premier "
        "contact.",
        "en": "Careful: your colleagues have been in touch with **{name}** before; this is no "
        "first contact.",
    },
    "no_quote": {
        "fr": "Je n’ai trouvé aucun devis à transmettre : le texte n’en cite ni numéro ni montant.",
        "en": "I found no quote to send, so the text gives no number or amount.",
    },
    "no_contract": {
        "fr": "Je n’ai trouvé aucun contrat à renouveler : le texte n’en cite ni numéro ni date.",
        "en": "I found no contract to renew, so the text gives no number or date.",
    },
    "no_event": {
        "fr": "Je n’ai trouvé aucun rendez-vous à venir : le texte n’en donne pas la date.",
        "en": "I found no meeting to come, so the text gives no date.",
    },
    "no_invoice": {
        "fr": "Aucune facture n’est nommée : donnez-m’en le numéro, le montant et l’échéance pour "
        "les citer.",
        "en": "No invoice is named: give me its number, amount and due date to quote them.",
    },
    "foreign": {
        "fr": "Votre message n’est pas dans la langue du contact : je ne l’ai pas repris.",
        "en": "Your message is not in the contact’s language, so I left it out.",
    },
    "shorter": {"fr": "Plus court", "en": "Shorter"},
    "formal": {"fr": "Plus formel", "en": "More formal"},
    "log": {"fr": "Consigner l’envoi", "en": "Log as sent"},
}
