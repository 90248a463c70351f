"""Words of French and English texts as lexical search sees them.

Accents are folded before stemming, on both sides, because people leave them out. A stem carries
its language (`f:`, `e:`), so that each language has its own document frequencies; numbers, codes
and names that both languages share are matched through character n-grams.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

_INVERTED = frozenset(
    "je tu il elle on nous vous ils elles ce moi toi le la les lui leur y en t".split()  # noqa: SIM905
)
"""Pronouns that a hyphen ties to a French verb: « puis-je », « dois-je », « envoyez-moi »."""

_TOKEN = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_FRENCH = frozenset(
    """
 a ai aie alors as au aucun aura aussi autre autres aux avais avait avant avec avez avoir
 avons c ca car chez ce ceci cela celle celles celui ces cet cette ceux chaque ci comme comment d
 dans de depuis des deux doit donc dont du elle elles en encore entre es est et etaient etait
 etant etc ete etes etre eu eux fait faire faut fois font il ils j je jusqu l la le les leur
 leurs lors lui m ma mais me meme memes mes mien moi moins mon n ne ni nos notre nous on ont
 ou par parce pas peu peut peux plus pour pourquoi pouvez puis puisque qu quand que quel
 quelle quelles quels qui quoi s sa sans se sera ses si sien soit son sont sous suis sur t ta
 tandis te tes toi ton tous tout toute toutes tres tu un une vers voici voila vos votre vous
 vu y voudrais aimerais souhaite merci bonjour svp
 afin ainsi allez apres aucune ayant aucuns beaucoup cela cependant certain certaine certaines
 certains chacun chacune cote deja depend dessous dessus devez devons devrait devriez devrais
 doivent doit dois donc davantage dont faites faudrait faudra voulez veux veut veulent
 vouloir existe
 grace ici lequel laquelle lesquels lesquelles lorsque malgre mettez moment neanmoins parfois parmi
 pendant permet permettent peuvent plupart plusieurs plutot pourriez pourrais pourrait pouvons
 presque propos puisse quelque quelques sauf sera serait serez seront sinon soient soyez surtout
 tandis tant tel telle tels telles toutefois travers trop truc veuillez voudriez svp stp
""".split()  # noqa: SIM905 (a list of words reads better as words)
)
_ENGLISH = frozenset(
    """
 a about after all also am an and any are as at be because been before being between both but
 by can could did do does doing don for from get had has have having he her here hers him his
 how i if in into is it its just me more most my no nor not of off on once only or other our
 ours out over own please s same she should so some such t than that the their them then there
 these they this those through to too under until up us very was we were what when where which
 while who whom why will with would you your yours hello hi thanks thank
 across almost along already although always another anything anyone anywhere aren around away
 didn doesn each either else especially etc ever every everything however instead isn itself let
 like may maybe might mine must neither nothing onto otherwise per perhaps quite rather really
 shall several shouldn since someone something sometimes somewhere still such tell therefore though
 together towards unless until upon usually want wants wasn whatever whenever whether whose
 within without won yet
""".split()  # noqa: SIM905 (a list of words reads better as words)
)


def fold(text: str) -> str:
    """Lower the case and take the accents away; ligatures are opened, apostrophes cut."""
    opened = text.lower().replace("œ", "oe").replace("æ", "ae")
    plain = unicodedata.normalize("NFKD", opened)
    return "".join(" " if c in "'’ʼ" else c for c in plain if not unicodedata.combining(c))


def tokens(text: str) -> list[str]:
    """Return the folded words; a hyphenated word or code is followed by its parts."""
    found: list[str] = []
    for token in _TOKEN.findall(fold(text)):
        parts = re.split(r"[-_]", token)
        tied = len(parts) > 1 and parts[-1] not in _INVERTED
        found += ["".join(parts), *parts] if tied else parts
    return found


def content(words: Iterable[str], language: str) -> list[str]:
    """Keep the words that carry meaning in that language."""
    stop = _FRENCH if language == "fr" else _ENGLISH
    return [word for word in words if word not in stop and (len(word) > 1 or word.isdigit())]


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """Return the stem of one folded word, marked with its language."""
    mark = "f:" if language == "fr" else "e:"
    return mark + str(_stemmer(language).stemWord(word))


def grams(words: Iterable[str], size: int = 4) -> list[str]:
    """Return the character n-grams of folded words, word edges included."""
    return [gram for word in words for gram in _grams(word, size)]


@lru_cache(maxsize=100_000)
def _grams(word: str, size: int) -> tuple[str, ...]:
    framed = f"_{word}_"
    return tuple(framed[at : at + size] for at in range(max(1, len(framed) - size + 1)))


def guess_language(text: str) -> str:
    """Return `fr` or `en`, by which language's small words are more frequent; `fr` on a tie."""
    words = tokens(text[:5000])
    french = sum(word in _FRENCH for word in words)
    english = sum(word in _ENGLISH for word in words)
    return "en" if english > french else "fr"


@lru_cache(maxsize=2)
def _stemmer(language: str) -> Any:
    import Stemmer  # noqa: PLC0415

    return Stemmer.Stemmer("french" if language == "fr" else "english")
