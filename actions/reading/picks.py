"""Values of picklists and fields named in a question, made into conditions on the right object."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from actions.reading.adjectives import flag_adjective
from actions.reading.aliases import SECTORS
from actions.reading.clauses import Anchor
from actions.reading.dating import anchored
from actions.reading.links import BECAME, parent_path
from actions.reading.someone import employed
from actions.reading.spans import Mention, Sentence
from actions.reading.stems import content
from actions.reading.traits import NUMBERS
from actions.reading.vocabulary import Meaning
from crm import Catalogue, FieldInfo, ObjectInfo
from language import fold, words

_SECTOR_WORDS = frozenset(words("secteur sector industry industrie branche vertical filiere"))
_SLIGHT = 0.45
_SETTINGS = ("LocaleKey", "SidKey")
"""How the fields end that are a user's settings, and tell nothing of what they know."""
_UMBRELLAS = SECTORS[0][0]
"""What is called finance holds banks and insurers, though one sector bears the very name."""


@dataclass(frozen=True)
class Pick:
    """Values of one field that a mention chose; `path` starts at the anchor's object."""

    anchor: Anchor
    path: str
    field: FieldInfo
    values: tuple[str, ...]
    named: bool = False


def pick(
    sentence: Sentence, mention: Mention, homes: Sequence[Anchor], catalogue: Catalogue
) -> Pick | None:
    """Return the field and values a mention most likely means, or None."""
    full = field_of(mention, homes, catalogue, least=1.0)
    sector = _sector(mention, homes, catalogue)
    led = bool({*sentence.before(mention, 2)} & _VIA)
    if full is not None and not _own_value(mention, homes[0], "." if led else full[1], catalogue):
        trade = not {*words(mention.text)} - _trades() or _in_trade(sentence, mention)
        trade = trade or _beside_noun(sentence, mention, homes[0])
        return sector if trade else None
    if sector is not None and (not mention.of("value") or _UMBRELLAS & {*words(mention.text)}):
        return sector
    weighed = _weighed(sentence, mention, homes, catalogue)
    main = homes[-1]
    if any(flag_adjective(mention, one, catalogue) for one in homes):
        return None
    if _own_word(mention, main):
        weighed = [one for one in weighed if one[2].share > _SLIGHT or one[2].object == main.object]
    if not weighed:
        return sector
    _, _, meaning, anchor, path = min(weighed, key=lambda one: (one[0], one[1]))
    if meaning.object != main.object and _own_number(mention, main, catalogue):
        return None
    field = catalogue[meaning.object].fields[meaning.field]
    named = _field_named(sentence, mention, meaning)
    return Pick(anchor, path, field, _alike(mention, meaning), named)


_Weighed = list[tuple[float, int, Meaning, Anchor, str]]


def _weighed(
    sentence: Sentence, mention: Mention, homes: Sequence[Anchor], catalogue: Catalogue
) -> _Weighed:
    """Return every value a mention may be, with what each costs."""
    return [
        (cost, place, meaning, anchor, path)
        for place, anchor in enumerate(homes)
        for meaning in mention.of("value")
        for cost, path in _costs(sentence, mention, anchor, place, meaning, catalogue)
    ]


def rivals(
    sentence: Sentence, mention: Mention, homes: Sequence[Anchor], catalogue: Catalogue
) -> dict[str, FieldInfo]:
    """Return the lists of one kind of record that a value is in as surely, by their paths."""
    weighed = sorted(_weighed(sentence, mention, homes, catalogue), key=lambda one: one[:2])
    if not weighed or weighed[0][2].share < 1.0:
        return {}
    cost, place, best = weighed[0][:3]
    return {
        path: catalogue[meaning.object].fields[meaning.field]
        for other, where, meaning, _, path in weighed
        if other - cost < _AS_SURE and (where, meaning.object) == (place, best.object)
    }


_AS_SURE = 0.02


def _own_value(mention: Mention, main: Anchor, path: str, catalogue: Catalogue) -> bool:
    """Whether a word is a value in full, or nearly so of what is asked for, not of a parent.

    An own field's whole label is none that is derived from it: "engineer", no engineering.
    """
    values = mention.of("value")
    own = any(one.object == main.object and one.share > _NEARLY for one in values)
    whole = (
        one for one in values if one.share == 1.0 and one.field in catalogue[one.object].fields
    )
    said = any("." in path or one.object == main.object
               or very_word(mention, one, catalogue[one.object].fields[one.field])
               for one in whole)  # fmt: skip
    return said or (own and "." in path)


_NEARLY = 0.9
_VIA = frozenset({"from", "via", "par", "through", "by", "depuis"})


def _in_trade(sentence: Sentence, mention: Mention) -> bool:
    """Whether « dans l'industrie » is a sector, no other being named beside it."""
    led = {*sentence.before(mention, 3)} & {"dans", "in"} or (
        sentence.before(mention, 3) == ["de", "l", "'"] and mention.start > 3
    )
    beside = (m for m in sentence.mentions if m.end == mention.start or m.start == mention.end)
    return bool(led) and not any(m.of("value") or m.kind == "unknown" for m in beside)


def _beside_noun(sentence: Sentence, mention: Mention, home: Anchor) -> bool:
    """Whether « leads industrie » tells the trade: a field's name alone would ask nothing."""
    if home.end == home.start or mention.start != home.end:
        return False
    slight = any(one.object == home.object for one in mention.of("value"))
    rest = next((m for m in sentence.mentions if m.start >= mention.end), None)
    alone = rest is None or not (rest.of("value") or rest.kind in {"unknown", "name", "quoted"})
    return slight and (alone or (rest is not None and rest.start - mention.end > 1))


@lru_cache(maxsize=1)
def _trades() -> frozenset[str]:
    """Return what trades are called, fields that go by such a name apart."""
    return frozenset(word for asked, _ in SECTORS for word in asked) - _SECTOR_WORDS


def _own_word(mention: Mention, main: Anchor) -> bool:
    """Whether a field of the main object has the word in its label: its own before a parent's."""
    return any(m.object == main.object for m in mention.of("field"))


def _own_number(mention: Mention, main: Anchor, catalogue: Catalogue) -> bool:
    """Whether a mention is the very name of a number of the main object: « énergie délivrée »."""
    fields = catalogue[main.object].fields
    named = (fields.get(m.field) for m in mention.of("field")
             if m.object == main.object and m.share == 1.0)  # fmt: skip
    return any(one is not None and one.type in NUMBERS for one in named)


def _costs(
    sentence: Sentence,
    mention: Mention,
    anchor: Anchor,
    place: int,
    meaning: Meaning,
    catalogue: Catalogue,
) -> Iterator[tuple[float, str]]:
    field = catalogue[meaning.object].fields.get(meaning.field)
    if field is None or not field.filterable or field.type == "combobox":
        return
    named = -1.5 if _field_named(sentence, mention, meaning) else 0.0
    cost = named + 0.3 * place + 0.8 * (1 - meaning.share) - (0.05 if field.name == "Type" else 0.0)
    cost += 0.2 if field.name.endswith(_SETTINGS) else 0.0
    cost += 0.0 if meaning.share < 1.0 or very_word(mention, meaning, field) else _DERIVED
    cost += _ELSEWHERE if meaning.object != _COMPANY and employed(sentence, mention) else 0.0
    if meaning.object == anchor.object:
        yield cost, anchored(anchor, field.name) if not anchor.child else field.name
        return
    above = parent_path(catalogue, anchor.object, meaning.object)
    if above and not above.startswith(BECAME) and (meaning.share > _SLIGHT or named):
        path = f"{above}.{field.name}"
        yield cost + 1 + above.count("."), path if anchor.child else anchored(anchor, path)


_COMPANY = "Account"
_DERIVED = 0.25
"""What a word of the same stem costs beside the very word: prospects are no « Prospecting »."""
_ELSEWHERE = 1.5
"""What a value costs that is no company's, where « chez », "at" leads to it."""


def very_word(mention: Mention, meaning: Meaning, field: FieldInfo) -> bool:
    """Whether a value is said as it is written, agreement aside."""
    said = [word.rstrip("sex") for word in content(mention.text)]
    entry = next((one for one in field.picklist if one.value == meaning.value), None)
    labels = (entry.labels.fr, entry.labels.en, entry.value) if entry else ()
    return any([word.rstrip("sex") for word in content(label)] == said for label in labels)


def _field_named(sentence: Sentence, mention: Mention, meaning: Meaning) -> bool:
    """Whether the field itself is named right beside: « secteur banque », "hot rating"."""
    place = sentence.mentions.index(mention)
    for other in (
        *sentence.mentions[max(place - 1, 0) : place],
        *sentence.mentions[place + 1 : place + 2],
    ):
        if any(one.kind == "object" and one.share == 1.0 for one in other.meanings):
            continue  # « leads » is no « Lead Source »
        distance = max(mention.start - other.end, other.start - mention.end)
        if distance <= 3 and any(m.field == meaning.field for m in other.of("field")):
            return True
    return False


def _alike(mention: Mention, chosen: Meaning) -> tuple[str, ...]:
    """Return every value of the field that was said as fully as the chosen one."""
    return tuple(
        meaning.value
        for meaning in mention.of("value")
        if (meaning.object, meaning.field) == (chosen.object, chosen.field)
        and meaning.share >= chosen.share - 0.15
    )


def _sector(mention: Mention, homes: Sequence[Anchor], catalogue: Catalogue) -> Pick | None:
    said = {*words(mention.text)}
    held = next((held for asked, held in SECTORS if asked & said), None)
    if held is None:
        return None
    for anchor in homes:
        for path, field in _sector_fields(anchor, catalogue):
            values = tuple(
                entry.value
                for entry in field.picklist
                if held & {*words(entry.labels.fr), *words(entry.labels.en)}
            )
            if values:
                return Pick(anchor, path, field, values)
    return None


def _sector_fields(anchor: Anchor, catalogue: Catalogue) -> Iterator[tuple[str, FieldInfo]]:
    for field in _sectors_of(catalogue[anchor.object]):
        yield (field.name if anchor.child else anchored(anchor, field.name)), field
    above = parent_path(catalogue, anchor.object, "Account")
    if above and "Account" in catalogue:
        for field in _sectors_of(catalogue["Account"]):
            path = f"{above}.{field.name}"
            yield (path if anchor.child else anchored(anchor, path)), field


def _sectors_of(info: ObjectInfo) -> Iterator[FieldInfo]:
    for field in info.fields.values():
        label = {*words(fold(field.labels.fr)), *words(fold(field.labels.en))}
        if field.type in {"picklist", "multipicklist"} and label & _SECTOR_WORDS:
            yield field


def field_of(
    mention: Mention,
    homes: Sequence[Anchor],
    catalogue: Catalogue,
    *kinds: str,
    least: float = 0.0,
) -> tuple[Anchor, str, FieldInfo] | None:
    """Return the field a mention names on the nearest object that has it: own, else a parent's.

    `kinds` are the types it may have, `least` how much of its label must have been said.
    """
    for depth in (False, True):
        for anchor in homes:
            for meaning in (one for one in mention.of("field") if one.share >= least):
                found = _reached(anchor, meaning, catalogue, through_parent=depth)
                if found and (not kinds or found[1].type in kinds):
                    return anchor, found[0], found[1]
    return None


def _reached(
    anchor: Anchor, meaning: Meaning, catalogue: Catalogue, *, through_parent: bool
) -> tuple[str, FieldInfo] | None:
    field = (
        catalogue[meaning.object].fields.get(meaning.field) if meaning.object in catalogue else None
    )
    if field is None:
        return None
    if not through_parent:
        if meaning.object != anchor.object:
            return None
        return (field.name if anchor.child else anchored(anchor, field.name)), field
    above = parent_path(catalogue, anchor.object, meaning.object)
    if above is None or above.startswith(BECAME):
        return None
    path = f"{above}.{field.name}"
    return (path if anchor.child else anchored(anchor, path)), field
