"""Invented texts in which every person's name is marked.

A template of `data/masking` is filled with names, companies, towns and ordinary words, then
written as people write: without capitals, in capitals, without accents. Help articles, in which
nobody is named, are told as they are, and once more with names put anywhere between their words.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from guard.masking.everyday import EVERYDAY
from guard.masking.lexicon import Lexicon
from guard.masking.towns import TOWNS
from guard.masking.words import read_words
from guard.teaching.doing import Doings
from guard.teaching.naming import LETTERS, NameMaker, plain, strip_accents

_DATA = Path(__file__).parents[2] / "data"
_FILES = {"fr": "french", "en": "english"}
_SLOT = re.compile(r"\{(\w+)\}")
_OPEN, _CLOSE, _LEFT, _RIGHT = "\ue000\ue001\ue002\ue003"
_STEMS = ("CMD", "DV", "FA", "BC", "SAV", "PO", "INV", "QU", "ORD", "CT", "HEL")
_ANYONE = {"n": 30, "l": 33, "f": 20, "i": 9, "titled": 8}
_REMARKS = (
    "remarks/{}/**/*.yml",
    "feelings/{}.yml",
    "moods/{}.yml",
    "phases/{}_*.yml",
    "screening/plain_{}.yml",
)
"""What people note and write about work."""
_RARE = 0.35
"""How often an ordinary word is any of the dictionary's, not one of the articles."""
_SPLICED = {"w": 4, "f": 3, "l": 3, "n": 3, "c": 2, "brand": 2, "v": 1, "p": 1}


Slot = Callable[[], str]
"""Writes what fills a slot, each time anew."""


@dataclass(frozen=True)
class Sample:
    """A text and the places of its people."""

    text: str
    people: tuple[tuple[int, int], ...]


class Scribe:
    """Fills templates of one language."""

    def __init__(self, language: str, lexicon: Lexicon, chance: random.Random) -> None:
        self._chance = chance
        self._names = names = NameMaker(lexicon, chance)
        self._phrases = _read_phrases(language)
        self._nouns = _everyday_words(lexicon)
        self._rare = _dictionary_words(lexicon)
        self._doings = Doings(language, lexicon, chance, self._noun)
        self._plain = sorted(EVERYDAY & lexicon.lists.words)
        self._homely = sorted(EVERYDAY & (lexicon.lists.home_first | lexicon.lists.home_last))
        self._towns = [place.title() for place in sorted(lexicon.lists.places)] + [
            town.title() for town in TOWNS
        ] * 3
        self._people = self._name_slots(names)
        self._things = {**self._word_slots(), **self._figure_slots()}

    def _name_slots(self, names: NameMaker) -> dict[str, Slot]:
        """Return what fills the slots of people."""
        return {
            "f": names.first,
            "l": names.last,
            "L": names.last_anyhow,
            "n": names.full,
            "r": lambda: f"{names.last_anyhow()} {names.first()}",
            "R": lambda: f"{names.last().upper()} {names.first().upper()}",
            "i": names.initialled,
            "log": names.login,
            "ilog": names.short_login,
            "il": lambda: names.initialled().lower(),
            "k": self._friend,
            "x": self._called,
            "h": lambda: self._chance.choice(self._homely).capitalize(),
            "lo": lambda: self._chance.choice((names.first, names.last))().lower(),
            "two": names.two_letters,
        }

    def _friend(self) -> str:
        """Return how people who know each other write a name: short, seldom with a capital."""
        name = self._chance.choice((self._names.nickname, self._names.first))()
        return name if self._chance.random() < 0.3 else name.lower()

    def _called(self) -> str:
        """Return what somebody is called at work: a name alone, often a short one."""
        dice = self._chance.random()
        if dice < 0.2:
            return self._names.nickname().capitalize()
        if dice < 0.3:
            return self._chance.choice(self._homely).capitalize()
        return self._names.first() if dice < 0.6 else self._names.last()

    def _word_slots(self) -> dict[str, Slot]:
        """Return what fills the slots of words that name nobody."""
        chance, names = self._chance, self._names
        return {
            "l0": names.last,
            "L0": lambda: names.last().upper(),
            "c": lambda: self._filled(self._phrase("company")),
            "made": lambda: self._phrase("stem") + self._phrase("end"),
            "v": lambda: chance.choice(chance.choice([self._phrases["v"], self._towns])),
            "do": self._doings.verb,
            "Do": lambda: self._doings.verb().capitalize(),
            "acts": self._doings.act,
            "word": self._noun,
            "Word": lambda: self._noun().capitalize(),
            "plain": lambda: chance.choice(self._plain),
            "Plain": lambda: chance.choice(self._plain).capitalize(),
            "Tail": lambda: _begun(self._phrase("tail")),
            "Before": lambda: _begun(self._phrase("before")),
            "acro": lambda: "".join(chance.choices(LETTERS + "M", k=chance.randint(2, 5))),
            "letter": lambda: chance.choice(LETTERS),
            "mail": lambda: f"{plain(names.last())}@{plain(self._noun())}.example",
            "addr": lambda: f"{chance.randint(1, 140)} {self._filled(self._phrase('address'))}",
        }

    def _figure_slots(self) -> dict[str, Slot]:
        """Return what fills the slots of numbers, amounts and dates."""
        chance = self._chance
        return {
            "ref": lambda: f"{chance.choice(_STEMS)}-{chance.choice(['26-', ''])}{self._figure(5)}",
            "tel": lambda: f"06 39 98 {self._figure(2)} {self._figure(2)}",
            "hour": lambda: f"{chance.randint(7, 19)}{chance.choice(':h')}{self._figure(2)}",
            "n2": lambda: str(chance.randint(2, 9999)),
            "amt": lambda: self._filled(chance.choice(["{n2} €", "{n2} k€", "£{n2}", "€{n2}"])),
            "date": lambda: self._filled(chance.choice(["{n1}/11/2026", "{n1}/11", "{n1} {mo}"])),
            "n1": lambda: f"{chance.randint(1, 28):02}",
        }

    def write(self, template: str) -> Sample:
        """Return the template filled, in one of the ways people write."""
        held = template.replace("\\n", "\n").replace("\\t", "\t")
        held = held.replace("{{", _LEFT).replace("}}", _RIGHT)
        text = self._filled(held).replace(_LEFT, "{").replace(_RIGHT, "}")
        return _unmarked(self._restyled(text))

    def splice(self, line: str) -> Sample:
        """Return a line with people and things put between its words."""
        words = line.replace("{", "(").replace("}", ")").split(" ")
        for _ in range(1 + len(words) // 12):
            slot = self._chance.choices([*_SPLICED], [*_SPLICED.values()])[0]
            words.insert(self._chance.randint(0, len(words)), f"{{{slot}}}")
        return self.write(" ".join(words))

    def _filled(self, template: str) -> str:
        """Return a template with every slot filled."""
        return _SLOT.sub(lambda match: self._slot(match[1]), template)

    def _slot(self, name: str) -> str:
        """Return what fills a slot: a marked name, a thing, or one of the language's phrases."""
        if name == "w":
            name = self._chance.choices([*_ANYONE], [*_ANYONE.values()])[0]
        if name == "titled":
            return f"{self._phrase('civ')} {self._slot('l')}"
        if name in self._people:
            return f"{_OPEN}{self._typed(self._people[name]())}{_CLOSE}"
        return self._things[name]() if name in self._things else self._phrase(name)

    def _typed(self, name: str) -> str:
        """Return a name without its capitals, or in capitals only, now and then."""
        dice = self._chance.random()
        return name.lower() if dice < 0.06 else name.upper() if dice < 0.09 else name

    def _phrase(self, slot: str) -> str:
        """Return one of the language's phrases for a slot."""
        return self._chance.choice(self._phrases[slot])

    def _noun(self) -> str:
        """Return an ordinary word."""
        return self._chance.choice(self._rare if self._chance.random() < _RARE else self._nouns)

    def _figure(self, size: int) -> str:
        """Return a number of that many digits."""
        return "".join(self._chance.choices("0123456789", k=size))

    def _restyled(self, text: str) -> str:
        """Return the text as someone in a hurry would type it, now and then."""
        dice = self._chance.random()
        if dice < 0.16:
            text = text.lower()
        elif dice < 0.20:
            text = text.upper()
        return strip_accents(text) if self._chance.random() < 0.2 else text


def write_samples(lexicon: Lexicon, rounds: int, seed: int) -> Iterator[Sample]:
    """Yield every template of both languages filled `rounds` times, and the articles."""
    chance = random.Random(seed)  # noqa: S311  invented texts need no secret chance
    for language in _FILES:
        scribe = Scribe(language, lexicon, chance)
        for template in templates_of(language):
            for _ in range(rounds):
                yield scribe.write(template)
        for line in (*_article_lines(language), *_remark_lines(language, lexicon)):
            yield Sample(line, ())
            yield scribe.splice(line)


def templates_of(language: str) -> list[str]:
    """Return the templates of a language."""
    path = _DATA / "masking" / f"{_FILES[language]}.txt"
    return path.read_text("utf-8").splitlines()


def _read_phrases(language: str) -> dict[str, tuple[str, ...]]:
    """Return what may fill the slots of a language's templates."""
    path = _DATA / "masking" / f"{_FILES[language]}.yml"
    read: dict[str, str] = yaml.safe_load(path.read_text("utf-8"))
    return {slot: tuple(map(str.strip, phrases.split("|"))) for slot, phrases in read.items()}


def _article_lines(language: str) -> Iterator[str]:
    """Yield the lines of the help articles, in which nobody is named."""
    for path in sorted((_DATA / "articles" / language).rglob("*.md")):
        yield from filter(str.strip, path.read_text("utf-8").splitlines())


def _remark_lines(language: str, lexicon: Lexicon) -> Iterator[str]:
    """Yield what people note and write about work, where it names nobody."""
    for path in sorted(one for each in _REMARKS for one in _DATA.glob(each.format(language))):
        for line in _leaves(yaml.safe_load(path.read_text("utf-8"))):
            if _names_nobody(line, lexicon):
                yield line


def _names_nobody(line: str, lexicon: Lexicon) -> bool:
    """Say whether a line has no capital but at its start, and none of a name there."""
    first = read_words(line)[:1]
    return (
        bool(first)
        and line[1:] == line[1:].lower()
        and lexicon.is_word(first[0].text)
        and not line.isupper()
    )


def _leaves(node: object) -> Iterator[str]:
    """Yield the lines of a YAML document that are more than a word and have no slot."""
    if isinstance(node, str):
        yield from (line for line in node.splitlines() if " " in line and "{" not in line)
    elif isinstance(node, dict):
        for value in node.values():
            yield from _leaves(value)
    elif isinstance(node, list):
        for value in node:
            yield from _leaves(value)


def _everyday_words(lexicon: Lexicon) -> list[str]:
    """Return the ordinary words of the help articles."""
    text = " ".join(line for language in _FILES for line in _article_lines(language))
    words = set(re.findall(r"[^\W\d_]{4,12}", text.casefold()))
    return sorted(word for word in words if lexicon.is_word(word) and not lexicon.is_stop(word))


def _dictionary_words(lexicon: Lexicon) -> list[str]:
    """Return the words of the dictionary that nobody is called.

    Those of the articles alone are soon known one by one; any other would pass for a name.
    """
    plain = (word for word in lexicon.lists.words if 3 < len(word) < 13 and word.isalpha())
    return sorted(word for word in plain if not (lexicon.is_first(word) or lexicon.is_last(word)))


def _begun(phrase: str) -> str:
    """Return a phrase with a capital at its start."""
    return phrase[0].upper() + phrase[1:]


def _unmarked(text: str) -> Sample:
    """Return a text without its marks."""
    bare, people, start = "", [], 0
    for piece in re.split(f"([{_OPEN}{_CLOSE}])", text):
        if piece == _OPEN:
            start = len(bare)
        elif piece == _CLOSE:
            people.append((start, len(bare)))
        else:
            bare += piece
    return Sample(bare, tuple(people))
