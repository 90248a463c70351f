"""Questions that rank or count one thing by another: « quel commercial a le plus de deals gagnés ».

The list asked for is then not of the first object named: its children are counted, grouped by it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from actions.reading.below import figure_below, rate_below, sorted_by_count
from actions.reading.clauses import Anchor, Frame, follows, object_of
from actions.reading.head_nouns import plural
from actions.reading.line_figures import is_line, of_lines
from actions.reading.links import parent_path, tie, tie_through
from actions.reading.reaching import averaged, bound_before, earned, reached, summed, times
from actions.reading.spans import Mention, Sentence
from actions.reading.states import STATES
from actions.reading.traits import finish_field
from actions.reading.unsold import line_of, never_won
from crm import Catalogue, Function
from language import Amount, words

OWNER = "User"


@dataclass(frozen=True)
class Pivot:
    """What the main object's records are grouped by (an object's name), and a bound on each."""

    by: str
    subject: Mention
    bound: Amount | None = None


def pivot(sentence: Sentence, found: Frame, catalogue: Catalogue) -> tuple[Frame, Pivot | None]:
    """Turn a question about the parents of something into one about that something, grouped."""
    by_people = _people(sentence, found, catalogue)
    if by_people:
        return found, by_people
    if lines := of_lines(sentence, found, catalogue):
        return lines, None
    if rated := rate_below(sentence, found, catalogue):
        return _around(sentence, found, rated[0], catalogue, rated[1]) or (found, None)
    for child in found.anchors:
        if child.child and not child.negated:
            turned = _turned(sentence, found, child, catalogue)
            if turned:
                return turned
    if never_won(sentence) and line_of(catalogue, found):
        return found, None
    measured = _measured_elsewhere(sentence, found, catalogue) or _timed(sentence, found, catalogue)
    if below := figure_below(sentence, found, catalogue):
        measured = measured or _around(sentence, found, below[0], catalogue, below[1])
    sold = _sold(sentence, found, catalogue)
    return measured or sold or _through_line(sentence, found, catalogue)


def _people(sentence: Sentence, found: Frame, catalogue: Catalogue) -> Pivot | None:
    """« quel commercial », "who", "agents with more than three cases"."""
    if found.main.object == OWNER:
        return None
    for mention in sentence.mentions:
        person = object_of(mention, catalogue) == OWNER or mention.says("queue")
        named = person and not mention.says("by")
        who = mention.text.lower().startswith(("qui", "who"))
        first = all(_choice(m) for m in _ahead(sentence, mention.start))
        ranks = _ranks(sentence) or bound_before(sentence, found.main)
        asked = who and ranks and first and not one_of(sentence, found.main)
        asked = asked and not _is_of(sentence, mention, found.main)
        if (named or asked) and mention not in found.grouped and not found.at(mention):
            bound = bound_before(sentence, found.main) or earned(sentence, found.main)
            bound = bound or averaged(sentence, mention)
            if bound or _ranks(sentence):
                return Pivot(OWNER, mention, bound)
    return None


def _is_of(sentence: Sentence, mention: Mention, main: Anchor) -> bool:
    """Whether « qui sont nos cinq plus gros clients » asks for the records themselves."""
    after = sentence.gap(mention.start, main.start)[1:3]
    return len(after) > 1 and after[0] in _ARE and after[1] in _THOSE


_ARE = frozenset(words("est sont etaient are is were"))
_THOSE = frozenset(words("le la les l nos notre mes mon ma ses the our my his her their"))


def _ahead(sentence: Sentence, start: int) -> list[Mention]:
    return [m for m in sentence.mentions if m.end <= start]


def _choice(mention: Mention) -> bool:
    """Whether a mention is of those chosen from: « Nadia ou Julien, qui … »."""
    return mention.kind in {"name", "unknown"} or mention.says("or", "and", "versus")


def one_of(sentence: Sentence, main: Anchor) -> bool:
    """Whether one record is ranked, whoever's it is: « qui a signé le plus gros deal »."""
    if main.end <= main.start or plural(sentence, main.start, main.end):
        return False
    if any(m.start == main.start and m.says("pipeline", "revenue") for m in sentence.mentions):
        return False
    told = {m.start for m in sentence.mentions if m.end == main.start and m.says(*STATES)}
    beside = (m for m in sentence.mentions if m.end in {main.start, *told} or m.start == main.end)
    return any(m.says("top", "bottom", "latest", "oldest") and not m.says("most") for m in beside)


def of_size(sentence: Sentence, main: Anchor) -> Function | None:
    """Return what is measured of groups by size: the biggest record of each, or how big all are.

    « Qui a le plus gros deal » is of one, "which source brings the largest deals" of many.
    """
    if one_of(sentence, main):
        return "min" if any(m.says("bottom") for m in sentence.mentions) else "max"
    if main.end <= main.start or not any(m.says("which", "who") for m in sentence.mentions):
        return None
    if any(m.start == main.start and m.says("pipeline", "revenue") for m in sentence.mentions):
        return None
    beside = (m for m in sentence.mentions if m.end == main.start or m.start == main.end)
    big = any(m.says("top", "bottom") and {*words(m.text)} & _SIZES for m in beside)
    subject = any(not m.says("which", "who", "mine") for m in _ahead(sentence, main.start - 1))
    return "avg" if big and subject else None


_SIZES = frozenset(
    words("biggest largest smallest gros grosse grosses grand grande grands grandes petit petite")
    + words("petits petites")
)


def _ranks(sentence: Sentence) -> bool:
    return any(m.says("most", "least", "top", "bottom", "rate") for m in sentence.mentions)


def _turned(
    sentence: Sentence, found: Frame, child: Anchor, catalogue: Catalogue
) -> tuple[Frame, Pivot] | None:
    bound = bound_before(sentence, child)
    bound = None if bound and bound.value == 1 and bound.comparator == "ge" else bound
    bound = bound or summed(sentence, child)
    ranked = any(m.says("most", "least") and m.start < child.start + 2 for m in sentence.mentions)
    ranked = ranked or sorted_by_count(sentence, child)
    if not bound and not ranked and not _of_child(sentence, found, child):
        return None
    return _around(sentence, found, child, catalogue, bound)


def _of_child(sentence: Sentence, found: Frame, child: Anchor) -> bool:
    """Whether what is ranked is ranked by a number of its children: « par quantité commandée »."""
    if not any(m.says("top", "bottom") for m in sentence.mentions):
        return False
    for mention in sentence.mentions:
        counted = mention.says("count") and 0 <= child.start - mention.end <= _CLOSE_BY
        if counted and follows(sentence, mention, "by", "sort"):
            return True
        named = {one.object for one in mention.of("field") if one.share > _FULLY}
        if child.object in named and found.main.object not in named and not found.at(mention):
            return follows(sentence, mention, "by", "sort")
    return False


_FULLY = 0.9
_CLOSE_BY = 3


def _around(
    sentence: Sentence, found: Frame, child: Anchor, catalogue: Catalogue, bound: Amount | None
) -> tuple[Frame, Pivot] | None:
    """Make the child the main object; what was main becomes its parent."""
    path = parent_path(catalogue, child.object, found.main.object)
    subject = next((m for m in sentence.mentions if m.start == found.main.start), None)
    if path is None or subject is None:
        return None
    main = replace(child, child=False, path="")
    parent = replace(found.main, path=path)
    others = [_still_tied(found.main, path, a, child, catalogue)
              for a in found.anchors if a not in {child, found.main}]  # fmt: skip
    frame = Frame(main, (main, parent, *others), found.grouped)
    return frame, Pivot(found.main.object, subject, bound)


def _still_tied(
    main: Anchor, path: str, other: Anchor, child: Anchor, catalogue: Catalogue
) -> Anchor:
    """Tie what else the parent has or lacks to that parent: « deux tickets et aucune affaire »."""
    if not other.child or other.link:
        return other
    link = tie_through(catalogue, child.object, path, main.object, other.object)
    return replace(other, link=link)


def _measured_elsewhere(
    sentence: Sentence, found: Frame, catalogue: Catalogue
) -> tuple[Frame, Pivot] | None:
    """« top 5 des comptes par montant gagné »: the amount is the opportunities'."""
    bound = reached(sentence, found.main)
    behind = found.main.object in {"Account", "Campaign", OWNER}
    if not behind or not (_ranks(sentence) or bound):
        return None
    timed = any(m.kind == "period" for m in sentence.mentions)
    sold = any(
        m.says("won", "lost", "pipeline") or (timed and m.says("revenue"))
        for m in sentence.mentions
    )
    if "Opportunity" not in catalogue or not sold:
        return None
    child = Anchor("Opportunity", len(sentence.tokens), len(sentence.tokens), child=True)
    return _around(sentence, found, child, catalogue, bound)


def _timed(sentence: Sentence, found: Frame, catalogue: Catalogue) -> tuple[Frame, Pivot] | None:
    """« le produit le plus lent à résoudre »: what takes time is the cases of what has no end."""
    main, case = found.main, "Case"
    timed = any(m.says("pace", "how_long") for m in sentence.mentions)
    if not timed or case not in catalogue or main.object in {case, OWNER} or main.end == main.start:
        return None
    if (
        catalogue[main.object].custom
        or finish_field(catalogue[main.object])
        or len(found.anchors) > 1
        or not _ranks(sentence)
    ):
        return None
    child = Anchor(case, len(sentence.tokens), len(sentence.tokens), child=True)
    return _around(sentence, found, child, catalogue, None)


def _sold(
    sentence: Sentence, found: Frame, catalogue: Catalogue
) -> tuple[Frame, Pivot | None] | None:
    """« le produit le plus vendu », "products sold to X": what is sold is on a deal's lines."""
    deal, main = "Opportunity", found.main
    spoken = any(m.says("won", "lost", "revenue") for m in sentence.mentions)
    if not spoken or deal not in catalogue or main.end == main.start or main.object == deal:
        return None
    for child in catalogue[deal].children:
        line = child.object
        if line not in catalogue or not is_line(catalogue, line, main.object):
            continue
        end = len(sentence.tokens)
        own = Anchor(line, end, end, child=True)
        turned = _around(sentence, found, own, catalogue, None)
        above = parent_path(catalogue, line, deal)
        if turned is None or above is None:
            continue
        frame, by = turned
        others = [one for one in frame.anchors[2:] if one.object != deal]
        said = next((m for m in sentence.mentions if object_of(m, catalogue) == deal), None)
        first, last = (said.start, said.end) if said else (end, end)
        whole = (frame.main, Anchor(deal, first, last, above), frame.anchors[1], *others)
        ranked = _ranks(sentence) or any(m.says("by", "count") for m in sentence.mentions)
        often = times(sentence)
        by = replace(by, bound=often) if often else by
        return replace(frame, anchors=whole), by if ranked or often else None
    return None


def _through_line(
    sentence: Sentence, found: Frame, catalogue: Catalogue
) -> tuple[Frame, Pivot | None]:
    """« chiffre d'affaires par produit »: products hang on the lines of a deal."""
    for name in _grouping(sentence, found, catalogue):
        if name in {None, OWNER, found.main.object}:
            continue
        if name is None or parent_path(catalogue, found.main.object, name):
            continue
        for line in catalogue[found.main.object].children:
            if (
                line.object in catalogue
                and line.object != name
                and is_line(catalogue, line.object, name)
            ):
                path = parent_path(catalogue, line.object, found.main.object)
                if path and tie(catalogue, found.main.object, line.object):
                    main = Anchor(line.object, found.main.start, found.main.start)
                    above = replace(found.main, path=path)
                    frame = Frame(main, (main, above, *found.anchors[1:]), found.grouped)
                    return frame, None
    return found, None


def _grouping(sentence: Sentence, found: Frame, catalogue: Catalogue) -> list[str | None]:
    """Return the objects a question groups by, those whose field it groups by after them."""
    names = [object_of(mention, catalogue) for mention in found.grouped]
    for mention in sentence.mentions:
        asked = follows(sentence, mention, "which") and _ranks(sentence)
        if (asked or follows(sentence, mention, "by")) and not mention.of("object"):
            full = [one.object for one in mention.of("field") if one.share == 1.0]
            own = {found.main.object} & {one.object for one in mention.of("field")}
            names += [] if own else full[:1]
    return names
