"""Values that leave in other letters: escaped, percent-encoded, in base64, wide, or pulled apart.

Masking works on a text as people write it. What is about to leave is read once more as a program
would read it: as JSON, as an address, as HTML, as base64, and without its blanks and signs.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from urllib.parse import unquote_plus

from guard.entries import fold
from guard.prompt import Known

LEAST = 8
"""A shorter value, its signs taken off, stands in a text without blanks by chance."""
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")
_BASE64 = re.compile(r"(?<![\w+/])[A-Za-z0-9+/_\-]{12,}={0,2}(?![\w+/])")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff\U000e0000-\U000e007f]")
_SIGNS = re.compile(r"[\W_]+")


def readings(text: str) -> Iterator[str]:
    """Yield what a text says when decoded, each way that makes another text of it."""
    seen = {text}
    for read in (_unescaped, unquote_plus, html.unescape, _plain, _from_base64):
        said = read(text)
        if said and said not in seen:
            seen.add(said)
            yield said


def pulled_apart(text: str, known: Iterable[Known]) -> Iterator[Known]:
    """Yield the known values that a text holds once blanks and signs are taken off both."""
    squeezed = _squeezed(text)
    for one in known:
        value = _squeezed(one.value)
        if len(value) >= LEAST and value in squeezed:
            yield one


def _squeezed(text: str) -> str:
    """Return the folded letters and digits of a text."""
    return _SIGNS.sub("", fold(_plain(text)))


def _unescaped(text: str) -> str:
    """Return a text with the escapes of JSON and of programs resolved."""
    return _ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), text)


def _plain(text: str) -> str:
    """Return a text without invisible letters, wide and small forms as usual ones."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


def _from_base64(text: str) -> str:
    """Return what the base64 of a text says, a line each; "" where there is none."""
    return "\n".join(filter(None, (_decoded(match.group()) for match in _BASE64.finditer(text))))


def _decoded(run: str) -> str:
    """Return the text in one run of base64, "" if it holds none."""
    bare = run.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        said = base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return ""
    return said if said.isprintable() else ""
