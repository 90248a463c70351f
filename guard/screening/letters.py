"""Letters that are not what they look like: invisible, reversed, look-alike, spaced out.

Look-alikes are those of Unicode's confusables (Technical Standard 39) that stand for plain Latin
letters in Cyrillic, Greek and Armenian; styled letters (fullwidth, mathematical, circled) are
folded by NFKC.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff\U0001d173-\U0001d17a]"
)
_JOINER = re.compile("(?<=[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d")
_TAGS = re.compile("[\U000e0020-\U000e007e]{2,}")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ALIKE = str.maketrans(
    "АВЕКМНОРСТУХаеорсухіјѕһԁԛԝѡьгпкмтвнияАΒΕΖΗΙΚΜΝΟΡΤΥΧαεικνορτυχγωօոսցհ",
    "ABEKMHOPCTYXaeopcyxijshdqwwbrnkmtbhnrABEZHIKMNOPTYXaeiknoptuxywonugh",
)
_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_][ .\-_*·|/]){2,}[^\W\d_](?!\w)")
_SPACED_OUT = re.compile(r"(?<!\w)(?:[^\W\d_](?:[ .\-_*·|/]{1,3})){9,}[^\W\d_](?!\w)")
_SPACED_WORD = re.compile(r"(?<!\w)(?:[^\W\d_][ .\-_*·|/]{1,2}){2,}[^\W\d_](?!\w)")
_LEET = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b"})
_SIGNS = str.maketrans({"@": "a", "$": "s", "€": "e", "!": "i", "|": "l", "£": "l", "¡": "i"})
_TOKEN = re.compile(r"(?<![\w@.])[\w@$€!|£¡]{3,40}")
_STARRED = re.compile(r"(?<=[^\W\d_])[*#_]{1,3}(?=[^\W\d_])|(?<=(?<!\w)[^\W\d_])[.\-](?=[^\W\d_])")


def strip_invisible(text: str) -> tuple[str, str]:
    """Return the text without invisible letters, and what it said in Unicode's tags."""
    said = " ".join(
        "".join(chr(ord(letter) - 0xE0000) for letter in match.group())
        for match in _TAGS.finditer(text)
    )
    kept = _JOINER.sub("\ue000", text)
    return _CONTROL.sub(" ", _INVISIBLE.sub("", kept)).replace("\ue000", "\u200d"), said


def readings(text: str) -> Iterator[str]:
    """Yield what else the letters of a text may be meant to say, where that differs."""
    plain = _latin(text)
    if plain != text:
        yield plain
    for table in (_LEET, _LEET | {ord("1"): "l"}):
        digits = _TOKEN.sub(lambda match, to=table | _SIGNS: _spelt(match.group(), to), plain)  # type: ignore[misc]
        if digits != plain:
            yield digits


def join_spaced(text: str) -> str:
    """Return the text with words that were spaced out, letter by letter, together again."""
    return _SPACED_OUT.sub(lambda run: _SPACED.sub(_joined, run.group()), text)


def _joined(match: re.Match[str]) -> str:
    return re.sub(r"[\W_]", "", match.group())


def _spelt(token: str, to: dict[int, str]) -> str:
    """Return a word whose figures and signs stand for letters, where it holds both."""
    letters = sum(letter.isalpha() for letter in token)
    return token.translate(to) if 0 < letters < len(token) else token


def without_stars(text: str) -> str:
    """Return the text with signs between letters dropped: « c o n », « c.o.n » and « con*ard »."""
    return _STARRED.sub("", _SPACED_WORD.sub(_joined, text))


def _latin(text: str) -> str:
    """Return the text in plain Latin letters, where a word mixes alphabets or styles."""
    if text.isascii():
        return text
    folded = unicodedata.normalize("NFKC", text)
    return re.sub(r"\w+", lambda match: _plain_word(match.group()), folded)


def _plain_word(word: str) -> str:
    """Return a word whose look-alikes stand for Latin letters, if it could be a Latin word."""
    changed = word.translate(_ALIKE)
    return changed if changed.isascii() or _is_latin(changed) else word


def _is_latin(word: str) -> bool:
    return all("LATIN" in unicodedata.name(letter, "") or not letter.isalpha() for letter in word)
