"""Which object each mention belongs to: the one asked for, and those it is related to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from actions.reading.doings import doings, place_of
from actions.reading.lackings import alike, lacking, only_has
from actions.reading.links import (
    BECAME,
    Tie,
    lacked_parents,
    line_to,
    parent_path,
    tie_through,
    tied_outright,
)
from actions.reading.manners import by_means
from actions.reading.matters import pointed_at, rank_of, unwrapped
from actions.reading.persons import other_matter
from actions.reading.sides import among_values, sided
from actions.reading.someone import as_companies, employed, someone
from actions.reading.sorting import sorts_by
from actions.reading.spans import Mention, Sentence
from actions.reading.stems import GLUE, content
from actions.reading.ticked import flags_said
from actions.reading.told_kinds import kind_told, told_by_value
from actions.reading.vocabulary import Meaning, heads, object_phrases
from crm import Catalogue
from language import words

_HOLDING = frozenset(
    words(
        "ayant avec sans qui ont a n with without that have has having whose dont where which who"
    )
)
_EACH = frozenset({"every", "each", "chaque"})
_USER = "User"
_FULL = 0.9


@dataclass(frozen=True)
class Anchor:
    """An object spoken of. `path` leads to a parent from the main object (empty for itself).

    `child` objects are conditions: records that have, or (`negated`) lack, such a child, tied by
    `link` where it is a parent that has it.
    """

    object: str
    start: int
    end: int
    path: str = ""
    child: bool = False
    negated: bool = False
    link: Tie | None = None


@dataclass(frozen=True)
class Frame:
    """The main object of a question, every object it speaks of, and those it is grouped by."""

    main: Anchor
    anchors: tuple[Anchor, ...]
    grouped: tuple[Mention, ...]

    def at(self, mention: Mention) -> bool:
        """Whether a mention names an object of the frame."""
        return any(a.start <= mention.start < a.end for a in self.anchors)


def frame(
    sentence: Sentence, catalogue: Catalogue, fallback: str | None, *, refines: bool = False
) -> Frame | None:
    """Find the objects of a question; `fallback` is what a follow-up (`refines`) is about."""
    named = [m for m in sentence.mentions if _names_object(m, sentence, catalogue)]
    named = [m for m in named if not sorts_by(sentence, m)]
    if refines and fallback in catalogue:
        named = [m for m in named if not _of_the_last(sentence, catalogue, str(fallback), m)]
    grouped = tuple(
        m
        for m in named
        if (follows(sentence, m, "by") and not by_means(sentence, m, catalogue))
        or _of_group(sentence, m, catalogue)
    )
    heads = [m for m in named if m not in grouped]
    people = [m for m in heads if object_of(m, catalogue) == _USER]
    if bereft := _who_lack(sentence, heads, people, catalogue):
        heads, people = bereft, []
    if len(heads) > len(people) or other_matter(sentence, people):
        heads = [m for m in heads if m not in people]
    heads.sort(key=lambda m: refines and object_of(m, catalogue) != fallback)
    first = heads[0] if heads else None
    if asked := someone(sentence, first, object_of(first, catalogue), catalogue):
        heads = [asked, *heads]
    heads = unwrapped(sentence, heads, catalogue) or pointed_at(sentence, catalogue, fallback)
    rest = heads[1:]
    told = None if refines else told_by_value(sentence, heads, catalogue)
    if told or (refines and fallback in catalogue and only_has(sentence, heads)):
        heads, rest = [], heads
    main = heads[0] if heads else None
    name = kind_told(
        sentence, catalogue, object_of(main, catalogue) or told or fallback, refines=refines
    )
    name, ends = as_companies(main, name, {m: object_of(m, catalogue) for m in rest}, catalogue)
    if name is None or name not in catalogue:
        return None
    whole = Anchor(name, *(ends if main else place_of(sentence, catalogue, name)))
    return Frame(whole, tuple(_anchored(sentence, catalogue, whole, main, rest)), grouped)


def _anchored(
    sentence: Sentence,
    catalogue: Catalogue,
    whole: Anchor,
    main: Mention | None,
    rest: Sequence[Mention],
) -> list[Anchor]:
    """Return the main object and every other one spoken of."""
    anchors = [whole]
    for before, mention in zip([main, *rest], rest, strict=False):
        if before and alike(before, mention):
            continue  # « interlocuteur décisionnaire » tells of one
        if other := _other(sentence, catalogue, whole, mention):
            anchors.append(_held(sentence, catalogue, anchors, other))
    return anchors


def _held(
    sentence: Sentence, catalogue: Catalogue, anchors: Sequence[Anchor], child: Anchor
) -> Anchor:
    """Tie a child to the parent named right before: « contacts des comptes ayant une affaire »."""
    before = next((one for one in reversed(anchors) if not one.link), anchors[-1])
    if not child.child or not before.path or before.end > child.start:
        return child
    if not {*sentence.gap(before.end, child.start)} & _HOLDING:
        return child
    link = tie_through(catalogue, anchors[0].object, before.path, before.object, child.object)
    return replace(child, link=link)


def _who_lack(
    sentence: Sentence, heads: Sequence[Mention], people: Sequence[Mention], catalogue: Catalogue
) -> list[Mention] | None:
    """Return the heads where people are asked for by what they lack: « qui n'a aucune tâche »."""
    others = [m for m in heads if m not in people] or doings(sentence, catalogue)
    if _USER not in catalogue or not others or not lacking(sentence, others[0]):
        return None
    if people and people[0] is heads[0]:
        return [*people[:1], *others]
    first = sentence.mentions[0]
    if not people and first.says("who") and first.start <= 1:
        return [replace(first, meanings=(Meaning("object", _USER),)), *others]
    return None


def _of_group(sentence: Sentence, mention: Mention, catalogue: Catalogue) -> bool:
    """Whether « par famille de matériel » names the object only to say whose family it is."""
    field = previous_mention(sentence, mention)
    averaged = any(m.says("avg", "median", "min", "max") for m in sentence.mentions)
    if field is None or not averaged or not follows(sentence, field, "by"):
        return False
    name = object_of(mention, catalogue)
    joined = sentence.gap(field.end, mention.start) in (["de"], ["d", "'"], ["of"], [])
    return joined and any(one.object == name for one in field.of("field"))


def _of_the_last(sentence: Sentence, catalogue: Catalogue, last: str, mention: Mention) -> bool:
    """Whether a follow-up's noun is a field or a value of what is on screen: « sans e-mail »."""
    whole = Anchor(last, 0, 0)
    valued = any(one.object == last and one.share > 0.9 for one in mention.of("value"))
    return (valued and object_of(mention, catalogue) != last) or _own_field(
        sentence, catalogue, whole, mention
    )


def object_of(mention: Mention | None, catalogue: Catalogue) -> str | None:
    """Return the object a mention names: of several, the org's own, else the better known."""
    if mention is None:
        return None
    found = [m for m in mention.of("object") if m.object in catalogue]
    full = [m.object for m in found if m.share == 1.0] or [m.object for m in found]
    return min(full, key=lambda name: (not catalogue[name].custom, rank_of(name)), default=None)


def follows(sentence: Sentence, mention: Mention, *concepts: str) -> bool:
    """Whether a mention comes right after one of these concepts, joining words aside."""
    previous = previous_mention(sentence, mention)
    if previous is None or not previous.says(*concepts):
        return False
    if previous.text.lower() in _EACH and previous is sentence.mentions[0] and mention.of("object"):
        return False  # "pull every deal" asks for all of them
    return all(word in GLUE or word in "'-" for word in sentence.gap(previous.end, mention.start))


def previous_mention(sentence: Sentence, mention: Mention) -> Mention | None:
    """Return the mention before."""
    place = sentence.mentions.index(mention)
    return sentence.mentions[place - 1] if place else None


def _names_object(mention: Mention, sentence: Sentence, catalogue: Catalogue) -> bool:
    objects = [m for m in mention.of("object") if m.object in catalogue]
    if not objects:
        return False
    if _rather_a_value(mention, catalogue) or _adjective(mention, sentence, catalogue):
        return False
    if sided(sentence, mention) or among_values(sentence, mention) or employed(sentence, mention):
        return False
    if mention.says("contacted", "created", "portfolio", "time", "team") and not mention.says("by"):
        return mention.says("contacted") and _noun(sentence, mention)
    return True


def _rather_a_value(mention: Mention, catalogue: Catalogue) -> bool:
    """Whether the very word is a value, and an object only by its stem: « prospection »."""
    said = content(mention.text)
    for meaning in mention.of("value"):
        field = catalogue[meaning.object].fields.get(meaning.field)
        for entry in field.picklist if field else ():
            if said in (content(entry.labels.fr), content(entry.labels.en)):
                return not any(said == other for other in _object_words(mention, catalogue))
    return False


def _adjective(mention: Mention, sentence: Sentence, catalogue: Catalogue) -> bool:
    """Whether « actifs » right after a noun tells of it: « contrats actifs », not assets."""
    before = previous_mention(sentence, mention)
    noun = before is not None and before.end == mention.start and object_of(before, catalogue)
    exact = content(mention.text) in list(_object_words(mention, catalogue))
    if mention.says("open") and not exact:
        return True
    told = mention.says("open", "closed", "won", "lost") or any(
        one.object == noun for one in mention.of("value")
    )
    return bool(noun) and told


def _object_words(mention: Mention, catalogue: Catalogue) -> Iterator[list[str]]:
    for info in (catalogue[m.object] for m in mention.of("object") if m.object in catalogue):
        for phrase in (*object_phrases(info), *(heads(info) if info.custom else ())):
            yield content(phrase)


def _noun(sentence: Sentence, mention: Mention) -> bool:
    """Whether « relances », « activité » stand where a noun of the list does: « mes relances »."""
    before = sentence.before(mention)
    return bool(before) and before[0] in {"mes", "my", "les", "des", "the", "nos", "our", "de"}


def _other(
    sentence: Sentence, catalogue: Catalogue, main: Anchor, mention: Mention
) -> Anchor | None:
    name = object_of(mention, catalogue)
    if name is None or name == main.object or _own_field(sentence, catalogue, main, mention):
        return None
    if _own_value(sentence, main, mention):
        return None
    path = parent_path(catalogue, main.object, name)
    negated = lacking(sentence, mention, below=path is None)
    if path and path.startswith(BECAME) and not any(m.says("converted") for m in sentence.mentions):
        return None  # leads "at companies" are at no account yet
    if path and not negated:
        return Anchor(name, mention.start, mention.end, path)
    if tied_outright(catalogue, main.object, name) or (
        negated and lacked_parents(catalogue, main.object, name)
    ):
        return Anchor(name, mention.start, mention.end, "", child=True, negated=negated)
    line = line_to(catalogue, main.object, name)
    return Anchor(line, mention.start, mention.end, child=True, negated=negated) if line else None


def _own_field(sentence: Sentence, catalogue: Catalogue, main: Anchor, mention: Mention) -> bool:
    """Whether « sans e-mail » speaks of the record's own address, not of messages."""
    fields = catalogue[main.object].fields
    own = [m for m in mention.of("field") if m.object == main.object and m.share == 1.0]
    kinds = {fields[m.field].type for m in own if m.field in fields}
    if "boolean" in kinds and 0 <= mention.start - main.end <= 1:
        return True
    if any(flags_said(sentence, mention, catalogue[main.object])):
        return True
    if not kinds - {"reference"}:
        return False
    place = sentence.mentions.index(mention)
    ahead = sentence.mentions[max(place - 3, 0) : place]
    if any(m.start == mention.end and m.says("starts", "finishes") for m in sentence.mentions):
        return True
    return any(m.says("with", "without") or m.text.lower() in _NEITHER for m in ahead)


_NEITHER = frozenset({"neither", "nor", "ni"})


def _own_value(sentence: Sentence, main: Anchor, mention: Mention) -> bool:
    """Whether "coming from chat" is a value of the main object, not another kind of record."""
    own = any(one.object == main.object and one.share > 0.9 for one in mention.of("value"))
    before = previous_mention(sentence, mention)
    return own and not (before and before.says("with", "without"))
