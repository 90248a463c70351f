"""What visitors read outside answers: codes by e-mail, limits reached."""

from __future__ import annotations

from actions import Language, Lines
from actions import line as fill

LINES: Lines = {
    "code_subject": {
        "fr": "Votre code de connexion",
        "en": "Your sign-in code",
    },
    "code_text": {
        "fr": "Bonjour,\n\nVotre code : {code}\n\nIl est valable dix minutes et ne sert qu’une "
        "fois. Si vous n’avez rien demandé, ignorez ce message : personne n’a eu accès à vos "
        "demandes.\n",
        "en": "Hello,\n\nYour code: {code}\n\nIt lasts ten minutes and works once. If you didn’t "
        "ask for it, ignore this message: nobody has had access to your requests.\n",
    },
    "too_many": {
        "fr": "Vous envoyez beaucoup de messages. Réessayez dans {seconds} s.",
        "en": "You are sending a lot of messages. Please try again in {seconds} s.",
    },
}


def line(name: str, language: Language, /, **values: object) -> str:
    """Return a fixed line, its blanks filled."""
    return fill(LINES, name, language, **values)
