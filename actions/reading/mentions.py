"""Cut a question into mentions: the spans that mean something, and what each may mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from actions.reading.concepts import concept_phrases, concept_words
from actions.reading.places import place_at
from actions.reading.stems import GLUE
from actions.reading.vocabulary import Meaning, Vocabulary
from language import find_amounts, find_contacts, find_counts, find_periods, words
from language.tokens import Token, tokenize

Kind = Literal[
    "words", "period", "amount", "count", "quoted", "place", "contact", "name", "unknown"
]
_QUOTED = re.compile(r"«\s*([^»]+?)\s*»|“([^”]+)”|\"([^\"]+)\"")
_ORDINARY = frozenset(
    words(
        "montre montrez donne donnez liste listez affiche affichez trouve trouvez cherche recherche identifie"
        " identifier sors ressors peux peut pouvez voudrais veux aimerais besoin faut svp stp merci bonjour"
        " show list give find get display pull fetch identify tell want need would like could can please"
        " tous toutes tout toute all any every complete ensemble liste list lesquels lesquelles ceux celles"
        " ai as a avons avez sommes suis etes ont etait etaient sera seront be been being was were do does did"
        " has had there here y ils elles nous vous on we you they i je tu il elle where ou comment how why"
        " pourquoi quoi what quelles quels n ne d l j m t c qu si if then alors just only seulement juste"
        " uniquement encore still deja already aussi also too maintenant now faire fait font make made voir"
        " vois see look at dans chez pour with avec sous entre between depuis since quelqu un une mois jours"
        " plus moins more less than que comme as well very tres peu bien ok hello hi salut actuel current"
        " table tableau chart graphique graphe rapport report donnees data resultat results montrer"
        " savoir know dire say possible rapidement vite quick quickly up out off down re s ll ve m don ces"
        " leur leurs nos notre votre vos our your their its his her their celui celle cela ca it them"
        " concernant regarding related lie lies liee liees associe associes associated about sujet"
        " se trouve trouvent situe situes situees based located bases basees basee secteur domaine field"
        " personne someone anyone aucun rien nothing something quelque chose dire d'entre among parmi"
        " actuellement total en currently combien record records enregistrements fiche fiches ligne lignes"
        " appartiennent appartenant belonging belong possede possedent owned own owns detenu detenus gere geres"
        " geree gerees handled managed manage assigned assigne assignes attribue attribues venant vient"
        " viennent provenant issus issues coming come comes from origin travaille travaillent working work"
        " works jusqu meme memes same hier demain date dates"
    )
)


@dataclass(frozen=True)
class Mention:
    """A span of tokens and what it may mean.

    `kind` is "words" for labels and concepts; otherwise `data` holds the period, amount, count,
    quoted text, contact point, place spellings or name.
    """

    start: int
    end: int
    kind: Kind
    text: str
    meanings: tuple[Meaning, ...] = ()
    concepts: tuple[str, ...] = ()
    data: Any = None

    def says(self, *concepts: str) -> bool:
        """Whether it may carry one of these concepts."""
        return any(concept in self.concepts for concept in concepts)

    def of(self, kind: str) -> tuple[Meaning, ...]:
        """Return its meanings of that kind, the fullest said first."""
        found = [meaning for meaning in self.meanings if meaning.kind == kind]
        return tuple(sorted(found, key=lambda meaning: -meaning.share))


@dataclass(frozen=True)
class Sentence:
    """A question, its tokens and its mentions in order."""

    text: str
    tokens: Sequence[Token]
    mentions: tuple[Mention, ...]

    def gap(self, left: int, right: int) -> list[str]:
        """Return the words between two token positions."""
        return [token.text for token in self.tokens[left:right]]

    def before(self, mention: Mention, count: int = 1) -> list[str]:
        """Return the words right before a mention, nearest last."""
        return self.gap(max(mention.start - count, 0), mention.start)


Hint = tuple[int, int]


def segment(text: str, vocabulary: Vocabulary, today: date, names: Iterable[Hint] = ()) -> Sentence:
    """Return the question cut into mentions; `names` are character spans known to be names."""
    tokens = tokenize(text)
    fixed = _fixed(text, tokens, today)
    found: list[Mention] = []
    index = 0
    while index < len(tokens):
        mention = next((m for m in fixed if m.start <= index < m.end), None)
        mention = mention or _words_at(tokens, index, vocabulary, fixed)
        if mention is None:
            index += 1
            continue
        found.append(replace(mention, text=_written(text, tokens, mention)))
        index = mention.end
    return Sentence(text, tokens, _with_names(text, tokens, tuple(found), names))


def _fixed(text: str, tokens: Sequence[Token], today: date) -> list[Mention]:
    """Return periods, amounts, quotes, contacts and counts: the first to claim a token has it."""
    spans: list[tuple[Kind, tuple[int, int], Any]] = []
    spans += [
        ("quoted", m.span(), next(g for g in m.groups() if g)) for m in _QUOTED.finditer(text)
    ]
    spans += [("contact", point.span, point) for point in find_contacts(text)]
    spans += [("period", period.span, period) for period in find_periods(text, today)]
    spans += [("amount", amount.span, amount) for amount in find_amounts(text)]
    spans += [("count", count.span, count) for count in find_counts(text)]
    taken: list[Mention] = []
    for kind, (start, end), data in spans:
        covered = [i for i, token in enumerate(tokens) if token.start < end and token.end > start]
        free = covered and all(m.end <= covered[0] or m.start > covered[-1] for m in taken)
        if free:
            taken.append(Mention(covered[0], covered[-1] + 1, kind, "", data=data))
    return sorted(taken, key=lambda mention: mention.start)


def _words_at(
    tokens: Sequence[Token], start: int, vocabulary: Vocabulary, fixed: Sequence[Mention]
) -> Mention | None:
    """Return the longest phrase at `start`: a place, a concept, a label, or an unknown word."""
    word = tokens[start].text
    if not word[0].isalnum():
        return None
    limit = next((m.start for m in fixed if m.start > start), len(tokens))
    concept_end, concepts = _concepts_at(tokens, start, limit)
    label_end, meanings = _labels_at(tokens, start, limit, vocabulary)
    if place := place_at(tokens, start, limit):
        if place[0] >= max(concept_end, label_end):
            return Mention(start, place[0], "place", "", meanings, data=place[1])
    end = max(concept_end, label_end)
    if end:
        kept = concepts if concept_end == end or (concepts and label_end == concept_end) else ()
        return Mention(start, end, "words", "", meanings if label_end == end else (), kept)
    if word in GLUE or word in _ORDINARY or len(word) < 2:
        return None
    return _unknown(tokens, start, vocabulary)


def _unknown(tokens: Sequence[Token], start: int, vocabulary: Vocabulary) -> Mention:
    """Read a misspelt or shortened label, or leave the word unknown."""
    meanings = (
        vocabulary.meanings([near]) if (near := _near(tokens[start].text, vocabulary)) else []
    )
    kind: Kind = "words" if meanings else "unknown"
    return Mention(start, start + 1, kind, "", tuple(meanings))


def _concepts_at(tokens: Sequence[Token], start: int, limit: int) -> tuple[int, tuple[str, ...]]:
    said: list[str] = []
    best: tuple[int, tuple[str, ...]] = (0, ())
    for index in range(start, min(limit, start + 12)):
        word = tokens[index].text
        if word in "'’-":
            continue
        if not word[0].isalnum():
            break
        said.append(word)
        if found := concept_phrases().get(tuple(said)):
            best = (index + 1, found)
    return best


def _labels_at(
    tokens: Sequence[Token], start: int, limit: int, vocabulary: Vocabulary
) -> tuple[int, tuple[Meaning, ...]]:
    """Match labels on the words that carry meaning, joining words left out on both sides."""
    if tokens[start].text in GLUE:
        return 0, ()
    said: list[str] = []
    best: tuple[int, tuple[Meaning, ...]] = (0, ())
    for index in range(start, min(limit, start + 12)):
        word = tokens[index].text
        if word in "'’-/&()+." or (word in GLUE and said):
            continue
        if not word[0].isalnum() or len(said) >= vocabulary.longest:
            break
        said.append(word)
        if found := vocabulary.meanings(said):
            best = (index + 1, tuple(found))
    return best


def _near(word: str, vocabulary: Vocabulary) -> str | None:
    """Return the label word a word misspells (one slip, two from nine letters) or begins."""
    if len(word) < 4 or word in concept_words() or word in _ORDINARY:
        return None
    known = _surface(tuple(sorted(vocabulary.surface)))
    if len(word) >= 5:
        slips = 1 if len(word) < 9 else 2
        found = process.extractOne(word, known, scorer=OSA.distance, score_cutoff=slips)
        if found and found[0][0] == word[0]:
            return str(found[0])
    begun = [one for one in known if one.startswith(word)]
    return begun[0] if begun and len({one[: len(word) + 2] for one in begun}) == 1 else None


@lru_cache(maxsize=8)
def _surface(known: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in known if word not in concept_words())


def _written(text: str, tokens: Sequence[Token], mention: Mention) -> str:
    return text[tokens[mention.start].start : tokens[mention.end - 1].end]


def _with_names(
    text: str, tokens: Sequence[Token], mentions: tuple[Mention, ...], hints: Iterable[Hint]
) -> tuple[Mention, ...]:
    """Join unknown words that make a name: capitalised neighbours, or a span marked as one."""
    marked = [hint for hint in hints if hint[1] > hint[0]]
    joined: list[Mention] = []
    for mention in mentions:
        named = mention.kind == "unknown" and _is_name(text, tokens, mention, marked)
        last = joined[-1] if joined else None
        if last and last.kind == "name" and _continues(text, tokens, last, mention, marked):
            joined[-1] = _name(text, tokens, last.start, mention.end)
        elif named or (
            mention.kind == "words" and _inside(tokens, mention, marked) and not mention.concepts
        ):
            joined.append(_name(text, tokens, mention.start, mention.end))
        else:
            joined.append(mention)
    return tuple(joined)


def _name(text: str, tokens: Sequence[Token], start: int, end: int) -> Mention:
    said = text[tokens[start].start : tokens[end - 1].end]
    return Mention(start, end, "name", said, data=said)


def _inside(tokens: Sequence[Token], mention: Mention, marked: Sequence[Hint]) -> bool:
    """Whether a marked name of several words covers the mention and more."""
    start, end = tokens[mention.start].start, tokens[mention.end - 1].end
    return any(a <= start and end <= b and (b - a) > (end - start) for a, b in marked)


def _is_name(text: str, tokens: Sequence[Token], mention: Mention, marked: Sequence[Hint]) -> bool:
    first = tokens[mention.start]
    covered = any(a <= first.start < b for a, b in marked)
    return covered or (text[first.start].isupper() and mention.start > 0)


def _continues(
    text: str, tokens: Sequence[Token], name: Mention, mention: Mention, marked: Sequence[Hint]
) -> bool:
    """Whether a mention goes on a name: right after it, and written with a capital."""
    between = [token.text for token in tokens[name.end : mention.start]]
    if any(
        word
        not in {
            "de",
            "du",
            "des",
            "la",
            "le",
            "les",
            "d",
            "'",
            "-",
            "&",
            "et",
            "of",
            "and",
            "the",
            ".",
        }
        for word in between
    ):
        return False
    if mention.kind not in {"unknown", "words", "place", "name"} or len(between) > 3:
        return False
    capital = text[tokens[mention.start].start].isupper()
    inside = any(
        a <= tokens[name.start].start and tokens[mention.end - 1].end <= b for a, b in marked
    )
    return inside or (capital and (not between or between[0] in {"de", "du", "d", "-", "&", "of"}))
