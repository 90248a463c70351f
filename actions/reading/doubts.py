"""Words that nothing in the org answers to, with the nearest real ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz, process

from actions.reading.acts import is_act
from actions.reading.aliases import FIELD_ALIASES
from actions.reading.asked import Asked
from actions.reading.lacking import governing, heads_field
from actions.reading.picks import field_of
from actions.reading.reading import Reading, Unclear
from actions.reading.spans import Mention
from actions.reading.traits import NUMBERS, said_date
from actions.reading.vocabulary import hidden_names
from crm import ObjectInfo
from language import fold, words

_NEAR = 72.0
_HANGING = ("by", "sort", "with", "without")
LEADS = frozenset(words("de d du des chez avec pour par of by for with at from"))


def unclear_words(asked: Asked, used: Iterable[Mention]) -> tuple[Unclear, ...]:
    """Return the words that were left over, each with what the org has that looks like it."""
    known = list(dict.fromkeys(_labels(asked)))
    taken = set(used)
    found = []
    for mention in asked.sentence.mentions:
        named = next((one for one in asked.named if one.mention is mention), None)
        lost = (
            mention.kind == "name"
            and named is not None
            and not (named.match or named.place or len(named.candidates) > 1)
        )
        spoken = mention.kind == "unknown" and not _dates_something(asked, mention)
        spoken = spoken and not _heads_read(asked, mention, taken) and not is_act(asked, mention)
        if mention not in taken and (spoken or lost) and not _unit(asked, mention):
            offered = _values_beside(asked, mention)
            nearest = offered or _nearest(mention.text, known, named)
            found.append(Unclear(mention.text, nearest, bounds=_bounds(asked, mention, taken)))
        elif mention not in taken and _unread(asked, mention):
            found.append(Unclear(mention.text, bounds=mention.says(*_STATES)))
    return tuple(found)


def hanging(reading: Reading, unclear: tuple[Unclear, ...]) -> tuple[Unclear, ...]:
    """Return the words left over, the question hanging on them where nothing else says which.

    "the angriest customers" are not all of the customers there are.
    """
    query = reading.query
    said = reading.conditions or query.order_by or query.group_by or query.limit or reading.place
    counted = {one.function for one in query.measures} <= {"count"}
    whole = reading.task in {"list", "aggregate"} and counted and not said and not reading.versus
    return tuple(replace(one, bounds=True) for one in unclear) if whole else unclear


def _heads_read(asked: Asked, mention: Mention, taken: set[Mention]) -> bool:
    """Whether a word only heads the name of a field that was read."""
    rest = [m for m in asked.sentence.mentions if m.start >= mention.end][:1]
    return any(heads_field(asked.sentence, mention, m) and _read_as(asked, m, taken) for m in rest)


def _read_as(asked: Asked, field: Mention, taken: set[Mention]) -> bool:
    """Whether a field, or « sans » before it, made a condition."""
    before = governing(asked.sentence, field)
    return field in taken or before in taken


def _unread(asked: Asked, mention: Mention) -> bool:
    """Whether a word the org knows was left out of the reading: it is named all the same."""
    if mention.says(*_TELLING):
        return not (mention.of("field") or mention.says("created", "closing", "how_long", "rate"))
    if mention.kind in {"amount", "period"}:
        return mention.kind == "period" or not _some(mention)
    if mention.kind not in {"words", "place", "title"} or mention.concepts:
        return False
    if mention.of("object") or asked.frame.at(mention) or mention in asked.frame.grouped:
        return False
    if mention.kind != "words":
        return True
    valued = mention.of("value") and not mention.of("field")
    said = valued or any(one.share > _WHOLE for one in mention.of("value"))
    return bool(said) and not _dates_something(asked, mention)


def _some(mention: Mention) -> bool:
    """Whether a figure is « au moins un », which any record there is answers to."""
    return bool(mention.data.value == 1 and mention.data.comparator == "ge")


_WHOLE = 0.9
_STATES = ("lost", "converted", "unconverted", "overdue")
_TELLING = (*_STATES, "distinct")
"""States and ways of counting that change an answer: none is left out unsaid."""


def _bounds(asked: Asked, mention: Mention, taken: set[Mention]) -> bool:
    """Whether the question hangs on a word nobody knows.

    A name after « de », what is sorted or grouped by, a value beside its field, a field after
    « avec », or before its figure.
    """
    mentions = asked.sentence.mentions
    place = mentions.index(mention)
    before = mentions[place - 1] if place else None
    after = mentions[place + 1] if place + 1 < len(mentions) else None
    if before and before.kind == "unknown" and mention.start - before.end <= 1:
        return _bounds(asked, before, taken)
    led = {*asked.sentence.before(mention, 2)}
    if mention.kind == "name":
        owned = asked.sentence.gap(mention.end, mention.end + 1) == ["'"]
        return bool(led & LEADS) or owned or any(_chosen(asked, m) for m in _beside(asked, mention))
    if before and mention.start - before.end <= 2 and before.says(*_HANGING):
        return True
    if fold(mention.text) in _well_known() or fold(mention.text) in hidden_names(asked.catalogue):
        return True
    near = [m for m in _beside(asked, mention) if m not in taken]
    figure = asked.sentence.gap(mention.end, mention.end + 1)
    numbered = bool(figure and figure[0].isdigit()) and not (after and after.kind == "amount")
    return numbered or any(_chosen(asked, m) for m in near)


@lru_cache(maxsize=1)
def _well_known() -> frozenset[str]:
    """Return what every org calls some field: unknown here, it is hidden from the asker."""
    return frozenset(fold(name) for names in FIELD_ALIASES.values() for name in names)


def _beside(asked: Asked, mention: Mention) -> list[Mention]:
    return [m for m in asked.sentence.mentions if m is not mention and _gap(m, mention) <= 2]


def _gap(one: Mention, other: Mention) -> int:
    return max(one.start - other.end, other.start - one.end)


def _chosen(asked: Asked, mention: Mention) -> bool:
    """Whether a mention names a field whose value is said beside it, and nothing else."""
    if mention.kind != "words" or asked.frame.at(mention) or mention.of("value"):
        return False
    first = field_of(mention, asked.homes(mention), asked.catalogue, least=0.3)
    if first is not None and first[2].type in NUMBERS:
        return False
    found = field_of(
        mention, asked.homes(mention), asked.catalogue, "picklist", "string", least=0.3
    )
    return found is not None


def _unit(asked: Asked, mention: Mention) -> bool:
    """Whether a word is the unit of the amount before it: "60 kW"."""
    return any(m.kind == "amount" and m.end == mention.start for m in asked.sentence.mentions)


def _values_beside(asked: Asked, mention: Mention) -> tuple[str, ...]:
    """Return the values of the picklist named right before the word: « secteur zorglub »."""
    place = asked.sentence.mentions.index(mention)
    for previous in asked.sentence.mentions[max(place - 1, 0) : place]:
        found = field_of(previous, asked.homes(mention), asked.catalogue, "picklist")
        if found and mention.start - previous.end <= 3:
            labels = [entry.labels.of(_language(asked)) for entry in found[2].picklist]
            near = process.extract(mention.text, labels, scorer=fuzz.WRatio, limit=5)
            return tuple(match[0] for match in near)
    return ()


def _language(asked: Asked) -> Literal["fr", "en"]:
    return "fr" if asked.language == "fr" else "en"


def _dates_something(asked: Asked, mention: Mention) -> bool:
    """Whether a word said which date a period is about: « livrées en octobre »."""
    if not any(m.kind == "period" for m in asked.sentence.mentions):
        return False
    said = [fold(mention.text)]
    return any(said_date(asked.catalogue[one.object], said) for one in asked.frame.anchors)


def _labels(asked: Asked) -> Iterable[str]:
    for anchor in asked.frame.anchors:
        yield from _object_labels(asked.catalogue[anchor.object], asked.language)
    if "Account" in asked.catalogue:
        yield from _object_labels(asked.catalogue["Account"], asked.language)


def _object_labels(info: ObjectInfo, language: str) -> Iterable[str]:
    for field in info.fields.values():
        yield field.labels.fr if language == "fr" else field.labels.en
        for entry in field.picklist:
            yield entry.labels.fr if language == "fr" else entry.labels.en


def _nearest(word: str, known: list[str], named: object) -> tuple[str, ...]:
    candidates = getattr(named, "candidates", ())
    if candidates:
        return tuple(one.name for one in candidates[:3])
    found = process.extract(
        fold(word), known, scorer=fuzz.WRatio, processor=fold, score_cutoff=_NEAR, limit=3
    )
    return tuple(match[0] for match in found)
