"""The sentences e-mails are made of, by purpose and by phase of the deal, in both languages.

`{when}` is the last exchange (« notre appel du 12 novembre », "our call of 12 November"),
`{project}` what the deal is about, `{slot}` the day proposed.
"""

from __future__ import annotations

from guard.prompt import Language

Table = dict[Language, dict[str, tuple[str, ...]]]

OPENINGS: Table = {
    "fr": {
        "follow_up": (
            "Je reviens vers vous à la suite de {when}.",
            "Je me permets de revenir vers vous après {when}.",
            "Je fais suite à {when}.",
        ),
        "after_meeting": (
            "Merci pour le temps que vous nous avez accordé lors de {when}.",
            "Je vous remercie pour la qualité de {when}.",
        ),
        "thanks": ("Je tenais à vous remercier pour {when}.", "Merci encore pour {when}."),
        "reminder": (
            "Je me permets de vous relancer après {when}.",
            "N’ayant pas eu de nouvelles depuis {when}, je me permets de revenir vers vous.",
        ),
        "proposal": ("À la suite de {when}, je reviens vers vous au sujet de notre proposition.",),
        "reschedule": (
            "Je vous écris au sujet de {when}, dont je vous propose de revoir la date.",
        ),
        "reactivation": (
            "Nous n’avons pas échangé depuis {when} et je souhaitais prendre de vos nouvelles.",
        ),
        "introduction": ("Je me permets de vous contacter dans le prolongement de {when}.",),
        "apology": (
            "Je reviens vers vous après {when} et vous prie de nous excuser pour "
            "la gêne occasionnée.",
        ),
    },
    "en": {
        "follow_up": (
            "I am following up on {when}.",
            "I wanted to come back to you after {when}.",
            "Further to {when}, I wanted to pick up where we left off.",
        ),
        "after_meeting": (
            "Thank you for the time you gave us during {when}.",
            "Thank you for {when}, which I found very useful.",
        ),
        "thanks": ("I wanted to thank you for {when}.", "Thank you again for {when}."),
        "reminder": (
            "I am writing to check in after {when}.",
            "As we have not spoken since {when}, I wanted to get back in touch.",
        ),
        "proposal": ("Further to {when}, I am coming back to you about our proposal.",),
        "reschedule": ("I am writing about {when}, which I would like to suggest we reschedule.",),
        "reactivation": (
            "We have not been in touch since {when}, and I wanted to see how you are getting on.",
        ),
        "introduction": ("I am getting in touch further to {when}.",),
        "apology": ("I am writing after {when} to apologise for the inconvenience caused.",),
    },
}
PLAIN: Table = {
    "fr": {
        "follow_up": ("Je reviens vers vous au sujet de {project}.",),
        "after_meeting": ("Merci pour le temps que vous nous avez accordé au sujet de {project}.",),
        "thanks": ("Je tenais à vous remercier pour l’intérêt que vous portez à nos solutions.",),
        "reminder": ("Je me permets de revenir vers vous au sujet de {project}.",),
        "proposal": ("Je reviens vers vous au sujet de notre proposition pour {project}.",),
        "reschedule": ("Je vous écris pour vous proposer une nouvelle date d’échange.",),
        "reactivation": ("Je souhaitais prendre de vos nouvelles au sujet de {project}.",),
        "introduction": (
            "Je me permets de me présenter\u202f: je serai votre interlocuteur pour {project}.",
        ),
        "apology": (
            "Je vous prie de nous excuser pour la gêne occasionnée au sujet de {project}.",
        ),
    },
    "en": {
        "follow_up": ("I am writing to follow up on {project}.",),
        "after_meeting": ("Thank you for the time you gave us to discuss {project}.",),
        "thanks": ("I wanted to thank you for your interest in our solutions.",),
        "reminder": ("I am getting back in touch about {project}.",),
        "proposal": ("I am coming back to you about our proposal for {project}.",),
        "reschedule": ("I am writing to suggest another date for us to speak.",),
        "reactivation": ("I wanted to get back in touch about {project}.",),
        "introduction": ("Let me introduce myself: I will be your contact for {project}.",),
        "apology": ("I am sorry for the inconvenience caused over {project}.",),
    },
}
HEARD: dict[Language, tuple[str, ...]] = {
    "fr": (
        "J’ai bien noté les difficultés dont vous nous avez fait part et je souha"
        "ite y répondre concrètement.",
        "J’ai bien entendu vos remarques et je souhaitais y revenir avec vous.",
    ),
    "en": (
        "I have taken note of the difficulties you raised and would like to address them.",
        "I have taken note of the points you raised and wanted to come back to them with you.",
    ),
}
ADVANTAGES: dict[Language, tuple[str, ...]] = {
    "fr": (
        "{about}, voici ce que nous pouvons vous apporter\u202f:",
        "{about}, voici les points qui me semblent les plus utiles pour vous\u202f:",
    ),
    "en": (
        "{about}, here is what we can bring you:",
        "{about}, these are the points I believe matter most to you:",
    ),
}
TOPIC_ONLY: dict[Language, tuple[str, ...]] = {
    "fr": (
        "{about}, je vous propose d’en parler de vive voix afin de répondre préci"
        "sément à vos questions.",
    ),
    "en": ("{about}, I suggest we talk it through so that I can answer your questions precisely.",),
}
STEPS: Table = {
    "fr": {
        "early": (
            "Pour avancer, je vous propose un échange afin de bien cerner vos attentes.",
            "Je vous propose de prendre un moment ensemble pour préciser votre besoin.",
        ),
        "proposal": (
            "Avez-vous pu prendre connaissance de notre proposition\u202f? Je peu"
            "x la parcourir avec vous.",
            "Je vous propose de parcourir ensemble notre proposition et de répond"
            "re à vos questions.",
        ),
        "negotiation": (
            "Je vous propose de faire le point ensemble sur les éléments qui restent à valider.",
            "Il me semble utile de lever ensemble les derniers points en suspens.",
        ),
        "won": ("Je vous propose de faire le point ensemble sur la mise en place.",),
        "lost": ("Je reste volontiers à votre écoute si votre besoin évolue.",),
        "": (
            "Je vous propose d’en parler de vive voix.",
            "Le plus simple est sans doute d’en parler ensemble.",
        ),
    },
    "en": {
        "early": (
            "As a next step, I suggest a conversation to make sure we understand what you need.",
            "Could we take some time together to go through your needs?",
        ),
        "proposal": (
            "Have you had a chance to look at our proposal? I would be glad to go"
            " through it with you.",
            "I suggest we go through our proposal together, so that I can answer your questions.",
        ),
        "negotiation": (
            "I suggest we go over the points that are still open together.",
            "It would be useful to settle the remaining points together.",
        ),
        "won": ("I suggest we go over the roll-out together.",),
        "lost": ("I would be glad to talk again should your needs change.",),
        "": ("I suggest we talk it through.", "It may be easiest to talk it through together."),
    },
}
ASKS: dict[Language, dict[bool, tuple[str, ...]]] = {
    "fr": {
        True: (
            "Seriez-vous disponible le {slot} pour un échange d’une demi-heure\u202f?",
            "Le {slot} vous conviendrait-il\u202f?",
        ),
        False: (
            "Quel jour vous conviendrait le mieux\u202f?",
            "Quelles seraient vos disponibilités dans les prochains jours\u202f?",
        ),
    },
    "en": {
        True: ("Would you be available on {slot} for half an hour?", "Would {slot} suit you?"),
        False: (
            "Which day would suit you best?",
            "When would you be available over the next few days?",
        ),
    },
}
CLOSINGS: Table = {
    "fr": {
        "neutral": ("Bien cordialement,", "Cordialement,"),
        "warm": ("Très cordialement,", "Bien à vous,"),
        "formal": ("Je vous prie d’agréer{title} l’expression de mes salutations distinguées.",),
    },
    "en": {
        "neutral": ("Kind regards,", "Best regards,"),
        "warm": ("Best wishes,", "Warm regards,"),
        "formal": ("Yours sincerely,",),
    },
}
EMAILS: dict[Language, dict[bool, str]] = {
    "fr": {True: "mon e-mail", False: "votre e-mail"},
    "en": {True: "my email", False: "your email"},
}
"""An e-mail of ours, one of theirs."""
EXCHANGES: dict[Language, dict[str, str]] = {
    "fr": {
        "call": "notre échange téléphonique",
        "meeting": "notre réunion",
        "email": "notre échange d’e-mails",
        "chat": "notre échange en ligne",
        "case": "votre demande",
    },
    "en": {
        "call": "our call",
        "meeting": "our meeting",
        "email": "our email exchange",
        "chat": "our chat",
        "case": "your request",
    },
}
