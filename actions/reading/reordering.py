"""In which order a follow-up wants what is on screen: « les trois pires », "lowest first".

« Les 10 premiers » are the first of the order on screen.
"""

from __future__ import annotations

from dataclasses import replace

from actions.reading.asked import Asked
from actions.reading.reading import Reading
from actions.reading.singular import stands_for_one
from actions.reading.spans import Mention
from crm import Order
from language import fold, words

_PLAIN = frozenset(words("premier premiers premiere premieres first top"))
_QUICK = frozenset(words("fastest quickest faster quickly vite rapide rapides rapidement"))
_ONE = frozenset(words("one celui celle seul seule premier premiere first"))


def ordered_on(before: Reading, new: Reading, asked: Asked) -> Reading:
    """Return the new reading with its groups in the order it asks: « les trois pires »."""
    query, mentions = new.query, asked.sentence.mentions
    ranked = any(m.says("top", "bottom", "most", "least", "pace") for m in mentions)
    single = ranked and bool(_apart_from_sorting(asked) & _ONE)
    single = single or any(m.says("pace") and stands_for_one(asked.sentence, m) for m in mentions)
    sorted_first = bool(before.query.order_by) and _first_ones(asked)
    if not before.query.group_by and (sorted_first or _first_counted(asked)):
        told = tuple(one for one in new.unclear if fold(one.word) not in _FIRST)
        return replace(new, query=replace(query, order_by=()), unclear=told)
    if query.group_by or not before.query.group_by:
        return new
    if not (query.order_by or query.limit or single):
        return new
    query = replace(query, limit=query.limit or (1 if single else None))
    if before.task == "duration" and all(fold(m.text) == "top" for m in mentions if m.says("top")):
        return replace(new, query=replace(query, order_by=before.query.order_by))
    quick = before.task == "duration" and any(_quick(m) for m in mentions)
    low = quick or any(m.says("least", "bottom", "asc") for m in mentions)
    group = before.query.group_by[0]
    key = f"{group.path}:{group.grain}" if group.grain else group.path
    by = new.query.measures[0].alias if new.query.measures and new.task == "aggregate" else key
    return replace(new, query=replace(query, order_by=(Order(by, descending=not low),)))


def _apart_from_sorting(asked: Asked) -> set[str]:
    """Return the words of a message, but for the "first" of "lowest first"."""
    ends = {m.end for m in asked.sentence.mentions if m.says("top", "bottom", "most", "least")}
    tokens = enumerate(asked.sentence.tokens)
    return {one.text for place, one in tokens if not (one.text == "first" and place in ends)}


def _first_ones(asked: Asked) -> bool:
    """Whether only the first so many are asked for, in the order on screen: « les 10 premiers »."""
    ranks = [m for m in asked.sentence.mentions if m.says("top", "bottom", "latest", "oldest")]
    sorts = any(m.says("sort", "by") or m.of("field") for m in asked.sentence.mentions)
    return bool(ranks) and not sorts and {fold(m.text) for m in ranks} <= _PLAIN


def _first_counted(asked: Asked) -> bool:
    """Whether « les trois premières », "the first 3" counts rows from the first that is shown."""
    said = {token.text for token in asked.sentence.tokens}
    counts = [m.data for m in asked.sentence.mentions if m.kind == "count"]
    from_first = any(one.way == "oldest" and not one.noun for one in counts)
    return from_first and bool(said & _FIRST)


_FIRST = frozenset(words("first premier premiere premiers premieres"))


def _quick(mention: Mention) -> bool:
    """Whether a pace is a quick one: "fastest", « le plus rapide »."""
    said = {*words(mention.text)}
    return mention.says("pace") and bool(said & _QUICK) and "moins" not in said
