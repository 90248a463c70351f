"""What a quote must respect, read from the written policies: typed rules with their sentences.

A sentence whose products or figures the org does not have is kept aside, to be named as unread:
it is never taken as respected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from actions.analyses.catalogue_words import Range
from actions.analyses.policies import Sentence, tables_of
from knowledge import Article
from language import find_amounts, find_counts, fold_keep_length, words

_PER = re.compile(
    r"\b(?:per|for (?:each|every)|every|each|par tranche de|par|pour|tous les|toutes les|chaque)\b"
)
_WHEN = re.compile(
    r"\b(?:above|over|beyond|more than|from|with|as soon as|if|when|au-dela de|au dela de|plus de|"
    r"des|a partir de|avec|pour|si)\b"
)
_STRICT = re.compile(r"\b(?:above|over|beyond|more than|au-dela de|au dela de|plus de)\b")
_HOLDS = re.compile(
    r"\b(?:must|has to|should|needs to|doit|doivent)\s+(?:also |aussi )?"
    r"(?:contain|include|hold|carry|comport\w*|comprendre|inclure|contenir|prevoir)\b"
)
_END = re.compile(
    r"[,;]?\s*\b(?:unless|except|sauf|hormis|(?:et |and )?(?:recom|conseil|advis)\w*)\b"
)
_NOT = re.compile(r"\b(?:never|not|no|neither|jamais|pas de|pas|ni|aucune?)\b")
_PIECES = re.compile(r"\s*[,;]\s*|\s+(?:or|and|nor|ou|et|ni)\s+")
_SITES = frozenset(
    words(
        "site sites building buildings batiment batiments store stores magasin magasins plant "
        "plants location locations usine usines agence agences"
    )
)
_CLAUSE = re.compile(r"\s*[;,]\s*(?:and |et )?")
_DAYS = {"day": 1, "jour": 1, "week": 7, "semaine": 7, "month": 30, "moi": 30}


@dataclass(frozen=True)
class Rule:
    """What all rules have: the sentence, and the article it stands in."""

    text: str
    article: Article


@dataclass(frozen=True)
class Ratio(Rule):
    """At least one of `products` for every `every` of `of`, or, where that is empty, per site."""

    products: frozenset[str]
    every: int
    of: frozenset[str]


@dataclass(frozen=True)
class Compulsory(Rule):
    """`products` must be there where there is one `of`, or `least` of them, or `least` sites."""

    products: frozenset[str]
    of: frozenset[str]
    least: int = 1
    per_site: bool = False


@dataclass(frozen=True)
class NeverDiscounted(Rule):
    """No discount on these products."""

    products: frozenset[str]


@dataclass(frozen=True)
class MostDiscount(Rule):
    """No discount above so many percent."""

    percent: float


@dataclass(frozen=True)
class Approval(Rule):
    """A discount above `above` percent, up to `up_to`, waits for `approver`."""

    above: float
    up_to: float
    approver: str


@dataclass(frozen=True)
class Validity(Rule):
    """A quote is valid for so many days at most."""

    days: int


@dataclass(frozen=True)
class Review(Rule):
    """A quote above that total, without tax, waits for a review."""

    amount: float


def read_rule(sentence: Sentence, catalogue: Range) -> list[Rule]:
    """Return the rules a sentence lays down; none where it cannot be held against a quote."""
    readers = {
        "ratio": _ratios, "compulsory": _compulsory, "never_discounted": _never,
        "most_discount": _most, "validity": _validity, "review": _review,
    }  # fmt: skip
    reader = readers.get(sentence.kind)
    return list(reader(sentence, catalogue)) if reader else []


def _ratios(sentence: Sentence, catalogue: Range) -> Iterator[Rule]:
    """Read « une passerelle par bâtiment, et une par tranche de 60 capteurs »."""
    subject: frozenset[str] = frozenset()
    for clause in _CLAUSE.split(sentence.text):
        marks = list(_PER.finditer(fold_keep_length(clause)))
        if not marks:
            continue
        left, right = clause[: marks[0].start()], clause[marks[-1].end() :]
        subject = covered(left, catalogue) or subject
        of, sites = covered(right, catalogue), _on_sites(right)
        if subject and (of or sites):
            count = _number(right) or 1
            yield Ratio(sentence.text, sentence.article, subject, count, of)


def _compulsory(sentence: Sentence, catalogue: Range) -> Iterator[Rule]:
    for clause in _parts_of(sentence.text):
        folded = fold_keep_length(clause)
        held, mark = _HOLDS.search(folded), _WHEN.search(folded)
        if held:
            subject, when, strict = clause[held.end() :], clause[: held.start()], False
        elif mark:
            subject, when = clause[: mark.start()], clause[mark.end() :]
            strict = bool(_STRICT.match(mark[0]))
        else:
            continue
        end = _END.search(fold_keep_length(when))
        rule = _condition(when[: end.start()] if end else when, strict, sentence, catalogue)
        products = covered(subject, catalogue)
        if rule and products:
            yield replace(rule, products=products)


def _parts_of(text: str) -> list[str]:
    """Return the parts of a sentence that each may lay something down."""
    return [one for one in re.split(r"\s*;\s*", text) if one]


def _condition(when: str, strict: bool, sentence: Sentence, catalogue: Range) -> Compulsory | None:
    count = _number(when)
    of, sites = covered(when, catalogue), _on_sites(when)
    if count is None and not of:
        return None
    if count is not None and not of and not sites:
        return None
    least = (count + 1 if strict else count) if count is not None else 1
    per_site = bool(of) and sites and count is not None
    return Compulsory(sentence.text, sentence.article, frozenset(), of, least, per_site)


def _never(sentence: Sentence, catalogue: Range) -> Iterator[Rule]:
    mark = _NOT.search(fold_keep_length(sentence.text))
    if mark is None:
        return
    after = covered(sentence.text[mark.end() :], catalogue)
    products = after or covered(sentence.text[: mark.start()], catalogue)
    if products:
        yield NeverDiscounted(sentence.text, sentence.article, products)


def _most(sentence: Sentence, catalogue: Range) -> Iterator[Rule]:
    percents = _percents(sentence.text)
    if percents:
        yield MostDiscount(sentence.text, sentence.article, max(percents))


def _validity(sentence: Sentence, catalogue: Range) -> Iterator[Rule]:
    for count in find_counts(sentence.text):
        unit = count.noun.rstrip("s")
        if not count.ordinal and unit in _DAYS:
            yield Validity(sentence.text, sentence.article, count.value * _DAYS[unit])
            return


def _review(sentence: Sentence, catalogue: Range) -> Iterator[Rule]:
    amounts = [
        float(one.value)
        for one in find_amounts(sentence.text)
        if one.value is not None and one.unit != "%" and one.value >= 100
    ]
    if amounts:
        yield Review(sentence.text, sentence.article, amounts[0])


def approvals(article: Article) -> list[Rule]:
    """Return who approves which discount, from a table whose first column holds percentages."""
    found: list[Rule] = []
    for table in tables_of(article):
        steps = [_percents(row[0]) for row in table.rows]
        if len(steps) < 2 or not all(steps):
            continue
        for place, (row, percents) in enumerate(zip(table.rows, steps, strict=True)):
            last = place == len(steps) - 1
            above = percents[0] if len(percents) > 1 or last else 0.0
            up_to = float("inf") if last and len(percents) == 1 else percents[-1]
            if place:
                text = " | ".join(row[:2])
                found.append(Approval(text, article, above, up_to, row[1]))
    return found


def covered(text: str, catalogue: Range) -> frozenset[str]:
    """Return the products that any piece of a text names, by their names or their family."""
    found: set[str] = set()
    for piece in _PIECES.split(text):
        said = set(words(piece))
        family = {
            one.id
            for one in catalogue.products
            if one.family
            and {word.rstrip("s") for word in words(one.family)}
            <= {word.rstrip("s") for word in said}
        }
        found |= family or {one.id for one in catalogue.meant(piece)}
    return frozenset(found)


def _on_sites(text: str) -> bool:
    return bool(set(words(text)) & _SITES)


def _number(text: str) -> int | None:
    counts = [one.value for one in find_counts(f"{text} x") if not one.ordinal and one.value > 0]
    return counts[0] if counts else None


def _percents(text: str) -> list[float]:
    read = [
        float(one.value) for one in find_amounts(text) if one.unit == "%" and one.value is not None
    ]
    if len(read) == 1 and "%" in text:
        plain = [
            float(one) for one in re.findall(r"\d+(?:[.,]\d+)?", text.split("%", maxsplit=1)[0])
        ]
        return sorted({*plain, *read})
    return sorted(set(read))


def paired(articles: Sequence[Article], read: Sequence[Sentence]) -> list[tuple[Sentence, ...]]:
    """Return sentences with their translations: the same place in two articles as long.

    An article and its translation have as many sentences that lay down the same things.
    """
    by_article = {one.id: [s for s in read if s.article.id == one.id] for one in articles}
    groups: list[tuple[Sentence, ...]] = []
    taken: set[str] = set()
    for article in articles:
        if article.id in taken:
            continue
        own, twin = by_article[article.id], _twin(article, articles, by_article)
        taken |= {article.id} | ({twin.id} if twin else set())
        other = by_article[twin.id] if twin else [None] * len(own)
        groups += [tuple(s for s in pair if s is not None) for pair in zip(own, other, strict=True)]
    return groups


def _twin(
    article: Article, articles: Sequence[Article], by_article: dict[str, list[Sentence]]
) -> Article | None:
    own = by_article[article.id]
    for other in articles:
        theirs = by_article[other.id]
        if other.language == article.language or len(theirs) != len(own) or not own:
            continue
        same = sum(a.kind == b.kind for a, b in zip(own, theirs, strict=True))
        if same / len(own) >= 0.6:
            return other
    return None
