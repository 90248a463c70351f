"""Tell French from English, message by message, and say so when it is neither.

Function words decide first: they are few, frequent and settle mixed sentences by their frame
(« montre-moi les hot leads » is French). lingua's n-gram models, loaded on first use, are asked
when they do not, among the languages users of a European CRM are likely to write.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from language.folding import words

if TYPE_CHECKING:
    from lingua import LanguageDetector

Language = Literal["fr", "en"]

_FRENCH = frozenset(
    words(
        """
        le la les un une des du de et est sont dans pour avec sur mes mon ma nos notre vos votre
        leur leurs qui que quoi quel quelle quels quelles ou je tu il elle nous vous ils elles ce
        cet cette ces au aux par plus moins depuis pas ne ni mais donc car si y en se sa son ses l d
        qu n j m t s combien comment pourquoi quand avez avons ai as a ont etes suis peux peut veux
        voudrais montre montrez donne donnez liste affiche trouve cherche cree creez moi toi chez
        entre sans sous avant apres tous toutes tout toute merci bonjour oui non salut dernier
        derniere derniers passe passez mets mettez ajoute resume redige envoie appelle jour semaine
        mois annee ete trimestre identifie c va bien fait faire comme aussi meme encore deja
        toujours jamais ferme ouvert gagne trop tres peu bonsoir svp stp aide aidez puis ceux celles
        celui aucun aucune chaque tri trie
        """
    )
)
_ENGLISH = frozenset(
    words(
        """
        the a an of and is are in for with on my our your their his her its which who what where
        when how why i you he she it we they this that these those at by more less than since not no
        but so if do does did have has had can could would should will shall may was were been be to
        from into many much show give list find create make add put set move send call get tell me
        us them him all any some between without under before after please thanks thank hello hi yes
        last next over up out as or there here write draft summarise summarize quarter month week
        year today yesterday tomorrow every each only about against top best need want help close
        closed open won lost who's what's don't isn't haven't let good great bye morning now group
        sort per export ever never just also too still already again nothing none doesn hasn aren ll
        ve re
        """
    )
)
_SHARED = frozenset({"a", "on", "me", "as", "or", "an", "but", "plus", "if", "so", "chat"})
_OTHERS = (
    "ENGLISH", "FRENCH", "GERMAN", "SPANISH", "ITALIAN", "PORTUGUESE", "DUTCH", "POLISH",
    "ROMANIAN", "SWEDISH", "TURKISH", "ARABIC", "RUSSIAN", "CHINESE", "JAPANESE",
)  # fmt: skip


@dataclass(frozen=True)
class Detection:
    """The language of a message and how sure that is, in [0, 1]; None for any other language."""

    language: Language | None
    confidence: float


def detect(text: str, previous: Language | None = None) -> Detection:
    """Return the language of `text`; what cannot be told keeps the `previous` one.

    Names, figures and one-word answers of both languages cannot be told. A text clearly in a third
    language gives None whatever came before.
    """
    known = words(text)
    if not known or not any(word.isalpha() for word in known):
        return Detection(previous, 0.5 if previous else 0.0)
    french, english = _weigh(known, _FRENCH, _ENGLISH), _weigh(known, _ENGLISH, _FRENCH)
    total = french + english
    if total and _enough(known, french, english):
        language: Language = "fr" if french > english else "en"
        return Detection(language, round(max(french, english) / total, 3))
    return _by_model(text, known, previous, french, english)


def _weigh(known: list[str], own: frozenset[str], other: frozenset[str]) -> float:
    score = 0.0
    for word in known:
        if word in own and word not in other and word not in _SHARED:
            score += 1.0
        elif word in own:
            score += 0.25
    return score


def _enough(known: list[str], french: float, english: float) -> bool:
    """Whether function words settle it: enough of them, and clearly more of one side."""
    high, low = max(french, english), min(french, english)
    if len(known) <= 2:
        return high >= 1 and low < 1
    return high >= max(1.0, 0.28 * len(known)) and high >= 1.5 * low


def _by_model(
    text: str, known: list[str], previous: Language | None, french: float, english: float
) -> Detection:
    if len(known) <= 2 and french == english:
        return _unknown(known, text, previous)
    ranked = _detector().compute_language_confidence_values(text)
    scores = {one.language.name: one.value for one in ranked}
    best = max(scores, key=lambda name: scores[name])
    fr, en = scores.get("FRENCH", 0.0), scores.get("ENGLISH", 0.0)
    if best not in {"FRENCH", "ENGLISH"} and scores[best] > 0.5 and french + english < 1.5:
        return Detection(None, round(scores[best], 3))
    fr, en = fr + 0.15 * french, en + 0.15 * english
    if abs(fr - en) < 0.1 or len(known) <= 2:
        return Detection(previous or (_lean(fr, en) if french + english else None), 0.5)
    return Detection(_lean(fr, en), round(max(fr, en) / (fr + en), 3))


def _unknown(known: list[str], text: str, previous: Language | None) -> Detection:
    if previous or len(known) == 1 or text.isascii():
        return Detection(previous, 0.5 if previous else 0.0)
    return Detection(previous, 0.0)


def _lean(french: float, english: float) -> Language:
    return "fr" if french > english else "en"


@lru_cache(maxsize=1)
def _detector() -> LanguageDetector:
    from lingua import Language as Known  # noqa: PLC0415
    from lingua import LanguageDetectorBuilder  # noqa: PLC0415

    chosen = [getattr(Known, name) for name in _OTHERS]
    return LanguageDetectorBuilder.from_languages(*chosen).build()
