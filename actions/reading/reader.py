"""Read any question into a `crm.Query`, from the org's own describe.

The message is cut into mentions; the first object named frames it; every other mention becomes a
condition, a group, a measure or an order on the object it belongs to. Only names are looked up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Literal

from actions.reading import follow_up
from actions.reading.alike import alike_by, likeness_lost
from actions.reading.among import part_of
from actions.reading.apart import listed_apart
from actions.reading.asked import Asked, Placed
from actions.reading.asked_anew import asks_anew
from actions.reading.back_then import open_then
from actions.reading.buying import bought
from actions.reading.clauses import Frame, frame
from actions.reading.comparison import Compared, versus
from actions.reading.denials_lost import with_lost_denial
from actions.reading.doubts import hanging, unclear_words
from actions.reading.elided import said_in_full
from actions.reading.field_pairs import against
from actions.reading.figured import figured, statistics
from actions.reading.filled import filled
from actions.reading.filters import placed
from actions.reading.grouping import groups
from actions.reading.growing import said_along
from actions.reading.holding import Held, bound_of_each, held_groups, use_bounds
from actions.reading.implying import brought_in, implied, of_kind, opposed
from actions.reading.joining import assemble
from actions.reading.keeping import recall
from actions.reading.lasting import lasting
from actions.reading.measuring import deal_above, task_of
from actions.reading.mentions import segment
from actions.reading.naming import Named, Resolver, resolve
from actions.reading.nouns import framed_again, with_nouns
from actions.reading.odds import odds_of, without_odds
from actions.reading.opposites import without_sides
from actions.reading.own_nouns import with_own_nouns
from actions.reading.pivot import Pivot, pivot
from actions.reading.queues import queued
from actions.reading.ranking import Ranking, ranking
from actions.reading.rate_bounds import bounded_rate
from actions.reading.rated import concluded
from actions.reading.reach import within_reach
from actions.reading.reading import Choice, Reading
from actions.reading.rereading import reread
from actions.reading.reworded import in_plain_words
from actions.reading.scope import Owned, owners
from actions.reading.selecting import select
from actions.reading.sellers import selling
from actions.reading.showing import with_columns
from actions.reading.spans import Mention, Sentence
from actions.reading.spoken import Belonging, Spoken, belonging, several
from actions.reading.stepping import near, on_screen, seen_from
from actions.reading.ties import tied
from actions.reading.timing import on_dates_bound, span_of
from actions.reading.titles import with_titles
from actions.reading.towns import Values, with_towns
from actions.reading.unheard import unheard
from actions.reading.unmarked import with_unmarked
from actions.reading.unplanned import unplanned
from actions.reading.unsold import unsold
from actions.reading.vocabulary import Reach, Vocabulary, build
from actions.reading.weighing import share_of
from actions.reading.whole_names import whole_names
from crm import AllOf, Candidate, Catalogue, Condition, Group, Measure, Query, User

_KNOWN: dict[int, tuple[Catalogue, Vocabulary]] = {}
_MOST_KNOWN = 32
LONGEST = 2000
"""Characters of a message that are read: no question is longer, whatever is pasted after it."""


async def read(
    text: str, catalogue: Catalogue, user: User, today: date, language: str, resolver: Resolver,
    *,
    team: Sequence[str] = (),
    names: Iterable[tuple[int, int]] = (),
    previous: Mapping[str, Any] | None = None,
    refines: bool = False,
    spoken: Spoken | None = None,
    values: Values | None = None,
    written: Sequence[Candidate] = (),
) -> Reading | None:  # fmt: skip
    """Return what a question asks for, or None where it speaks of nothing in the org.

    `names` are spans marked as names, `written` the org's own records whose whole name is said,
    `team` ids of who reports to the asker, `previous` the last query as `keep` wrote it, `refines`
    that the message goes on from it, `spoken` what « ses » points back to; `values` of a field.
    """
    before = recall(previous, catalogue) if previous else None
    days = on_screen(before)
    text, names = in_plain_words(text[:LONGEST], names, days, going_on=before is not None)
    text, names = said_in_full(text, names, catalogue, vocabulary_of(catalogue), today, language)
    known = whole_names(text, written, vocabulary_of(catalogue))
    screen = before.query.object if before and refines else None
    sentence = _cut(text, catalogue, today, names, None, known, screen)
    refines = refines and not (before and asks_anew(sentence, catalogue, before.query.object))
    goes_on = before is not None and (refines or follow_up.goes_on(sentence, catalogue))
    last, days = (before.query.object, days) if before and goes_on else (None, None)
    if (found := frame(sentence, catalogue, last, refines=goes_on)) is None:
        return None
    whole, found = sentence, with_nouns(sentence, found, catalogue)
    within = within_reach(sentence, found, catalogue)
    seen = seen_from(text, days, today)
    sentence = near(_cut(text, catalogue, seen, names, within, known, screen), days, today)
    found = framed_again(sentence, whole, found, catalogue, refines=goes_on)
    sentence, found, named = await _looked_up(sentence, found, catalogue, resolver, values)
    owned = belonging(sentence, found, catalogue, spoken)
    found, turned = pivot(sentence, found, catalogue)
    asked = Asked(sentence, found, catalogue, today, language, named)
    reading = _read(asked, turned, list(owners(sentence, found, catalogue, user, team)), owned)
    return _settled(asked, reading, before if goes_on else None, spoken, owned)


def _cut(
    text: str, catalogue: Catalogue, today: date, names: Iterable[tuple[int, int]],
    within: Reach | None, known: Iterable[tuple[int, int]], screen: str | None,
) -> Sentence:  # fmt: skip
    """Return the message cut into mentions, the org's own nouns among them, its columns apart."""
    sentence = segment(text, vocabulary_of(catalogue), today, names, within, known)
    return with_columns(with_own_nouns(sentence, catalogue), catalogue, screen)


async def _looked_up(
    sentence: Sentence,
    found: Frame,
    catalogue: Catalogue,
    resolver: Resolver,
    values: Values | None,
) -> tuple[Sentence, Frame, list[Named]]:
    """Return the sentence with its titles, towns and small-letter names, and who its names are."""
    sentence, found = await with_titles(sentence, found, catalogue, values)
    sentence = await with_towns(sentence, found, catalogue, values)
    sentence = await with_unmarked(sentence, found, catalogue, resolver)
    return sentence, found, await resolve(sentence, found, catalogue, resolver)


def _settled(
    asked: Asked, reading: Reading, before: Reading | None, spoken: Spoken | None,
    owned: Belonging | None,
) -> Reading:  # fmt: skip
    """Return the reading held against what is spoken of, or laid over what is on screen."""
    if owned and spoken:
        return _of_spoken(reading, spoken, owned, many=several(asked.sentence, asked.frame))
    return follow_up.merge(before, reading, asked) if before else with_lost_denial(asked, reading)


def _of_spoken(reading: Reading, spoken: Spoken, owned: Belonging, *, many: bool) -> Reading:
    """Return a reading with what it is about, which no word of it names."""
    known = (Candidate(spoken.object, spoken.id, spoken.name, 1.0),) if spoken.id else ()
    names, own = (*reading.names, *known), owned.placed.condition
    return replace(reading, names=names, belongs=own, wider=owned.wider, many=many)


def vocabulary_of(catalogue: Catalogue) -> Vocabulary:
    """Return the catalogue's vocabulary, built once for each catalogue."""
    known = _KNOWN.get(id(catalogue))
    if known is None or known[0] is not catalogue:
        while len(_KNOWN) >= _MOST_KNOWN:
            _KNOWN.pop(next(iter(_KNOWN)))
        known = _KNOWN[id(catalogue)] = (catalogue, build(catalogue))
    return known[1]


def _read(
    asked: Asked, turned: Pivot | None, owned: Sequence[Owned], spoken: Belonging | None
) -> Reading:
    asked, part = part_of(asked)
    used: set[Mention] = {one.mention for one in owned}
    use_bounds(turned, asked.sentence, used)
    rated = bounded_rate(asked, turned, used)
    pair, (asked, lasted) = against(asked, used), lasting(asked, used)
    asked, alike = alike_by(asked, used)
    grouped = [*alike.groups] or groups(asked, turned, used)
    compared = versus(asked, used, grouped)
    conditions = [*compared.placed, *alike.placed, *_conditions(asked, used, grouped),
                  *_whose(owned, spoken)]  # fmt: skip
    conditions, grouped = _sided(asked, reread(asked, conditions), grouped, compared)
    each, grouped = listed_apart(asked, turned, grouped)
    said = "difference" if pair and pair[1] == "-" else task_of(asked, used)
    made = figured(asked, said, turned, list(grouped), compared, used)
    task, grouped = made.task, made.grouped
    conditions += brought_in(asked, conditions) if task == "duration" else ()
    ranked = ranking(asked, grouped, made.measures, used, task)
    gathered = (*assemble(asked, conditions), *filled(asked, grouped, ranked))
    held = alike.held or held_groups(asked, turned, grouped, made.measures, task, used, rated)
    first, *beside = statistics(asked, task, grouped)
    reading = Reading(
        _query(asked, gathered, grouped, held, ranked),
        task or _kind(made.measures, grouped),
        gathered,
        whose=owned[0].whose if owned else "all",
        shared=share_of(asked, conditions, grouped, task, lasted),
        span=span_of(asked) if task == "duration" else None,
        against=pair, lasting=lasted, place=ranked.place,
        statistic=first, beside=tuple(beside), over=made.over,
        through=deal_above(asked) if task == "rate" else None,
        along=said_along(asked, grouped),
        apart=(each or ranked.apart) if ranked.limit else None,
        columns=asked.sentence.columns,
        part=part,
    )  # fmt: skip
    return _told(_compared(reading, compared), asked, conditions, used)


def _sided(
    asked: Asked, conditions: list[Placed], grouped: list[Group], compared: Compared
) -> tuple[list[Placed], list[Group]]:
    """Return the conditions with what words imply, and the groups with what is opposed."""
    conditions += implied(asked, conditions)
    sides = opposed(asked, conditions, held=compared.versus is not None)
    grouped = [*grouped, *(one for one in sides if len(grouped) < 2 and one not in grouped)]
    conditions = without_sides(asked, conditions, sides)
    grouped = on_dates_bound(asked, conditions, grouped)
    conditions += concluded(asked, conditions)
    return (without_odds(asked, conditions) if odds_of(asked) else conditions), grouped


def _told(
    reading: Reading, asked: Asked, conditions: Sequence[Placed], used: set[Mention]
) -> Reading:
    """Return the reading with its columns, its names, and what was not understood, or is two."""
    whole = not (reading.query.group_by or reading.versus)
    unclear = (*unclear_words(asked, used), *unheard(asked, reading, used))
    unclear += likeness_lost(asked, reading)
    return replace(
        reading,
        tie=tied(asked, conditions) if whole else None,
        query=select(reading, asked.catalogue),
        unclear=hanging(reading, unclear),
        choice=_choice(asked.named),
        names=tuple(one.match for one in asked.named if one.match),
    )


def _conditions(asked: Asked, used: set[Mention], grouped: Sequence[Group]) -> list[Placed]:
    """Return what each record must be; what each group must reach is no condition of theirs."""
    each = {one for one in (bound_of_each(asked, grouped, used),) if one}
    used |= each
    apart = (*open_then(asked, used), *unsold(asked, used), *queued(asked, used))
    apart += (*bought(asked, used), *unplanned(asked, used), *selling(asked))
    found = [*apart, *of_kind(asked), *placed(asked, used)]
    used -= each
    return found


def _query(
    asked: Asked,
    gathered: tuple[Condition, ...],
    grouped: Sequence[Group],
    held: Held,
    ranked: Ranking,
) -> Query:
    return Query(
        asked.frame.main.object,
        where=AllOf(gathered),
        group_by=tuple(grouped),
        measures=held.measures,
        having=held.having,
        order_by=ranked.orders,
        limit=ranked.limit,
    )


def _whose(owned: Sequence[Owned], spoken: Belonging | None) -> list[Placed]:
    """Return the conditions of belonging to somebody, or to what is spoken of."""
    mine = [Placed(one.anchor, one.condition, one.mention) for one in owned]
    return [*mine, spoken.placed] if spoken else mine


def _kind(measured: Sequence[Measure], grouped: Sequence[Group]) -> Literal["list", "aggregate"]:
    return "aggregate" if measured or grouped else "list"


def _compared(reading: Reading, compared: Compared) -> Reading:
    return replace(
        reading,
        period=compared.period,
        period_condition=compared.condition,
        versus=compared.versus,
    )


def _choice(named: Sequence[Named]) -> Choice | None:
    for one in named:
        if one.match is None and not one.place and len(one.candidates) > 1:
            return Choice(one.mention.text, one.candidates)
    return None
