"""Kinds of record that something else in the question tells: what they are per, or a rate of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from actions.reading.links import parent_path
from actions.reading.matters import unsaid_object, wins
from actions.reading.spans import Mention, Sentence
from actions.reading.stems import content, stems
from actions.reading.vocabulary import object_phrases
from crm import Catalogue
from language import fold, words

_SURE = 0.9
_NEAR = 2
_PEOPLE = "User"
_NO_STATE = ("won", "lost", "converted", "unconverted", "closing", "by", "avg")


def kind_told(
    sentence: Sentence, catalogue: Catalogue, name: str | None, *, refines: bool
) -> str | None:
    """Return the kind of record a question is about; `name` is the one it says, if any."""
    name = name or told_by_rate(sentence, catalogue) or unsaid_object(sentence, catalogue)
    return name if refines else told_by_group(sentence, catalogue, name)


def told_by_value(sentence: Sentence, heads: Sequence[Mention], catalogue: Catalogue) -> str | None:
    """Return the kind a first noun is a value of: « réclamations sur des lots » are cases.

    It heads what is asked for where a preposition joins it to a kind of record that it points at.
    """
    first = next((m for m in sentence.mentions if not m.concepts), None)
    if not heads or first is None or first.of("object") or first.start >= heads[0].start:
        return None
    kinds = {one.object for one in first.of("value") if one.share > _SURE} & {*catalogue}
    other = _kind_of(heads[0], catalogue)
    joint = {*sentence.before(heads[0], 2), *sentence.gap(first.end, first.end + 1)}
    if other is None or not (joint & _ABOUT and first.text.endswith(("s", "x"))):
        return None
    below = [one for one in kinds if parent_path(catalogue, one, other, depth=1)] or kinds
    kind = next(iter(below), None)
    return kind if kind and len(below) == 1 and parent_path(catalogue, kind, other) else None


_ABOUT = frozenset(words("sur pour de du des d on about for from of"))


def told_by_group(sentence: Sentence, catalogue: Catalogue, name: str | None) -> str | None:
    """Return the kind a noun that several share stands for, by what it is counted per.

    "Lines per quote" are the quote's own, as they are named after it; `name` is the kind it was
    taken for.
    """
    for by in (m for m in sentence.mentions if m.says("by")):
        per = next((m for m in sentence.mentions if m.start == by.end), None)
        above = _kind_of(per, catalogue)
        if above == _PEOPLE:
            continue  # "calls per rep" are of those who made them, not named after them
        said = {*stems(fold(sentence.tokens[by.start - 1].text))} if by.start else set()
        if above is None or _said_elsewhere(sentence, name, by):
            continue
        if name in catalogue and _fits(catalogue, str(name), above, said):
            continue
        named = _called(catalogue, above)
        below = [
            one
            for one in _below(catalogue, above)
            if said & (its := _called(catalogue, one)) and named & its
        ]
        if len(below) == 1:
            return below[0]
    return name


def _said_elsewhere(sentence: Sentence, name: str | None, by: Mention) -> bool:
    """Whether the kind is another noun than the one before « par »: « contrats actifs par »."""
    ends = [m.end for m in sentence.mentions if any(one.object == name for one in m.of("object"))]
    return bool(ends) and by.start not in ends


def _fits(catalogue: Catalogue, name: str, above: str, said: set[str]) -> bool:
    """Whether a kind of record is called so, and is below the one it is counted per."""
    below = parent_path(catalogue, name, above) is not None
    return below and bool(said & _called(catalogue, name))


def _kind_of(mention: Mention | None, catalogue: Catalogue) -> str | None:
    found = (one.object for one in mention.of("object")) if mention else ()
    return next((one for one in found if one in catalogue), None)


def _below(catalogue: Catalogue, above: str) -> Iterator[str]:
    """Yield the kinds of record that point at another kind."""
    for info in catalogue.values():
        if any(one.reference_to == (above,) for one in info.fields.values()):
            yield info.name


def _called(catalogue: Catalogue, name: str) -> set[str]:
    phrases = object_phrases(catalogue[name])
    return {stem for phrase in phrases for word in content(phrase) for stem in stems(word)}


def told_by_rate(sentence: Sentence, catalogue: Catalogue) -> str | None:
    """Return the kind of record that alone has the state a rate is of: "no-show rate by campaign".

    Where several kinds have it, it is the one below a kind that the question speaks of.
    """
    for rate in (m for m in sentence.mentions if m.says("rate") and not wins(m)):
        beside = [m for m in sentence.mentions if m.end == rate.start]
        beside += [m for m in sentence.mentions if 0 <= m.start - rate.end <= _NEAR][:1]
        for state in beside:
            if state.says(*_NO_STATE) or state.of("object"):
                continue
            found = _having(state, catalogue)
            if len(found) > 1:
                spoken = {*_spoken_of(sentence, catalogue, state)}
                found = {one for one in found if {*_above(catalogue, one)} & spoken}
            if len(found) == 1:
                return found.pop()
    return None


def _having(state: Mention, catalogue: Catalogue) -> set[str]:
    """Return the kinds of record that have a state as a value, or as a flag of theirs."""
    flags = (
        one.object for one in state.of("field")
        if one.share > _SURE and (info := catalogue.get(one.object))
        and (field := info.fields.get(one.field)) and field.type == "boolean"
    )  # fmt: skip
    values = (one.object for one in state.of("value") if one.share > _SURE)
    return {one for one in (*flags, *values) if one in catalogue}


def _spoken_of(sentence: Sentence, catalogue: Catalogue, state: Mention) -> Iterator[str]:
    """Yield the kinds of record a question names, or has a whole value of."""
    for mention in sentence.mentions:
        named = _kind_of(mention, catalogue)
        if named:
            yield named
        elif mention is not state:
            yield from (one.object for one in mention.of("value") if one.share > _SURE)


def _above(catalogue: Catalogue, name: str) -> Iterator[str]:
    fields = catalogue[name].fields.values()
    yield from (one.reference_to[0] for one in fields if len(one.reference_to) == 1)
