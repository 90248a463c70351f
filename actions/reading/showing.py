"""Fields only to be shown: « les téléphones des contacts », "with their owner".

They bound, group and measure nothing: each is a column of the list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from actions.reading.clauses import Anchor, object_of
from actions.reading.growing import growth_said
from actions.reading.head_nouns import head_noun
from actions.reading.links import parent_path
from actions.reading.picks import field_of
from actions.reading.pivot import one_of
from actions.reading.spans import Mention, Sentence
from actions.reading.traits import DATES, NUMBERS
from crm import Catalogue
from language import words

Column = tuple[Mention, str]
_OF = frozenset({"de", "d", "du", "des", "of"})
_ON = frozenset(words("sur pour on for"))
_EACH = frozenset(words("chaque each every"))
_ARTICLES = frozenset(words("le la les l the my our mes nos notre mon ma ' 's"))
_JOINTS = frozenset(words("et and ainsi que plus & , le la les l the ' leur leurs their its"))
_THEIRS = frozenset(words("leur leurs their its son sa ses"))
_LEADS = frozenset(words("avec with including showing affichant montrant plus et and"))
_WITH = frozenset(words("avec with including"))
_THE = frozenset(words("le la les l the"))
_ADDS = frozenset(words("ajoute ajouter ajoutez add include inclus incluez"))
_QUALIFIES = ("top", "bottom", "latest", "oldest", "open", "closed", "won", "lost", "mine", "team",
              "most", "least", "pipeline")  # fmt: skip
_ASKS = ("which", "who", "name_of", "mine", "when")
_WHOLE, _PART = 0.9, 0.3


def with_columns(sentence: Sentence, catalogue: Catalogue, last: str | None) -> Sentence:
    """Return the sentence with the fields that are only to be shown as its columns.

    `last` is the object on screen, where the message goes on from it.
    """
    told = list(_headed(sentence, catalogue))
    if not told and (name := last or _first(sentence, catalogue)):
        told = list(_trailing(sentence, name, catalogue, goes_on=last is not None))
    taken = {id(mention) for mention, _ in told}
    kept = tuple(one for one in sentence.mentions if id(one) not in taken)
    columns = tuple(path for _, path in told if path)
    return replace(sentence, mentions=kept, columns=columns)


def _first(sentence: Sentence, catalogue: Catalogue) -> str | None:
    return next(filter(None, (object_of(one, catalogue) for one in sentence.mentions)), None)


def _headed(sentence: Sentence, catalogue: Catalogue) -> Iterator[Column]:
    """Yield the fields that head the records they are of: « noms et e-mails des contacts »."""
    for place, noun in enumerate(sentence.mentions):
        name = object_of(noun, catalogue)
        fields = _fields_of(sentence, place, name, catalogue) if name else []
        weighed = name and fields and _weighed(sentence, noun, fields)
        if name and not weighed and fields and _told_of(sentence, noun, name, fields, catalogue):
            yield from fields
            return


def _weighed(sentence: Sentence, noun: Mention, fields: Sequence[Column]) -> bool:
    """Whether values are weighed against each other: « quels motifs de tickets augmentent »."""
    first = min(one.start for one, _ in fields)
    asked = any(one.says("which") and one.end == first for one in sentence.mentions)
    ranks = any(one.says("most", "least") and one.start >= noun.end for one in sentence.mentions)
    return asked and (ranks or growth_said(sentence) is not None)


def _fields_of(sentence: Sentence, place: int, name: str, catalogue: Catalogue) -> list[Column]:
    """Return the fields said right before « des <records> », the last first."""
    start = _phrase_start(sentence, place)
    each = _each(sentence, start)
    before = sentence.gap(0, each.end if each else start)
    while before and before[-1] in (_ARTICLES | _EACH if each else _ARTICLES):
        before.pop()
    if not before or before[-1] not in (_OF | _ON if each else _OF):
        return []
    end = len(before) - 1
    found: list[Column] = []
    for mention in reversed(sentence.mentions[:place]):
        if mention.end > end:
            continue
        joint = found and mention.says("and") and not mention.meanings
        column = (mention, "") if joint else _column(mention, name, catalogue)
        if column is None or any(word not in _JOINTS for word in sentence.gap(mention.end, end)):
            break
        found.append(column)
        end = mention.start
    ahead = [one for one in sentence.mentions[:place] if one.end <= end]
    plain = all(one.says(*_ASKS) or one.kind == "unknown" for one in ahead)
    if not plain or not any(path for _, path in found):
        return []
    return [*found, (each, "")] if each else found


def _each(sentence: Sentence, start: int) -> Mention | None:
    """Return « chaque », "for each" right before a noun: a field is shown for every one."""
    said = (one for one in sentence.mentions if one.end == start and one.says("by"))
    return next((one for one in said if {*words(one.text)} & _EACH), None)


def _phrase_start(sentence: Sentence, place: int) -> int:
    """Return where a noun's phrase begins, its adjectives before it included."""
    start = sentence.mentions[place].start
    for mention in reversed(sentence.mentions[:place]):
        near = all(word in _ARTICLES for word in sentence.gap(mention.end, start))
        if not near or not mention.says(*_QUALIFIES):
            break
        start = mention.start
    return start


def _told_of(
    sentence: Sentence, noun: Mention, name: str, fields: Sequence[Column], catalogue: Catalogue
) -> bool:
    """Whether the fields are told of one record, or are no figures of many: those are summed."""
    if one_of(sentence, Anchor(name, noun.start, noun.end)):
        return True
    each = any(one.says("by") for one, _ in fields)
    many = each or head_noun(sentence, noun.start, noun.end).endswith(("s", "x"))
    info = catalogue[name]
    return many and not any(
        path in info.fields and info.fields[path].type in NUMBERS for _, path in fields
    )


def _column(
    mention: Mention, name: str, catalogue: Catalogue, least: float = _WHOLE
) -> Column | None:
    """Return a mention and the path of the column it names; none for the name, always shown."""
    if mention.says("name_of"):
        return mention, ""
    home = Anchor(name, mention.start, mention.end)
    found = field_of(mention, [home], catalogue, least=least)
    if found and found[2].type != "boolean":
        path, field = found[1:]
        title = f"{path.removesuffix(field.name)}{field.relationship}.Name"
        return mention, title if field.relationship else path
    other = object_of(mention, catalogue)
    above = parent_path(catalogue, name, other) if other and other != name else None
    return (mention, f"{above}.Name") if above else None


def _trailing(
    sentence: Sentence, name: str, catalogue: Catalogue, *, goes_on: bool
) -> Iterator[Column]:
    """Yield the fields said after « avec leur », "add the": the last of a message."""
    for place, mention in enumerate(sentence.mentions):
        if not _led(sentence, mention, name, catalogue, goes_on=goes_on):
            continue
        rest = sentence.mentions[place:]
        run = [_column(one, name, catalogue, _PART) for one in rest if not one.says("and")]
        ends = [mention.start, *(one.end for one in rest)]
        joined = all(
            word in _JOINTS
            for left, one in zip(ends[1:], rest[1:], strict=False)
            for word in sentence.gap(left, one.start)
        )
        if joined and all(run):
            yield from _governing(sentence, place)
            yield from ((one, "") for one in rest if one.says("and"))
            yield from (one for one in run if one)
            return


def _governing(sentence: Sentence, place: int) -> Iterator[Column]:
    """Yield « avec » before the fields: it governs nothing else."""
    before = sentence.mentions[place - 1] if place else None
    if before is not None and before.says("with", "and"):
        yield before, ""


def _led(
    sentence: Sentence, mention: Mention, name: str, catalogue: Catalogue, *, goes_on: bool
) -> bool:
    """Whether « avec leur », "with the" leads to a field, or "with" to figures said as many."""
    ahead = sentence.before(mention, 2)
    if ahead[-1:] and ahead[-1] in _THEIRS:
        return len(ahead) > 1 and ahead[0] in _LEADS
    if ahead[-1:] and ahead[-1] in _THE:
        return len(ahead) > 1 and ahead[0] in _WITH
    if ahead[-1:] and ahead[-1] in _WITH:
        return mention.text.lower().endswith("s") and _figured(mention, name, catalogue)
    opens = sentence.gap(0, mention.start)
    return goes_on and bool(opens) and opens[0] in _ADDS and {*opens[1:]} <= _ARTICLES


def _figured(mention: Mention, name: str, catalogue: Catalogue) -> bool:
    """Whether a mention names a number or a date: "with amounts", « avec montants »."""
    home = Anchor(name, mention.start, mention.end)
    found = field_of(mention, [home], catalogue, *NUMBERS, *DATES, least=_WHOLE)
    return found is not None
