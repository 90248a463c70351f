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
    "kind": {
        "fr": "Ce fichier n’est ni une image (PNG, JPEG, GIF, WebP) ni un PDF.",
        "en": "This file is neither an image (PNG, JPEG, GIF, WebP) nor a PDF.",
    },
    "too_large": {
        "fr": "Ce fichier est trop lourd : {most} Mo au plus.",
        "en": "This file is too large: {most} MB at most.",
    },
    "too_many_files": {
        "fr": "Cette conversation a déjà autant de fichiers qu’elle peut en contenir.",
        "en": "This conversation already has as many files as it can hold.",
    },
    "infected": {
        "fr": "Un virus a été trouvé dans ce fichier : il n’a pas été gardé.",
        "en": "A virus was found in this file: it was not kept.",
    },
    "full": {
        "fr": "Nous ne pouvons pas recevoir de fichier pour l’instant.",
        "en": "We can’t receive files at the moment.",
    },
}


def line(name: str, language: Language, /, **values: object) -> str:
    """Return a fixed line, its blanks filled."""
    return fill(LINES, name, language, **values)
