"""Which object each mention belongs to: the one asked for, and those it is related to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from actions.reading.links import parent_path, tie
from actions.reading.matters import rank_of, unsaid_object
from actions.reading.spans import Mention, Sentence
from actions.reading.stems import GLUE, content
from actions.reading.vocabulary import object_phrases
from crm import Catalogue
from language import words

_CLAUSE = frozenset(words("qui que dont ou who which that whose where quels quelles"))
_NEITHER = frozenset({"ni", "nor"})
_EACH = frozenset({"every", "each", "chaque"})
_ANY = frozenset({"any", "d", "de", "un", "une"})
_AT = frozenset({"chez", "at", "from", "in", "dans"})
_BREAKS = frozenset({"with", "without", "by", "sort", "versus"})


@dataclass(frozen=True)
class Anchor:
    """An object spoken of. `path` leads to a parent from the main object (empty for itself).

    `child` objects are conditions: records that have, or (`negated`) lack, such a child.
    """

    object: str
    start: int
    end: int
    path: str = ""
    child: bool = False
    negated: bool = False


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
    if refines and fallback in catalogue:
        named = [m for m in named if not _of_the_last(sentence, catalogue, str(fallback), m)]
    grouped = tuple(
        m for m in named if follows(sentence, m, "by") or _of_group(sentence, m, catalogue)
    )
    heads = [m for m in named if m not in grouped]
    people = [m for m in heads if object_of(m, catalogue) == "User"]
    if len(heads) > len(people) or _other_matter(sentence, people, catalogue):
        heads = [m for m in heads if m not in people]
    main = heads[0] if heads else None
    name = object_of(main, catalogue) if main else fallback or unsaid_object(sentence, catalogue)
    if name is None or name not in catalogue:
        return None
    whole = Anchor(name, main.start, main.end) if main else Anchor(name, 0, 0)
    others = [_other(sentence, catalogue, whole, m) for m in heads[1:]]
    return Frame(whole, (whole, *(one for one in others if one)), grouped)


def _of_group(sentence: Sentence, mention: Mention, catalogue: Catalogue) -> bool:
    """Whether « par famille de matériel » names the object only to say whose family it is."""
    field = previous_mention(sentence, mention)
    averaged = any(m.says("avg", "min", "max") for m in sentence.mentions)
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
    """Return the object a mention names, the better known where several bear the name."""
    if mention is None:
        return None
    found = [m for m in mention.of("object") if m.object in catalogue]
    full = [m for m in found if m.share == 1.0]
    return min((m.object for m in full or found), key=rank_of, default=None)


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
    for meaning in mention.of("object"):
        if meaning.object in catalogue:
            for phrase in object_phrases(catalogue[meaning.object]):
                yield content(phrase)


def _noun(sentence: Sentence, mention: Mention) -> bool:
    """Whether « relances », « activité » stand where a noun of the list does: « mes relances »."""
    before = sentence.before(mention)
    return bool(before) and before[0] in {"mes", "my", "les", "des", "the", "nos", "our", "de"}


def _other_matter(sentence: Sentence, people: Sequence[Mention], catalogue: Catalogue) -> bool:
    """Whether « commercial » is not the list asked for: something is measured or done by them."""
    if not people:
        return False
    return any(
        m.says("won", "lost", "sum", "rate", "converted", "how_long", "pace") or m.of("value")
        for m in sentence.mentions
    ) or any(m.of("field") and not m.of("object") for m in sentence.mentions)


def _other(
    sentence: Sentence, catalogue: Catalogue, main: Anchor, mention: Mention
) -> Anchor | None:
    name = object_of(mention, catalogue)
    if name is None or name == main.object or _own_field(sentence, catalogue, main, mention):
        return None
    if _own_value(sentence, main, mention):
        return None
    negated = lacking(sentence, mention)
    path = parent_path(catalogue, main.object, name)
    if path and not negated:
        return Anchor(name, mention.start, mention.end, path)
    if tie(catalogue, main.object, name):
        return Anchor(name, mention.start, mention.end, "", child=True, negated=negated)
    line = _line_to(catalogue, main.object, name)
    return Anchor(line, mention.start, mention.end, child=True, negated=negated) if line else None


def _line_to(catalogue: Catalogue, name: str, target: str) -> str | None:
    """Return the child whose records point at the target: products hang on lines."""
    for child in catalogue[name].children:
        if child.object in catalogue and parent_path(catalogue, child.object, target, depth=1):
            return child.object
    return None


def _own_field(sentence: Sentence, catalogue: Catalogue, main: Anchor, mention: Mention) -> bool:
    """Whether « sans e-mail » speaks of the record's own address, not of messages."""
    fields = catalogue[main.object].fields
    own = [m for m in mention.of("field") if m.object == main.object and m.share == 1.0]
    kinds = {fields[m.field].type for m in own if m.field in fields}
    if "boolean" in kinds and 0 <= mention.start - main.end <= 1:
        return True
    if not kinds - {"reference"}:
        return False
    place = sentence.mentions.index(mention)
    return any(m.says("with", "without") for m in sentence.mentions[max(place - 3, 0) : place])


def _own_value(sentence: Sentence, main: Anchor, mention: Mention) -> bool:
    """Whether "coming from chat" is a value of the main object, not another kind of record."""
    own = any(one.object == main.object and one.share > 0.9 for one in mention.of("value"))
    before = previous_mention(sentence, mention)
    return own and not (before and before.says("with", "without"))


def lacking(sentence: Sentence, mention: Mention) -> bool:
    """Whether « sans », "with no" governs the object: before it, nothing but its adjectives."""
    for previous in reversed(sentence.mentions[: sentence.mentions.index(mention)]):
        if previous.says("without") or previous.says("never"):
            return True
        if previous.says("not") and {*sentence.before(mention, 2)} & _ANY:
            return True
        neither = previous.text.lower() in _NEITHER
        if (previous.of("object") or previous.says("with", "by", "and")) and not neither:
            return _neither_before(sentence, mention, previous)
        between = sentence.gap(previous.end, mention.start)
        if previous.of("field") and {*between} & _AT:
            return False
        if len(between) > 4 or any(word in _CLAUSE for word in between):
            return False
    return False


def _neither_before(sentence: Sentence, mention: Mention, previous: Mention) -> bool:
    """Whether « ni » joins it to what is lacking: « sans tâche ni opportunité »."""
    between = [m for m in sentence.mentions if previous.start <= m.start < mention.start]
    return any(m.text.lower() in _NEITHER for m in between) or any(
        word in _NEITHER for word in sentence.gap(previous.end, mention.start)
    )


def home(sentence: Sentence, found: Frame, mention: Mention, language: str) -> Iterator[Anchor]:
    """Yield the objects a mention may belong to, the likeliest first.

    A neighbour comes first: the noun before in French, after in English; then the noun before,
    wherever it is; then the main object; then any.
    """
    before = [a for a in found.anchors if a.end <= mention.start and a.end > a.start]
    after = [a for a in found.anchors if a.start >= mention.end]
    left, right = (before[-1] if before else None), (after[0] if after else None)
    touching = [a for a in (left,) if a and _touches(sentence, a.end, mention.start)]
    leading = [a for a in (right,) if a and _touches(sentence, mention.end, a.start)]
    near = [*touching, *leading] if language == "fr" else [*leading, *touching]
    ordered = [*near, *([left] if left else []), found.main, *found.anchors]
    yield from dict.fromkeys(ordered)


def _touches(sentence: Sentence, left: int, right: int) -> bool:
    """Whether only other adjectives stand between two positions."""
    between = [m for m in sentence.mentions if left <= m.start and m.end <= right]
    if any(m.says(*_BREAKS) or m.of("object") for m in between):
        return False
    covered = {i for m in between for i in range(m.start, m.end)}
    rest = [sentence.tokens[i].text for i in range(left, right) if i not in covered]
    return all(word in {"-", "et", "and"} for word in rest)
