"""Numbers with their units, and numbers written in words: « trois ans » is 3 years, not 3 days."""

from __future__ import annotations

import re
from functools import lru_cache

from guard.entries import fold
from guard.figures import read_figures
from language import find_amounts, find_counts

_UNITS = {
    "day": "jours? days? j ouvres? ouvrables? working business calendar",
    "week": "semaines? weeks?",
    "month": "mois months?",
    "year": "ans? annees? years? yrs?",
    "hour": "heures? hours? h hrs?",
    "minute": "minutes? min mins?",
    "second": "secondes? seconds? sec",
    "percent": "% pour-cent percent",
    "point": "points?",
    "euro": "€ euros? eur",
    "pound": "£ pounds? gbp livres?",
    "kwh": "kwh", "kw": "kw", "degree": "° °c degres? degrees?", "metre": "m metres? meters?",
}  # fmt: skip
_UNIT = {
    re.compile(rf"(?:{'|'.join(map(str, said.split()))})\Z"): unit for unit, said in _UNITS.items()
}
_PIECE = re.compile(r"[^.!?;\n]{1,240}[.!?;\n]*|[.!?;\n]+")
_WORDS = re.compile(
    r"\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|"
    r"vingt|trente|quarante|cinquante|soixante|septante|huitante|octante|nonante|cents?|mille|"
    r"millions?|milliards?|dizaines?|douzaines?|quinzaines?|vingtaines?|trentaines?|centaines?|"
    r"milliers?|two|three|four|five|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|"
    r"forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|dozens?|billions?|"
    r"(?:pour|per) cent)\b"
)
_PERCENT = re.compile(r"\b(?:pour|per) cent\b", re.I)
_MEASURE = re.compile(
    r"(\d+(?:[\u00a0\u202f ]\d{3})*(?:[.,]\d+)*)[\s\u00a0\u202f-]*(%|€|£|°c?|[a-z]+(?:-cent)?)"
)
_BEFORE = re.compile(r"([€£])\s?(\d[\d.,]*\d|\d)")


def spell_out(text: str) -> str:
    """Return the text with numbers written in words as figures, « un » and "a" aside."""
    # Piece by piece, and only where there is a number: reading numbers takes its time.
    return "".join(
        _spelt(piece) if _WORDS.search(fold(piece)) else piece for piece in _PIECE.findall(text)
    )


@lru_cache(maxsize=2_000)
def _spelt(text: str) -> str:
    """Return a sentence with numbers written in words as figures."""
    text = _PERCENT.sub("%", text)
    spans = [
        (one.span, str(one.value)) for one in find_counts(text) if not one.ordinal and one.value > 1
    ]
    spans += [
        (one.span, f"{one.value.normalize():f}") for one in find_amounts(text) if one.upper is None
    ]
    for (start, end), figure in sorted(spans, reverse=True):
        if not re.search(r"\d", text[start:end]):
            tail = "".join(re.findall(r"(?i)\s*(?:euros?|pounds?|€|£|%)\s*$", text[start:end]))
            text = f"{text[:start]}{figure}{tail}{text[end:]}"
    return text


def measures_of(text: str) -> set[tuple[str, str]]:
    """Return each number of a text that has a unit, with it."""
    folded = fold(_PERCENT.sub("%", text))
    pairs = [(value, name) for value, name in _MEASURE.findall(folded)]
    pairs += [(value, sign) for sign, value in _BEFORE.findall(folded)]
    return {
        (figure, unit)
        for value, name in pairs
        for unit in [_unit(name)]
        if unit
        for figure in read_figures(value)
    }


def _unit(name: str) -> str | None:
    return next((unit for pattern, unit in _UNIT.items() if pattern.match(name)), None)


def contradicted(said: set[tuple[str, str]], given: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return the measures whose number the facts only have with another unit; a share with none."""
    units = {figure: {unit for other, unit in given if other == figure} for figure, _ in said}
    return {
        (figure, unit)
        for figure, unit in said
        if unit not in units[figure] and (units[figure] or unit == "percent")
    }
