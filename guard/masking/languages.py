"""Which of the two languages a text is in, by its small words: fast, and enough for a threshold."""

from __future__ import annotations

import re

from guard.prompt import Language


def _listed(words: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(words.split())


_FRENCH = _listed(
    """
    le la les un une des du de et est pas que qui dans pour sur avec vous nous je il elle ce
    cette au aux en ne se mon ma mes votre vos notre nos leur son sa ses à été être avoir sont
    ont fait bonjour merci cordialement madame monsieur mme suite chez donc mais ou où plus
    très bien client appel devis facture commande rappeler demande depuis cdt cdlt
    """
)
_ENGLISH = _listed(
    """
    the a an of and is are not that which in for on with you we i he she this to at by be was
    were has have had my your our their his her its it from as but or so very well hello hi
    thanks regards dear please called call quote invoice order customer about will can could
    would spoke meeting sent asked needs wants
    """
)
_WORD = re.compile(r"[^\W\d_]+")
_ACCENT = re.compile(r"[éèêàùçôîûœ]|\b[cdjlmnst]['’]", re.IGNORECASE)


def guess_language(text: str) -> Language:
    """Return `fr` or `en`, whichever's small words and accents a text has more of."""
    words = [word.casefold() for word in _WORD.findall(text[:4000])]
    french = sum(word in _FRENCH for word in words) + len(_ACCENT.findall(text[:4000]))
    english = sum(word in _ENGLISH for word in words)
    return "en" if english > french else "fr"
