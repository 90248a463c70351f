"""Small words typed with two letters swapped: "hwo many", "form last year", « qeulles »."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from actions.reading.concepts import concept_phrases, concept_words
from actions.reading.ordinary import ORDINARY
from actions.reading.stems import GLUE
from actions.reading.vocabulary import Vocabulary
from language.tokens import Token

_SUBJECTS = frozenset(["on", "il", "elle", "ils", "elles", "nous", "vous", "j", "je"])


def written_out(text: str, names: Iterable[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """Return a message with « + de 5 jours » written « plus de », "havent" with its apostrophe.

    The spans are moved along.
    """
    moved = list(names)
    while found := _ASIDE.search(text):
        text, moved = put(text, moved, found.span(), ", ")
    while found := _AGAIN.search(text):
        text, moved = put(text, moved, found.span("said"), _period_again(found))
    if found := _BOTH.search(text):
        text, moved = put(text, moved, found.span(), "not both")
    if found := _EITHER.search(text):
        text, moved = put(text, moved, found.span("first"), "")
    while found := _SIGN.search(text):
        text, moved = put(text, moved, found.span(), _SIGNS[found[0]])
    while found := _RUN.search(text):
        at = (found.end("verb") if found["verb"] else found.start("run")) + 1
        text, moved = put(text, moved, (at, at), "'")
    while found := _SHORT.search(text):
        text, moved = put(text, moved, found.span("short"), _SHORTENED[found["short"].lower()])
    while found := _SEVERAL.search(text):
        few = _TWO[found["many"].lower() == "plusieurs"]
        text, moved = put(text, moved, found.span("many"), few)
    return text, moved


def put(
    text: str, spans: Sequence[tuple[int, int]], where: tuple[int, int], word: str
) -> tuple[str, list[tuple[int, int]]]:
    """Return a text with a word put there, and the spans after it moved along."""
    start, end = where
    more = len(word) - (end - start)
    moved = [(a + more, b + more) if a >= end else (a, b) for a, b in spans]
    return text[:start] + word + text[end:], moved


def _period_again(found: re.Match[str]) -> str:
    """Return « la semaine prochaine » for « la prochaine » said after « cette semaine »."""
    said, unit = found["said"], found["unit"]
    article, _, which = said.rpartition(" ")
    return f"{article} {unit} {which}" if article else f"{which} {unit}"


_ASIDE = re.compile(r"(?:[\s,;.…]|^)*\b(?:i mean|je veux dire)\b[\s,;:.…]*", re.IGNORECASE)
"""What only takes breath."""
_AGAIN = re.compile(
    r"\b(?:cette|ce|cet|this) "
    r"(?P<unit>semaine|mois|trimestre|semestre|année|week|month|quarter|year)"
    r",? (?:ni|et|ou|ou bien|and|or|nor) "
    r"(?P<said>(?:la|le) (?:prochaine?|suivante?|précédente?|dernière|dernier)|next|last)"
    r"(?=[\s?,.!]*$|[\s]*[?,.!]|\s+(?!(?:week|month|quarter|year)\b)(?:\D))",
    re.IGNORECASE,
)
"""A period whose unit was just said: « cette semaine ni la prochaine », "this quarter or next"."""
_BOTH = re.compile(
    r"(?<=[\s,])(?:mais )?(?:pas|jamais) les (?:deux|2)(?: (?:à la fois|a la fois|en même temps))?"
    r"(?=\s*[,.;?!]|\s*$|\s+(?:et|mais|qui|par|en)\b)",
    re.IGNORECASE,
)
_EITHER = re.compile(
    r"\b(?P<first>either |soit )(?=(?P<rest>.+?)\b(?:or|soit|ou)\b)", re.IGNORECASE
)
"""What only opens alternatives: the second « soit », the "or", is what joins them."""
_SIGNS = {"+": "plus", "-": "moins"}
_SIGN = re.compile(r"(?<![^\s(])[+-](?=\s+d(?:e\b|['’]))")


_RUN = re.compile(
    r"\b(?P<verb>have|has|had|does|did|is|are|was|were|would|could|should|"
    r"(?:(?<=who )|(?<=that )|(?<=which )|(?<=they )|(?<=we )|(?<=i )|(?<=you ))do|do(?=nt have\b))"
    r"nt\b"
    r"|\b(?P<run>n(?:ont|avons|avez|avaient|avait|etait|etaient|est|a))"
    r"(?= (?:pas|plus|jamais|aucun|aucune|rien|encore|toujours|ni)\b)",
    re.IGNORECASE,
)
"""Denials typed in one word: "havent", "who dont", « nont pas »."""


_SHORTENED = {
    "ds": "dans", "dps": "depuis", "pdt": "pendant", "b4": "before", "btw": "between",
    "tmrw": "tomorrow", "tmr": "tomorrow", "auj": "aujourd'hui", "ajd": "aujourd'hui",
}  # fmt: skip
_SHORT = re.compile(rf"(?<![\w.@-])(?P<short>{'|'.join(_SHORTENED)})(?=[\s?,!]|$)", re.IGNORECASE)
"""Little words as chats shorten them."""
_TWO = ("at least 2", "au moins 2")
_SEVERAL = re.compile(
    r"\b(?:avec|ayant|ont|with|have|has|having) (?P<many>plusieurs|several|multiple)\b",
    re.IGNORECASE,
)
"""Several of a kind of record are two at least."""


def relative(text: str, tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with « où » told from « ou », by its accent or the subject after it."""
    following = [*(token.text for token in tokens[1:]), ""]
    accented = [text[token.start : token.end].endswith("ù") for token in tokens]
    return [
        replace(token, text="where")
        if token.text == "ou" and (accent or after in _SUBJECTS)
        else token
        for token, after, accent in zip(tokens, following, accented, strict=False)
    ]


def unslipped(tokens: Sequence[Token], vocabulary: Vocabulary) -> list[Token]:
    """Return the tokens with swapped letters put back, where the org has no such word."""
    following = [*(token.text for token in tokens[1:]), ""]
    return [
        replace(token, text=_meant(token.text, after))
        if token.text not in vocabulary.surface
        else token
        for token, after in zip(tokens, following, strict=False)
    ]


@lru_cache(maxsize=4096)
def _meant(word: str, after: str) -> str:
    """Return the small word that a swap of two letters makes of this one, else the word.

    Of several, the one that means something with the word after it.
    """
    if len(word) < 3 or word in _small() or not word.isalpha():
        return word
    made = list(_made(word))
    joined = (one for one in made if (one, after) in concept_phrases())
    return next(joined, made[0] if len(made) == 1 else word)


def _made(word: str) -> Iterator[str]:
    for at in range(len(word) - 1):
        swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        if swapped in _small():
            yield swapped


@lru_cache(maxsize=1)
def _small() -> frozenset[str]:
    return frozenset(ORDINARY | GLUE | concept_words())
