"""Verbs of the dictionary, put to work: what people do in invented texts, beyond set phrases.

A tagger that has seen the same hundred verbs beside names takes a name for a word after any
other. Here any verb may stand before a name (« Réchauffer Diallo ») or after it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from guard.masking.everyday import EVERYDAY
from guard.masking.lexicon import Lexicon

_FRENCH = (
    *("a {stem}é le {noun}", "va {verb} le {noun}", "{stem}e la {noun}", "ne {stem}e plus rien"),
    *("doit {verb}", "veut {verb} le {noun}", "n'a pas {stem}é", "{stem}era le {noun} lundi"),
    *("vient de {verb}", "m'a dit de {verb}", "peut {verb} ça", "sait {verb} la {noun}"),
)
_ENGLISH = (
    *("{past} the {noun}", "will {verb} the {noun}", "wants to {verb} it", "didn't {verb}"),
    *("can {verb} that", "{past} it all", "needs to {verb}", "is {going} the {noun}"),
    *("won't {verb}", "says to {verb} it", "hasn't {past}", "loved the {noun}"),
)


class Doings:
    """Makes up what people do, in one language."""

    def __init__(
        self, language: str, lexicon: Lexicon, chance: random.Random, noun: Callable[[], str]
    ) -> None:
        words = lexicon.lists.words
        self._chance, self._noun, self._french = chance, noun, language == "fr"
        known = _french_verbs(words) if self._french else _english_verbs(words)
        self._verbs: Sequence[str] = [
            verb for verb in sorted(known) if verb not in EVERYDAY and lexicon.is_word(verb)
        ]

    def verb(self) -> str:
        """Return a verb as the dictionary has it."""
        return self._chance.choice(self._verbs)

    def act(self) -> str:
        """Return what somebody does, without saying who."""
        verb = self.verb()
        phrase = self._chance.choice(_FRENCH if self._french else _ENGLISH)
        stem = verb[:-2] if self._french else verb.removesuffix("e")
        return phrase.format(
            verb=verb, stem=stem, past=f"{stem}ed", going=f"{stem}ing", noun=self._noun()
        )


def _french_verbs(words: frozenset[str]) -> set[str]:
    """Return the verbs in -er whose other forms are words too."""
    return {
        word
        for word in words
        if word.endswith("er") and len(word) > 4 and {word[:-2] + "é", word[:-2] + "ant"} <= words
    }


def _english_verbs(words: frozenset[str]) -> set[str]:
    """Return the verbs whose forms in -ing and -ed are words too."""
    stems = {word: word.removesuffix("e") for word in words if word.isascii() and len(word) > 3}
    return {
        word
        for word, stem in stems.items()
        if {stem + "ing", stem + "ed"} <= words and word.isalpha()
    }
