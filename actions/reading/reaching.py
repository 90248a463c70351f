"""What each must reach: « plus de trois requêtes », "deals that total over 100k", "20 times"."""

from __future__ import annotations

from actions.reading.clauses import Anchor
from actions.reading.spans import Mention, Sentence
from language import Amount, words

_THAN = frozenset({"que", "than"})
_CLOSE = 3
TIMES = frozenset({"times", "fois"})
"""What a figure counts that says how often something must have been."""


def averaged(sentence: Sentence, people: Mention) -> Amount | None:
    """Return the mean each must reach: "reps whose average deal is above 30k"."""
    mean = next((m for m in sentence.mentions if m.says("avg") and m.start >= people.end), None)
    after = (m.data for m in sentence.mentions if m.kind == "amount" and mean
             and m.start >= mean.end)  # fmt: skip
    return next(after, None)


def earned(sentence: Sentence, main: Anchor) -> Amount | None:
    """Return the sum each must reach: "reps who won over 500k", « plus de 500k de pipeline »."""
    amounts = [m.data for m in sentence.mentions if m.kind == "amount" and m.data.marked]
    return amounts[0] if amounts and main.end == main.start else worth_of(sentence, main)


def worth_of(sentence: Sentence, counted: Anchor) -> Amount | None:
    """Return how much of the records is asked for: « plus de 100 k€ d'affaires gagnées »."""
    for mention in sentence.mentions:
        if mention.kind == "amount" and mention.data.marked and mention.data.unit != "%":
            between = sentence.gap(mention.end, counted.start)
            if between[:1] and between[0] in _OF and len(between) <= _CLOSE:
                bound: Amount = mention.data
                return bound
    return None


_OF = frozenset({"of", "de", "d", "du", "in", "en"})


def bound_before(sentence: Sentence, counted: Anchor) -> Amount | None:
    """Return « plus de trois » said right before what is counted."""
    for mention in sentence.mentions:
        than = sentence.tokens[mention.start].text in _THAN
        near = 0 <= counted.start - mention.end <= 3 or (than and mention.start == counted.end)
        counts = mention.kind == "amount" and (not mention.data.marked or mention.data.unit == "%")
        if counts and near:
            bound: Amount = mention.data
            return bound
    return None


def summed(sentence: Sentence, child: Anchor) -> Amount | None:
    """Return the total each must reach: "accounts whose won deals total more than 100k"."""
    said = next((m for m in sentence.mentions if m.says("sum") and m.start >= child.end), None)
    if of_child := worth_of(sentence, child):
        return of_child
    if said is None or said.start - child.end > _CLOSE:
        return None
    after = (m.data for m in sentence.mentions if m.kind == "amount" and m.data.marked
             and -_CLOSE <= m.start - said.end <= _CLOSE)  # fmt: skip
    return next(after, None)


def reached(sentence: Sentence, main: Anchor) -> Amount | None:
    """Return what each must reach: « plus de 200 k€ de CA gagné », "bought more than 3 times"."""
    won = any(m.says("won") and m.start >= main.end for m in sentence.mentions)
    money = any(m.says("revenue", "sum") for m in sentence.mentions)
    if main.end == main.start or not won:
        return None
    summed = (m.data for m in sentence.mentions if m.kind == "amount" and m.data.marked)
    return times(sentence) or (next(summed, None) if money else None)


def figured_bound(sentence: Sentence, head: Mention, main: Anchor) -> Mention | None:
    """Return the bound on a figure of each: « secteurs où le montant moyen dépasse 50 k€ »."""
    end = main.end if 0 <= main.start - head.end <= 1 else head.end
    led = {*sentence.gap(end, end + 2)} & _RELATIVE
    figure = next((m for m in sentence.mentions if m.start >= end and m.says(*_FIGURED)), None)
    if not led or figure is None or figure.start - end > _BETWEEN:
        return None
    later = (m for m in sentence.mentions if m.start >= figure.start and m.kind == "amount")
    return next((m for m in later if m.data.comparator != "eq"), None)


_RELATIVE = frozenset(
    words("ou where whose dont with avec having ayant which lesquels lesquelles have has ont a")
)
_FIGURED = ("avg", "median", "sum", "min", "max", "rate", "share")
_BETWEEN = 5


def times(sentence: Sentence) -> Amount | None:
    """Return how many times something must have happened: "more than 20 times"."""
    found = (m.data for m in sentence.mentions if m.kind == "amount" and not m.data.marked
             and {*sentence.gap(m.end, m.end + 1)} & TIMES)  # fmt: skip
    return next(found, None)
