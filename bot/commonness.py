"""How common a word is in French or English: names are rare words, however they are typed."""

from __future__ import annotations

from functools import lru_cache
from math import log10

from language import fold

RARE = 0
EVERYDAY = 8


@lru_cache(maxsize=1)
def _levels() -> dict[str, int]:
    """Return a level for each folded word of wordfreq's small French and English lists."""
    from wordfreq import get_frequency_dict  # noqa: PLC0415, heavy

    levels: dict[str, int] = {}
    for language in ("fr", "en"):
        for word, share in get_frequency_dict(language, "small").items():
            level = round((log10(share) + 9) * 1.5) - 3
            folded = fold(word)
            levels[folded] = max(levels.get(folded, RARE), min(level, EVERYDAY))
    return levels


def commonness(word: str) -> int:
    """Return a folded word's level, from 0 (in neither list) to 8 (about once in 5,000 words)."""
    return _levels().get(word, RARE)
