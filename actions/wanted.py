"""What change a sentence asks for: fields and values read against the live describe.

Values are found first (picklist labels, amounts, dates, e-mails, phones, quoted or trailing words),
then each is given to the field the sentence names nearest to it, among those of a fitting type; a
value whose field is not named goes to the one field of that type people mean (the required one, or
the only standard one). No field or value is known here by name: all come from the org.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from actions.decimals import plain_figures
from actions.emptying import emptied
from actions.field_mentions import NUMBERS, Mention, follows, named_fields, uncounted
from actions.free_texts import free_texts
from actions.label_words import SMALL, occurrences, tokens_of
from actions.reading.mentions import segment
from actions.reading.reader import vocabulary_of
from actions.reading.spans import Mention as SpokenWords
from actions.reading.spans import Sentence
from actions.reading.vocabulary import Meaning, Reach, Vocabulary
from actions.ticks import ticks_in
from actions.unmeant import (
    check_days,
    check_locked,
    day_meant,
    is_now,
    locked_in,
    meant,
    nobody_guesses,
    periods_meant,
)
from crm import Catalogue, FieldInfo, ObjectInfo, Value
from language import (
    find_amounts,
    find_contacts,
    fold,
    words,
)

CHOICES = frozenset({"picklist", "multipicklist", "combobox"})
# « en négo », "to lost": what comes right before a value that is only half said.
TOWARDS = frozenset(
    words(
        "en a au comme to as in into from source raison reason priorite priority "
        "becomes become devient deviennent"
    )
)


_LINK = re.compile(r"\b(?:https?://|www\.)\S*[^\s,;.:)]")
_NAMING = frozenset(words("called named titled appelee appele nommee nomme intitulee intitule"))


@dataclass(frozen=True)
class Found:
    """A value in the text, the fields it could be for, and how many words it matched."""

    value: Value
    start: int
    end: int
    fields: tuple[FieldInfo, ...]
    weight: int = 1


def read_wanted(
    text: str, info: ObjectInfo, today: date, catalogue: Catalogue, *, creating: bool = False
) -> dict[str, Value]:
    """Return the new value of each field the sentence wants changed; empty where none is clear.

    `text` should hold blanks where records' own names stood.
    """
    found = find_wanted(text, info, today, catalogue, creating=creating)
    return {one.field.name: one.value for one in found}


@dataclass(frozen=True)
class Wanted:
    """A new value, the field it is for, and where it was said."""

    field: FieldInfo
    value: Value
    start: int
    end: int


def find_wanted(
    text: str,
    info: ObjectInfo,
    today: date,
    catalogue: Catalogue,
    *,
    creating: bool = False,
    led: bool = False,
) -> list[Wanted]:
    """Return the new values and where they were said, one a field.

    With `led`, values count only where « en », "to" or their field's name comes before, and of
    several for one field the last is meant:
    in « réassigne tous les tickets fermés à Tom » the tickets are closed, and stay so.
    """
    fields = _writable(info, creating=creating)
    mentions, called = named_fields(text, fields)
    half = half_said(text, info, fields, today, catalogue, mentions, led=led)
    found = [*values_in(text, fields, today), *(one for one in half if not names(one, mentions))]
    found = meant((one for one in found if not led or is_led(one, text, mentions)), text)
    wanted: dict[str, Wanted] = {}
    for new in worded(text, called):
        wanted.setdefault(new.field.name, new)
    taken = [Found(one.value, one.start, one.end, (one.field,)) for one in wanted.values()]
    for one in sorted(
        found, key=lambda one: (-one.start * led, not follows(one, one.fields, called), -one.weight)
    ):
        if any(one.start < other.end and other.start < one.end for other in taken):
            continue
        if not creating:
            check_locked(one, locked_in(text, info, fields), mentions)
        field = field_for(one, uncounted(one, mentions, text), info)
        if field and field.name not in wanted:
            wanted[field.name] = Wanted(field, one.value, one.start, one.end)
            taken.append(one)
        elif field and not led and (more := beside(wanted[field.name], one)):
            wanted[field.name] = more
            taken.append(one)
    return list(wanted.values())


def _writable(info: ObjectInfo, *, creating: bool) -> tuple[FieldInfo, ...]:
    every = info.fields.values()
    return tuple(one for one in every if (one.createable if creating else one.updateable))


def beside(known: Wanted, other: Found) -> Wanted | None:
    """Return both values where the field holds several: « avec parking et scène »."""
    if known.field.type != "multipicklist" or known.value is None:
        return None
    values = dict.fromkeys((*str(known.value).split(";"), str(other.value)))
    start, end = min(known.start, other.start), max(known.end, other.end)
    return Wanted(known.field, ";".join(values), start, end)


def worded(text: str, mentions: list[Mention]) -> Iterator[Wanted]:
    """Yield the fields to be emptied, then the text fields with the words said for them."""
    named = [(one.field, one.start, one.end) for one in mentions]
    yield from (Wanted(field, None, start, end) for field, start, end in emptied(text, named))
    yield from (Wanted(*said) for said in free_texts(text, mentions))


def is_led(found: Found, text: str, mentions: tuple[Mention, ...]) -> bool:
    """Whether a value comes after « en », "to" or the name of a field it could be for."""
    before = [token for token in tokens_of(text) if token[2] <= found.start][-2:]
    named = any(
        one.field in found.fields and one.share == 1 and one.end <= found.start for one in mentions
    )
    return named or any(token[0] in TOWARDS for token in before)


def half_said(
    text: str, info: ObjectInfo, fields: tuple[FieldInfo, ...], today: date, catalogue: Catalogue,
    mentions: tuple[Mention, ...], *, led: bool = False,
) -> Iterator[Found]:  # fmt: skip
    """Yield picklist values said by an everyday name or by a part: « en négo », "to lost".

    Where a part may be of several values of a field, only what holds it most is taken.
    """
    writable = {field.name: field for field in fields if field.type in CHOICES}
    vocabulary = vocabulary_of(catalogue)
    sentence = segment(text, vocabulary, today, (), Reach({info.name}, {info.name}))
    for mention in sentence.mentions:
        if mention.kind not in ("words", "unknown") or fold(mention.text) in _NAMING:
            continue
        meant = mention.of("value") or _values_of(mention, sentence, vocabulary, info.name)
        values = [one for one in meant if one.object == info.name and one.field in writable]
        start, end = sentence.tokens[mention.start].start, sentence.tokens[mention.end - 1].end
        named = {one.field.name for one in mentions if one.share == 1 and 0 < start - one.end < 4}
        values = [one for one in values if one.field in named] or values
        towards = any(word in TOWARDS for word in sentence.before(mention, 2))
        # "We lost it": how a deal ends is told by a part of what its stage is called.
        ends = not led and mention.says("won", "lost")
        outcome = ends and any(not writable[one.field].nillable for one in values)
        values = [one for one in values if not (outcome and writable[one.field].nillable)]
        sure = towards or outcome or (values and values[0].share >= 0.9)
        if not values or not (sure or values[0].field in named):
            continue
        best = [one for one in values if one.share == values[0].share]
        needed = [one for one in best if not writable[one.field].nillable]
        best = needed if len(best) > 1 else best
        if len(best) == 1:
            yield Found(best[0].value, start, end, (writable[best[0].field],))


def _values_of(
    mention: SpokenWords, sentence: Sentence, vocabulary: Vocabulary, name: str
) -> list[Meaning]:
    """Return the values whose labels hold words that questions use for a state."""
    said = [word for word in sentence.gap(mention.start, mention.end) if word not in SMALL]
    found = [one for one in vocabulary.meanings(said, Reach({name}, {name})) if one.kind == "value"]
    return sorted(found, key=lambda one: -one.share)


def names(found: Found, mentions: tuple[Mention, ...]) -> bool:
    """Whether the words of a value are rather the name of a field: "closing end of March"."""
    return any(
        one.share == 1 and one.start <= found.start and found.end <= one.end
        for one in mentions
        if one.field.type != "boolean"
    )


def values_in(text: str, fields: tuple[FieldInfo, ...], today: date) -> Iterator[Found]:
    """Yield every value the text holds, each with the fields it could be for."""
    yield from choices_in(text, fields)
    for ticked, start, end, field, size in ticks_in(text, fields):
        yield Found(ticked, start, end, (field,), weight=2 * size)
    numbers = tuple(field for field in fields if field.type in NUMBERS)
    percents = tuple(field for field in numbers if field.type == "percent")
    for amount in find_amounts(text):
        fitting = percents if amount.unit == "%" else numbers
        yield Found(amount.value, *amount.span, fitting, weight=3)
    for value, span in plain_figures(text) if numbers else ():
        yield Found(value, *span, numbers, weight=1)
    dates = tuple(field for field in fields if field.type == "date")
    check_days(text, today, dates)
    for period in periods_meant(text, today):
        if period.day and not is_now(text, period):
            yield Found(day_meant(text, period), *period.span, dates, weight=3)
    links = tuple(field for field in fields if field.type == "url")
    for link in _LINK.finditer(text) if links else ():
        yield Found(link[0], *link.span(), links, weight=4)
    for point in find_contacts(text):
        fitting = tuple(field for field in fields if field.type == point.kind)
        yield Found(point.value, *point.span, fitting, weight=4)


def choices_in(text: str, fields: tuple[FieldInfo, ...]) -> Iterator[Found]:
    """Yield the picklist values named in the text, by any of their labels or a part of one."""
    tokens = tokens_of(text)
    for field in fields:
        if field.type not in CHOICES:
            continue
        for entry in field.picklist:
            phrases = {entry.value, entry.labels.fr, entry.labels.en}
            for phrase in {part for one in phrases for part in (one, *one.split("/"))}:
                for start, end, size in occurrences(phrase, tokens):
                    yield Found(entry.value, start, end, (field,), weight=2 * size)


def field_for(found: Found, mentions: tuple[Mention, ...], info: ObjectInfo) -> FieldInfo | None:
    """Return the field a value is for: the nearest one named, else the one people mean."""
    if len(found.fields) == 1 and found.fields[0].type in CHOICES:
        return found.fields[0]
    fitting = {field.name for field in found.fields}
    named = [mention for mention in mentions if mention.field.name in fitting]
    if not named and found.weight == 1 and found.fields[0].type in NUMBERS:
        return None
    if named:
        best = max(named, key=lambda mention: (mention.share, -distance(mention, found)))
        return best.field
    guess = usual(found.fields)
    return None if guess and nobody_guesses(guess, info) else guess


def distance(mention: Mention, found: Found) -> int:
    """Return how many characters lie between a field's name and a value."""
    return max(found.start - mention.end, mention.start - found.end, 0)


def usual(fields: tuple[FieldInfo, ...]) -> FieldInfo | None:
    """Return the field meant when none is named: the required one, or the only standard one."""
    required = [field for field in fields if not field.nillable]
    money = [field for field in fields if field.type == "currency" and not field.custom]
    standard = [field for field in fields if not field.custom]
    days = [field for field in standard if field.type == "date"]
    for group in (required, money, days, standard, list(fields)):
        if len(group) == 1:
            return group[0]
        if plain := [one for one in group if all(one.name in other.name for other in group)]:
            return plain[0]
    return plainest(fields)


def plainest(fields: tuple[FieldInfo, ...]) -> FieldInfo | None:
    """Return the field that is called by its very type: Phone among fax and mobile numbers."""
    return next((field for field in fields if field.name.casefold() == field.type), None)
