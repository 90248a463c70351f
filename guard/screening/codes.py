"""Text that was encoded so that a reader, or a filter, passes over it."""

from __future__ import annotations

import base64
import binascii
import codecs
import html
import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote

from guard.screening.features import words_of

_BASE64 = re.compile(
    r"(?<![\w+/])[A-Za-z0-9+/_-]{16,}+(?:\s[A-Za-z0-9+/_-]{16,}+){0,39}+={0,2}(?![\w+/])"
)
_BASE32 = re.compile(r"(?<![\w+/])[A-Za-z2-7]{16,}+(?:\s[A-Za-z2-7]{16,}+){0,39}+={0,6}(?![\w+/])")
_BASE85 = re.compile(r"(?<!\S)[!-~]{20,}+(?:\s[!-~]{20,}+){0,39}+(?!\S)")
_WRAPPED = "\"'`.,;:()[]"
_HEX = re.compile(r"(?<!\w)(?:(?:0x|\\x)?[0-9a-fA-F]{2}[\s:,]?){10,}(?!\w)")
_BINARY = re.compile(r"(?<!\d)(?:[01]{8}\s?){6,}(?!\d)")
_ESCAPES = re.compile(r"\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}")
_PERCENT = re.compile(r"%[0-9a-fA-F]{2}")
_ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-fA-F]{2,5}|\w{2,8});")
_COMMON = frozenset(
    """le la les un une de du des et ou a au aux en dans pour par sur avec ce cette est sont il elle
    nous vous je tu on que qui ne pas plus votre nos mon the a an of and or to in for on with this
    is are it he she we you i they that not your our my by at from be was has have""".split()  # noqa: SIM905
)
_PART = re.compile(r"[:;()«»\"“”]\s*")
_LEAST, _READABLE = 8, 0.85


def blobs(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where something encoded stands in a text (code points) and what it says."""
    for pattern, ways in _CODES:
        for match in pattern.finditer(text):
            said = next(filter(None, (_readable(way(match.group())) for way in ways)), "")
            if said:
                yield match.start(), match.end(), said


def decodings(sentence: str) -> Iterator[str]:
    """Yield what a whole sentence says, where it may be written in a code."""
    if len(_PERCENT.findall(sentence)) >= 2:
        yield unquote(sentence.replace("+", " "))
    if _ENTITY.search(sentence):
        yield html.unescape(sentence)
    if _ESCAPES.search(sentence):
        yield _ESCAPES.sub(lambda match: chr(int(match.group()[2:], 16)), sentence)
    parts = _PART.split(sentence)
    for part in (sentence, *(parts if len(parts) > 1 else ())):
        yield from _turned(part)


def _turned(part: str) -> Iterator[str]:
    """Yield what a part of a sentence says by rot13 or backwards, where that is more of a sentence.

    A part: who asks in plain words to decode something gives it after a colon or in quotes.
    """
    words = words_of(part)
    common = [word in _COMMON for word in words if len(word) > 1]
    if len(words) >= 3 and not any(common):
        yield codecs.encode(part, "rot13")
    if len(words) >= 3 and sum(word[::-1] in _COMMON for word in words) > sum(
        word in _COMMON for word in words
    ):
        yield part[::-1]


def _from_base64(text: str) -> bytes:
    """Return the bytes of base64, in either alphabet, padded or not."""
    bare = re.sub(r"\s|=", "", text).translate(str.maketrans("-_", "+/"))
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _from_base32(text: str) -> bytes:
    """Return the bytes of base32, in either case, padded or not."""
    bare = re.sub(r"\s|=", "", text)
    try:
        return base64.b32decode(bare + "=" * (-len(bare) % 8), casefold=True)
    except (binascii.Error, ValueError):
        return b""


def _from_ascii85(text: str) -> bytes:
    """Return the bytes of Ascii85, between its marks or bare."""
    try:
        return base64.a85decode(text.removeprefix("<~").removesuffix("~>"))
    except (binascii.Error, ValueError):
        return b""


def _from_base85(text: str) -> bytes:
    """Return the bytes of base85 in the alphabet of RFC 1924."""
    try:
        return base64.b85decode(re.sub(r"\s", "", text))
    except (binascii.Error, ValueError):
        return b""


def _from_quoted(text: str) -> bytes:
    """Return the bytes of either, its letters being signs too, within quotes or brackets."""
    bare = text.strip(_WRAPPED)
    return next(filter(_readable, (_from_ascii85(bare), _from_base85(bare))), b"")


def _from_hex(text: str) -> bytes:
    """Return the bytes of hexadecimal, however separated."""
    bare = re.sub(r"0x|\\x|[\s:,]", "", text)
    return bytes.fromhex(bare) if len(bare) % 2 == 0 else b""


def _from_binary(text: str) -> bytes:
    """Return the bytes of ones and zeros."""
    bare = re.sub(r"\s", "", text)
    return bytes(int(bare[at : at + 8], 2) for at in range(0, len(bare) - 7, 8))


def _readable(data: bytes) -> str:
    """Return the text of bytes, nothing where they are none."""
    for encoding in ("utf-8", "utf-16-le"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        letters = sum(letter.isalpha() or letter in " .,'’" for letter in text)
        if len(text) >= _LEAST and text.isprintable() and letters >= _READABLE * len(text):
            return text
    return ""


_CODES: tuple[tuple[re.Pattern[str], tuple[Callable[[str], bytes], ...]], ...] = (
    (_BASE64, (_from_base64,)),
    (_BASE32, (_from_base32,)),
    (_BASE85, (_from_ascii85, _from_base85, _from_quoted)),
    (_HEX, (_from_hex,)),
    (_BINARY, (_from_binary,)),
)
