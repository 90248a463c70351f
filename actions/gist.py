"""Which sentence tells best what happened: not that there was a call, but what was in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from language import fold, words

ENOUGH = 3
MOST = 8
POLITE = 4
_CONTACT = """
    appel appele rappele call called rang rung spoke talked eu vu saw met meet heard echange
    point rdv rendez reunion meeting mtg visio video teams zoom demo catch catchup up visite
    visit site merci thanks thank bien recu retour votre your time temps bonjour hello minutes
    min matin morning midi apres afternoon avec with from back ours hour heure presents present
    there quick short long brief bref bon good rapide petit got hold au tel telephone phone
    devant front hier today yesterday aujourd hui cr notes note email mail
"""
CONTACT = frozenset(_CONTACT.split())
"""Words that only say that people were in touch."""
COURTESY = re.compile(
    r"\b(?:sorry|apolog\w+|desole\w*|excuse[rz]?\w*|pour la gene|hesite[rz]?|"
    r"hesitate|merci|thanks?|reconnaissant\w*|grateful|cordialement|regards|"
    r"bonne (?:journee|fin|soiree)|have a (?:good|nice)|bon week-?end|patien\w+)\b"
)
"""What is said out of politeness: it tells what happened only beside much else."""


def gist(texts: Sequence[str], people: Sequence[str]) -> str | None:
    """Return the most telling of the sentences, None where none says anything.

    What counts is how many words speak of something other than who met whom and when; the first
    of equals wins, as notes begin with what matters.
    """
    names = {word for person in people for word in words(person)}
    weights = [min(weight(text, names) - polite(text), MOST) for text in texts]
    best = max(weights, default=0)
    return texts[weights.index(best)] if best >= ENOUGH else None


def polite(text: str) -> int:
    """Return how many words a sentence must say beyond its politeness."""
    return POLITE if COURTESY.search(fold(text)) else 0


def weight(text: str, names: set[str]) -> int:
    """Return how many different telling words a sentence has; figures tell, names do not."""
    said = {word for word in words(text) if len(word) > 2 or word.isdigit()}
    return len(said - CONTACT - names)
