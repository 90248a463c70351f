"""What a request says that its proposal does not hold: it is named, never silently dropped.

Figures, days, hours, addresses, quoted words and names are looked for one by one; then each further
part of the sentence that left no trace at all. Words of a text that is kept whole (a note, a next
step) are in it, and so is what tells which record is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from actions.asking import CURRENCY
from actions.change_lines import LINES
from actions.clock_times import find_minutes, find_time
from actions.contract import Request, Result, Tools
from actions.decimals import find_decimals, without_decimals
from actions.label_words import SMALL, tokens_of
from actions.movements import find_movements
from actions.named_spans import blanked
from actions.parts import Text
from actions.proposal_contents import Contents, contents_of, folded_in
from actions.reading.ordinary import ORDINARY
from actions.states import state_verbs
from actions.unmeant import is_now
from actions.wanted import read_wanted
from actions.wording import line
from actions.wording import text as text_part
from crm import Catalogue, Compare, Invalid, Proposal, Query, value_at
from language import find_amounts, find_contacts, find_counts, find_periods, fold_keep_length, words

Span = tuple[int, int]
_QUOTED = re.compile(r"«\s*(.+?)\s*»|\"(.+?)\"|“(.+?)”")
_LINK = re.compile(
    r"\b(?:https?://|www\.)\S*[^\s,;.:)]|(?<![@\w.])[a-z][a-z\d-]*\.(?:[a-z\d-]+\.)*[a-z]{2,}\b(?!@)"
)
_CUT = re.compile(r"\s*:\s+|[,;]+\s+|\s+(?:et|and|puis|then|mais|but)\s+|\.\s+|\s+/\s+")
_CAPITALS = re.compile(r"(?:(?<=\s)|(?<=[’']))[A-ZÀ-Ý][\w’'.&-]*\w(?:\s+[A-ZÀ-Ý&][\w’'.&-]*\w)*")
_MARKED = frozenset({"record_name", "person", "value"})
_LEAST = 3
_ONE = 1
_SOON = 4


@dataclass
class _Search:
    """A text being searched: what is accounted for, and what is not."""

    text: str
    contents: Contents
    accounted: list[Span] = field(default_factory=list)
    left: list[Span] = field(default_factory=list)

    @property
    def rest(self) -> str:
        """The text with blanks where something is settled already."""
        return blanked(self.text, *self.accounted, *self.left)

    def settle(self, span: Span, *, held: bool) -> None:
        """Keep what stands there as held by the proposal, or as left out of it."""
        (self.accounted if held else self.left).append(span)


async def name_unplaced(result: Result, text: str, request: Request, tools: Tools) -> Result:
    """Return a shown proposal with what it leaves out of the request named under it."""
    user = tools.org().user
    proposal = await tools.ledger.waiting(user.id, request.conversation)
    if result.proposal is None or proposal is None or proposal.id != result.proposal.id:
        return result
    catalogue = await tools.org().catalogue()
    contents = contents_of(proposal, result, catalogue, user.timezone)
    search = _Search(text, contents)
    today = tools.clock.today()
    names = _names(text, request)
    _find_kept(search)
    _find_ranks(search)
    _find_known(search, names)
    _find_figures(search, today)
    _find_names(search, names)
    if search.left:
        search = await _without_parents(search, proposal, catalogue, tools)
    _find_parts(search, proposal, today, catalogue)
    foreign = [
        text[slice(*one.span)].strip() for one in find_amounts(text)
        if one.currency not in (None, CURRENCY) and contents.counts(one.value)
    ]  # fmt: skip
    if foreign:
        key = text_part(LINES, "other_currency", request.language, amount=foreign[0])
        result = replace(result, parts=(*result.parts[:-1], key, *result.parts[-1:]))
    said = [f"« {one} »" if request.language == "fr" else f"“{one}”" for one in _words(search)]
    if not said:
        return result
    note = Text(text=line(LINES, "unplaced", request.language, words=", ".join(said)))
    return replace(result, parts=(*result.parts[:-1], note, *result.parts[-1:]))


def _words(search: _Search) -> list[str]:
    found = (search.text[start:end].strip(" ,;.:\n") for start, end in sorted(search.left))
    return list(dict.fromkeys(filter(None, found)))


def _find_kept(search: _Search) -> None:
    """Settle the texts that are kept whole, and the names that are said whole."""
    for one in sorted(search.contents.texts, key=len, reverse=True):
        for found in _places(one, search.text):
            search.settle(found, held=True)


def _find_figures(search: _Search, today: date) -> None:
    """Settle addresses, hours, lengths, days, quotes and figures."""
    held = search.contents
    digits = [re.sub(r"\D", "", one) for one in held.texts]
    for point in find_contacts(search.rest):
        normal = point.normal.lstrip("+") if point.kind == "phone" else point.normal
        within = any(normal and normal in one for one in digits)
        search.settle(point.span, held=within or folded_in(point.value, held.texts))
    for link in _LINK.finditer(search.rest):
        search.settle(link.span(), held=folded_in(link[0], held.texts))
    for quote in _QUOTED.finditer(search.rest):
        search.settle(quote.span(), held=folded_in(next(filter(None, quote.groups())), held.texts))
    for move in find_movements(search.rest):
        search.settle(move.span, held=True)
    if lasts := find_minutes(search.rest):
        search.settle(lasts[1], held=any(held.counts(one) for one in _lengths(lasts[0])))
    at = find_time(search.rest)
    if at and not at.vague:
        search.settle(at.span, held=(at.time.hour, at.time.minute) in held.hours)
    _find_days(search, today)
    _find_numbers(search)


def _find_days(search: _Search, today: date) -> None:
    text = search.rest
    for period in find_periods(text, today, prefer="future"):
        past = find_periods(text[slice(*period.span)], today, prefer="past")
        every = [period, *past]
        within = any(
            (one.start or day) <= day <= (one.end or day)
            for one in every for day in search.contents.days
        )  # fmt: skip
        if within or is_now(text, period):
            search.settle(period.span, held=True)
        elif any(one.day for one in every):
            search.settle(period.span, held=False)


def _find_numbers(search: _Search) -> None:
    for amount in find_amounts(search.rest):
        search.settle(amount.span, held=search.contents.counts(amount.value))
    for value, span in find_decimals(search.rest):
        search.settle(span, held=search.contents.counts(value))
    text = without_decimals(search.rest)
    said = {word for one in search.contents.texts for word, *_ in tokens_of(one)}
    named = said | {word.lstrip("0") for word in said}
    for count in find_counts(text):
        shown = text[slice(*count.span)]
        if count.ordinal or abs(count.value) <= _ONE:
            continue
        held = search.contents.counts(Decimal(count.value)) or shown.strip() in named
        search.settle(count.span, held=held)


def _lengths(minutes: int) -> tuple[Decimal, Decimal]:
    return Decimal(minutes), Decimal(minutes) / 60


def _places(said: str, text: str) -> Iterator[Span]:
    """Yield where a text stands in another as whole words, accents and case apart."""
    wanted = fold_keep_length(said).strip()
    if len(wanted) >= _LEAST:
        pattern = rf"(?<!\w){re.escape(wanted)}(?!\w)"
        yield from (found.span() for found in re.finditer(pattern, fold_keep_length(text)))


def _find_ranks(search: _Search) -> None:
    """Settle the rank of rows right after the verb: « passe la 2e en … », "the first two"."""
    for one in find_counts(search.text):
        if (one.ordinal or one.way) and len(words(search.text[: one.span[0]])) < _SOON:
            search.settle(one.span, held=True)


def _find_known(search: _Search, names: Sequence[Span]) -> None:
    """Settle the names that are in the proposal."""
    for span in names:
        if _known(search.text[slice(*span)], search.contents):
            search.settle(span, held=True)


def _find_names(search: _Search, names: Sequence[Span]) -> None:
    """Keep the names left that nothing in the proposal answers to."""
    for span in names:
        if search.rest[slice(*span)].strip():
            rest = search.rest[slice(*span)]
            search.settle(span, held=_known(rest, search.contents))


def _known(said: str, contents: Contents) -> bool:
    """Whether every word that carries meaning is in the proposal, or is but a word of asking."""
    tokens = [word for word, *_ in tokens_of(said) if word not in SMALL and len(word) > _ONE]
    return all(word in ORDINARY or contents.says(word) for word in tokens)


def _names(text: str, request: Request) -> list[Span]:
    """Return where names stand: those the dialogue marked, and what capitals show."""
    marked = [
        (one.start, one.end) for one in request.entities
        if one.name in _MARKED and one.end > one.start and request.text == text
        and text[one.start : one.end] != text[one.start : one.end].casefold()
    ]  # fmt: skip
    return sorted({*marked, *(found.span() for found in _CAPITALS.finditer(text))})


async def _without_parents(
    search: _Search, proposal: Proposal, catalogue: Catalogue, tools: Tools
) -> _Search:
    """Return the search without what only tells the record: its company, its owner, its town."""
    info = catalogue.get(proposal.object)
    if info is None or not proposal.record:
        return search
    paths = [
        f"{one.relationship}.{catalogue[to].name_field}"
        for one in info.fields.values() if one.relationship and not one.custom
        for to in one.reference_to[:1] if to in catalogue and to != proposal.object
    ]  # fmt: skip
    own = [one.name for one in info.fields.values() if one.type in ("string", "phone", "email")]
    where = Compare("Id", "=", proposal.record)
    found = await tools.org().run(Query(proposal.object, ("Id", *own, *paths), where, limit=1))
    held = [value_at(row, path) for row in found.records for path in (*own, *paths)]
    contents = search.contents.with_words(str(one) for one in held if one)
    again = [span for span in search.left if not _known(search.text[slice(*span)], contents)]
    settled = [span for span in search.left if span not in again]
    return _Search(search.text, contents, [*search.accounted, *settled], again)


def _find_parts(search: _Search, proposal: Proposal, today: date, catalogue: Catalogue) -> None:
    """Keep the further parts of the sentence that left no trace in the proposal."""
    for start, end in _parts(search.text)[1:]:
        touched = [*search.accounted, *state_verbs(search.text)]
        if any(start < last and first < end for first, last in touched):
            continue
        within = [one for one in search.left if start <= one[0] and one[1] <= end]
        said = search.text[start:end]
        tokens = [word for word, *_ in tokens_of(said) if word not in SMALL and len(word) >= _LEAST]
        plain = all(word in ORDINARY for word in tokens)
        if (plain and not within) or any(search.contents.says(word) for word in tokens):
            continue
        if not _read_alike(said, proposal, today, catalogue):
            search.left = [one for one in search.left if one not in within]
            search.settle((start, end), held=False)


def _parts(text: str) -> list[Span]:
    """Return the parts of a text between its commas and its conjunctions."""
    spans, start = [], 0
    for cut in _CUT.finditer(text):
        spans.append((start, cut.start()))
        start = cut.end()
    return [*spans, (start, len(text))]


def _read_alike(said: str, proposal: Proposal, today: date, catalogue: Catalogue) -> bool:
    """Whether a part read on its own says a value that the proposal holds: « perdue »."""
    info = catalogue.get(proposal.object)
    if info is None:
        return False
    changes = [*proposal.changes, *(one for part in proposal.parts for one in part.changes)]
    held = {(one.field, one.new) for one in changes}
    try:
        wanted = read_wanted(said, info, today, catalogue, creating=proposal.operation == "create")
    except Invalid:
        return False
    return any(one in held for one in wanted.items())
