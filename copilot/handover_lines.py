"""What a customer reads around a hand-over to a person."""

from __future__ import annotations

from actions import Language, Lines
from actions import line as fill

LINES: Lines = {
    "asked": {
        "fr": "Je vous mets en relation avec notre équipe et lui transmets notre échange : vous "
        "n’aurez rien à répéter.",
        "en": "I’m putting you through to our team and passing on our conversation, so you won’t "
        "have to repeat anything.",
    },
    "case": {
        "fr": "Votre demande porte le numéro **{number}**.",
        "en": "Your request has the number **{number}**.",
    },
    "wait": {
        "fr": "Quelqu’un vous répond ici, en général en {minutes} minutes environ. Vous pouvez "
        "continuer à écrire en attendant.",
        "en": "Someone will answer you here, usually within about {minutes} minutes. You can keep "
        "writing meanwhile.",
    },
    "wait_one": {
        "fr": "Quelqu’un vous répond ici, en général en une minute environ. Vous pouvez continuer "
        "à écrire en attendant.",
        "en": "Someone will answer you here, usually within about a minute. You can keep writing "
        "meanwhile.",
    },
    "closed": {
        "fr": "Notre équipe répond {hours}. Elle prendra votre demande {next} ; sa réponse "
        "arrivera ici. D’ici là, je peux encore chercher dans notre documentation.",
        "en": "Our team answers {hours}. They will take your request on {next}; their answer will "
        "arrive here. Until then I can still look things up in our documentation.",
    },
    "still_waiting": {
        "fr": "Votre demande est déjà transmise à notre équipe.",
        "en": "Your request is already with our team.",
    },
    "noted": {
        "fr": "C’est noté pour la personne qui vous répondra.",
        "en": "Noted for the person who will answer you.",
    },
    "received": {
        "fr": "Votre envoi est joint à cette conversation. Je ne lis pas les fichiers : la "
        "personne qui vous répondra les verra. Que souhaitez-vous faire ?",
        "en": "What you sent is attached to this conversation. I don’t read files myself: the "
        "person who answers you will see them. What would you like to do?",
    },
    "with_files": {
        "fr": "Votre envoi est joint à cette conversation. Je ne lis pas les fichiers : la "
        "personne qui vous répondra les verra.",
        "en": "What you sent is attached to this conversation. I don’t read files myself: the "
        "person who answers you will see them.",
    },
    "offer": {
        "fr": "Je ne parviens pas à vous aider sur ce point. Voulez-vous parler à une personne ?",
        "en": "I’m not managing to help with this. Would you like to talk to a person?",
    },
    "offer_upset": {
        "fr": "Je vois que la situation est pénible. Voulez-vous en parler à une personne ?",
        "en": "I can see this is frustrating. Would you like to talk to a person about it?",
    },
    "offer_legal": {
        "fr": "Une personne de notre équipe peut reprendre ce point avec vous, si vous le voulez.",
        "en": "Someone from our team can go through this with you, if you like.",
    },
    "offer_leaving": {
        "fr": "Une personne de notre équipe peut faire le point avec vous avant votre décision, si "
        "vous le voulez.",
        "en": "Someone from our team can go through this with you before you decide, if you like.",
    },
    "offer_danger": {
        "fr": "Si quelqu’un est en danger, appelez d’abord les secours (112). Voulez-vous parler à "
        "une personne de notre équipe ?",
        "en": "If anyone is in danger, call the emergency services first (999 or 112). Would you "
        "like to talk to someone from our team?",
    },
    "offer_unhelped": {
        "fr": "Si cela ne suffit pas, une personne peut prendre la suite. Voulez-vous lui parler ?",
        "en": "If that isn’t enough, a person can take over. Would you like to talk to one?",
    },
    "first_danger": {
        "fr": "Si quelqu’un est en danger, appelez d’abord les secours (112).",
        "en": "If anyone is in danger, call the emergency services first (999 or 112).",
    },
    "person": {"fr": "Parler à une personne", "en": "Talk to a person"},
    "taken": {
        "fr": "{name} a rejoint la conversation et vous répond.",
        "en": "{name} has joined the conversation and will answer you.",
    },
    "released": {
        "fr": "{name} a quitté la conversation. Je reprends la suite.",
        "en": "{name} has left the conversation. I’m back to help.",
    },
    "held": {
        "fr": "{name} cherche la réponse et revient vers vous ici dans quelques instants.",
        "en": "{name} is looking into it and will be back with you here shortly.",
    },
    "resumed": {"fr": "{name} est de retour.", "en": "{name} is back."},
    "passed_to": {
        "fr": "{name} transmet votre demande à {whom}, avec tout notre échange. Vous n’avez rien à "
        "répéter.",
        "en": "{name} is passing your request on to {whom}, with our whole conversation. You won’t "
        "have to repeat anything.",
    },
    "passed_on": {
        "fr": "{name} transmet votre demande à l’équipe concernée, avec tout notre échange. Vous "
        "n’avez rien à répéter.",
        "en": "{name} is passing your request on to the right team, with our whole conversation. "
        "You won’t have to repeat anything.",
    },
    "wrapped": {
        "fr": "{name} a terminé. Si une autre question vous vient, écrivez-la ici.",
        "en": "{name} has finished. If another question comes up, just write it here.",
    },
    "subject": {
        "fr": "Conversation sur le site", "en": "Conversation on the website",
    },
    "who_customer": {"fr": "Client", "en": "Customer"},
    "who_bot": {"fr": "Assistant", "en": "Assistant"},
}  # fmt: skip


def line(name: str, language: Language, /, **values: object) -> str:
    """Return a fixed line, its blanks filled."""
    return fill(LINES, name, language, **values)
