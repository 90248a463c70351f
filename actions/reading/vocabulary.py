"""What the org's own words mean: every label, API name and picklist value of the live describe."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from typing import Literal

from actions.reading.aliases import FIELD_ALIASES, OBJECT_ALIASES, VALUE_ALIASES
from actions.reading.concepts import joins
from actions.reading.stems import content, stems
from actions.reading.synonyms import respelled
from crm import Catalogue, FieldInfo, ObjectInfo
from language import fold, words

Kind = Literal["object", "field", "value"]
_GENERIC = frozenset(
    words(
        "date nom nombre name type numero number code description autre other record "
        "enregistrement "
        "systeme system derniere dernier last is adresse address premier first client "
        "customer no non oui yes total status statut in progress cours value valeur none "
        "aucun aucune not new full default "
    )
)
_CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_LONGEST = 6
_BY_ALIAS = 0.95
_BY_HEAD = 0.5


@dataclass(frozen=True)
class Meaning:
    """One thing a phrase may mean: an object, a field, or a value of a picklist field.

    `share` in (0, 1] is how much of the label was said: « secteur » is half of « Secteur
    d'activité ».
    """

    kind: Kind
    object: str
    field: str = ""
    value: str = ""
    share: float = 1.0


@dataclass(frozen=True)
class Reach:
    """The objects whose fields and values may be meant, and those of them a question names."""

    objects: Set[str]
    spoken: Set[str]


@dataclass
class Vocabulary:
    """Phrases of stems to what they may mean, for one user's catalogue."""

    catalogue: Catalogue
    phrases: dict[tuple[int, tuple[str, ...]], list[Meaning]] = field(default_factory=dict)
    surface: set[str] = field(default_factory=set)
    hidden: frozenset[str] = frozenset()
    longest: int = 1
    nouns: frozenset[str] | None = None

    def called(self) -> frozenset[str]:
        """Return the words that objects are called by, as their labels write them."""
        if self.nouns is None:
            phrases = (one for info in self.catalogue.values() for one in object_phrases(info))
            self.nouns = frozenset(word for phrase in phrases for word in content(phrase))
        return self.nouns

    def meanings(self, said: Sequence[str], within: Reach | None = None) -> list[Meaning]:
        """Return what the folded words may mean together, in either language.

        `within` keeps the fields and values of its objects alone.
        """
        found: dict[Meaning, None] = {}
        for language in (0, 1):
            found.update(dict.fromkeys(self.phrases.get(_key(said, language), ())))
        if within is None:
            return list(found)
        return [one for one in found if one.kind == "object" or one.object in within.objects]


def build(catalogue: Catalogue) -> Vocabulary:
    """Read every label of the catalogue into a vocabulary."""
    vocabulary = Vocabulary(catalogue, hidden=hidden_names(catalogue))
    owned = {info.name: {*heads(info)} for info in catalogue.values() if info.custom}
    taken = dict(_taken(catalogue))
    for phrase, meaning in taken.items():
        _add(vocabulary, phrase, meaning)
    own = {stem for phrase in taken for stem in stems(fold(phrase))}
    own |= _called_so(catalogue)
    for info in catalogue.values():
        for phrase in object_phrases(info):
            if not info.custom and own & {*stems(fold(phrase))}:
                continue
            if not any(phrase in own for name, own in owned.items() if name != info.name):
                _add(vocabulary, phrase, Meaning("object", info.name))
        for noun in heads(info) if info.custom else ():
            _add(vocabulary, noun, Meaning("object", info.name, share=_BY_HEAD))
        for one in info.fields.values():
            if one.type != "id":
                _add_field(vocabulary, info, one)
    for phrase, meaning in list(_said_otherwise(catalogue)):
        _add_new(vocabulary, phrase, meaning)
    return vocabulary


def _said_otherwise(catalogue: Catalogue) -> Iterator[tuple[str, Meaning]]:
    """Yield the labels of fields and values in other words of the trade, whole and by that word."""
    for info in catalogue.values():
        for one in info.fields.values():
            field = Meaning("field", info.name, one.name, "", _BY_ALIAS)
            for label in (one.labels.fr, one.labels.en) if one.type != "id" else ():
                yield from _others(label, field)
            for entry in one.picklist:
                value = Meaning("value", info.name, one.name, entry.value, _BY_ALIAS)
                for label in dict.fromkeys((entry.labels.fr, entry.labels.en)):
                    yield from _others(label, value)


def _others(label: str, whole: Meaning) -> Iterator[tuple[str, Meaning]]:
    own = content(label)
    for phrase in respelled(re.sub(r"\([^)]*\)", " ", label)):
        yield phrase, whole
        if len(own) > 1:
            share = 1 / (len(own) + 1)
            part = Meaning(whole.kind, whole.object, whole.field, whole.value, share)
            for word in {*phrase.split()} - {*own}:
                yield word, part


def _add_new(vocabulary: Vocabulary, phrase: str, meaning: Meaning) -> None:
    """Index what people may say, where no label of that object's says the very words."""
    said = content(phrase)
    keys = (_key(said, language) for language in (0, 1))
    known = [m for key in keys for m in vocabulary.phrases.get(key, ()) if m.kind == meaning.kind]
    if not any(m.object == meaning.object and m.share >= meaning.share for m in known):
        _add(vocabulary, phrase, meaning)


def _taken(catalogue: Catalogue) -> Iterator[tuple[str, Meaning]]:
    """Yield everyday names that an org gave its own objects: "Equipment Item" for equipment."""
    names = {fold(name): name for names in OBJECT_ALIASES.values() for name in names}
    for info in catalogue.values():
        for label in (info.labels.fr, info.labels.en) if info.custom else ():
            for word in content(label):
                if word in names and len(content(label)) > 1:
                    yield names[word], Meaning("object", info.name, share=_BY_HEAD)


def _called_so(catalogue: Catalogue) -> set[str]:
    """Return the stems of everyday names that are an own object's whole label: « Équipement »."""
    everyday = {fold(name) for names in OBJECT_ALIASES.values() for name in names}
    labels = (one for info in catalogue.values() if info.custom
              for one in (info.labels.fr, info.labels.en))  # fmt: skip
    return {stem for one in labels if fold(one) in everyday for stem in stems(fold(one))}


def hidden_names(catalogue: Catalogue) -> frozenset[str]:
    """Return what kinds of record are called that every org has, and this user does not see."""
    hidden = {
        name for key, names in OBJECT_ALIASES.items() if key not in catalogue for name in names
    }
    shown = {fold(phrase) for info in catalogue.values() for phrase in object_phrases(info)}
    plurals = {f"{name}s" for name in hidden}
    return frozenset(fold(name) for name in hidden | plurals) - shown


def object_phrases(info: ObjectInfo) -> Iterator[str]:
    """Yield what an object is called: its labels, its API name, its everyday names."""
    yield from (info.labels.fr, info.labels.en, info.plurals.fr, info.plurals.en)
    yield _spelled(info.name)
    yield from OBJECT_ALIASES.get(info.name, ())


def heads(info: ObjectInfo) -> Iterator[str]:
    """Yield the noun a label of several words goes by: the first in French, the last in English.

    A label that was never translated may be in either language.
    """
    called = (
        (info.labels.fr, 0),
        (info.labels.en, -1),
        (info.plurals.fr, 0),
        (info.plurals.en, -1),
    )
    for label, place in called:
        said = [word for word in content(label) if word not in _GENERIC]
        if len(said) > 1:
            yield said[place]


def _spelled(name: str) -> str:
    """Return an API name as words: `Annual_Value__c` is "Annual Value"."""
    plain = name.removesuffix("__c").removesuffix("__r").removesuffix("__kav")
    return " ".join(_CAMEL.findall(plain.replace("_", " ")))


def _add_field(vocabulary: Vocabulary, info: ObjectInfo, one: FieldInfo) -> None:
    plain = _spelled(one.name.removesuffix("Id") if one.type == "reference" else one.name)
    _add(vocabulary, plain, Meaning("field", info.name, one.name))
    for phrase in (one.labels.fr, one.labels.en):
        _add_with_parts(vocabulary, phrase, Meaning("field", info.name, one.name))
        _add_unowned(vocabulary, phrase, info, Meaning("field", info.name, one.name, "", _BY_ALIAS))
        for unit in _units(phrase) if one.type in _NUMBERS else ():
            _add_new(vocabulary, unit, Meaning("field", info.name, one.name, "", _BY_ALIAS))
    for phrase in FIELD_ALIASES.get(one.name, ()):
        _add(vocabulary, phrase, Meaning("field", info.name, one.name))
    for entry in one.picklist:
        meaning = Meaning("value", info.name, one.name, entry.value)
        coded = () if joins(entry.value) else (entry.value,)
        for phrase in dict.fromkeys((entry.labels.fr, entry.labels.en, *coded)):
            _add_with_parts(vocabulary, phrase, meaning)
            if done := _ACTED.match(phrase):
                _add(vocabulary, phrase[done.end() :], meaning)
        alias = Meaning("value", info.name, one.name, entry.value, _BY_ALIAS)
        for phrase in VALUE_ALIASES.get(entry.value, ()):
            _add(vocabulary, phrase, alias)


def _units(label: str) -> tuple[str, ...]:
    """Return what a number is counted in, by its label's brackets: « Durée (h) » are hours."""
    found = re.search(r"\(([^)]*)\)", label)
    return _UNITS.get(fold(found[1]).strip(), ()) if found else ()


_ACTED = re.compile(r"(?:a|has) (?=[^\W\d]+$)", re.IGNORECASE)
"""« A répondu » is said by its participle alone: "who responded", « qui ont répondu »."""
_NUMBERS = frozenset({"double", "int", "currency", "percent"})
_UNITS = {
    "h": ("heures", "hours"), "hrs": ("heures", "hours"), "km": ("kilomètres", "kilometres"),
    "kg": ("kilos", "kilograms"), "t": ("tonnes", "tons"), "min": ("minutes",),
    "m2": ("mètres carrés", "square metres"), "m²": ("mètres carrés", "square metres"),
    "l": ("litres", "liters"),
}  # fmt: skip


def _add_unowned(vocabulary: Vocabulary, phrase: str, info: ObjectInfo, meaning: Meaning) -> None:
    """Index a label without its object's name: « Coût réel de la campagne » is « coût réel ».

    A list of values of an own object's is known by one word: "Tank Status" is its "status".
    """
    own = {word for label in (info.labels.fr, info.labels.en) for word in content(label)}
    said = content(re.sub(r"\([^)]*\)", " ", phrase))
    rest = [word for word in said if word not in own]
    least = 0 if info.fields[meaning.field].type == "picklist" and info.custom else 1
    if least < len(rest) < len(said):
        _add(vocabulary, " ".join(rest), meaning)


def _add_with_parts(vocabulary: Vocabulary, phrase: str, meaning: Meaning) -> None:
    """Index a label whole, without its brackets, and by each of its telling words."""
    _add(vocabulary, phrase, meaning)
    bare = re.sub(r"\([^)]*\)", " ", phrase)
    if bare.strip() and bare != phrase:
        _add(vocabulary, bare, meaning)
    said = content(bare)
    for part in re.split(r"\s*[/:]\s*|\s+-\s+", bare):
        _part(vocabulary, content(part), said, meaning)
    for word in said:
        _part(vocabulary, [word], said, meaning)


def _part(vocabulary: Vocabulary, part: list[str], said: list[str], meaning: Meaning) -> None:
    telling = [word for word in part if word not in _GENERIC and len(word) > 2]
    if telling and len(part) < len(said):
        share = len(part) / (len(said) + 1)
        whole = Meaning(meaning.kind, meaning.object, meaning.field, meaning.value, share)
        _add(vocabulary, " ".join(part), whole)


def _add(vocabulary: Vocabulary, phrase: str, meaning: Meaning) -> None:
    said = content(phrase)
    if not said or len(said) > _LONGEST:
        return
    vocabulary.surface.update(word for word in said if len(word) > 3 and word.isalpha())
    vocabulary.longest = max(vocabulary.longest, len(said))
    for language in (0, 1):
        known = vocabulary.phrases.setdefault(_key(said, language), [])
        same = [m for m in known if _thing(m) == _thing(meaning)]
        if not same:
            known.append(meaning)
        elif same[0].share < meaning.share:
            known[known.index(same[0])] = meaning


def _key(said: Sequence[str], language: int) -> tuple[int, tuple[str, ...]]:
    """Return what words are known by in one language: an English stem meets no French one."""
    return language, tuple(stems(word)[language] for word in said)


def _thing(meaning: Meaning) -> tuple[str, str, str, str]:
    return meaning.kind, meaning.object, meaning.field, meaning.value
