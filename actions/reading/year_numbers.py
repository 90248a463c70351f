"""Years that are a number of the record's own, and no time: « millésime 2019 »."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from actions.reading.spans import Mention
from actions.reading.stems import GLUE
from actions.reading.vocabulary import Vocabulary
from language.tokens import Token

_YEARS = re.compile(r"\d{4}")
_DIGITS = 4
"""Digits of a year, and of a number that holds nothing else."""


def years_as_numbers(
    tokens: Sequence[Token], fixed: Iterable[Mention], vocabulary: Vocabulary
) -> list[Mention]:
    """Return the mentions without the periods that are values of a number of four digits."""
    return [m for m in fixed if not (m.kind == "period" and _is_number(tokens, m, vocabulary))]


def _is_number(tokens: Sequence[Token], period: Mention, vocabulary: Vocabulary) -> bool:
    said = [one.text for one in tokens[period.start : period.end]]
    if not all(_YEARS.fullmatch(one) or one in GLUE or one in "," for one in said):
        return False
    ahead = [one.text for one in tokens[: period.start] if one.text not in GLUE][-1:]
    return bool(ahead) and any(
        (field := vocabulary.catalogue[one.object].fields.get(one.field)) is not None
        and field.type in {"double", "int"} and field.precision == _DIGITS and field.scale == 0
        for one in vocabulary.meanings(ahead) if one.kind == "field"
    )  # fmt: skip
