"""Which date a period is about, and the condition it makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from actions.reading.clauses import Anchor
from actions.reading.coming import still_to_come
from actions.reading.denial import denied
from actions.reading.elapsing import PAST, elapsed, lasts
from actions.reading.excepting import leaves_out, left_out_of, within
from actions.reading.rate_dates import SETTLING, rate_is_of, usual_date
from actions.reading.spans import Mention, Sentence
from actions.reading.staged import since_then
from actions.reading.stems import GLUE
from actions.reading.traits import (
    DATES,
    date_field,
    date_fields,
    ended_field,
    finish_field,
    said_date,
)
from crm import AllOf, AnyOf, Compare, Condition, FieldInfo, ObjectInfo
from language import Period, find_periods, words
from language.stretches import move, unit_around

_REACH = 6


def dated(
    sentence: Sentence, mention: Mention, info: ObjectInfo, today: date
) -> Iterator[tuple[FieldInfo, Period, Condition]]:
    """Yield the date a period speaks of and the condition, where the object has such a date."""
    whole = left_out_of(sentence, mention) or mention
    verbs = _around(sentence, whole)
    field = _field(sentence, whole, info, verbs)
    if field is None:
        return
    if field.name == "CreatedDate" and _owed(mention.data, today):
        field = usual_date(sentence, info) or field
    period = _whole(mention, _settled(sentence, mention, field, verbs, today), today)
    period = _following(sentence, mention, period, today)
    period = still_to_come(period, verbs, today)
    period = within(period, whole.data) if whole is not mention else period
    period = elapsed(mention, period, field, info, verbs, today)
    absent = _absent(sentence, whole, verbs) and lasts(field)
    yield field, period, _condition(field.name, period, absent=absent)


def _owed(period: Period, today: date) -> bool:
    """Whether a period ends on a day to come: « tâches ouvertes avant vendredi » are due then."""
    return period.relation in {"before", "until"} and bool(period.end and period.end > today)


def _following(sentence: Sentence, mention: Mention, period: Period, today: date) -> Period:
    """Take « décembre ou janvier » to come as the January that follows that December."""
    place = sentence.mentions.index(mention)
    other, joint = sentence.mentions[max(place - 2, 0)], sentence.mentions[max(place - 1, 0)]
    if place < 2 or other.kind != "period" or not joint.says("or", "and"):
        return period
    first = other.data.start if other.data.recurs == period.recurs == "year" else None
    if not (first and first > today and period.start and period.end and period.start < first):
        return period
    return replace(period, start=move(period.start, "year", 1), end=move(period.end, "year", 1))


def _around(sentence: Sentence, mention: Mention) -> list[Mention]:
    """Return the mentions of the same clause as a period, the nearest first."""
    place = sentence.mentions.index(mention)
    before = list(_of_clause(reversed(sentence.mentions[max(place - _REACH, 0) : place])))
    after = [
        m
        for m in sentence.mentions[place + 1 : place + (3 if place else _REACH)]
        if not ((m.says(*SETTLING) and denied(sentence, m)) or leaves_out(sentence, m))
    ]  # what never happened dates nothing: "tasks this week that aren't done"
    return [*before, *after]


def _of_clause(before: Iterable[Mention]) -> Iterator[Mention]:
    """Yield what stands before a period in its clause: « ni contrat actif ni commande depuis »."""
    noun = False
    for mention in before:
        joins = mention.says("with", "without", "not", "and", "or") and not mention.of("field")
        if mention.kind == "period" or (noun and joins):
            return
        named = any(one.share == 1.0 for one in mention.of("object"))
        noun = noun or (named and not mention.concepts)
        yield mention


def _field(
    sentence: Sentence, mention: Mention, info: ObjectInfo, around: Sequence[Mention]
) -> FieldInfo | None:
    return _said_field(sentence, mention, info, around) or usual_date(sentence, info)


def _said_field(
    sentence: Sentence, mention: Mention, info: ObjectInfo, around: Sequence[Mention]
) -> FieldInfo | None:
    """Return the date that the words around a period speak of."""
    if staged := since_then(sentence, mention, around, info):
        return staged
    if due := _right_before(sentence, mention, info):
        return due
    for other in around:
        if last := _lacked_since(sentence, mention, other, info):
            return last
        if other.says("rate") or _lacked(sentence, other):
            continue
        rated = rate_is_of(sentence, other)
        found = None if rated else _named(other, info)
        if not (found or rated or other.says("modified", "contacted", "inactive")):
            found = _labelled(mention, other, info)
        if found := found or _by_verb(sentence, mention, other, info):
            return found
    apart = (m for m in sentence.mentions
             if m.says("rate") or _lacked(sentence, m) or rate_is_of(sentence, m))  # fmt: skip
    rates = {place for m in apart for place in range(m.start, m.end)}
    reach = range(mention.start - 1, max(mention.start - 6, 0) - 1, -1)
    near = [sentence.tokens[place].text for place in reach if place not in rates]
    return said_date(info, near)


def undecided(sentence: Sentence, mention: Mention, info: ObjectInfo) -> list[FieldInfo]:
    """Return the dates a period may be of, where no word says which."""
    said = _said_field(sentence, mention, info, _around(sentence, mention))
    return [] if said else date_fields(info)


def undated(sentence: Sentence, mention: Mention, info: ObjectInfo) -> bool:
    """Whether an object has no date of its own, nor do the words beside a period name one."""
    said = _said_field(sentence, mention, info, _around(sentence, mention))
    return said is None and info.custom and not date_fields(info)


def names_date(sentence: Sentence, mention: Mention, info: ObjectInfo) -> bool:
    """Whether a date of the object is named beside a period: « dont la signature est prévue »."""
    around = (m for m in _around(sentence, mention) if m.end <= mention.start)
    return any(not other.concepts and _named(other, info) is not None for other in around)


def _right_before(sentence: Sentence, mention: Mention, info: ObjectInfo) -> FieldInfo | None:
    """Return the date the plain word right before a period speaks of: "tasks due this week"."""
    place = mention.start - 1
    while place >= 0 and sentence.tokens[place].text in GLUE | _TO:
        place -= 1
    covered = any(m.start <= place < m.end and m.kind != "unknown" for m in sentence.mentions)
    if place < 0 or covered or mention.start - place > _NEXT:
        return None
    return said_date(info, [sentence.tokens[place].text])


_TO = frozenset({"by", "before", "avant", "within", "during", "pour"})
_NEXT = 3


def _lacked(sentence: Sentence, field: Mention) -> bool:
    """Whether a date is said not to be there: "no first response", so it dates nothing."""
    place = sentence.mentions.index(field)
    before = sentence.mentions[place - 1] if place else None
    near = before is not None and field.start - before.end <= 1
    named = bool(field.of("field")) and not field.concepts
    return bool(before and near and before.says("without")) and named


def _lacked_since(
    sentence: Sentence, period: Mention, field: Mention, info: ObjectInfo
) -> FieldInfo | None:
    """Return what was last done, where none since is asked for: "no last login this month"."""
    found = _named(field, info) if _lacked(sentence, field) else None
    return found if found and lasts(found) and 0 <= period.start - field.end <= 1 else None


def _named(other: Mention, info: ObjectInfo) -> FieldInfo | None:
    """Return the date a mention names: « date de clôture »."""
    for meaning in other.of("field"):
        one = info.fields.get(meaning.field)
        if meaning.object == info.name and meaning.share > 0.4 and one and one.type in DATES:
            return one
    return None


def _labelled(period: Mention, verb: Mention, info: ObjectInfo) -> FieldInfo | None:
    """Return the date whose label the verb before a period shares: « livrées en octobre »."""
    if verb.kind != "words" or verb.end > period.start or verb.of("object"):
        return None
    return said_date(info, words(verb.text))


def _by_verb(
    sentence: Sentence, period: Mention, verb: Mention, info: ObjectInfo
) -> FieldInfo | None:
    name = _verbs_date(sentence, period, verb, info)
    if name == "finish":
        ended = ended_field(info) if verb.says("closing") and not finish_field(info) else None
        return ended or finish_field(info)
    if name == "own":
        return date_field(info)
    return info.fields.get(name) if name else None


def _verbs_date(sentence: Sentence, period: Mention, verb: Mention, info: ObjectInfo) -> str:
    """Return the date field a verb is about; "finish" for the end, "own" for the usual one."""
    came = verb.says("created")
    news = came and any(m.of("object") and m.start == verb.end for m in sentence.mentions)
    if verb.says("contacted", "inactive") and not news:
        return "LastActivityDate"
    if came and not verb.of("value") and not _open_state(sentence, verb, period):
        return "CreatedDate"
    if verb.says("open") and period.data.relation in {"older_than", "newer_than", "since"}:
        return "CreatedDate"
    if verb.says("modified"):
        return "LastModifiedDate"
    late = verb.says("overdue") and info.name in {"Task", "Opportunity"}
    ends = verb.says("closed", "won", "lost", "converted", "closing") or _how_long_to_end(verb)
    return "finish" if ends else "own" if late else ""


def _how_long_to_end(verb: Mention) -> bool:
    """Whether a time taken ends with the record: "resolution time", no age and no first answer."""
    return verb.says("how_long") and bool(_ENDING & {*words(verb.text)})


_ENDING = frozenset(words("resolution resolve handle traitement close closing cycle"))


def _open_state(sentence: Sentence, verb: Mention, period: Mention) -> bool:
    """Whether « ouverts » is a state of its own: « tickets ouverts qui ferment en mars »."""
    between = [m for m in sentence.mentions if verb.end <= m.start and m.end <= period.start]
    return verb.says("open") and any(m.says("closing", "closed", "contacted") for m in between)


def _absent(sentence: Sentence, mention: Mention, around: Sequence[Mention]) -> bool:
    """Whether a contact is said not to have been: « pas contactés », "no activity"."""
    if any(m.says("inactive") for m in around):
        return True
    said = any(m.says("not", "without", "never") for m in around)
    words = [t.text for t in sentence.tokens[max(mention.start - 10, 0) : mention.start]]
    return said or "n't" in words


def _settled(
    sentence: Sentence, mention: Mention, field: FieldInfo, verbs: Sequence[Mention], today: date
) -> Period:
    """Return the period, its year settled by the tense where the text left it out."""
    period: Period = mention.data
    if period.recurs is None:
        return period
    past = field.name in PAST or any(
        m.says("won", "lost", "closed") and not m.says("closing") for m in verbs
    )
    ends = bool(_ENDS & {*words(field.labels.fr), *words(field.labels.en)})
    ahead = ends and period.relation in {"before", "until"}
    future = (ahead or any(m.says("closing", "open") for m in verbs)) and not past
    prefer = "past" if past else "future" if future else None
    if prefer is None:
        return period
    found = find_periods(sentence.text, today, prefer=prefer)  # type: ignore[arg-type]
    settled = next((one for one in found if one.span == period.span), period)
    last = settled.end or settled.start
    if prefer == "future" and settled.start is None and last and last < today:
        return replace(settled, end=move(last, "year", 1))
    return settled


_ENDS = frozenset(words("fin end expiration prochaine prochain next"))


def _whole(mention: Mention, period: Period, today: date) -> Period:
    """Take "leads from last month" as those of that month: only "from March on" has no end."""
    said = words(mention.text)
    open_ended = said[:1] != ["from"] or said[-1] in {"on", "onwards", "onward"}
    if period.relation != "since" or period.start is None or period.grain is None or open_ended:
        return period
    unit = unit_around(period.start, period.grain)
    passed = period.grain != "day" and unit.start == period.start and unit.end < today
    return replace(period, end=unit.end, relation="within") if passed else period


def _condition(path: str, period: Period, *, absent: bool) -> Condition:
    """Return the condition of a period, or of the lack of anything since."""
    start, end = period.start, period.end
    if absent and period.relation == "older_than" and end:
        return AnyOf((Compare(path, "<=", end), Compare(path, "=", None)))
    if absent and start:
        return AnyOf((Compare(path, "<", start), Compare(path, "=", None)))
    bounds = []
    if start:
        bounds.append(Compare(path, ">=", start))
    if end:
        bounds.append(Compare(path, "<=", end))
    return bounds[0] if len(bounds) == 1 else AllOf(tuple(bounds))


def anchored(anchor: Anchor, path: str) -> str:
    """Return a field's path from the main object, or from the child it belongs to."""
    return f"{anchor.path}.{path}" if anchor.path else path
