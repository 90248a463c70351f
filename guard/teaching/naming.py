"""Invented people: names from lists, names no list has, and ordinary words as names."""

from __future__ import annotations

import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence

from guard.masking.everyday import EVERYDAY
from guard.masking.lexicon import Lexicon

LETTERS = "ABCDEFGHIJKLNOPRSTVWXYZ"
"""What a first name may begin with; « M. » says monsieur."""

_PARTICLES = (
    *("le", "le", "le", "de", "du", "van", "van der", "el", "ben", "da", "de la", "le", "ait"),
    *("o'", "mc", "d'", "m'", "n'"),
)
_SMALL = frozenset({"de", "du", "van", "der", "la", "el", "d"})
_SYLLABLES = (
    "ai an bai bao bin bo cai chang chao chen cheng chun da dan deng ding dong fang "
    "fei feng gang gao guo hai han he hong hu hua huang hui jia jian jiang jie jin "
    "jing jun kai kun lei li lian liang lin ling liu long lu luo ma mei meng min ming "
    "na nan ning peng ping qi qian qiang qin qing rong rui shan shu song su sun tang "
    "tao tian ting wang wei wen wu xia xiang xiao xin xing xu xue yan yang yi yin "
    "ying yong yu yuan yue yun ze zhang zhao zhen zhi zhou zhu zi anh binh duc hoa "
    "lan linh minh nam ngoc phuong quan thanh thao thi thu trang trung tuan van vinh "
)
"""What Chinese and Vietnamese names are made of."""
_INITIALS = (".", ".", ".", "", ".-P.", "-P", ".B.")
_SHORTENED = ("Ph", "Th", "Chr", "Ch", "Fr", "Jos", "Wm", "Geo", "Jas", "Alex", "Seb", "Cath")
"""First names as old hands shorten them."""
_ENDINGS = ("", "", "", "o", "y", "ie", "i", "ou", "z", "s", "za")
"""What a first name cut short may end with."""


class NameMaker:
    """Makes up names. Half of the last names are on no list, or are ordinary words."""

    def __init__(self, lexicon: Lexicon, chance: random.Random) -> None:
        lists = lexicon.lists
        self._chance = chance
        self._first = sorted(lists.home_first), sorted(lists.first)
        self._last = sorted(lists.home_last), sorted(lists.last)
        self._double = [name for name in self._first[1] if "-" in name]
        self._syllables = _SYLLABLES.split()
        self._towns = tuple(sorted(n & lists.places) for n in (lists.home_first, lists.home_last))
        """Names that are towns' or regions' too: « Lorraine », "Bolton"."""
        self._plain = sorted(EVERYDAY & (lists.last | lists.first))
        self._next: dict[str, list[str]] = defaultdict(list)
        for name in self._last[1]:
            for at in range(len(name) + 1):
                self._next[f"^^^{name}$"[at : at + 3]].append(f"^^^{name}$"[at + 3])

    def first(self) -> str:
        """Return a first name, sometimes a compound one or one that no list has."""
        dice = self._chance.random()
        if dice < 0.08:
            return titled(f"{self._pick(self._first[0])}-{self._pick(self._first[0])}")
        if dice < 0.30:
            return titled(self._invented())
        if dice < 0.34:
            return titled(self.nickname())
        if dice < 0.37:
            return titled(self._pick(self._towns[0]))
        return titled(self._pick(self._first[dice > 0.75]))

    def nickname(self) -> str:
        """Return what a friend is called: a syllable said twice, or a first name cut short."""
        if self._chance.random() < 0.3:
            syllable = self._pick("bcdfgjklmnprstvz") + self._pick(("a", "e", "i", "o", "u", "ou"))
            return syllable * 2
        cut = self._pick(self._first[0])[: self._chance.choice((3, 3, 4, 4, 5))]
        ending = self._pick(_ENDINGS)
        return cut + (ending if cut[-1] not in "aeiouy" else "")

    def last(self) -> str:
        """Return a last name."""
        dice = self._chance.random()
        if dice < 0.07:
            particle = self._pick(_PARTICLES)
            return titled(particle + " " * (particle[-1] not in "'c") + self._listed())
        if dice < 0.13:
            return titled(f"{self._pick(self._last[0])}-{self._pick(self._last[0])}")
        if dice < 0.40:
            return titled(self._invented())
        if dice < 0.47:
            return titled(self._pick(self._plain))
        if dice < 0.5:
            return titled(self._pick(self._towns[1]))
        return titled(self._pick(self._last[dice > 0.8]))

    def _listed(self) -> str:
        """Return a last name of a list, in small letters."""
        return self._pick(self._last[self._chance.random() > 0.6])

    def last_anyhow(self) -> str:
        """Return a last name, in capitals every other time."""
        name = self.last()
        return name.upper() if self._chance.random() < 0.5 else name

    def full(self) -> str:
        """Return a first and a last name, sometimes with an initial or a third one."""
        dice = self._chance.random()
        if dice < 0.08:
            return f"{self.first()} {self._pick(LETTERS)}. {self.last()}"
        if dice < 0.13:
            return f"{self.first()} {self._pick(LETTERS)}."
        if dice < 0.2:
            return f"{self.first()} {self.last()} {self.last()}"
        if dice < 0.24:
            return titled(" ".join(self._pick(self._syllables) for _ in range(2)))
        return f"{self.first()} {self.last_anyhow() if dice < 0.4 else self.last()}"

    def initialled(self) -> str:
        """Return an initial and a last name."""
        if self._chance.random() < 0.15:
            return f"{self._pick(_SHORTENED)}. {self.last()}"
        return f"{self._pick(LETTERS)}{self._pick(_INITIALS)} {self.last()}"

    def two_letters(self) -> str:
        """Return what a colleague is called in short: JP, MC."""
        if self._chance.random() < 0.7:
            return "".join(part[0] for part in self._pick(self._double).split("-")[:2]).upper()
        return self._pick(LETTERS) + self._pick(LETTERS)

    def login(self) -> str:
        """Return a user name."""
        return f"{plain(self.first())}.{plain(self.last())}"

    def short_login(self) -> str:
        """Return a user name of an initial and a last name."""
        return f"{self._pick(LETTERS).lower()}{self._pick('.._')}{plain(self.last())}"

    def _pick(self, names: Sequence[str]) -> str:
        """Return one of the names."""
        return self._chance.choice(names)

    def _invented(self) -> str:
        """Return a name that could be one by its letters."""
        while True:
            made = ""
            while not made.endswith("$") and len(made) < 14:
                made += self._pick(self._next[f"^^^{made}"[-3:]])
            if made.endswith("$") and len(made) > 4:
                return made[:-1]


def titled(name: str) -> str:
    """Return a name with its capitals."""
    return re.sub(r"[^\W\d_]+", lambda m: m[0] if m[0] in _SMALL else m[0].capitalize(), name)


def plain(name: str) -> str:
    """Return the plain small letters of a name."""
    return re.sub(r"[^a-z]", "", strip_accents(name.lower()))


def strip_accents(text: str) -> str:
    """Return a text without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
