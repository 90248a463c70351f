"""Find amounts of money, percentages and large figures: « 50 k€ », "£1.2m", "10-20k"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from language.amount_words import (
    AFTER_NOUN_PATTERNS,
    AFTER_PATTERNS,
    APPROXIMATE,
    BEFORE_PATTERNS,
    COUNTED,
    SINGLE,
    Comparator,
)
from language.folding import fold_with_offsets
from language.number_words import read_number
from language.tokens import Token, tokenize

_FIGURE = r"\d{1,3}(?:[ '.,]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?"
_SCALES = {
    "k": 10**3, "mille": 10**3, "thousand": 10**3, "grand": 10**3, "m": 10**6, "mn": 10**6,
    "mio": 10**6, "million": 10**6, "millions": 10**6, "mm": 10**6, "bn": 10**9, "md": 10**9,
    "mds": 10**9, "billion": 10**9, "milliard": 10**9, "milliards": 10**9, "ke": 10**3,
    "millier": 10**3, "milliers": 10**3,
}  # fmt: skip
_CURRENCIES = {
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "ke": "EUR", "£": "GBP", "gbp": "GBP",
    "pound": "GBP", "pounds": "GBP", "livre": "GBP", "livres": "GBP", "quid": "GBP", "$": "USD",
    "usd": "USD", "dollar": "USD", "dollars": "USD", "chf": "CHF", "balles": "EUR",
}  # fmt: skip
_SCALE = r"ke|mille|milliards?|milliers?|thousand|grand|millions?|billions?|mio|mds?|mn|mm|bn|k|m"
_MONEY = r"€|£|\$|eur(?:os?)?|gbp|usd|chf|pounds?|livres?|dollars?|quid|balles"
_NUMBER = re.compile(
    rf"(?<![\w.,/])(?P<sign>€|£|\$|eur|gbp|usd)? ?(?P<figure>{_FIGURE})"
    rf"(?: ?(?P<scale>{_SCALE})(?=$|\W|_|eur))?"
    rf"(?: ?(?:d')?(?:de )?(?P<money>{_MONEY})(?!\w))?"
    rf"(?: ?(?P<percent>%|pour ?cents?|percent|per cent|pct)(?!\w))?"
)
_NO_AMOUNT = re.compile(r"[:h/]\d|[-/.]\d+[-/.]\d|(?:er|e|eme|st|nd|rd|th)\b")
"""What follows a figure that is a time, a date or a rank."""
_NEAR = 96
"""Characters before a figure that are looked at: a text is read in time that grows as it does."""
_JOINED = re.compile(r" ?(?:-|a|to|et|and|au|jusqu'a|–) ?(?:les? |the )?$")
_BETWEEN = re.compile(
    r"(?:^|(?<=\W))(?:entre|between|from|de|with|avec|having|ayant|compris(?:e|es)? entre|"
    r"ranging from)(?: les?)? ?$"
)


@dataclass(frozen=True)
class Amount:
    """A figure with what it is compared by.

    `currency` is an ISO 4217 code, or None where none was said; `unit` is "%" for a percentage
    (50 for 50 %), else None. `upper` is the other bound of "between". `marked` tells that a
    currency, a scale or a percent sign was written, so that the figure cannot be a mere count.
    """

    value: Decimal
    currency: str | None
    comparator: Comparator
    upper: Decimal | None
    approx: bool
    span: tuple[int, int]
    unit: str | None = None
    marked: bool = True


@dataclass(frozen=True)
class _Figure:
    value: Decimal
    scale: int
    currency: str | None
    percent: bool
    start: int
    end: int


def find_amounts(text: str) -> list[Amount]:
    """Return the amounts of the text in order; `span` holds the comparing words too.

    Bare figures count only where a comparing word or another bound stands beside them; dates and
    plain counts (« les 5 dernières ») are left alone.
    """
    folded, offsets = fold_with_offsets(text)
    offsets.append(len(text))
    figures = sorted([*_figures(folded), *_worded(folded)], key=lambda one: one.start)
    found: list[Amount] = []
    index = 0
    while index < len(figures):
        pair = index + 1 < len(figures) and _bounds(folded, figures[index], figures[index + 1])
        amount = pair or _single(folded, figures[index])
        index += 2 if pair else 1
        if amount and (not found or amount.span[0] >= found[-1].span[1]):
            found.append(amount)
    return [_placed(amount, offsets) for amount in (*found, *_singles(folded))]


def _singles(folded: str) -> Iterator[Amount]:
    """Read "a single contact" as exactly one."""
    for match in SINGLE.finditer(folded):
        yield Amount(Decimal(1), None, "eq", None, False, match.span(), None, marked=False)


def _figures(folded: str) -> Iterator[_Figure]:
    for match in _NUMBER.finditer(folded):
        scale, money, sign = match["scale"], match["money"], match["sign"]
        if _NO_AMOUNT.match(folded, match.end()):
            continue
        currency = _CURRENCIES.get(money or sign or scale or "")
        yield _Figure(
            _decimal(match["figure"]), _SCALES.get(scale or "", 1), currency,
            bool(match["percent"]), match.start(), match.end(),
        )  # fmt: skip


def _decimal(figure: str) -> Decimal:
    """Read either style; a lone group of three digits is thousands: « 45 000 », "45,000"."""
    plain = re.sub(r"[ ']", "", figure)
    last = max(plain.rfind("."), plain.rfind(","))
    if last < 0:
        return Decimal(plain)
    fraction = plain[last + 1 :]
    grouped = len(fraction) == 3 and 0 < last <= 3 and not plain.startswith("0")
    if grouped or plain.count(plain[last]) > 1:
        return Decimal(re.sub(r"[.,]", "", plain))
    return Decimal(re.sub(r"[.,]", "", plain[:last]) + "." + fraction)


def _worded(folded: str) -> Iterator[_Figure]:
    """Read figures in words: « cinquante mille euros », "half a million", « plus de trois »."""
    tokens = tokenize(folded)
    index = 0
    while index < len(tokens):
        found = _half(tokens, index) or read_number(tokens, index)
        if not found:
            index += 1
            continue
        value, end = found
        near = [t for t in tokens[end : end + 3] if t.text not in {"d", "de", "'"}]
        money = near[0] if near and near[0].text in _CURRENCIES else None
        if value >= 1:
            closing = money.end if money else tokens[end - 1].end
            currency = _CURRENCIES[money.text] if money else None
            yield _Figure(Decimal(value), 1, currency, False, tokens[index].start, closing)
        index = end


def _half(tokens: list[Token], index: int) -> tuple[int, int] | None:
    said = " ".join(token.text for token in tokens[index : index + 4])
    for phrase in ("half a million", "un demi - million", "un demi million"):
        if said.startswith(phrase):
            return 500_000, index + len(phrase.split())
    return None


def _bounds(folded: str, low: _Figure, high: _Figure) -> Amount | None:
    """Join « entre 10 et 50 k€ »; a scale or currency said once holds for both."""
    joint = folded[low.end : high.start]
    if len(joint) > 12 or not _JOINED.fullmatch(joint):
        return None
    between = _last(_BETWEEN, folded, low.start)
    marked = _marked(low) or _marked(high)
    if not between and not (marked and joint.strip() in {"-", "a", "to", "jusqu'a"}):
        return None
    scale = high.scale if low.scale == 1 and low.value < 1000 else low.scale
    bottom, top = low.value * scale, high.value * high.scale
    if bottom >= top:
        return None
    start = between.start() if between else low.start
    percent = low.percent or high.percent
    return Amount(
        bottom, low.currency or high.currency, "between", top, False, (start, high.end),
        "%" if percent else None, marked,
    )  # fmt: skip


def _marked(figure: _Figure) -> bool:
    large = figure.value >= 10_000
    return figure.currency is not None or figure.scale > 1 or figure.percent or large


def _single(folded: str, figure: _Figure) -> Amount | None:
    start, end = figure.start, figure.end
    comparator, start = _before(folded, start)
    if comparator in {None, "eq"}:
        said, end = _after(folded, end)
        comparator = comparator or said
    approximate = _last(APPROXIMATE, folded, start)
    if approximate:
        start = approximate.start()
    marked = _marked(figure)
    if not marked and comparator is None:
        return None
    return Amount(
        figure.value * figure.scale, figure.currency, comparator or "eq", None,
        approximate is not None, (start, end), "%" if figure.percent else None, marked,
    )  # fmt: skip


def _before(folded: str, start: int) -> tuple[Comparator | None, int]:
    for name, pattern in COUNTED:
        if match := _last(pattern, folded, start):
            return name, match.start("than")
    for name, pattern in BEFORE_PATTERNS:
        if match := _last(pattern, folded, start):
            return name, match.start()
    return None, start


def _last(pattern: re.Pattern[str], folded: str, end: int) -> re.Match[str] | None:
    """Return what a pattern says right before `end`: its few words stand within `_NEAR`."""
    return pattern.search(folded, max(0, end - _NEAR), end)


def _after(folded: str, end: int) -> tuple[Comparator | None, int]:
    """Return what follows a figure; over its noun (« 500 salariés et plus ») the span stays."""
    for name, pattern in AFTER_PATTERNS:
        if match := pattern.match(folded, end):
            return name, match.end()
    for name, pattern in AFTER_NOUN_PATTERNS:
        if pattern.match(folded, end):
            return name, end
    return None, end


def _placed(amount: Amount, offsets: list[int]) -> Amount:
    start, end = amount.span
    span = (offsets[start], offsets[end - 1] + 1)
    return Amount(
        amount.value, amount.currency, amount.comparator, amount.upper, amount.approx, span,
        amount.unit, amount.marked,
    )  # fmt: skip
