"""Whether a translation says all that its text says, in the language asked for.

What it says more is found as in any other text (`given`); here is what it says less.
"""

from __future__ import annotations

from collections.abc import Iterator

from guard.figures import read_figures
from guard.prompt import Language
from guard.proving.measures import spell_out
from guard.tokens import read_token, token_pattern
from language import detect

_TOKEN = token_pattern(r"[A-Z]\d{1,2}")
_SHORTEST, _LONGEST = 0.4, 2.5
"""French is about a sixth longer than English; outside these shares something went wrong."""
_TELLING = 4
"""The language of fewer words than that is not looked at: names have none."""


def unfaithful(source: str, text: str, language: Language) -> Iterator[str]:
    """Yield the kind of everything a translation lacks; nothing for no translation at all."""
    if not text:
        return
    yield from ("placeholder" for _ in _tokens(source) - _tokens(text))
    plain = _TOKEN.sub(" ", text)
    said = read_figures(plain) | read_figures(spell_out(plain))
    yield from ("figure" for _ in read_figures(_TOKEN.sub(" ", source)) - said)
    if not _SHORTEST <= len(text) / len(source) <= _LONGEST:
        yield "lost"
    if len(plain.split()) >= _TELLING and detect(plain, language).language != language:
        yield "language"


def _tokens(text: str) -> set[int]:
    """Return the numbers of the placeholders in a text."""
    return {read_token(match).number for match in _TOKEN.finditer(text)}
