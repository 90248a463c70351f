"""What a mail says besides the answer, in both languages."""

from __future__ import annotations

from actions import Language

LINES = {
    "foot": {
        "fr": "Vous recevez ce message parce que vous l’avez demandé à Comptoir. Pour le changer "
        "ou l’arrêter, dites-lui « montre mes envois programmés ».",
        "en": "You receive this message because you asked Comptoir for it. To change or stop it, "
        "tell it “show my scheduled deliveries”.",
    },
}


def line(name: str, language: Language) -> str:
    """Return one of our lines."""
    return LINES[name][language]
