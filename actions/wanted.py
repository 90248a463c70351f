"""What change a sentence asks for: fields and values read against the live describe.

Values are found first (picklist labels, amounts, dates, e-mails, phones, quoted or trailing words),
then each is given to the field the sentence names nearest to it, among those of a fitting type; a
value whose field is not named goes to the one field of that type people mean (the required one, or
the only standard one). No field or value is known here by name: all come from the org.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rapidfuzz import fuzz

from crm import FieldInfo, ObjectInfo, Value
from language import find_amounts, find_contacts, find_periods, fold, fold_keep_length

NUMBERS = frozenset({"currency", "double", "int", "percent"})
DATES = frozenset({"date", "datetime"})
CHOICES = frozenset({"picklist", "multipicklist", "combobox"})
TEXTS = frozenset({"string", "textarea", "url"})
SAME_WORD = 88.0
QUOTED = re.compile(r"«\s*(.+?)\s*»|\"(.+?)\"|“(.+?)”")
TOKEN = re.compile(r"[^\W_]+")
SMALL = frozenset(
    [
        "a",
        "au",
        "aux",
        "d",
        "de",
        "des",
        "du",
        "en",
        "et",
        "for",
        "from",
        "in",
        "l",
        "la",
        "le",
        "les",
        "of",
        "on",
        "or",
        "ou",
        "par",
        "pour",
        "sur",
        "the",
        "to",
        "un",
        "une",
    ]
)


@dataclass(frozen=True)
class Found:
    """A value in the text, the fields it could be for, and how many words it matched."""

    value: Value
    start: int
    end: int
    fields: tuple[FieldInfo, ...]
    weight: int = 1


@dataclass(frozen=True)
class Mention:
    """A field named in the text; `share` is how much of its label was said, in [0, 1]."""

    field: FieldInfo
    start: int
    end: int
    share: float


def read_wanted(text: str, info: ObjectInfo, today: date) -> dict[str, Value]:
    """Return the new value of each field the sentence wants changed; empty where none is clear.

    `text` should hold blanks where the record's own name stood.
    """
    fields = tuple(field for field in info.fields.values() if field.updateable)
    mentions = tuple(find_mentions(text, fields))
    wanted: dict[str, Value] = {}
    taken: list[Found] = []
    for found in sorted(values_in(text, fields, today), key=lambda one: -one.weight):
        if any(found.start < other.end and other.start < found.end for other in taken):
            continue
        field = field_for(found, mentions)
        if field and field.name not in wanted:
            wanted[field.name] = found.value
            taken.append(found)
    for field, value in worded(text, mentions, taken):
        wanted.setdefault(field.name, value)
    return wanted


def values_in(text: str, fields: tuple[FieldInfo, ...], today: date) -> Iterator[Found]:
    """Yield every value the text holds, each with the fields it could be for."""
    yield from choices_in(text, fields)
    numbers = tuple(field for field in fields if field.type in NUMBERS)
    percents = tuple(field for field in numbers if field.type == "percent")
    for amount in find_amounts(text):
        fitting = percents if amount.unit == "%" else numbers
        yield Found(amount.value, *amount.span, fitting, weight=3)
    dates = tuple(field for field in fields if field.type in DATES)
    for period in find_periods(text, today, prefer="future"):
        if period.day:
            yield Found(period.day, *period.span, dates, weight=3)
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


def find_mentions(text: str, fields: Iterable[FieldInfo]) -> Iterator[Mention]:
    """Yield the fields named in the text by at least half of a label's words."""
    tokens = tokens_of(text)
    for field in fields:
        for label in {field.labels.fr, field.labels.en, field.name}:
            words = content_words(label)
            spans = [span for word in words for span in occurrences(word, tokens)[:1]]
            share = len(spans) / len(words) if words else 0.0
            if share >= 0.5:
                yield Mention(
                    field, min(span[0] for span in spans), max(span[1] for span in spans), share
                )


def field_for(found: Found, mentions: tuple[Mention, ...]) -> FieldInfo | None:
    """Return the field a value is for: the nearest one named, else the one people mean."""
    if len(found.fields) == 1 and found.fields[0].type in CHOICES:
        return found.fields[0]
    fitting = {field.name for field in found.fields}
    named = [mention for mention in mentions if mention.field.name in fitting]
    if named:
        best = max(named, key=lambda mention: (mention.share, -distance(mention, found)))
        return best.field
    return usual(found.fields)


def distance(mention: Mention, found: Found) -> int:
    """Return how many characters lie between a field's name and a value."""
    return max(found.start - mention.end, mention.start - found.end, 0)


def usual(fields: tuple[FieldInfo, ...]) -> FieldInfo | None:
    """Return the field meant when none is named: the required one, or the only standard one."""
    required = [field for field in fields if not field.nillable]
    money = [field for field in fields if field.type == "currency" and not field.custom]
    standard = [field for field in fields if not field.custom]
    for group in (required, money, standard, list(fields)):
        if len(group) == 1:
            return group[0]
    return None


def worded(
    text: str, mentions: tuple[Mention, ...], taken: list[Found]
) -> Iterator[tuple[FieldInfo, str]]:
    """Yield text fields that are named in full with the quoted words that follow them."""
    for mention in mentions:
        if mention.field.type not in TEXTS or mention.share < 1:
            continue
        quoted = QUOTED.search(text, mention.end)
        if quoted and not any(
            one.start < quoted.end() and quoted.start() < one.end for one in taken
        ):
            yield mention.field, next(group for group in quoted.groups() if group)


Token = tuple[str, int, int]


def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the folded words of the text with their places."""
    folded = fold_keep_length(text)
    return tuple((match[0], match.start(), match.end()) for match in TOKEN.finditer(folded))


@lru_cache(maxsize=4096)
def content_words(phrase: str) -> tuple[str, ...]:
    """Return the folded words of a label that carry meaning."""
    words = TOKEN.findall(fold(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", phrase.removesuffix("__c"))))
    return tuple(word for word in words if word not in SMALL) or tuple(words)


def occurrences(phrase: str, tokens: tuple[Token, ...]) -> list[tuple[int, int, int]]:
    """Return where all of the phrase's words stand side by side: (start, end, word count)."""
    words = content_words(phrase)
    kept = [token for token in tokens if token[0] not in SMALL]
    found = []
    for index in range(len(kept) - len(words) + 1):
        window = kept[index : index + len(words)]
        if words and all(same(word, token[0]) for word, token in zip(words, window, strict=True)):
            found.append((window[0][1], window[-1][2], len(words)))
    return found


def same(word: str, other: str) -> bool:
    """Whether two folded words are one, a typo apart; short words must be equal."""
    if word == other:
        return True
    return min(len(word), len(other)) > 4 and fuzz.ratio(word, other) >= SAME_WORD
