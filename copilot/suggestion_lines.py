"""The words around suggested replies."""

from __future__ import annotations

from actions import Language, Lines
from actions import line as fill

LINES: Lines = {
    "reply": {
        "fr": "Bonjour,\n\n{text}\n\nDites-moi si cela répond à votre demande.",
        "en": "Hello,\n\n{text}\n\nLet me know if that answers your question.",
    },
    "reply_upset": {
        "fr": "Bonjour,\n\nJe comprends la gêne que cela vous cause et je m’en occupe.\n\n{text}"
        "\n\nJe reste à votre disposition jusqu’à ce que tout soit réglé.",
        "en": "Hello,\n\nI understand how inconvenient this is and I’m on it.\n\n{text}\n\n"
        "I’ll stay with you until it is sorted out.",
    },
    "reply_all": {
        "fr": "Bonjour,\n\n{text}\n\nDites-moi si cela répond à l’ensemble de vos questions.",
        "en": "Hello,\n\n{text}\n\nLet me know if that answers all your questions.",
    },
    "still_open": {
        "fr": "Quant à votre autre point ({points}), je le vérifie et je reviens vers vous.",
        "en": "As for your other point ({points}), I’m checking it and will get back to you.",
    },
    "still_open_several": {
        "fr": "Quant à vos autres points ({points}), je les vérifie et je reviens vers vous.",
        "en": "As for your other points ({points}), I’m checking them and will get back to you.",
    },
    "open": {"fr": "Bonjour,\n\n{text}", "en": "Hello,\n\n{text}"},
    "open_upset": {
        "fr": "Bonjour,\n\nJe comprends votre mécontentement et vous présente nos excuses."
        "\n\n{text}",
        "en": "Hello,\n\nI understand your frustration and I apologise.\n\n{text}",
    },
    "solved": {
        "fr": "Nous avons déjà rencontré une situation semblable, réglée ainsi : « {text} » Je "
        "vérifie si cela s’applique à votre cas et je reviens vers vous.",
        "en": "We have seen a similar situation before, which was solved this way: “{text}” I’m "
        "checking whether that applies to your case and will get back to you.",
    },
    "ask_more": {
        "fr": "Pour avancer, pouvez-vous me préciser le produit concerné, depuis quand cela se "
        "produit et le message affiché, s’il y en a un ?",
        "en": "So that I can help, could you tell me which product this is about, since when it "
        "has been happening and the message shown, if any?",
    },
    "ask_more_since": {
        "fr": "Pour avancer, pouvez-vous me préciser le produit concerné et le message affiché, "
        "s’il y en a un ?",
        "en": "So that I can help, could you tell me which product this is about and the message "
        "shown, if any?",
    },
    "clarify": {
        "fr": "Pour vous répondre précisément, pouvez-vous m’en dire un peu plus sur ce que vous "
        "souhaitez savoir ou faire ?",
        "en": "So that I can answer precisely, could you tell me a little more about what you "
        "would like to know or do?",
    },
    "look_into": {
        "fr": "Merci pour votre message. Je vérifie ce point avec l’équipe concernée et je reviens "
        "vers vous.",
        "en": "Thank you for your message. I’m checking this with the right team and will get back "
        "to you.",
    },
    "take_over": {
        "fr": "Je reprends votre dossier et je reviens vers vous avec une réponse précise.",
        "en": "I’m taking over your case and will come back to you with a definite answer.",
    },
    "welcome": {
        "fr": "Merci de votre retour. Si autre chose se présente, il suffit de répondre à ce "
        "message.",
        "en": "Thank you for letting us know. Should anything else come up, just reply to this "
        "message.",
    },
    "done": {
        "fr": "Merci de votre confirmation. Sauf avis contraire de votre part, nous considérons "
        "votre demande comme résolue.",
        "en": "Thank you for confirming. Unless you tell us otherwise, we will consider your "
        "request solved.",
    },
    "summary": {
        "fr": "Le client écrit : « {said} ».",
        "en": "The customer writes: “{said}”.",
    },
    "summary_several": {
        "fr": "Le client soulève {count} points : {said}.",
        "en": "The customer raises {count} points: {said}.",
    },
    "step_rest": {
        "fr": "Aucun article ne répond sûrement à {said} : vérifier avant de répondre.",
        "en": "No article answers {said} for certain: check before answering.",
    },
    "summary_answered": {
        "fr": "Dernière réponse de notre part : « {said} ».",
        "en": "Our last answer: “{said}”.",
    },
    "step_article": {
        "fr": "Répondre à partir de l’article « {title} ».",
        "en": "Answer from the article “{title}”.",
    },
    "step_case": {
        "fr": "Voir le ticket {number}, semblable et résolu.",
        "en": "Look at case {number}, similar and solved.",
    },
    "step_upset": {
        "fr": "Reconnaître la gêne avant d’expliquer.",
        "en": "Acknowledge the inconvenience before explaining.",
    },
    "step_abuse": {
        "fr": "Propos injurieux ou menaçants : rester calme, rappeler une fois les règles, passer "
        "la main à un responsable s’ils continuent.",
        "en": "Insults or threats: stay calm, recall the rules once, bring in a manager if they "
        "go on.",
    },
    "step_check": {
        "fr": "Aucun article ne répond sûrement : vérifier avant de répondre.",
        "en": "No article answers for certain: check before answering.",
    },
    "step_close": {
        "fr": "Confirmer que tout est réglé, puis clore.",
        "en": "Confirm that all is settled, then close.",
    },
    "step_ask": {
        "fr": "Demander le produit, la date de début et le message affiché.",
        "en": "Ask for the product, since when, and the message shown.",
    },
}


def line(name: str, language: Language, /, **values: object) -> str:
    """Return a fixed line, its blanks filled."""
    return fill(LINES, name, language, **values)
