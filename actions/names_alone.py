"""A name said alone to what waits: "make it James", « pas Claire, Inès », « pour Nadia ».

Whatever the dialogue took the message for, nothing in it but the name says anything.
"""

from __future__ import annotations

import re

from actions.label_words import SMALL
from actions.named_spans import Named, lead_of
from actions.provisos import gives_up
from language import fold_keep_length, words

MOST_WORDS = 4
_FILLS = SMALL | frozenset(
    words(
        "plutot rather instead finalement finally actually fait enfin non no oui yes ok okay euh "
        "hmm hum make it that this them disons mettons say let s mets met put donc so pas not "
        "please pls stp svp merci thanks c est ce sera be is was should alors then well sorry "
        "pardon desole a oh ah attends wait mais but i je j voulais voulait dire wanted want veux "
        "meant mean pensais thinking with avec chez at would d ai m t trompe mistake oops oups "
        "better mieux vaut scratch hang hold second minute sec moment my bad "
        "erreur error trompee il elle s appelle nomme called named name nom his he she spelt "
        "spelled ecrit"
    )
)
_PARTS = re.compile(
    r"[,;:.!]+|\b(?:mais|but)\b|(?P<against>\b(?:pas|not|plutot qu(?:e\b|')|rather than\b|"
    r"instead of\b|au lieu d(?:e\b|')))|\Z"
)
"""What parts a message, and what says that the next name is the one not meant."""
_WORD = re.compile(r"[^\W\d_]+(?:[.'-][^\W\d_]+)*")


def names_alone(text: str) -> list[Named]:
    """Return the names of a message that says nothing else, but for those it denies.

    Nothing where it asks, holds a figure or says more than a name could.
    """
    folded = fold_keep_length(text.replace("’", "'"))
    if folded.rstrip().endswith("?") or any(map(str.isdigit, folded)):
        return []
    kept, start, against = [], 0, False
    for ends in _PARTS.finditer(folded):
        if span := _stripped(folded, start, ends.start()):
            if len(words(folded[slice(*span)])) > MOST_WORDS:
                return []
            if not (against or gives_up(text[slice(*span)])):
                kept.append(Named(text[slice(*span)], *span, lead_of(text, span[0])))
        start, against = ends.end(), bool(ends["against"])
    return kept


def _stripped(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where a part of a message stands without the words around it that name nobody."""
    found = [one.span() for one in _WORD.finditer(folded, start, end)]
    while found and _fills(folded[slice(*found[0])]):
        found = found[1:]
    while found and _fills(folded[slice(*found[-1])]):
        found = found[:-1]
    return (found[0][0], found[-1][1]) if found else None


def _fills(word: str) -> bool:
    return {*words(word)} <= _FILLS
