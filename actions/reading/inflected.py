"""Verbs of asking in forms no lexicon lists: « se signent », "being contacted", « fermerons ».

A word nothing knows is the verb whose stem it shares; of several things that verb may say, a tense
of the present or to come says what is due, a participle what is done.
"""

from __future__ import annotations

from functools import lru_cache

from actions.reading.concepts import concept_phrases
from actions.reading.stems import stems

_VERBS = (
    "won", "lost", "closed", "converted", "overdue", "contacted", "inactive", "created",
    "modified", "closing", "contains", "starts", "named",
)  # fmt: skip
_FINITE = ("ent", "ons", "ez", "era", "erons", "eront", "ait", "aient", "er", "ing", "ant")
_LEAST = 4


def verb(word: str) -> tuple[str, ...]:
    """Return what a word says as a form of a verb of the lexicon; nothing where it is none."""
    if len(word) < _LEAST or not word.isalpha():
        return ()
    french, english = stems(_bare(word))
    found = dict.fromkeys(
        one
        for language, stem in enumerate((french, english))
        if len(stem) >= _LEAST - 1
        for one in _stemmed().get((language, stem), ())
    )
    if "closing" in found and word.endswith(_FINITE):
        return ("closing",)
    return tuple(found)


def _bare(word: str) -> str:
    """Return a French verb without the endings of its tenses that agreement would keep."""
    for ending in ("eront", "erons", "aient", "ent", "era"):
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST - 1:
            return word[: -len(ending)] + "er"
    return word


@lru_cache(maxsize=1)
def _stemmed() -> dict[tuple[int, str], tuple[str, ...]]:
    """Return the verbs of the lexicon by their stem in each language."""
    found: dict[tuple[int, str], dict[str, None]] = {}
    for said, concepts in concept_phrases().items():
        kept = [one for one in concepts if one in _VERBS]
        if len(said) != 1 or not kept or len(kept) < len(concepts):
            continue
        for language, stem in enumerate(stems(said[0])):
            if len(stem) >= _LEAST - 1:
                found.setdefault((language, stem), {}).update(dict.fromkeys(kept))
    return {key: tuple(values) for key, values in found.items()}
