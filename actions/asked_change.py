"""A request for a change, cut up: its words, its names, what it dictates, where the record goes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from actions.codes import codes_in
from actions.contract import Request
from actions.destinations import Destination
from actions.field_mentions import NUMBERS, find_mentions, full_mentions
from actions.free_texts import TEXTS, free_texts
from actions.kinds_beside import kinds_beside
from actions.movements import Movement
from actions.named_spans import Named, blanked
from actions.reading.aliases import FIELD_ALIASES, OBJECT_ALIASES
from actions.reading.concepts import concept_words
from actions.reading.ordinary import ORDINARY
from actions.wanted import Wanted
from crm import Catalogue, FieldInfo, Invalid, ObjectInfo
from language import find_counts, fold, words

_SOON = 4
_MISSPELT = 85.0
_NEAR = 84.0
_SHORTENED = 5
_PUTS = re.compile(
    r"\W*(?:(?:please|stp|svp|can you|could you|peux-tu|pouvez-vous|pourrais-tu)\W+)*"
    r"(?:met\w*|passe\w*|set|chang\w*|put|make|update|fix\w*|modifi\w*|mont\w*|baiss\w*|rais\w*|"
    r"lower|increase|decrease|augment\w*|redui\w*|reduce)\s+(?:l'|(?:la|le|the|its|son|sa)\s+)"
    r"(?P<noun>[a-z]{4,})\b"
)
_OF_RECORDS = frozenset(["of", "for", "at"])


@dataclass(frozen=True)
class Asked:
    """A request for a change, cut up."""

    text: str
    names: list[Named]
    given: Destination | None

    @property
    def of_record(self) -> list[Named]:
        """The names that may be the record's own."""
        return [one for one in self.names if not self.given or one is not self.given.named]

    @property
    def bare(self) -> str:
        """The words with blanks where names, numbers of records and ranks stand.

        « la deuxième » is no day, "SIN-00003" no amount.
        """
        spans = [(one.start, one.end) for one in self.names]
        return blanked(self.text, *spans, *self._rank, *codes_in(self.text))

    def without(self, *spans: tuple[int, int]) -> Asked:
        """Return the request with blanks where something stands that is read already."""
        return replace(self, text=blanked(self.text, *spans))

    @property
    def _rank(self) -> list[tuple[int, int]]:
        """Where the message points to a row of the list: right after its verb."""
        ranks = [one.span for one in find_counts(self.text) if one.ordinal]
        return [span for span in ranks if len(words(self.text[: span[0]])) < _SOON][:1]

    def scope(self, moves: Sequence[Movement]) -> str:
        """Return the words that may say which records: without movements and the destination."""
        spans = [move.span for move in moves]
        if self.given and self.given.named:
            spans.append((self.given.named.start, self.given.named.end))
        return blanked(self.text, *spans)


def names_of_records(
    names: list[Named], text: str, request: Request, catalogue: Catalogue,
    objects: tuple[str, ...],
) -> list[Named]:  # fmt: skip
    """Return the names but for misspelt words of fields, and for those in new texts of fields.

    « Prochaine étape : rappeler Marie » dictates Marie; « … rappeler Marie sur l'affaire Ysold »
    names a deal all the same.
    """
    infos = [catalogue[name] for name in objects if name in catalogue]
    names = _without_fields(names, infos)
    spoken = request.slots.get("focus_object")
    near = [one for one in infos if one.name in (spoken, *objects[:1])]
    spans = dictated_spans(text, names, near)
    spans += _said_alone(text, names, infos)
    inside = [one for one in names if any(s <= one.start and one.end <= e for s, e in spans)]
    outside = [one for one in names if one not in inside]
    if not inside:
        return names
    last = inside[-1]
    of_kind = bool(kinds_beside(last.text, text, objects, catalogue))
    told = last.lead in _OF_RECORDS and not (outside or request.slots.get("focus_id"))
    if (of_kind or told) and not text[last.end :].strip(" .!,;"):
        return [*outside, last]
    return outside


def _said_alone(
    text: str, names: Sequence[Named], infos: Sequence[ObjectInfo]
) -> list[tuple[int, int]]:
    """Return where what looks like a name is the whole of a text field: « …, ville Épernay »."""
    places = {(one.start, one.end) for one in names} if len(names) > 1 else set()
    return [span for span in dictated_spans(text, (), infos) if span in places] if places else []


def _without_fields(names: list[Named], infos: Sequence[ObjectInfo]) -> list[Named]:
    """Leave out what names a field or one of its values, misspelt: "the stge of the X deal"."""
    names = [one for one in names if not _is_field(one, infos)]
    if len(names) < 2:
        return names
    labels = {
        fold(label) for info in infos for one in info.fields.values() if one.updateable
        for label in (one.labels.fr, one.labels.en, one.name)
    } | {
        fold(label) for info in infos for one in info.fields.values() if not one.nillable
        for entry in one.picklist for label in (entry.labels.fr, entry.labels.en)
    }  # fmt: skip
    kept = [
        one for one in names
        if not any(fuzz.ratio(fold(one.text), label) >= _MISSPELT for label in labels)
    ]  # fmt: skip
    return kept or names


def _is_field(named: Named, infos: Sequence[ObjectInfo]) -> bool:
    """Whether a name is but what a field is called, or its beginning, and figures: « proba 60 »."""
    said = [word for word in words(named.text) if not word.isdigit()]
    if not said or len(said) > 1 or not named.text.islower():
        return False
    called = {
        fold(label) for info in infos for one in info.fields.values() if one.updateable
        for label in (one.labels.fr, one.labels.en, *FIELD_ALIASES.get(one.name, ()))
    }  # fmt: skip
    return any(one == said[0] or (len(said[0]) >= _SHORTENED and one.startswith(said[0]))
               for one in called)  # fmt: skip


def dictated_spans(
    text: str, names: Sequence[Named], infos: Sequence[ObjectInfo]
) -> list[tuple[int, int]]:
    """Return where the text holds the new words of a text field, whatever names they hold."""
    spans = []
    for info in infos:
        fields = [one for one in info.fields.values() if one.updateable]
        mentions = full_mentions(find_mentions(text, fields))
        first = min((one.start for one in mentions if one.field.type in TEXTS), default=0)
        led = blanked(text, *((one.start, one.end) for one in names if one.end <= first))
        for said in (text, led):
            spans += [(start, end) for _, _, start, end in free_texts(said, mentions)]
    return spans


def moved_field(
    asked: Asked, move: Movement, info: ObjectInfo, usual: FieldInfo | None
) -> FieldInfo | None:
    """Return the field that moves: the one named nearest to the movement, else the usual one."""
    fields: Mapping[str, FieldInfo] = {
        one.name: one for one in info.fields.values() if one.updateable and move.fits(one)
    }
    named = sorted(
        find_mentions(asked.bare, fields.values()),
        key=lambda one: (-one.share, abs(one.start - move.span[0])),
    )
    return named[0].field if named else usual


def check_known(asked: Asked, wanted: Sequence[Wanted], info: ObjectInfo) -> None:
    """Raise `Invalid` where a figure is for a field this person does not have: « la marge ».

    It must not go to another field that a figure of its kind is usually for.
    """
    figures = [one for one in wanted if one.field.type in NUMBERS]
    found = _PUTS.match(fold(asked.bare.replace("’", "'"))) if figures else None
    if found is None:
        return
    noun = found["noun"]
    named = any(
        fuzz.ratio(noun, word) >= _NEAR
        for one in info.fields.values()
        for label in (one.labels.fr, one.labels.en, one.name, *FIELD_ALIASES.get(one.name, ()))
        for word in words(label)
    )
    if not (named or noun in ORDINARY | concept_words() or noun in _kinds(info)):
        raise Invalid(noun, "unknown")


def _kinds(info: ObjectInfo) -> set[str]:
    """Return the words for a record of this kind."""
    labels = (info.labels.fr, info.labels.en, *OBJECT_ALIASES.get(info.name, ()))
    return {word for label in labels for word in words(label)}
