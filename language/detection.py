"""Tell French from English, message by message, and say so when it is neither.

Function words decide first: they are few, frequent and settle mixed sentences by their frame
(« montre-moi les hot leads » is French). lingua's n-gram models, loaded on first use, are asked
when they do not, among the languages users of a European CRM are foreign to write.
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
        mois annee ete trimestre identifie c va bien bon bonne fait faire comme aussi meme encore
        deja toujours jamais ferme ouvert gagne trop tres peu bonsoir svp stp aide aidez puis ceux
        celles celui aucun aucune chaque tri trie
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
        last next over out as or there here write draft summarise summarize quarter month week
        year today yesterday tomorrow every each only about against  best need want help close
        closed open won lost who's what's don't isn't haven't let good great bye morning now group
        sort per export ever never just also too still already again nothing none doesn hasn aren ll
        ve re
        """
    )
)
_SHARED = frozenset({"a", "on", "me", "as", "or", "an", "but", "plus", "if", "so", "chat"})
_CONSIDERED = ("ENGLISH", "FRENCH", "GERMAN", "SPANISH", "ITALIAN", "PORTUGUESE", "DUTCH")


@dataclass(frozen=True)
class Detection:
    """The language of a message and how sure that is, in [0, 1]; None for any other language."""

    language: Language | None
    confidence: float


def detect(text: str, previous: Language | None = None) -> Detection:
    """Return the language of `text`; what cannot be told keeps the `previous` one.

    Names, figures and words that both languages share cannot be told. A text clearly in a third
    language gives None whatever came before.
    """
    known = [word for word in words(text) if word.isalpha()]
    if not any(len(word) > 1 for word in known):
        return Detection(previous, 0.5 if previous else 0.0)
    if not any(letter.isascii() for word in known for letter in word):
        return Detection(None, 0.99)
    french, english = _weigh(known, _FRENCH, _ENGLISH), _weigh(known, _ENGLISH, _FRENCH)
    if _enough(len(known), french, english):
        return _between(french, english)
    return _by_model(text, len(known), previous, french - english)


def _weigh(known: list[str], own: frozenset[str], other: frozenset[str]) -> float:
    """Count the function words; the first word frames the sentence and weighs more."""
    score = 0.0
    for place, word in enumerate(known):
        if word in own and word not in other and word not in _SHARED:
            score += 1.0 if place else 2.0
        elif word in own:
            score += 0.25
    return score


def _enough(count: int, french: float, english: float) -> bool:
    """Whether function words settle it: enough of them, and clearly more of one side."""
    high, low = max(french, english), min(french, english)
    share = 0.28 if high >= 3 else 0.4 if high > 1 else 0.5
    return high >= max(1.0, share * count) and high >= 1.5 * low


def _between(french: float, english: float) -> Detection:
    language: Language = "fr" if french > english else "en"
    return Detection(language, round(max(french, english) / (french + english), 3))


def _by_model(text: str, count: int, previous: Language | None, lean: float) -> Detection:
    """Ask lingua; `lean` is how much the function words speak for French."""
    unsure = Detection(previous, 0.5 if previous else 0.0)
    if previous and lean == 0 and (count == 1 or text.istitle() or text.isupper()):
        return unsure
    ranked = _detector().compute_language_confidence_values(_without_names(text) if lean else text)
    scores = {one.language.name: one.value for one in ranked}
    french, english = scores["FRENCH"], scores["ENGLISH"]
    ours = max(french, english)
    foreign = ours < (0.3 if count >= 4 else 0.12) and max(scores.values()) > 0.5
    if count >= 3 and foreign and abs(lean) < 2.5:
        return Detection(None, round(max(scores.values()), 3))
    share = french / (french + english + 1e-9) + 0.2 * lean
    margin = 0.3 if previous or count == 1 else 0.02
    if abs(share - 0.5) < margin:
        return unsure
    return Detection("fr" if share > 0.5 else "en", round(min(max(share, 1 - share), 1.0), 3))


def _without_names(text: str) -> str:
    """Leave out what is written like a name inside the sentence, unless too little remains.

    A company's name is in no language, or in another one than the sentence.
    """
    first, *others = text.split()
    plain = [first, *(word for word in others if not word[0].isupper())]
    return " ".join(plain) if len(plain) > 2 else text


@lru_cache(maxsize=1)
def _detector() -> LanguageDetector:
    from lingua import Language as Known  # noqa: PLC0415
    from lingua import LanguageDetectorBuilder  # noqa: PLC0415

    chosen = [getattr(Known, name) for name in _CONSIDERED]
    return LanguageDetectorBuilder.from_languages(*chosen).build()
