"""The numbers and dates a text states, in a form two writings of one figure share."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guard.entries import fold

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier january janv jan",
            "fevrier february fevr feb",
            "mars march mar",
            "avril april avr apr",
            "mai may",
            "juin june jun",
            "juillet july juil jul",
            "aout august aug",
            "septembre september sept sep",
            "octobre october oct",
            "novembre november nov",
            "decembre december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_SPACE = "[ \u00a0\u202f\u2009]"
_NUMBER = re.compile(
    rf"(?<![\w])\d{{1,3}}(?:(?:{_SPACE}|[.,'’])\d{{3}})+(?:[.,]\d{{1,2}})?(?!\d)|\d+(?:[.,]\d+)?"
)
_MONTH = re.compile(r"(?<!\w)(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")(?!\w)")
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_SLASHED = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})\b")
_MULTIPLE = re.compile(
    rf"\A{_SPACE}?(k|m|md|millions?|milliards?|billions?|thousand|mille|bn)(?!\w)", re.IGNORECASE
)
_FACTORS = {
    "k": 1e3,
    "m": 1e6,
    "md": 1e9,
    "bn": 1e9,
    "mille": 1e3,
    "thousand": 1e3,
    "million": 1e6,
    "milliard": 1e9,
    "billion": 1e9,
}


def read_figures(text: str) -> set[str]:
    """Return the numbers of a text, without separators and trailing zeros, and `month:11`s."""
    return {*_dates(text), *_numbers(_SLASHED.sub(" ", _ISO.sub(" ", text))), *_months(text)}


def _dates(text: str) -> Iterator[str]:
    """Yield day, month and year of written dates."""
    for year, month, day in _ISO.findall(text):
        yield from (str(int(year)), f"month:{int(month)}", str(int(day)))
    for day, month, year in _SLASHED.findall(text):
        yield from (
            str(int(day)),
            f"month:{int(month)}",
            str(int(year) + (2000 if len(year) == 2 else 0)),
        )


def _months(text: str) -> Iterator[str]:
    """Yield the months named beside a number: "may" and « mars » alone are words."""
    folded = fold(text)
    for match in _MONTH.finditer(folded):
        around = (
            folded[max(0, match.start() - 6) : match.start()]
            + folded[match.end() : match.end() + 6]
        )
        if re.search(r"\d", around):
            yield f"month:{_MONTHS[match.group()]}"


def _numbers(text: str) -> Iterator[str]:
    """Yield the numbers of a text, multiples written out."""
    for match in _NUMBER.finditer(text):
        value = _value(match.group())
        multiple = _MULTIPLE.match(text[match.end() : match.end() + 12])
        if multiple and not _is_metre(text, match, multiple.group()):
            value *= _FACTORS[multiple.group(1).lower().rstrip("s")]
        yield f"{value:.4f}".rstrip("0").rstrip(".")


def _is_metre(text: str, number: re.Match[str], unit: str) -> bool:
    """Say whether « m » after a blank stands for metres: « 300 m », not « 3 M€ » nor "£3 m"."""
    money = "€£$"
    after = text[number.end() + len(unit) :].lstrip()[:1]
    before = text[: number.start()].rstrip()[-1:]
    spaced = unit != unit.strip() and unit.strip() == "m"
    return spaced and not (after and after in money) and not (before and before in money)


def _value(written: str) -> float:
    """Return the number of a French or an English writing."""
    bare = re.sub(rf"{_SPACE}|['’]", "", written)
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?", bare):
        whole, _, rest = (
            re.sub(r"[.,](?=\d{3}(?:\D|\Z))", "", bare).replace(",", ".").partition(".")
        )
        return float(f"{whole}.{rest or 0}")
    return float(bare.replace(",", "."))
