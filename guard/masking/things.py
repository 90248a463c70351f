"""Words that an article or a quoted key makes things of: « chez le barbier », `"comment": "…"`.

The tagger takes « le » and « la » for the particles of « le goff » and « la fontaine », and a word
that is also a name for the name. What is listed as a word, in small letters and led in by an
article, is what somebody does or has, unless a civility announces the bearer.
"""

from __future__ import annotations

import re

from guard.masking.cues import TITLES
from guard.masking.lexicon import Lexicon
from guard.spans import Span

_ARTICLE = r"(?:[Ll][ea]s?|[Uu]ne?|[Dd]es|[Dd]u|[Aa]ux?|[Cc]et(?:te)?|[Tt]h(?:e|is|at)|an)[ \u00a0]"
"""Not "a": « dis a juju », as « à » is typed."""
_LED = re.compile(rf"(?<![\w'’\-]){_ARTICLE}\Z")
_WITH_ARTICLE = re.compile(rf"{_ARTICLE}(?P<noun>[^\W\d_]+)")
_BEFORE = re.compile(r"([^\W\d_]+\.?)[ \u00a0]\Z")
_KEY = re.compile(r"[\"'][ ]?:")


def is_thing(text: str, name: Span, lexicon: Lexicon) -> bool:
    """Say whether what reads as a name is a noun with its article, or the key of a member."""
    led_in = _WITH_ARTICLE.fullmatch(text, name.start, name.end)
    noun = led_in["noun"] if led_in else text[name.start : name.end]
    if not (noun.islower() and lexicon.is_listed(noun)):
        return False
    before = text[max(0, name.start - 12) : name.start]
    if before.endswith(('"', "'")) and _KEY.match(text, name.end):
        return True
    if led_in:
        said = _BEFORE.search(before)
        return said is None or said[1].casefold() not in TITLES
    return _LED.search(before) is not None
