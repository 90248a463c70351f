"""Skills that take a row of the list on screen: « résume la deuxième », "who owns the biggest?".

A superlative points at a row as a rank does; where the last question only counted, at one of what
it counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.asked_details import asked_paths
from actions.contract import Action, Request, Result, Tools
from actions.naming import focused
from actions.parts import RecordRef
from actions.pointing import counted, listed
from actions.query_records import read_question
from actions.reading import keep
from actions.reading.mentions import segment
from actions.reading.reader import vocabulary_of
from actions.reading.singular import stands_for_one
from actions.reading.spans import Mention, Sentence
from actions.reading.states import STATES
from actions.rows_shown import AFTER_RANK, called, names_one, row_of, row_said
from crm import Catalogue
from language import find_counts, fold_keep_length, words

_UTMOST = ("top", "bottom", "latest", "oldest")


def pointing(action: Action, *, bare: bool = False) -> Action:
    """Return the action, a rank that stands alone being the row of the list on screen.

    `bare` gives it the message without the words that point.
    """

    async def act(request: Request, tools: Tools) -> Result:
        request = request if tools.crm is None else await _of_records(request, tools)
        record = None if tools.crm is None else await _pointed(request, tools)
        if record is None:
            return await action(request, tools)
        spoken = focused(record)
        text = await _rest(request, tools) if bare else request.text
        told = replace(request, text=text, slots={**request.slots, **spoken})
        result = await action(told, tools)
        return replace(result, slots={**spoken, **result.slots})

    return act


def detailing(refine: Action, detail: Action) -> Action:
    """Return the skill that refines; what is asked of one row is told: "who owns the smallest?"."""

    async def act(request: Request, tools: Tools) -> Result:
        request = request if tools.crm is None else await _of_records(request, tools)
        asks = tools.crm is not None and await _asks_detail(request, tools)
        return await (detail if asks else refine)(request, tools)

    return act


async def _of_records(request: Request, tools: Tools) -> Request:
    """Return a request for one of the records that groups on screen are made of, without groups.

    After a figure for each owner « la plus petite affaire » is a deal, not the last of the owners.
    """
    catalogue = await tools.org().catalogue()
    last = counted(request, catalogue, grouped=True)
    if last is None or counted(request, catalogue) is not None:
        return request
    sentence = segment(request.text, vocabulary_of(catalogue), tools.clock.today())
    kinds = [(mention, one.object) for mention in sentence.mentions
             for one in mention.of("object") if one.share == 1]  # fmt: skip
    one_of = {name for _, name in kinds} == {last.query.object} and not any(
        mention.text.endswith(("s", "x")) for mention, _ in kinds
    )
    utmost = any(mention.says(*_UTMOST) for mention in sentence.mentions)
    if not (one_of and utmost):
        return request
    return replace(request, slots={**request.slots, "last_query": keep(last)})


async def _asks_detail(request: Request, tools: Tools) -> bool:
    """Whether a message asks a field of the only row it points at, and sorts nothing."""
    catalogue = await tools.org().catalogue()
    last = listed(request, catalogue) or counted(request, catalogue)
    if last is None or last.query.object not in catalogue:
        return False
    said = superlative(request.text, catalogue, tools)
    row = row_said(request)
    if not said and row is None:
        return False
    sentence = segment(request.text, vocabulary_of(catalogue), tools.clock.today())
    if any(one.says("by", "sort") or one.kind == "period" for one in sentence.mentions):
        return False
    rest = await _rest(request, tools)
    return bool(asked_paths(rest, catalogue[last.query.object]))


async def _rest(request: Request, tools: Tools) -> str:
    """Return a message without the rank or the superlative that points at a row."""
    said = superlative(request.text, await tools.org().catalogue(), tools)
    if said and row_said(request) is None:
        start = fold_keep_length(request.text).lower().find(fold_keep_length(said).lower())
        return _without(request.text, [(start, start + len(said))] if start >= 0 else [])
    return _without(request.text, [one.span for one in find_counts(request.text) if one.ordinal])


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text


async def _pointed(request: Request, tools: Tools) -> RecordRef | None:
    """Return the one row a message points at, by its rank or by what it has the most of."""
    if names_one(request):
        return None
    row = row_said(request)
    if row is not None:
        return await row_of(request, tools, row)
    return await utmost_row(request, tools)


async def utmost_row(request: Request, tools: Tools) -> RecordRef | None:
    """Return the only row on screen that a superlative of the message points at."""
    said = superlative(request.text.partition(":")[0], await tools.org().catalogue(), tools)
    return await _utmost(request, tools, said) if said else None


async def utmost_described(request: Request, tools: Tools) -> RecordRef | None:
    """Return the one record that a message describes: "my smallest open deal"."""
    crm = tools.org()
    catalogue = await crm.catalogue()
    sentence = segment(request.text, vocabulary_of(catalogue), tools.clock.today())
    said = next(filter(None, (_described(sentence, one) for one in sentence.mentions)), "")
    asked = replace(request, text=said, entities=(), slots={})
    reading = await read_question(asked, tools, None) if said else None
    if reading is None or reading.query.limit != 1 or reading.query.measures:
        return None
    rows = (await crm.run(reading.query)).records
    return called(rows[0], reading.query.object, catalogue) if rows else None


def _described(sentence: Sentence, utmost: Mention) -> str:
    """Return « ma plus grosse affaire ouverte »: a superlative with its noun, and its states."""
    rest = [one for one in sentence.mentions if one.start >= utmost.end]
    noun = next((one for one in rest if any(of.share == 1 for of in one.of("object"))), None)
    if not utmost.says(*_UTMOST) or noun is None or noun.start - utmost.end > _NEAR:
        return ""
    start, end = utmost.start, noun.end
    while start > 0 and sentence.tokens[start - 1].text in _LEADING:
        start -= 1
    for one in rest:
        end = one.end if one.start == end and one.says(*STATES) else end
    if noun.text.endswith(("s", "x")):
        return ""
    return sentence.text[sentence.tokens[start].start : sentence.tokens[end - 1].end]


_LEADING = frozenset(words("le la l les the mon ma mes my our notre nos"))
_NEAR = 2


def superlative(text: str, catalogue: Catalogue, tools: Tools) -> str:
    """Return the superlative that stands for a row by itself, "" where there is none."""
    sentence = segment(text, vocabulary_of(catalogue), tools.clock.today())
    for mention in sentence.mentions:
        if mention.says(*_UTMOST) and (
            stands_for_one(sentence, mention) or _told(sentence, mention)
        ):
            article = [one for one in sentence.before(mention, 1) if one in _LEADING]
            return " ".join([*article, mention.text])
    return ""


def _told(sentence: Sentence, mention: Mention) -> bool:
    """Whether something is said of a superlative: « le plus ancien date de quand ? »."""
    after = sentence.gap(mention.end, mention.end + 1)
    article = {*sentence.before(mention, 1), *words(mention.text)[:1]} & {"le", "la", "l", "the"}
    return bool(article and {*after} & AFTER_RANK)


async def _utmost(request: Request, tools: Tools, said: str) -> RecordRef | None:
    """Return the only row of the last question's records that is the utmost of them."""
    crm = tools.org()
    catalogue = await crm.catalogue()
    last = listed(request, catalogue) or counted(request, catalogue)
    if last is None:
        return None
    asked = replace(request, text=said, entities=(), slots={"last_query": keep(last)})
    reading = await read_question(asked, tools, None, refines=True)
    if reading is None or reading.query.object != last.query.object or reading.query.limit != 1:
        return None
    rows = (await crm.run(reading.query)).records
    return called(rows[0], reading.query.object, catalogue) if rows else None
