"""Labels and the words of a sentence: where all of a label's words stand side by side."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

from language import fold, fold_keep_length, words

SAME_WORD = 88.0
TOKEN = re.compile(r"[^\W_]+")
_HERS = re.compile(r"(?:(?<=...)t?rice|(?<=..)euse|(?<=..)iere|(?<=..)ienne)(?=s?\Z)")
_HIS = {"trice": "teur", "rice": "eur", "euse": "eur", "iere": "ier", "ienne": "ien"}
SMALL = frozenset(
    words(
        "a au aux d de des du en et for from in l la le les of on or ou par pour sur the to un une"
    )
)

Token = tuple[str, int, int]


def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the folded words of the text with their places."""
    folded = fold_keep_length(text)
    return tuple((match[0], match.start(), match.end()) for match in TOKEN.finditer(folded))


@lru_cache(maxsize=4096)
def content_words(phrase: str) -> tuple[str, ...]:
    """Return the folded words of a label that carry meaning."""
    words = TOKEN.findall(fold(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", phrase.removesuffix("__c"))))
    return tuple(word for word in words if word not in SMALL) or tuple(words)


def occurrences(phrase: str, tokens: tuple[Token, ...]) -> list[tuple[int, int, int]]:
    """Return where all of the phrase's words stand side by side: (start, end, word count)."""
    words = content_words(phrase)
    kept = [token for token in tokens if token[0] not in SMALL]
    found = []
    for index in range(len(kept) - len(words) + 1):
        window = kept[index : index + len(words)]
        if words and all(same(word, token[0]) for word, token in zip(words, window, strict=True)):
            found.append((window[0][1], window[-1][2], len(words)))
    return found


def _his(found: re.Match[str]) -> str:
    """Return the masculine ending: « contrôleuse » is a « Contrôleur », « acheteuse » too."""
    return _HIS[found[0]]


def same(word: str, other: str) -> bool:
    """Whether two folded words are one, a typo or a gender apart; short words must be equal."""
    if word == other or _HERS.sub(_his, word) == _HERS.sub(_his, other):
        return True
    return min(len(word), len(other)) > 4 and fuzz.ratio(word, other) >= SAME_WORD
