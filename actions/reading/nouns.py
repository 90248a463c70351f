"""Values said as nouns: « EHPAD sans location », « clients avec une réclamation », "no shows".

A word that is in full a value of an object's picklist may stand for records of that object, though
nothing else names it: it is then the one asked for, or related to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from actions.reading.clauses import Anchor, Frame, frame
from actions.reading.doings import activity_of
from actions.reading.lackings import lacking
from actions.reading.links import BECAME, line_to, parent_path, tie, tie_through, tied_outright
from actions.reading.matters import rank_of
from actions.reading.spans import Mention, Sentence
from actions.reading.stems import any_akin, content
from actions.reading.vocabulary import Meaning
from crm import Catalogue

_FULL = 0.9
_ANYONE = frozenset({"people", "person", "persons", "personne", "personnes"})
_HELD = ("with", "without", "never")
_MOST = 2
"""Kinds of record that may share a value: of more, it stands for none."""


def with_nouns(sentence: Sentence, found: Frame, catalogue: Catalogue) -> Frame:
    """Return the frame with the objects that values said as nouns stand for."""
    found = _never(sentence, _headed(sentence, found, catalogue), catalogue)
    known = {one.object for one in found.anchors}
    added = list(_related(sentence, found, catalogue, known))
    return replace(found, anchors=(*found.anchors, *added)) if added else found


def _never(sentence: Sentence, found: Frame, catalogue: Catalogue) -> Frame:
    """Return the frame with what never happened: « matériels jamais loués » have no rental.

    The participle is akin to what the org calls the records that point at what is asked for, or to
    the label by which they point.
    """
    main = found.main
    if main.end == main.start:
        return found
    known = {one.object for one in found.anchors}
    for place, mention in enumerate(sentence.mentions[1:], 1):
        before = sentence.mentions[place - 1]
        never = before.says("never") or before.text.lower().startswith(("never", "jamais"))
        near = never and mention.start - before.end <= _CLOSE
        if not near or mention.concepts or mention.of("object") or mention.kind not in _SAID:
            continue
        name = _done(catalogue, main.object, mention)
        if name and name not in known:
            child = Anchor(name, mention.start, mention.end, child=True, negated=True)
            return replace(found, anchors=(*found.anchors, child))
    return found


_SAID = ("words", "unknown")
_CLOSE = 3


def _done(catalogue: Catalogue, name: str, mention: Mention) -> str | None:
    """Return the kind of record made when what a participle says is done."""
    own = {*content(catalogue[name].labels.fr), *content(catalogue[name].labels.en)}
    for child in catalogue[name].children:
        info = catalogue.get(child.object)
        if info is None or child.field not in info.fields:
            continue
        labels = (info.labels, info.fields[child.field].labels)
        said = {word for one in labels for text in (one.fr, one.en) for word in content(text)}
        if any_akin(mention.text.lower(), (word for word in said - own if len(word) > _SHORT)):
            return child.object
    return None


_SHORT = 3


def framed_again(
    sentence: Sentence, whole: Sentence, found: Frame, catalogue: Catalogue, *, refines: bool
) -> Frame:
    """Return the frame of the sentence read within reach, with the nouns of the `whole` one."""
    sentence = _unswallowed(sentence, found)
    again = frame(sentence, catalogue, found.main.object, refines=refines)
    known = any(m.start == found.main.start and m.of("object") for m in whole.mentions)
    if again and not (known or again.main.end) and again.main.object == found.main.object:
        again = replace(again, main=found.main, anchors=(found.main, *again.anchors[1:]))
    return with_nouns(whole, again, catalogue) if again else found


_SINCE = frozenset({"since", "depuis"})


def _unswallowed(sentence: Sentence, found: Frame) -> Sentence:
    """Return the sentence with its noun where a field took it in: "customers since 2024"."""
    main = found.main
    at = next((m for m in sentence.mentions if m.start <= main.start < m.end), None)
    if at is None or main.end == main.start or at.of("object"):
        return sentence
    rest = {*sentence.gap(main.end, at.end)}
    known = any(one.object == main.object for one in at.of("field"))
    if not (known and rest and rest <= _SINCE):
        return sentence
    noun = replace(at, meanings=(*at.meanings, Meaning("object", main.object)))
    mentions = tuple(noun if m is at else m for m in sentence.mentions)
    return replace(sentence, mentions=mentions)


def _headed(sentence: Sentence, found: Frame, catalogue: Catalogue) -> Frame:
    """Let the value a question begins with be what it asks for, where an object is its condition.

    « EHPAD de plus de 100 lits sans location » asks for accounts; "people who responded" for
    members.
    """
    main = found.main
    if main.end == main.start:
        return found
    for mention in sentence.mentions:
        anyone = sentence.tokens[main.start].text in _ANYONE
        ahead = mention.end <= main.start and _condition(sentence, main, mention)
        for name in _objects(mention, catalogue) if anyone or ahead else ():
            if name == main.object or (anyone and _within_reach(mention, main, catalogue)):
                return found
            if anyone and parent_path(catalogue, name, main.object, depth=1):
                return replace(found, main=Anchor(name, 0, 0), anchors=(Anchor(name, 0, 0),))
            if ahead and tie(catalogue, name, main.object):
                return _turned(sentence, found, name)
        for name in _objects(mention, catalogue) if _of_main(sentence, main, mention) else ():
            if name == main.object:
                break
            path = parent_path(catalogue, name, main.object, depth=1)
            if path:
                people = Anchor(name, mention.start, mention.start)
                anchors = (people, replace(main, path=path), *found.anchors[1:])
                return Frame(people, anchors, found.grouped)
    return found


def _of_main(sentence: Sentence, main: Anchor, mention: Mention) -> bool:
    """Whether a value right ahead is what belongs to it: "complaints from German accounts"."""
    if mention.end > main.start or mention.concepts or mention.kind != "words":
        return False
    if mention is sentence.mentions[0] and {*sentence.gap(main.start - 2, main.start)} & _WHOSE:
        return True
    between = [m for m in sentence.mentions if mention.end <= m.start and m.end <= main.start]
    plain = all(m.kind == "place" or (m.of("value") and not m.of("object")) or m.says("or")
                for m in between)  # fmt: skip
    led = sentence.gap(mention.end, mention.end + 1)
    return plain and bool({*led} & _FROM)


_WHOSE = frozenset({"where", "whose", "dont"})
_FROM = frozenset({"from", "at", "of", "chez", "de", "des", "for"})


def _within_reach(mention: Mention, main: Anchor, catalogue: Catalogue) -> bool:
    """Whether what is asked for has the value by a parent of its own: « personnes en finance »."""
    full = {one.object for one in mention.of("value") if one.share >= _FULL}
    return any(name in catalogue and parent_path(catalogue, main.object, name) for name in full)


def _condition(sentence: Sentence, main: Anchor, mention: Mention) -> bool:
    """Whether « sans », « qui ont » stands between a value and the object named after it."""
    between = [m for m in sentence.mentions if mention.end <= m.start and m.end <= main.start]
    return any(m.says(*_HELD) for m in between) and not mention.concepts


def _turned(sentence: Sentence, found: Frame, name: str) -> Frame:
    old = found.main
    said = next(m for m in sentence.mentions if m.start == old.start)
    child = Anchor(old.object, old.start, old.end, child=True, negated=lacking(sentence, said))
    main = Anchor(name, 0, 0)
    return Frame(main, (main, child), found.grouped)


def _related(
    sentence: Sentence, found: Frame, catalogue: Catalogue, known: set[str]
) -> Iterator[Anchor]:
    for mention in sentence.mentions:
        names = [] if mention.of("object") or mention.concepts else _objects(mention, catalogue)
        names = names[:1] if activity_of(mention, catalogue) in names[:1] else names
        holds = _is_held(sentence, mention)
        near = _told_of(mention, holds=holds)
        between = _between(found, names, known, catalogue) if holds else None
        held = between is not None
        if (near & known and not held) or (not between and _of_parent(near, found, catalogue)):
            continue
        name = between or next((n for n in names if _child_of(found, n, catalogue)), None)
        name = name or next((line for n in names if (line := _own_line(found, n, catalogue))), None)
        above = _held(sentence, found, mention, names, catalogue)
        if (name or above) and (held or len(names) <= _MOST):
            negated = lacking(sentence, mention)
            alone = Anchor(name or "", mention.start, mention.start, child=True)
            yield replace(above or alone, negated=negated)
            known.add((above or alone).object)


def _is_held(sentence: Sentence, mention: Mention) -> bool:
    """Whether something has it or lacks it: "with no decision maker" tells of no stage."""
    article = {*sentence.before(mention)} & _ONE
    before = [m for m in sentence.mentions if m.end <= mention.start][-1:]
    return bool(article) or any(m.says(*_HELD) for m in before)


_ONE = frozenset({"a", "an", "un", "une", "any", "aucun", "aucune"})


def _told_of(mention: Mention, *, holds: bool) -> set[str]:
    """Return the kinds of record a word may tell of.

    Of what is held or lacked, a part of a label tells nothing beside a whole one.
    """
    told = [one for one in mention.meanings if one.kind != "object"]
    most = max((one.share for one in told), default=0.0)
    whole = holds and most >= _FULL
    return {one.object for one in told if one.share > _PART or not whole}


_PART = 0.5


def _between(
    found: Frame, names: Sequence[str], known: set[str], catalogue: Catalogue
) -> str | None:
    """Return what stands between two kinds of record: a deal's "decision maker" is a role on it.

    Both have the value: the record in between, and what it points at beside what is asked for.
    """
    for name in names:
        link = tie(catalogue, found.main.object, name)
        own = link is not None and link.path == "Id" and not link.field.startswith(BECAME)
        others = {*names} - {name} - known
        if own and any(parent_path(catalogue, name, one, depth=1) for one in others):
            return name
    return None


def _held(
    sentence: Sentence, found: Frame, mention: Mention, names: Sequence[str], catalogue: Catalogue
) -> Anchor | None:
    """Return what the parent named before has: "cases of customers with an open renewal"."""
    before = [one for one in found.anchors if one.path and one.end <= mention.start]
    above = before[-1] if before else None
    between = [m for m in sentence.mentions if above and above.end <= m.start < mention.start]
    if above is None or not between or not between[0].says(*_HELD):
        return None
    if any(not (m.says(*_HELD, "open", "closed") or m.of("value")) for m in between):
        return None
    for name in names:
        link = tie_through(catalogue, found.main.object, above.path, above.object, name)
        if link:
            return Anchor(name, mention.start, mention.start, child=True, link=link)
    return None


def _child_of(found: Frame, name: str, catalogue: Catalogue) -> bool:
    """Whether records of that name point at what is asked for, through no parent they share."""
    link = tie(catalogue, found.main.object, name)
    return link is not None and link.path == "Id"


def _own_line(found: Frame, name: str, catalogue: Catalogue) -> str | None:
    """Return the org's own line between what is asked for and the value: « contrats de lits »."""
    main = found.main.object
    if not catalogue[name].custom or tied_outright(catalogue, main, name):
        return None
    line = line_to(catalogue, main, name)
    return line if line and line != name and catalogue[line].custom else None


def _of_parent(names: set[str], found: Frame, catalogue: Catalogue) -> bool:
    return any(parent_path(catalogue, found.main.object, name) for name in names)


def _objects(mention: Mention, catalogue: Catalogue) -> list[str]:
    """Return the objects that have the mention as a value in full, the better known first."""
    if mention.kind != "words":
        return []
    full = {m.object for m in mention.of("value") if m.share >= _FULL and m.object in catalogue}
    doing = activity_of(mention, catalogue)
    return sorted(full, key=lambda name: (name != doing, rank_of(name)))
