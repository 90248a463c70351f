"""What people do for a living, by the titles records hold: « directeurs achats de nos clients ».

A title is free text that no label lists: the titles in use are read where words are left over, and
those that hold the very words are what is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from actions.reading.clauses import Anchor, Frame
from actions.reading.lackings import lacking
from actions.reading.links import parent_path
from actions.reading.spans import Mention, Sentence
from actions.reading.stems import GLUE, stems
from actions.reading.towns import Values
from crm import Catalogue, Compare
from language import words

_FIELD = "Title"
_MOST = 4
"""Words of a title that may be said together."""
_FEMININE = (
    (re.compile(r"trices?$"), "teur"),
    (re.compile(r"euses?$"), "eur"),
    (re.compile(r"ieres?$"), "ier"),
    (re.compile(r"iennes?$"), "ien"),
)
_HELD = ("with", "without", "never")


@dataclass(frozen=True)
class Titles:
    """The titles of an object's records that hold what was said."""

    object: str
    names: tuple[str, ...]

    def condition(self, prefix: str = "") -> Compare:
        """Return the condition of having one of them."""
        return Compare(f"{prefix}{_FIELD}", "in", self.names)


async def with_titles(
    sentence: Sentence, found: Frame, catalogue: Catalogue, values: Values | None
) -> tuple[Sentence, Frame]:
    """Return the sentence with its titles read, and the frame with the people who bear them."""
    holder = _holder(found, catalogue)
    if values is None or holder is None or not _worth(sentence, found):
        return sentence, found
    known = {name: _stemmed(words(name)) for name in await values(holder, _FIELD)}
    for _ in range(_MOST):
        read = _with_title(sentence, found, catalogue, holder, known)
        if read is None:
            break
        sentence, found = read
    return sentence, found


def _with_title(
    sentence: Sentence,
    found: Frame,
    catalogue: Catalogue,
    holder: str,
    known: Mapping[str, Sequence[str]],
) -> tuple[Sentence, Frame] | None:
    """Return the sentence with one more title read; None where no word left over is in one."""
    for start, end, loose in _spans(sentence, found):
        said = _stemmed([t.text for t in sentence.tokens[start:end] if t.text not in GLUE])
        names = tuple(name for name, title in known.items() if _holds(title, said, loose=loose))
        names = names or _by_initials(sentence, start, end, known)
        if names and (turned := _turned(sentence, found, catalogue, holder, start)):
            mention = Mention(start, end, "title", _text(sentence, start, end),
                              data=Titles(holder, names))  # fmt: skip
            kept = [m for m in sentence.mentions if m.end <= start or m.start >= end]
            mentions = tuple(sorted((*kept, mention), key=lambda one: one.start))
            return replace(sentence, mentions=mentions), turned
    return None


def _holder(found: Frame, catalogue: Catalogue) -> str | None:
    """Return whose titles may be meant: those of what is asked for, else of contacts."""
    for name in (found.main.object, "Contact"):
        fields = catalogue[name].fields if name in catalogue else {}
        if _FIELD in fields and "LastName" in fields:
            return name
    return None


def _worth(sentence: Sentence, found: Frame) -> bool:
    """Whether words are left over, or people are named by their charge: « responsables … »."""
    if any(m.kind == "unknown" or _short(m) for m in sentence.mentions):
        return True
    return any(
        one.field == "OwnerId" and other.start == mention.end and not found.at(mention)
        for mention, other in zip(sentence.mentions, sentence.mentions[1:], strict=False)
        for one in mention.of("field")
    )


def _spans(sentence: Sentence, found: Frame) -> Iterator[tuple[int, int, bool]]:
    """Yield spans of words that may be a title, longest first, and whether one was left over."""
    free = [
        m
        for m in sentence.mentions
        if (m.kind in {"words", "unknown"} or _short(m)) and not found.at(m)
    ]
    taken = {i for m in free for i in range(m.start, m.end) if not (m.concepts and not m.meanings)}
    lost = {i for m in free if m.kind in {"unknown", "name"} for i in range(m.start, m.end)}
    nouns = {one.start for one in found.anchors if one.end > one.start and one.child}
    for length in range(_MOST, 0, -1):
        for start in range(len(sentence.tokens) - length + 1):
            inside = range(start, start + length)
            ends = start in taken and start + length - 1 in taken
            joined = all(i in taken or sentence.tokens[i].text in GLUE for i in inside)
            loose = any(i in lost for i in inside)
            alone = start - 1 not in lost and start + length not in {*lost, *nouns}
            if ends and joined and alone and (loose or length > 1):
                yield start, start + length, loose


def _short(mention: Mention) -> bool:
    """Whether a name in capitals may be a title's first letters: "CFOs"."""
    return mention.kind == "name" and mention.text.removesuffix("s").isupper()


def _holds(title: Sequence[str], said: Sequence[str], *, loose: bool) -> bool:
    """Whether a title holds what was said, in its order; all of it where no word was left over."""
    if not said or (not loose and len(said) != len(title)):
        return False
    rest = iter(title)
    return all(word in rest for word in said)


def _by_initials(
    sentence: Sentence, start: int, end: int, known: Mapping[str, Sequence[str]]
) -> tuple[str, ...]:
    """Return the titles a word abbreviates by their first letters: "CFOs"."""
    said = _text(sentence, start, end).removesuffix("s")
    if end - start > 1 or not said.isupper() or not 1 < len(said) <= _MOST:
        return ()
    return tuple(n for n, title in known.items() if "".join(w[0] for w in title) == said.lower())


def _stemmed(said: Sequence[str]) -> list[str]:
    kept = (word for word in said if word not in GLUE)
    return [stems(_plain(word))[0] for word in kept]


def _plain(word: str) -> str:
    """Return a woman's title as a man's, in the singular: « directrices » is « directeur »."""
    for form, ending in _FEMININE:
        if form.search(word):
            return form.sub(ending, word)
    return word.removesuffix("s")


def _turned(
    sentence: Sentence, found: Frame, catalogue: Catalogue, holder: str, start: int
) -> Frame | None:
    """Return the frame with the people asked for, or held by what is asked for."""
    main = found.main
    if any(one.object == holder for one in found.anchors):
        return found
    path = parent_path(catalogue, holder, main.object)
    people = Anchor(holder, start, start)
    if main.end == main.start:
        return Frame(people, (people,), found.grouped)
    if path is None:
        return None
    if start < main.start:
        anchors = (people, replace(main, path=path), *found.anchors[1:])
        return Frame(people, anchors, found.grouped)
    return _held(sentence, found, people)


def _held(sentence: Sentence, found: Frame, people: Anchor) -> Frame | None:
    """Return the frame where what is asked for has such people, or lacks them."""
    before = [m for m in sentence.mentions if m.end <= people.start]
    if not any(m.says(*_HELD) for m in before[-1:]):
        return None
    spoken = Mention(people.start, people.start + 1, "words", "")
    placed = replace(sentence, mentions=(*before, spoken))
    child = replace(people, child=True, negated=lacking(placed, spoken))
    return replace(found, anchors=(*found.anchors, child))


def _text(sentence: Sentence, start: int, end: int) -> str:
    return sentence.text[sentence.tokens[start].start : sentence.tokens[end - 1].end]
