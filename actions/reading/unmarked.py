"""Names nobody marked, in small letters or beside a word of the org: « affaires de delmas sa »."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from actions.reading.clauses import Frame
from actions.reading.naming import Resolver
from actions.reading.spans import Mention, Sentence
from crm import Catalogue, Found
from language import words

_LEADS = frozenset(words("de d du des chez avec pour par a of by for with at from"))
_ARTICLES = frozenset({"la", "le", "les", "l", "the", "'"})
_BETWEEN = frozenset({"de", "du", "la", "le", "des", "d", "'", "-", "&", "and", "et", "of", "the"})
_CLEAR = 0.8
_MOST = 2
_MOST_TRIED = 4
"""Look-ups a question may cost for words that may be names: each reads the org."""


async def with_unmarked(
    sentence: Sentence, found: Frame, catalogue: Catalogue, resolver: Resolver
) -> Sentence:
    """Return the sentence with the unknown words that are a record's name read as names."""
    tried = 0
    for run in list(_runs(sentence, found))[:_MOST]:
        for part in _parts(run):
            if (tried := tried + 1) > _MOST_TRIED:
                return sentence
            said = sentence.text[slice(*_span(sentence, part))]
            known = await resolver(said, _kinds(catalogue))
            if _clear(known, sentence, part):
                sentence = _named(sentence, part, said)
                break
    return sentence


def _kinds(catalogue: Catalogue) -> list[str]:
    return [name for name in ("User", "Account", "Product2", "Campaign") if name in catalogue]


def _runs(sentence: Sentence, found: Frame) -> Iterator[list[Mention]]:
    """Yield neighbours that hold an unknown word: the unknown ones, and what may go with them."""
    run: list[Mention] = []
    for mention in (*sentence.mentions, None):
        joins = mention is not None and _may_join(mention, found)
        if joins and mention and (not run or _adjoin(sentence, run[-1], mention)):
            run.append(mention)
            continue
        if any(one.kind == "unknown" for one in run):
            yield run
        run = [mention] if joins and mention else []


def _may_join(mention: Mention, found: Frame) -> bool:
    if mention.kind in {"unknown", "name"}:
        return True
    free = mention.kind in {"words", "place"} and not mention.concepts
    return free and not mention.of("object") and not found.at(mention)


def _adjoin(sentence: Sentence, one: Mention, other: Mention) -> bool:
    between = sentence.gap(one.end, other.start)
    return len(between) <= 2 and all(word in _BETWEEN for word in between)


def _parts(run: Sequence[Mention]) -> Iterator[Sequence[Mention]]:
    """Yield the whole run, then what is left of it from its first unknown word on."""
    yield run
    first = next(place for place, one in enumerate(run) if one.kind == "unknown")
    rest = run[first:]
    if first > 0:
        yield rest
    alone = [one for one in run if one.kind == "unknown"]
    if len(alone) < len(rest) and alone[-1].end - alone[0].start == len(alone):
        yield alone


def _span(sentence: Sentence, part: Sequence[Mention]) -> tuple[int, int]:
    return sentence.tokens[part[0].start].start, sentence.tokens[part[-1].end - 1].end


def _clear(known: Found, sentence: Sentence, part: Sequence[Mention]) -> bool:
    """Whether the words surely are a name: one record, or namesakes after « de », "for"."""
    led = _led(sentence, part[0].start)
    if known.match is not None:
        return known.exact or known.match.score >= _CLEAR
    return led and any(one.score >= _CLEAR for one in known.candidates)


def _led(sentence: Sentence, start: int) -> bool:
    """Whether « de », "for" lead to the word, its article aside."""
    before = sentence.gap(max(start - 2, 0), start)
    while before and before[-1] in _ARTICLES:
        before.pop()
    return bool(before) and before[-1] in _LEADS


def _named(sentence: Sentence, part: Sequence[Mention], said: str) -> Sentence:
    name = Mention(part[0].start, part[-1].end, "name", said, data=said)
    kept = [m for m in sentence.mentions if m not in part]
    mentions = sorted((*kept, name), key=lambda mention: mention.start)
    return replace(sentence, mentions=tuple(mentions))
