"""Every condition of a question, gathered on the object it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from actions.reading.acts import bounds_span, in_present, is_act, opens_most, tells_date, undone
from actions.reading.adjectives import unflagged
from actions.reading.ahead import ahead, planned_beside
from actions.reading.asked import Asked, Placed, above, under
from actions.reading.clauses import Anchor
from actions.reading.denial import denied, lack_said
from actions.reading.equalled import equalled
from actions.reading.graded import bounds_value, graded, spent, whole
from actions.reading.lacking import flag_apart, lacks, missing
from actions.reading.lapsed import lapsed
from actions.reading.leading import holds_other, only_leads
from actions.reading.leading_on import leads_on
from actions.reading.naming import city_path, named_condition
from actions.reading.own_values import own_value, tells_state
from actions.reading.period_homes import period_placed
from actions.reading.picks import field_of, pick
from actions.reading.prefectures import in_prefecture
from actions.reading.rated import flagged
from actions.reading.reopened import reopened
from actions.reading.sized import amounts, counted_lengths, lengths
from actions.reading.spans import Mention
from actions.reading.states import STATES, state
from actions.reading.texts import held_in_text, textual
from actions.reading.towns import place_condition
from actions.reading.traits import DATES, NUMBERS, said_date
from actions.reading.unassigned import unassigned
from actions.reading.uncontacted import gone_by, uncontacted
from actions.reading.ways import direction
from crm import Compare
from language import Period, words


def placed(asked: Asked, used: set[Mention]) -> Iterator[Placed]:
    """Yield the conditions of every mention that no group, measure or order has used."""
    for mention in asked.sentence.mentions:
        if mention in used:
            continue
        for one in _of_mention(asked, mention, used):
            negated = denied(asked.sentence, mention) and one.mention is mention
            held = one.anchor.negated and (
                mention.start < one.anchor.start
                or lack_said(asked.sentence, one.anchor.end, mention)
            )
            held = held or _of_flagged(asked, mention)
            yield replace(one, negated=negated and not held)
            used.add(mention)


def _of_flagged(asked: Asked, mention: Mention) -> bool:
    """Whether a box took the denial before a name: « lots non urgents de Delmas » are theirs."""
    before = asked.sentence.mentions[: asked.sentence.mentions.index(mention)][-2:]
    if mention.kind not in _NAMES or len(before) < 2 or not before[0].says("not"):
        return False
    denial, box = before
    ticked = any(asked.catalogue[one.object].fields[one.field].type == "boolean"
                 for one in box.of("field"))  # fmt: skip
    return ticked and denial.end == box.start


_NAMES = frozenset({"name", "contact", "place"})


def _of_mention(asked: Asked, mention: Mention, used: set[Mention]) -> Iterator[Placed]:
    if mention.kind == "period":
        yield from lengths(asked, mention) or period_placed(asked, mention)
    elif mention.kind == "amount":
        yield from amounts(asked, mention, used)
    elif mention.kind == "count":
        yield from (*in_prefecture(asked, mention, used), *counted_lengths(asked, mention, used))
    elif mention.kind == "place":
        yield from _places(asked, mention)
    elif mention.kind == "title":
        yield from _titles(asked, mention)
    elif mention.kind in {"name", "contact", "quoted"}:
        yield from _names(asked, mention)
    elif mention.kind in {"words", "unknown"}:
        yield from _words(asked, mention, used)


def _words(asked: Asked, mention: Mention, used: set[Mention]) -> Iterator[Placed]:
    if asked.frame.at(mention) or held_in_text(asked.sentence, mention):
        return
    if only_leads(asked, mention):
        used.add(mention)
        yield from holds_other(asked, mention)
        return
    readers = (
        unassigned,
        unflagged,
        equalled,
        reopened,
        uncontacted,
        gone_by,
        flagged,
        _states,
        missing,
        planned_beside,
        _values,
        lacks,
        undone,
        lapsed,
        ahead,
    )
    for reader in readers:
        found = list(reader(asked, mention, used))
        if found:
            yield from found
            return
    yield from (
        Placed(a, c, mention)
        for a, c in textual(asked.sentence, mention, asked.homes(mention), asked.catalogue, used)
    )


def _places(asked: Asked, mention: Mention) -> Iterator[Placed]:
    place = mention.data
    for anchor in asked.homes(mention):
        if anchor.child and _lives_with_main(asked, anchor):
            continue
        if condition := place_condition(place, anchor, asked.catalogue):
            yield Placed(anchor, condition, mention)
            return


def _titles(asked: Asked, mention: Mention) -> Iterator[Placed]:
    for anchor in asked.frame.anchors:
        if anchor.object == mention.data.object:
            yield Placed(anchor, under(anchor, mention.data.condition()), mention)
            return


def _lives_with_main(asked: Asked, child: Anchor) -> bool:
    """Whether a child has no place but its parent's, which is what is asked for."""
    path = city_path(child, asked.catalogue)
    return asked.frame.main.object == "Account" and path is not None and "." in path


def _names(asked: Asked, mention: Mention) -> Iterator[Placed]:
    named = next((one for one in asked.named if one.mention is mention), None)
    for anchor in asked.homes(mention) if named else ():
        main = asked.frame.main.object
        found = named and named_condition(asked.sentence, named, anchor, main, asked.catalogue)
        if found:
            yield Placed(*found, mention)
            person = named is not None and named.match and named.match.object in _PEOPLE
            said = asked.sentence.gap(0, mention.start)
            if person and (way := direction(said, asked.catalogue, anchor.object)):
                yield Placed(anchor, way, mention)
            return


_PEOPLE = frozenset({"Contact", "Lead", "Account"})


def _states(asked: Asked, mention: Mention, used: set[Mention]) -> Iterator[Placed]:
    if not mention.says(*STATES) or _only_dates(asked, mention) or _names_a_date(asked, mention):
        return
    if is_act(asked, mention) or (mention.says("overdue") and bounds_value(asked, mention)):
        return
    if mention.says("open") and (
        {*asked.sentence.before(mention)} & _HAVING or opens_most(asked.sentence, mention)
    ):
        return  # « ayant ouvert un ticket » tells of an act, not of what is open
    for anchor in (*asked.homes(mention), *above(asked)):
        named = _date_beside(asked, anchor, mention) if mention.says("overdue") else None
        if named is None and own_value(mention, asked.info(anchor)):
            return
        condition = state(mention, asked.info(anchor), asked.today, named[0] if named else None)
        if condition and named:
            used.add(named[1])
        if condition:
            yield Placed(anchor, under(anchor, condition), mention)
            return


_HAVING = frozenset(words("ayant ont avons avez"))


def _date_beside(asked: Asked, anchor: Anchor, mention: Mention) -> tuple[str, Mention] | None:
    """Return the date said to be past: « dont la révision est dépassée », "past their close"."""
    for other in asked.sentence.mentions:
        near = max(mention.start - other.end, other.start - mention.end) <= 2
        found = field_of(other, [anchor], asked.catalogue, *DATES, least=0.3) if near else None
        if found and other is not mention and "." not in found[1]:
            return found[1], other
    return None


def _names_a_date(asked: Asked, mention: Mention) -> bool:
    """Whether « clôture », "close" is the date's name: no participle, and a date is called so."""
    written = mention.text.lower().rstrip("s")
    if written.endswith(("é", "ée", "ed", "won", "lost")):
        return False
    found = field_of(mention, asked.homes(mention), asked.catalogue, "date", "datetime", least=1.0)
    return found is not None


def _only_dates(asked: Asked, mention: Mention) -> bool:
    """Whether the word only says which date a period is about: « ferment ce mois-ci »."""
    following = [m for m in asked.sentence.mentions if m.start >= mention.end][:2]
    period = next((m for m in following if m.kind == "period"), None)
    if period and mention.says("overdue") and period.data.start:
        return bool(period.data.start > asked.today)
    if period is None or mention.says("won", "lost", "converted", "unconverted", "overdue"):
        return False
    settled = mention.says("closing") and not mention.text.lower().rstrip("s").endswith(
        ("é", "ée", "ed")
    )
    asked_for: Period = period.data
    opened = mention.says("open") and mention.says("created") and asked_for.relation == "within"
    return settled or opened


def _values(asked: Asked, mention: Mention, used: set[Mention]) -> Iterator[Placed]:
    if mention.says(
        "mine", "count", "by", "sum", "most", "team", "portfolio", "closing", "without"
    ):
        return
    if _still_to_come(asked, mention) or _graded(asked, mention) or _averaged(asked, mention):
        return
    if leads_on(asked, mention) or any(flag_apart(asked, mention)):
        return
    if tells_date(asked, mention) or bounds_span(asked, mention):
        return
    found = pick(asked.sentence, mention, asked.homes(mention), asked.catalogue)
    still = {*asked.sentence.before(mention)} & _STILL
    dates = found and mention.says("created") and _timed(asked) and not still
    cut = found and "." in found.path and any(one.startswith("grain_") for one in mention.concepts)
    if dates or cut:
        return
    if found is None or (mention.says(*_SPOKEN) and not tells_state(asked, mention, found)):
        return
    if bounded := graded(asked, mention, found):
        values, bound = bounded
        used.update(spent(asked, bound, mention))
        yield Placed(found.anchor, Compare(found.path, "in", values), whole(mention, bound))
    elif found.field.type == "multipicklist":
        yield Placed(found.anchor, Compare(found.path, "includes", found.values), mention)
    else:
        yield Placed(found.anchor, Compare(found.path, "in", found.values), mention)


_STILL = frozenset({"still", "encore", "toujours"})


def _timed(asked: Asked) -> bool:
    """Whether « nouvelles » of a period says when they came, not a status."""
    mentions = asked.sentence.mentions
    grained = any(one.startswith("grain_") for m in mentions for one in m.concepts)
    return grained or any(m.kind == "period" for m in mentions)


def _graded(asked: Asked, mention: Mention) -> bool:
    """Whether a superlative beside it makes a word a number's name: « la plus mauvaise santé »."""
    main = asked.frame.main
    near = (
        m
        for m in asked.sentence.mentions
        if m.says("top", "bottom") and max(m.start - mention.end, mention.start - m.end) == 0
    )
    named = field_of(mention, [main], asked.catalogue, *NUMBERS, least=0.3)
    return named is not None and any(near)


def _averaged(asked: Asked, mention: Mention) -> bool:
    """Whether a number of the object stands beside « moyenne », "total": it is measured."""
    main = asked.frame.main
    named = field_of(mention, [main], asked.catalogue, *NUMBERS, least=0.3)
    beside = (m for m in asked.sentence.mentions if m.says("avg", "sum", "min", "max"))
    near = any(max(m.start - mention.end, mention.start - m.end) <= 1 for m in beside)
    return named is not None and "." not in named[1] and near


def _still_to_come(asked: Asked, mention: Mention) -> bool:
    """Whether « expirent d'ici trois mois » only says which date is meant: nothing has expired."""
    rest = [m for m in asked.sentence.mentions if m.start >= mention.end]
    after = [m for m in rest if not (asked.frame.at(m) and m.start == mention.end)][:1]
    ahead = [m for m in after if m.kind == "period" and m.start - mention.end <= 3]
    held = ahead[0].data if ahead else None
    last = (
        (held.end if in_present(asked, mention) else None) or held.start or held.end
        if held
        else None
    )
    if last is None or last < asked.today:
        return False
    homes = (asked.info(anchor) for anchor in asked.homes(mention))
    return any(said_date(info, words(mention.text)) is not None for info in homes)


_SPOKEN = (
    *STATES, "created", "contacted", "avg", "modified", "not", "with", "and", "or", "how_long",
)  # fmt: skip
