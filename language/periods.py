"""Find periods of time in a French or English text: « depuis la rentrée », "the past 6 weeks"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal

from language.chart import Chart, Grammar, Item, longest
from language.number_words import is_group, read_number, read_ordinal
from language.period_labels import period_label
from language.period_rules import RELATION_RULES, Reach, Relation
from language.stretches import Grain, Length, Now, Stretch, coming, in_year, latest, unit_around
from language.time_figures import read_figures
from language.time_rules import TIME_RULES
from language.time_words import (
    FUNCTION_KINDS,
    STRONG_HINTS,
    nearest_time_word,
    time_lexicon,
)
from language.tokens import Token, tokenize

_LONGEST_PHRASE = 6
_AUXILIARIES = frozenset({
    "a", "as", "ai", "avons", "avez", "ont", "avait", "avaient", "aura", "auront", "aurait",
    "auraient", "ayant", "avoir", "eu", "pas", "jamais", "bien", "deja", "toujours", "encore",
})  # fmt: skip


@dataclass(frozen=True)
class Period:
    """A period found in a text; both ends are included, and None where it is open.

    `span` indexes the text it was found in. `grain` is the calendar unit it is, or None for any
    other range. `recurs` is the unit the text left out (« en mars » recurs every "year"), `length`
    the duration it was measured by, and `edge` which end of something it is: « fin mars » runs
    from the 21st to the 31st, and `day` is then the 31st.
    """

    start: date | None
    end: date | None
    span: tuple[int, int]
    label_fr: str
    label_en: str
    grain: Grain | None
    relation: Relation
    recurs: Grain | None = None
    length: Length | None = None
    edge: Literal["start", "end"] | None = None

    @property
    def day(self) -> date | None:
        """The one day meant where a day is wanted (« à la fin du mois prochain »: its last)."""
        if self.edge == "end" or (self.start is None and self.relation in {"until", "before"}):
            return self.end
        return self.start

    def label(self, language: str) -> str:
        """Return the label in that language."""
        return self.label_fr if language == "fr" else self.label_en


def find_periods(
    text: str,
    today: date,
    fiscal_start_month: int = 1,
    *,
    prefer: Literal["past", "future"] | None = None,
) -> list[Period]:
    """Return the periods of the text in order; they do not overlap.

    `prefer` settles what the text leaves open: « mars » said in November is last March for what
    happened ("past") and next March for what is planned ("future"). By default a month is this
    calendar year's and a day of the week the coming one.
    """
    now = Now(today, fiscal_start_month)
    chart = _lex(now, tokenize(text))
    _grammar().fill(chart, now)
    kinds = ("period", "time", "hint")
    told = (item for item in chart.items(*kinds) if not _counts(text, chart.tokens, item))
    found = longest((item for item in told if _stands(chart, item)), *kinds)
    return [_period(now, chart.tokens, item, prefer) for item in found]


def _counts(text: str, tokens: Sequence[Token], item: Item) -> bool:
    """Whether « des 10 » counts what follows: « dès 10 » would date it."""
    first, *rest = tokens[item.start : item.end]
    article = first.text == "des" and text[first.start : first.end].lower() == "des"
    return article and len(rest) == 1 and bool(rest[0].number) and len(rest[0].text) <= _DAY


_DAY = 2


@lru_cache(maxsize=1)
def _grammar() -> Grammar:
    return Grammar((*TIME_RULES, *RELATION_RULES))


def _lex(now: Now, tokens: Sequence[Token]) -> Chart:
    chart = Chart(tokens)
    for start in range(len(tokens)):
        for end in range(min(start + _LONGEST_PHRASE, len(tokens)), start, -1):
            _add_phrase(chart, start, end)
        if figures := read_figures(now, tokens, start):
            chart.add(Item("time", figures[0], start, figures[1]))
        _add_numbers(chart, start)
        _add_year(chart, start)
    return chart


def _add_phrase(chart: Chart, start: int, end: int) -> None:
    key = tuple(token.text for token in chart.tokens[start:end])
    if key == ("ete",) and start and chart.tokens[start - 1].text in _AUXILIARIES:
        return  # « l'a été » is a verb, not the summer
    lexicon = time_lexicon()
    if len(key) == 1 and key not in lexicon and (known := nearest_time_word(key[0])):
        key = (known,)
    following = chart.tokens[end].text if end < len(chart.tokens) else ""
    for kind, value in lexicon.get(key, ()) if following != "-" or key[0] not in _EITHER else ():
        chart.add(Item(kind, value, start, end))


_EITHER = frozenset({"ou", "or"})
"""What a phrase may begin with that another goes on: « hier ou avant-hier »."""


def _add_numbers(chart: Chart, start: int) -> None:
    token = chart.tokens[start]
    ordinal = read_ordinal(chart.tokens, start)
    if ordinal and not _of_a_row(chart.tokens, start, ordinal[1]):
        chart.add(Item("ORD", *_item(ordinal, start)))
    if token.number and len(token.text) <= 4:
        chart.add(Item("NUM", int(token.text), start, start + 1))
        chart.add(Item("FIGURE", int(token.text), start, start + 1))
    elif token.text in {"a", "an"}:
        if start + 1 < len(chart.tokens) and _of_time(chart.tokens[start + 1].text):
            chart.add(Item("NUM", 1, start, start + 1))
    elif number := read_number(chart.tokens, start):
        kind = "NUMOF" if is_group(chart.tokens[number[1] - 1].text) else "NUM"
        chart.add(Item(kind, *_item(number, start)))


def _of_a_row(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a rank is one of a list, and no day: "the first one", « au premier contact »."""
    after = tokens[end].text if end < len(tokens) else ""
    spelt = tokens[start].text.isalpha() and after.isalpha() and len(after) >= _NOUN
    counted = bool(after) and read_number(tokens, end) is not None
    return after in {"one", "ones"} or (spelt and not counted and not _of_time(after))


_NOUN = 4
"""Letters of the shortest word that is taken for what a rank is of."""


def _of_time(word: str) -> bool:
    """Whether a word, or the one it is a slip of, tells of time."""
    return (word,) in time_lexicon() or nearest_time_word(word) is not None


def _item(found: tuple[int, int], start: int) -> tuple[int, int, int]:
    return found[0], start, found[1]


_NOT_AFTER_YEAR = {
    "€", "$", "£", "%", "k", "m", "eur", "euros", "euro", "gbp", "usd", "dollars", "pounds",
}  # fmt: skip
_COMPARATORS = {"than", "over", "under", "above", "below", ">", "<", "=", "least", "most", "£", "$"}


def _add_year(chart: Chart, start: int) -> None:
    """Take four figures for a year unless they are money, a number, or what is compared with."""
    tokens = chart.tokens
    text = tokens[start].text
    if not (len(text) == 4 and text.isdigit() and 1990 <= int(text) <= 2099):
        return
    before = tokens[start - 1].text if start else ""
    after = tokens[start + 1] if start + 1 < len(tokens) else None
    glued = start > 0 and not tokens[start].spaced and before not in "('\"-,/"
    more = start > 1 and before in {"de", "a"} and tokens[start - 2].text in {"plus", "moins"}
    ranged = start > 1 and before in {"to", "a", "-", "et", "and"} and tokens[start - 2].number
    more = more or bool(ranged and len(tokens[start - 2].text) < len(text))
    counted = after is not None and (after.text in _NOT_AFTER_YEAR or after.number)
    if glued or more or counted or before in _COMPARATORS:
        return
    chart.add(Item("time", unit_around(date(int(text), 1, 1), "year"), start, start + 1))


def _stands(chart: Chart, item: Item) -> bool:
    """Whether a month or weekday may stand alone: « mars » may, "may", « sept » and "sun" not."""
    if item.kind != "hint":
        return True
    return item.end == item.start + 1 and chart.tokens[item.start].text in STRONG_HINTS


def _period(now: Now, tokens: Sequence[Token], item: Item, prefer: str | None) -> Period:
    value = item.value
    if isinstance(value, Reach):
        stretch, relation, start, end = value.stretch, value.relation, value.start, value.end
    else:
        stretch, relation = _settle(now, value, prefer), "within"
        start, end = stretch.start, stretch.end
    return Period(
        start, end, _span(tokens, item),
        period_label(start, end, stretch, relation, "fr"),
        period_label(start, end, stretch, relation, "en"),
        stretch.grain, relation, stretch.recurs, stretch.length, stretch.edge,
    )  # fmt: skip


def _settle(now: Now, stretch: Stretch, prefer: str | None) -> Stretch:
    if prefer == "past":
        return latest(stretch, now.today)
    if prefer is None and stretch.recurs == "year":
        found = in_year(stretch, unit_around(now.today, "year"))
        return replace(found, recurs="year") if found else stretch
    return coming(stretch, now.today)


def _span(tokens: Sequence[Token], item: Item) -> tuple[int, int]:
    """Return the characters covered, without a preposition that only leads in."""
    first = item.start
    leads_in = () if item.kind == "period" else FUNCTION_KINDS
    while first < item.end - 1 and tokens[first].text in leads_in:
        first += 1
    return tokens[first].start, tokens[item.end - 1].end
