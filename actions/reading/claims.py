"""Which periods and counts stand where the org's own words say something else.

"CCS vs T2" names connectors, « au T2 » a quarter; "no first response" names a date, and counts
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from actions.reading.concepts import concept_phrases
from actions.reading.spans import Mention
from actions.reading.vocabulary import Reach, Vocabulary
from language import words
from language.tokens import Token

_FULL = 0.9
_TIMES = frozenset(
    words(
        "minute minutes min heure heures hour hours hrs h jour jours day days semaine semaines "
        "week weeks mois month months an ans annee annees year years"
    )
)


def standing(
    tokens: Sequence[Token],
    fixed: Sequence[Mention],
    vocabulary: Vocabulary,
    within: Reach | None,
) -> Iterator[Mention]:
    """Yield the figures and periods found, as values where they are, those of a label left out."""
    for mention in fixed:
        if not _in_label(tokens, mention, vocabulary, within):
            yield _as_value(tokens, mention, vocabulary, within)


def as_siblings(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions with « haute ou moyenne » read as two values: none is a mean."""
    found = list(mentions)
    for place in range(2, len(found)):
        one, joint, other = found[place - 2 : place + 1]
        beside = joint.says("or", "and") and joint.start == one.end and joint.end == other.start
        fields = {(m.object, m.field) for m in one.of("value") if m.share > _FULL}
        same = tuple(m for m in other.of("value") if (m.object, m.field) in fields)
        if beside and same and other.says("avg", "created", "most", "least"):
            found[place] = replace(other, concepts=(), meanings=same)
    return _as_bounds([_as_unit(found, place) for place in range(len(found))])


def _as_unit(mentions: Sequence[Mention], place: int) -> Mention:
    """Return « heures » after a figure as what it counts, no value that is called so."""
    one, before = mentions[place], mentions[place - 1] if place else None
    counted = before is not None and before.kind in {"amount", "count"} and before.end == one.start
    if not counted or not {*words(one.text)} <= _TIMES:
        return one
    return replace(one, meanings=tuple(m for m in one.meanings if m.kind != "value"))


def hyphened(tokens: Sequence[Token], start: int) -> bool:
    """Whether a word hangs on the one before by a hyphen: « dis-moi » apart."""
    if not start or tokens[start - 1].text != "-" or tokens[start].text in {"je", "moi"}:
        return False
    return tokens[start - 1].end == tokens[start].start


def _as_bounds(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions with « mini 15 k », "20k max" read as bounds: none is a measure."""
    found: list[Mention] = []
    for mention in mentions:
        before = found[-1] if found else None
        if before is None or before.end != mention.start:
            found.append(mention)
        elif bound := _bound(before, mention) or _bound(mention, before):
            found[-1] = replace(bound, start=before.start, end=mention.end)
        else:
            found.append(mention)
    return tuple(found)


def _bound(word: Mention, amount: Mention) -> Mention | None:
    """Return the figure as the bound that a word beside it makes of it."""
    if amount.kind != "amount" or amount.data.comparator != "eq" or word.of("field"):
        return None
    sides = {"min": "ge", "max": "le"}
    side = next((side for said, side in sides.items() if {*word.concepts} & {said}), None)
    short = word.end - word.start == 1
    return replace(amount, data=replace(amount.data, comparator=side)) if side and short else None


def _in_label(
    tokens: Sequence[Token], mention: Mention, vocabulary: Vocabulary, within: Reach | None
) -> bool:
    """Whether a number in words is a label's: "first response", « en quarantaine »."""
    if mention.kind != "count":
        return False
    if _spelt_label(tokens, mention, vocabulary, within):
        return True
    if not mention.data.ordinal:
        return False
    if tuple(one.text for one in tokens[mention.end : mention.end + 2]) in concept_phrases():
        return False  # "first response time" is a time taken
    said = [one.text for one in tokens[mention.start : mention.end + 1]]
    known = vocabulary.meanings(said, within) if len(said) > 1 else []
    return any(one.kind == "field" and one.share > _FULL for one in known)


def _spelt_label(
    tokens: Sequence[Token], mention: Mention, vocabulary: Vocabulary, within: Reach | None
) -> bool:
    """Whether a number written in letters is, in full, a field or a value of the org's own."""
    said = [one.text for one in tokens[mention.start : mention.end]]
    if not all(word.isalpha() for word in said):
        return False
    known = vocabulary.meanings(said, within)
    return any(one.kind != "object" and one.share > _FULL for one in known)


def _as_value(
    tokens: Sequence[Token], mention: Mention, vocabulary: Vocabulary, within: Reach | None
) -> Mention:
    """Read "CCS vs T2" as a value the org has, and no second quarter: « au T2 » is one."""
    said = [one.text for one in tokens[mention.start : mention.end]]
    if within is None or mention.kind != "period" or len("".join(said)) > _CODE:
        return mention
    led = tokens[mention.start - 1].text if mention.start else ""
    known = [*vocabulary.meanings(["".join(said)], within), *vocabulary.meanings(said, within)]
    values = tuple(one for one in known if one.kind == "value" and one.share == 1.0)
    if led in _AT or not values:
        return mention
    return Mention(mention.start, mention.end, "words", "", values)


_CODE = 4
_AT = frozenset({"au", "du", "en", "in", "de", "ce", "for", "of", "this", "pour", "le"})
