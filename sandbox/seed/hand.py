"""How people type: each writer abbreviates, drops accents and mistypes in their own measure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from random import Random

_WORD = re.compile(r"(?<![\w@./’'-])[a-zà-ÿœ]{5,}(?![\w@’'-]|\.\w)")
_SHORT = {
    "fr": {
        "rendez-vous": "RDV", "problème": "pb", "problèmes": "pbs", "beaucoup": "bcp",
        "client": "clt", "avec": "av", "pour": "pr", "toujours": "tjs", "quelques": "qq",
        "semaine": "sem", "aujourd’hui": "auj", "responsable": "resp", "message": "msg",
        "téléphone": "tél", "proposition": "propo", "maintenance": "maint", "dans": "ds",
    },
    "en": {
        "meeting": "mtg", "with": "w/", "without": "w/o", "because": "bc",
        "customer": "cust", "please": "pls", "tomorrow": "tmrw", "about": "abt",
        "information": "info", "and": "&", "week": "wk", "quarter": "qtr",
    },
}  # fmt: skip


@dataclass(frozen=True)
class Hand:
    """A writer's habits, each a share of the words or texts it touches (0 to 1)."""

    language: str
    shortens: float = 0.0
    mistypes: float = 0.0
    drops_accents: float = 0.0
    lower_case: float = 0.0

    def write(self, text: str, rng: Random) -> str:
        """Return the text as this writer would have typed it."""
        if self.shortens and rng.random() < self.shortens * 2:
            text = self._shorten(text, rng)
        if rng.random() < self.drops_accents:
            text = without_accents(text)
        if self.mistypes:
            text = _WORD.sub(lambda word: self._mistype(word[0], rng), text)
        if rng.random() < self.lower_case and text[1:2].islower():
            text = text[:1].lower() + text[1:]
        return text

    def _shorten(self, text: str, rng: Random) -> str:
        for word, short in _SHORT[self.language].items():
            if word in text and rng.random() < 0.5:
                text = re.sub(rf"\b{word}\b", short, text)
        return text

    def _mistype(self, word: str, rng: Random) -> str:
        if rng.random() >= self.mistypes:
            return word
        place = rng.randrange(1, len(word) - 2)
        kind = rng.randrange(3)
        if kind == 0:
            return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        if kind == 1:
            return word[:place] + word[place + 1 :]
        return word[:place] + word[place] + word[place:]


def without_accents(text: str) -> str:
    """Return the text as typed on a keyboard without accents; ligatures and quotes stay."""
    parts = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


HANDS = {
    "claire.moreau": Hand("fr", shortens=0.1, mistypes=0.001),
    "hugo.lefevre": Hand("fr", shortens=0.5, mistypes=0.008, drops_accents=0.5, lower_case=0.6),
    "ines.garnier": Hand("fr", shortens=0.25, mistypes=0.003, lower_case=0.2),
    "sophie.marchand": Hand("fr", shortens=0.15, mistypes=0.002),
    "james.whitfield": Hand("en", shortens=0.35, mistypes=0.006, lower_case=0.4),
    "emily.hart": Hand("en", mistypes=0.001),
    "priya.shah": Hand("en", shortens=0.15, mistypes=0.003, lower_case=0.2),
    "oliver.bennett": Hand("en", shortens=0.2, mistypes=0.002),
    "marc.delaunay": Hand("fr", shortens=0.1, mistypes=0.002),
    "nadia.benali": Hand("fr", mistypes=0.002),
    "julien.roche": Hand("fr", shortens=0.4, mistypes=0.006, drops_accents=0.2, lower_case=0.4),
    "tom.fletcher": Hand("en", shortens=0.2, mistypes=0.004, lower_case=0.3),
}
"""The habits of Héliade's own people, by the first part of their username."""


def customer_hand(language: str, rng: Random) -> Hand:
    """Return the habits of some customer: most write well enough, some in a hurry."""
    hurry = rng.random() < 0.3
    return Hand(
        language,
        shortens=0.15 if hurry else 0.0,
        mistypes=0.012 if hurry else 0.002,
        drops_accents=0.3 if hurry else 0.03,
        lower_case=0.6 if hurry else 0.05,
    )
