"""Going on from the last question: its query kept as JSON, recalled, refined."""

from __future__ import annotations

from dataclasses import replace

from actions.reading.amending import amended, paths
from actions.reading.anaphora import opens_back, that_makes
from actions.reading.asked import Asked
from actions.reading.clauses import object_of
from actions.reading.lifting import lifted
from actions.reading.reading import Reading
from actions.reading.refining import (
    bound_on,
    compared_on,
    grouped_on,
    measured_on,
    on_same_dates,
    says_measure,
)
from actions.reading.reordering import ordered_on
from actions.reading.shown_rows import taken_up
from actions.reading.sorting import sorts_by
from actions.reading.spans import Sentence
from crm import (
    AllOf,
    Catalogue,
    Condition,
    Order,
    Query,
    Related,
)
from language import words

_OPENERS = frozenset(
    [
        "et",
        "and",
        "only",
        "seulement",
        "uniquement",
        "juste",
        "just",
        "plutot",
        "same",
        "meme",
        "pareil",
        "idem",
        "trie",
        "triez",
        "sort",
        "group",
        "groupe",
        "regroupe",
        "classe",
        "order",
        "sans",
        "without",
        "avec",
        "sauf",
        "except",
        "parmi",
        "among",
        "limite",
        "limit",
        "puis",
        "then",
        "now",
        "maintenant",
        "order",
        "rank",
        "also",
        "ditto",
        "rather",
        "filtre",
        "filter",
        "those",
        "ceux",
        "celles",
        "enleve",
        "remove",
        "split",
        "ventile",
        "exclude",
        "exclus",
    ]
)


_SHORT = 6
_AND = frozenset({"et", "and"})
_ONLY = frozenset(words("seulement uniquement juste just only que sauf except"))
_THERE = frozenset(words("there bas leur leurs their eux"))
"""Words for what was spoken of: « là-bas », « chez eux »."""
_HELD = frozenset({"with", "without", "avec", "sans"})


def goes_on(sentence: Sentence, catalogue: Catalogue) -> bool:
    """Whether a message leans on the one before: it opens so, or names no object of its own."""
    words = [token.text for token in sentence.tokens]
    named = [
        m
        for m in sentence.mentions
        if m.of("object")
        and object_of(m, catalogue) not in {None, "User"}
        and not sorts_by(sentence, m)
    ]
    if not words:
        return False
    ahead = words[: named[0].start] if named else words
    if words[0] in _HELD or opens_back(ahead) or that_makes(words):
        return True
    if words[0] in _ONLY or (words[0] in _AND and (len(words) <= _SHORT or {*words} & _THERE)):
        return True
    if named or words[0] in _OPENERS:
        return not named
    return len(words) <= _SHORT and not _whole(sentence)


def _whole(sentence: Sentence) -> bool:
    """Whether a short message is a question by itself: « CA signé par commercial ce trimestre »."""
    of_sales = any(m.says("revenue", "pipeline") for m in sentence.mentions)
    return of_sales and any(m.says("by") or m.kind == "period" for m in sentence.mentions)


def merge(before: Reading, new: Reading, asked: Asked) -> Reading:
    """Lay a new reading over the last one: new conditions replace those on the same fields."""
    if new.query.object != before.query.object:
        return _other_object(before, new, asked.catalogue)
    if (left := lifted(before, asked)) is not None:
        return replace(before.with_conditions(left), follows=True)
    before = taken_up(before, new, asked)
    new = bound_on(before, on_same_dates(before, new, asked), asked)
    new = grouped_on(before, new, asked, adds=_adds(asked))
    before = of_everyone(before, asked)
    over = {path for one in before.shared for path in paths(one)}
    new = ordered_on(before, measured_on(before, new, asked), asked)
    held = (
        [one for one in before.conditions if not ({*paths(one)} & over)]
        if says_measure(before, new)
        else before.conditions
    )
    conditions = amended(held, new.conditions, asked.sentence)
    merged = replace(
        new,
        query=_laid(before.query, new.query, conditions, adds=_adds(asked)),
        conditions=conditions,
        whose=new.whose if new.whose != "all" else before.whose,
        follows=True,
        against=new.against or before.against,
        lasting=new.lasting or before.lasting,
        names=(*before.names, *new.names),
    )
    rest = tuple(group for group in merged.query.group_by if group != merged.over)
    merged = replace(merged, query=replace(merged.query, group_by=rest))
    return compared_on(before, merged, new, asked)


def of_everyone(before: Reading, asked: Asked) -> Reading:
    """Return the last question about everybody's records where that is said: "everyone's"."""
    said = [token.text for token in asked.sentence.tokens]
    if not {*said} & _EVERYONE and " ".join(said).find("tout le monde") < 0:
        return before
    left = (one for one in before.conditions if not any("Owner" in path for path in paths(one)))
    return replace(before.with_conditions(tuple(left)), whose="all")


_EVERYONE = frozenset(words("everyone everybody everyone's everybody's"))


def _adds(asked: Asked) -> bool:
    """Whether a group comes beside the one on screen: "also by quarter"."""
    return bool({token.text for token in asked.sentence.tokens} & _ALSO)


_ALSO = frozenset(words("also aussi egalement too add ajoute ajouter ajoutez"))


def _laid(last: Query, query: Query, conditions: tuple[Condition, ...], *, adds: bool) -> Query:
    """Return the last query with what the new one says; an order by a measure that went is left.

    `adds` says that a group comes beside those of the last query.
    """
    measures = query.measures
    groups = query.group_by or last.group_by
    if adds and query.group_by and len(last.group_by) == 1:
        groups = tuple(dict.fromkeys((*last.group_by, *query.group_by)))[:2]
    orders = query.order_by or last.order_by
    known = {m.alias for m in measures} | {g.path for g in groups}
    known |= {f"{g.path}:{g.grain}" for g in groups}
    if measures:
        orders = tuple(order for order in orders if order.by in known)
        if groups and not orders and not any(g.grain for g in groups):
            orders = (Order(measures[0].alias, descending=True),)
    return replace(
        last,
        where=AllOf(conditions),
        group_by=groups,
        measures=measures,
        having=query.having,
        order_by=orders,
        limit=query.limit or (last.limit if not query.group_by else None),
        select=tuple(dict.fromkeys((*last.select, *query.select))),
    )


def _other_object(before: Reading, new: Reading, catalogue: Catalogue) -> Reading:
    """« et les leads ? »: the same conditions where the other object has the same fields."""
    fields = catalogue[new.query.object].fields
    own = {path for one in new.conditions for path in paths(one)}
    kept = [
        c
        for c in before.conditions
        if all(p.split(".")[0] in fields for p in paths(c))
        and not ({*paths(c)} & own)
        and not isinstance(c, Related)
    ]
    conditions = (*kept, *new.conditions)
    whose = new.whose if new.whose != "all" else before.whose
    query = replace(new.query, where=AllOf(conditions))
    last = before.query
    counted = bool(last.measures) and all(one.path is None for one in last.measures)
    if not query.measures and counted and not last.group_by:
        query = replace(query, measures=last.measures)
    task = before.task if query.measures and new.task == "list" else new.task
    names = (*before.names, *new.names)
    return replace(
        new,
        query=query,
        conditions=conditions,
        whose=whose,
        task=task,
        follows=True,
        names=names,
    )


def turns_page(sentence_text: str) -> bool:
    """Whether a message only asks for the rows that follow: « suite », "show more"."""
    said = set(words(sentence_text))
    return bool(said & _PAGE) and said <= _PAGE | _PAGE_GLUE


def page_asked(sentence_text: str) -> int | None:
    """Return the page a message asks for and nothing else: « page 3 », "go to page 3"."""
    said = words(sentence_text)
    figures = [one for one in said if one.isdigit()]
    if len(figures) != 1 or "page" not in said or {*said} - {*figures} - _PAGE_GLUE - _TO_PAGE:
        return None
    return max(int(figures[0]), 1)


_TO_PAGE = {"go", "to", "va", "aller", "a", "en"}
_PAGE = {
    "suite",
    "suivante",
    "suivantes",
    "suivants",
    "suivant",
    "next",
    "more",
    "rest",
    "continue",
    "reste",
}
_PAGE_GLUE = {
    "la",
    "le",
    "les",
    "page",
    "the",
    "show",
    "montre",
    "voir",
    "me",
    "please",
    "svp",
    "stp",
    "lignes",
    "rows",
    "resultats",
    "results",
    "affiche",
    "of",
    "list",
    "liste",
    "moi",
    "s",
    "il",
    "vous",
    "plait",
    "de",
}
