"""Figures of what hangs on the records asked for: "the product with the lowest satisfaction".

A customer has no satisfaction of its own; its cases have one, whose mean is then ranked or bounded.
"""

from __future__ import annotations

from collections.abc import Iterator

from actions.reading.clauses import Anchor, Frame, follows
from actions.reading.links import parent_path
from actions.reading.matters import rank_of
from actions.reading.spans import Mention, Sentence
from actions.reading.traits import number_fields
from crm import Catalogue
from language import Amount, words

_NEAR = 3
_SHARE = 0.45
_ENDS = ("top", "bottom", "least")


def figure_below(
    sentence: Sentence, found: Frame, catalogue: Catalogue
) -> tuple[Anchor, Amount | None] | None:
    """Return the child whose figure ranks or bounds the records asked for, and the bound."""
    main = found.main
    if main.end == main.start or any(one.child for one in found.anchors):
        return None
    for mention in sentence.mentions:
        if mention.kind != "words" or mention.concepts or found.at(mention):
            continue
        bound = _mean_bound(sentence, mention)
        if bound is None and not _ranked(sentence, mention):
            continue
        kinds = sorted(_kinds(mention, main.object, catalogue), key=rank_of)
        if kinds:
            end = len(sentence.tokens)
            return Anchor(kinds[0], end, end, child=True), bound
    return None


def rate_below(
    sentence: Sentence, found: Frame, catalogue: Catalogue
) -> tuple[Anchor, Amount | None] | None:
    """Return the deals whose rate of winning ranks or bounds the records asked for, and the bound.

    "Accounts with a win rate under 30%": an account wins nothing, its deals are won.
    """
    rates = (m for m in sentence.mentions if m.says("rate") and {*words(m.text)} & _WON)
    main, said = found.main, next(rates, None)
    if said is None or main.end == main.start or {*_RATED} & {*catalogue[main.object].fields}:
        return None
    bound = next((m.data for m in sentence.mentions if m.kind == "amount" and m.data.unit == "%"
                  and m.start >= said.end), None)  # fmt: skip
    if bound is None and not _ranked(sentence, said):
        return None
    end = len(sentence.tokens)
    own = (one for one in found.anchors if one.child)
    told = (Anchor(one, end, end, child=True) for one in catalogue)
    for child in (*own, *told):
        won = "IsWon" in catalogue[child.object].fields
        if won and parent_path(catalogue, child.object, main.object, depth=1):
            return child, bound
    return None


_RATED = ("IsWon", "IsConverted")
_WON = frozenset(words("win winning won gain reussite succes success closing"))


def sorted_by_count(sentence: Sentence, child: Anchor) -> bool:
    """Whether records are put in order by how many they have: "ranked by number of open cases"."""
    counts = (m for m in sentence.mentions if m.says("count"))
    return any(0 <= child.start - m.end <= _NEAR and follows(sentence, m, "sort")
               for m in counts)  # fmt: skip


def _kinds(mention: Mention, name: str, catalogue: Catalogue) -> Iterator[str]:
    """Yield the kinds of child whose number a mention names; none where it is the main's own."""
    told = [one for one in mention.of("field") if one.share > _SHARE]
    near = {name, *(to for one in catalogue[name].fields.values() for to in one.reference_to)}
    if any(one.object in near for one in told):
        return
    for one in told:
        info = catalogue.get(one.object)
        numbers = {field.name for field in number_fields(info)} if info else set()
        if one.field in numbers and parent_path(catalogue, one.object, name, depth=1):
            yield one.object


def _ranked(sentence: Sentence, figure: Mention) -> bool:
    """Whether a superlative stands beside a figure: "lowest average satisfaction"."""
    return any(
        m.says(*_ENDS) and max(m.start - figure.end, figure.start - m.end) <= _NEAR
        for m in sentence.mentions
    )


def _mean_bound(sentence: Sentence, figure: Mention) -> Amount | None:
    """Return the bound on the mean of a figure: "an average satisfaction below 3"."""
    mean = any(m.says("avg") and max(m.start - figure.end, figure.start - m.end) <= 1
               for m in sentence.mentions)  # fmt: skip
    after = (m.data for m in sentence.mentions if mean and m.kind == "amount"
             and 0 <= m.start - figure.end <= _NEAR)  # fmt: skip
    return next(after, None)
