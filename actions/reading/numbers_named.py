"""The number a question names: its own, a parent's, or the money its records are worth."""

from __future__ import annotations

from collections.abc import Iterator

from actions.reading.asked import Asked
from actions.reading.field_pairs import is_actual
from actions.reading.measured_names import begins_fuller
from actions.reading.picks import field_of
from actions.reading.spans import Mention
from actions.reading.stems import content, stems
from actions.reading.traits import NUMBERS, money_field
from crm import FieldInfo
from language import fold, words

_BESIDE = 2


def number_named(asked: Asked, used: set[Mention]) -> tuple[Mention, str, FieldInfo] | None:
    """Return the first number a question names that is neither a bound nor a group."""
    homes = [asked.frame.main, *(a for a in asked.frame.anchors if not a.child)]
    named: list[tuple[Mention, str, FieldInfo]] = []
    for mention in asked.sentence.mentions:
        if mention in used or mention.kind != "words" or asked.frame.at(mention):
            continue
        if any(concept.startswith("grain_") for concept in mention.concepts):
            continue
        least = 0.45 if mention.of("object") else 0.3
        found = field_of(mention, homes, asked.catalogue, *NUMBERS, least=least)
        if found:
            named.append((mention, found[1], found[2]))
    named = [one for one in named if not _only_a_figure(one[0])] or named
    named = named or [*_begun(asked, used)]
    every = [mention for mention, _, _ in named]
    first = next((one for one in named if not begins_fuller(one[0], every)), None)
    return first or _worth(asked, used)


def _begun(asked: Asked, used: set[Mention]) -> Iterator[tuple[Mention, str, FieldInfo]]:
    """Yield a number told by its first word alone: the cost is what it really was."""
    mentions, info = asked.sentence.mentions, asked.info(asked.frame.main)
    if not any(m.says(*_WORKED) for m in mentions) or any(m.says("rate") for m in mentions):
        return
    for mention in mentions:
        if mention in used or mention.kind != "words" or mention.concepts or mention.of("object"):
            continue
        held = [info.fields[one.field] for one in mention.of("field")
                if one.object == info.name and one.field in info.fields]  # fmt: skip
        found = [one for one in held if one.type in NUMBERS and _begins(one, mention)]
        for one in sorted(found, key=lambda field: not is_actual(field))[:1]:
            yield mention, one.name, one


_WORKED = ("avg", "sum", "min", "max", "median")


def _begins(field: FieldInfo, mention: Mention) -> bool:
    """Whether a label is of that noun: the first in French, its last but what "in" adds."""
    labels = (content(field.labels.fr)[:1], content(field.labels.en.split(" in ")[0])[-1:])
    heads = {stem for label in labels for word in label for stem in stems(word)}
    said = content(mention.text)
    return len(said) == 1 and bool(heads & {*stems(said[0])})


def _only_a_figure(mention: Mention) -> bool:
    """Whether "average" asks for a mean, though an "Average Rating" begins so too."""
    return mention.says("avg", "median", "min", "max", "sum") and all(
        one.share < 1.0 for one in mention.of("field")
    )


def _worth(asked: Asked, used: set[Mention]) -> tuple[Mention, str, FieldInfo] | None:
    """Return the money of what is asked for where its value is: « valeur des commandes »."""
    main, money = asked.frame.main, money_field(asked.info(asked.frame.main))
    if money is None or main.end == main.start:
        return None
    for mention in asked.sentence.mentions:
        gap = max(main.start - mention.end, mention.start - main.end)
        if mention not in used and fold(mention.text) in _VALUES and gap <= _BESIDE:
            return mention, money.name, money
    return None


_VALUES = frozenset(words("value values valeur valeurs size taille amount montant"))
