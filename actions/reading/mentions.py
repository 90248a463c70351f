"""Cut a question into mentions: the spans that mean something, and what each may mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from actions.reading.achieved import with_achieved
from actions.reading.claims import as_siblings, hyphened, standing
from actions.reading.concepts import concept_phrases
from actions.reading.degrees import with_degrees
from actions.reading.inflected import verb
from actions.reading.just_so_many import with_just_so_many
from actions.reading.misspelt import misspelt
from actions.reading.numbered import FIRST, firsts, years_before
from actions.reading.openings import asked_clauses, put_back_at
from actions.reading.ordinary import ORDINARY
from actions.reading.pending import with_pending
from actions.reading.period_words import told_of_periods
from actions.reading.places import place_at, spoken
from actions.reading.proper_names import Hint, inside, with_names
from actions.reading.silences import with_silences
from actions.reading.slips import relative, unslipped
from actions.reading.sorting import sort_at, sorted_later
from actions.reading.spans import Kind, Mention, Sentence
from actions.reading.stems import GLUE
from actions.reading.vocabulary import Meaning, Reach, Vocabulary
from actions.reading.year_numbers import years_as_numbers
from language import find_amounts, find_contacts, find_counts, find_periods, fold
from language.tokens import Token, tokenize

_PRESENT = frozenset({"now", "maintenant", "right now"})
"""What is said of everything asked: it bounds nothing."""
_COMPARED = re.compile(r"\b(?:plus|moins|most|least) r[eé]cente?s?$", re.IGNORECASE)
"""What makes « récents » a rank, and no stretch of days."""
_QUOTED = re.compile(r"«\s*([^»]+?)\s*»|“([^”]+)”|\"([^\"]+)\"")


def segment(
    text: str,
    vocabulary: Vocabulary,
    today: date,
    names: Iterable[Hint] = (),
    within: Reach | None = None,
    whole: Iterable[Hint] = (),
) -> Sentence:
    """Return the question cut into mentions; `names` are character spans known to be names.

    `within` is what may be meant; None is all. In `whole` spans a record's whole name stands.
    """
    tokens = unslipped(relative(text, tokenize(text)), vocabulary)
    marked = [hint for hint in names if hint[1] > hint[0]]
    fixed = [m for m in _fixed(text, tokens, today, whole) if not inside(tokens, m, marked)]
    fixed = years_as_numbers(tokens, fixed, vocabulary)
    fixed = list(standing(tokens, fixed, vocabulary, within))
    found: list[Mention] = []
    index = 0
    while index < len(tokens):
        mention = next((m for m in fixed if m.start <= index < m.end), None)
        mention = mention or _words_at(tokens, index, vocabulary, fixed, within)
        mention = _split(tokens, mention, vocabulary, within) if mention else None
        if mention is None:
            index += 1
            continue
        found.append(replace(mention, text=_written(text, tokens, mention)))
        index = mention.end
    named = with_silences(with_names(text, tokens, tuple(found), marked))
    named = with_just_so_many(with_achieved(tokens, with_pending(tokens, named)))
    named = as_siblings(sorted_later(tokens, named))
    named = with_degrees(tokens, named, vocabulary.catalogue)
    return Sentence(text, tokens, asked_clauses(tokens, named))


def _split(
    tokens: Sequence[Token], mention: Mention, vocabulary: Vocabulary, within: Reach | None
) -> Mention:
    """Read « clients directs » as clients of that type: a value that begins with its object."""
    values = {one.object for one in mention.of("value")}
    if mention.kind != "words" or mention.end - mention.start < 2 or mention.of("object"):
        return mention
    end, first = _labels_at(tokens, mention.start, mention.start + 1, vocabulary, within)
    heads = tuple(one for one in first if one.kind == "object" and one.object in values)
    return replace(mention, end=end, meanings=first) if end and heads else mention


def _fixed(text: str, tokens: Sequence[Token], today: date, whole: Iterable[Hint]) -> list[Mention]:
    """Return names, periods, amounts, quotes, contacts, counts: the first to claim a token."""
    spans: list[tuple[Kind, tuple[int, int], Any]] = []
    spans += [("name", (start, end), text[start:end]) for start, end in whole]
    spans += [
        ("quoted", m.span(), next(g for g in m.groups() if g)) for m in _QUOTED.finditer(text)
    ]
    spans += [("contact", point.span, point) for point in find_contacts(text)]
    spans += [
        ("period", period.span, period)
        for period in find_periods(told_of_periods(text), today)
        if fold(text[slice(*period.span)]) not in _PRESENT
        and not _COMPARED.search(text[: period.span[1]])
    ]
    spans += [("period", span, period) for span, period in years_before(text, today)]
    spans += [("words", span, FIRST) for span in firsts(text)]
    spans += [("amount", amount.span, amount) for amount in find_amounts(text)]
    spans += [("count", count.span, count) for count in find_counts(text)]
    taken: list[Mention] = []
    for kind, (start, end), data in spans:
        covered = [i for i, token in enumerate(tokens) if token.start < end and token.end > start]
        free = covered and all(m.end <= covered[0] or m.start > covered[-1] for m in taken)
        if free:
            said = data if kind == "words" else ()
            taken.append(Mention(covered[0], covered[-1] + 1, kind, "", (), said, data))
    return sorted(taken, key=lambda mention: mention.start)


def _words_at(
    tokens: Sequence[Token],
    start: int,
    vocabulary: Vocabulary,
    fixed: Sequence[Mention],
    within: Reach | None,
) -> Mention | None:
    """Return the longest phrase at `start`: a place, a concept, a label, or an unknown word."""
    word = tokens[start].text
    if not word[0].isalnum():
        return Mention(start, start + 1, "words", "", (), ("share",)) if word == "%" else None
    limit = next((m.start for m in fixed if m.start > start), len(tokens))
    concept_end, concepts = _concepts_at(tokens, start, limit)
    label_end, meanings = _labels_at(tokens, start, limit, vocabulary, within)
    if _cuts_other(tokens, start, label_end, limit, vocabulary, within):
        label_end, meanings = 0, ()
    if cut := _cuts_value(tokens, start, concept_end, limit, vocabulary, within):
        concept_end, concepts = _concepts_at(tokens, start, cut)
    if concept_end and not label_end and word in GLUE:
        label_end, meanings = _labels_at(tokens, start + 1, concept_end, vocabulary, within)
        label_end, meanings = (label_end, meanings) if label_end == concept_end else (0, ())
    if place := place_at(tokens, start, limit):
        language = any(m.kind == "value" and m.share == 1.0 for m in meanings)
        if place[0] >= max(concept_end, label_end) and not (language and spoken(tokens, start)):
            return Mention(start, place[0], "place", "", meanings, data=place[1])
    end = max(concept_end, label_end)
    if end:
        kept = concepts if concept_end == end or (concepts and label_end == concept_end) else ()
        shown = meanings if label_end == end else ()
        if kept:
            shown = tuple(m for m in shown if m.kind != "value" or m.share == 1.0)
        return Mention(start, end, "words", "", shown, kept)
    if word in GLUE or word in ORDINARY or len(word) < 2:
        return None
    return _unknown(tokens, start, vocabulary, within)


def _cuts_other(
    tokens: Sequence[Token],
    start: int,
    end: int,
    limit: int,
    vocabulary: Vocabulary,
    within: Reach | None,
) -> bool:
    """Whether a label ends in the middle of an object's or a value's, said whole.

    "Number of site" does in "site audits", "no decision" in "no decision maker".
    """
    for inner in range(start + 1, end):
        inner_end, found = _labels_at(tokens, inner, limit, vocabulary, within)
        if inner_end > end and any(m.kind != "field" and m.share == 1.0 for m in found):
            return True
    return False


def _cuts_value(
    tokens: Sequence[Token],
    start: int,
    end: int,
    limit: int,
    vocabulary: Vocabulary,
    within: Reach | None,
) -> int | None:
    """Return where a value begins that a small word ends in: "with no effect" has "No Effect"."""
    for inner in range(start + 1, end):
        inner_end, found = _labels_at(tokens, inner, limit, vocabulary, within)
        if inner_end > end and any(m.kind == "value" and m.share == 1.0 for m in found):
            return inner
    return None


def _unknown(
    tokens: Sequence[Token], start: int, vocabulary: Vocabulary, within: Reach | None
) -> Mention:
    """Read a misspelt or shortened label, or leave the word unknown."""
    capital = start > 0 and tokens[start].capital
    known = capital or tokens[start].text in vocabulary.hidden
    near = [] if known else misspelt(tokens[start].text, vocabulary)
    meanings = dict.fromkeys(m for word in near for m in vocabulary.meanings([word], within))
    said = () if meanings or capital else verb(tokens[start].text)
    kind: Kind = "words" if meanings or said else "unknown"
    return Mention(start, start + 1, kind, "", tuple(meanings), said)


def _concepts_at(tokens: Sequence[Token], start: int, limit: int) -> tuple[int, tuple[str, ...]]:
    said: list[str] = []
    best: tuple[int, tuple[str, ...]] = (0, ())
    if end := sort_at(tokens, start):
        return end, ("sort",)
    if end := put_back_at(tokens, start):
        return end, ("adding",)
    if hyphened(tokens, start):
        return best  # "cross-sell" sells nothing
    for index in range(start, min(limit, start + 12)):
        word = tokens[index].text
        if word in "'’-/":
            continue
        if not word[0].isalnum():
            break
        said.append(word)
        if said == ["an"] and (start == 0 or tokens[start - 1].text not in {"par", "chaque"}):
            continue
        if found := concept_phrases().get(tuple(said)):
            best = (index + 1, found)
    return best


def _labels_at(
    tokens: Sequence[Token],
    start: int,
    limit: int,
    vocabulary: Vocabulary,
    within: Reach | None,
) -> tuple[int, tuple[Meaning, ...]]:
    """Match labels on the words that carry meaning, joining words left out on both sides."""
    if start >= len(tokens) or tokens[start].text in GLUE:
        return 0, ()
    said: list[str] = []
    best: tuple[int, tuple[Meaning, ...]] = (0, ())
    for index in range(start, min(limit, start + 12)):
        word = tokens[index].text
        if word in "'’-/&()+." or (word in GLUE and said):
            continue
        if not word[0].isalnum() or len(said) >= vocabulary.longest:
            break
        said.append(word)
        found = vocabulary.meanings(said, within)
        if said == [word] and word in vocabulary.hidden:
            found = [one for one in found if one.share == 1.0]
        if said == [word] and word in ORDINARY:
            named = start > 0  # « Comment vont … » opens a question
            kinds = ("object", _ORDINARY_AFTER.get(tokens[start - 1].text, "object"))
            found = [one for one in found if named and one.share == 1.0 and one.kind in kinds]
        unsaid = within is None or not any(one.object in within.spoken for one in found)
        if unsaid and len(said) > 1 and _hides_object(said, found, vocabulary):
            found = []
        if found:
            best = (index + 1, tuple(found))
    return best


_ORDINARY_AFTER: dict[str, str] = {
    **dict.fromkeys(("is", "are", "est", "sont", "was", "were", "still", "currently"), "value"),
    **dict.fromkeys(("par", "by", "per", "common", "frequent", "recurring"), "field"),
}
"""What makes even an ordinary word a value or a field: "loans that are out", "common issues"."""


def _hides_object(said: Sequence[str], found: Sequence[Meaning], vocabulary: Vocabulary) -> bool:
    """Whether a field's name swallows an object's: "number of leads" asks for leads first."""
    if any(one.kind == "object" or (one.kind == "value" and one.share == 1.0) for one in found):
        return False
    hidden = [
        word
        for word in said
        if any(one.kind == "object" and one.share == 1.0 for one in vocabulary.meanings([word]))
    ]
    if any(one.share == 1.0 and one.field.endswith("__c") for one in found):
        # "quoted price" is a field of the org's, though a quote be a record
        hidden = [word for word in hidden if word in vocabulary.called()]
    return bool(hidden)


def _written(text: str, tokens: Sequence[Token], mention: Mention) -> str:
    return text[tokens[mention.start].start : tokens[mention.end - 1].end]
