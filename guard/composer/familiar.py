"""The same sentences to somebody one says « tu » to.

Only French tells the two apart. Claims stay as their article has them: their « vous » is the
customer's company.
"""

from __future__ import annotations

import re

_WHOLE = {
    "Avez-vous pu": "As-tu pu",
    "Seriez-vous disponible": "Serais-tu disponible",
    "vous conviendrait-il": "te conviendrait-il",
    "vous conviendrait": "te conviendrait",
    "Quelles seraient vos disponibilités": "Quelles seraient tes disponibilités",
    "dont vous nous avez fait part": "dont tu nous as fait part",
    "que vous nous avez accordé": "que tu nous as accordé",
    "que vous portez": "que tu portes",
    "Vous nous écriviez": "Tu nous écrivais",
    "Je vous remercie": "Je te remercie",
    "vous prie": "te prie",
    "je serai votre interlocuteur": "je serai ton interlocuteur",
    "à votre écoute": "à ton écoute",
    "Bien à vous": "Bien à toi",
    "revenir vers vous": "revenir vers toi",
    "reviens vers vous": "reviens vers toi",
    "avec vous": "avec toi",
    "pour vous": "pour toi",
}
_WORDS = {"vous": "te", "votre": "ton", "vos": "tes"}
_ELIDED = re.compile(r"\bte (?=[aeiouyhéèê])", re.IGNORECASE)
_HER = re.compile(r"\bton (?=(?:demande|décision|commande|réunion|question|proposition)\b)")


def say_tu(text: str) -> str:
    """Return a sentence of ours that said « vous », saying « tu »."""
    for formal, familiar in _WHOLE.items():
        text = text.replace(formal, familiar)
    for formal, familiar in _WORDS.items():
        text = re.sub(rf"\b{formal}\b", familiar, text)
        text = re.sub(rf"\b{formal.capitalize()}\b", familiar.capitalize(), text)
    return _HER.sub("ta ", _ELIDED.sub("t’", text))
