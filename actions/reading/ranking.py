"""How the rows of an answer are ordered, and where they are cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from actions.reading.ahead import to_come
from actions.reading.apart import apart
from actions.reading.asked import Asked
from actions.reading.denial import denied
from actions.reading.group_sorting import falls, sorted_measure
from actions.reading.longest import waiting_longest
from actions.reading.measuring import Task
from actions.reading.numbers_named import number_named
from actions.reading.ordinals import place_said
from actions.reading.picks import field_of
from actions.reading.singular import lone_subject, one_meant, singular
from actions.reading.sizes import size_field
from actions.reading.spans import Mention
from actions.reading.synonyms import dimension
from actions.reading.traits import (
    DATES,
    NUMBERS,
    date_field,
    finish_field,
    money_field,
    number_fields,
)
from crm import FieldInfo, Group, Measure, Order
from language import fold, words


@dataclass(frozen=True)
class Ranking:
    """How rows are ordered and cut."""

    orders: tuple[Order, ...] = ()
    limit: int | None = None
    place: int | None = None
    apart: Group | None = None


def ranking(
    asked: Asked,
    grouped: Sequence[Group],
    measured: Sequence[Measure],
    used: set[Mention],
    task: Task | None = None,
) -> Ranking:
    """Return the order and the cut a question asks for."""
    mentions = asked.sentence.mentions
    count = next((m.data for m in mentions if m.kind == "count" and not m.data.ordinal), None)
    cut = count.value if count and _cuts(asked, count.way, count.noun) else None
    if grouped:
        cut = count.value if count and (cut or _counts_people(asked, count.noun)) else None
        if task:
            return _task_ranking(asked, task, grouped[0], cut)
        return _group_ranking(asked, grouped, measured, cut)
    if task == "difference":
        return _task_ranking(asked, task, Group(asked.info(asked.frame.main).name_field), cut)
    if measured or task:
        return Ranking() if task else _of_first(asked, measured, cut, used)
    sort = next((m for m in mentions if m.says("sort")), None)
    if sort:
        return Ranking(_sorted_by(asked, sort, used), cut)
    return _superlative(asked, cut, used)


def _of_first(
    asked: Asked, measured: Sequence[Measure], cut: int | None, used: set[Mention]
) -> Ranking:
    """Return the first ones a figure is of: « total des 10 plus grosses affaires »."""
    figures = {one.function for one in measured} <= {"sum", "avg", "median"}
    return _superlative(asked, cut, used) if cut and cut > 1 and figures else Ranking()


def _counts_people(asked: Asked, noun: str) -> bool:
    """Whether « les 3 commerciaux » counts what rows are grouped by."""
    named = [m for m in asked.sentence.mentions if m.of("object") or m.of("field")]
    return bool(noun) and any(noun == fold(m.text).split()[0] for m in named)


def _cuts(asked: Asked, way: str | None, noun: str) -> bool:
    if way in {"top", "bottom", "latest", "oldest"}:
        return True
    main = asked.frame.main
    return (
        bool(noun) and noun == fold(asked.sentence.tokens[main.start].text)
        if main.end > main.start
        else False
    )


def _group_ranking(
    asked: Asked, grouped: Sequence[Group], measured: Sequence[Measure], cut: int | None
) -> Ranking:
    mentions = asked.sentence.mentions
    worst = any(m.says("least", "bottom") for m in mentions)
    best = any(m.says("most", "top") for m in mentions)
    if any(group.grain for group in grouped) and not (best or worst):
        return Ranking(tuple(Order(f"{g.path}:{g.grain}" if g.grain else g.path) for g in grouped))
    if not measured:
        return Ranking()
    if (way := falls(asked)) is not None:
        return Ranking((Order(measured[0].alias, descending=way),), cut)
    if ranked_by := sorted_measure(asked, measured):
        return Ranking((ranked_by,), cut, apart=apart(asked, grouped))
    order = (Order(measured[0].alias, descending=not worst),)
    one = (best or worst) and cut is None and (singular(asked) or lone_subject(asked))
    return Ranking(order, 1 if one else cut, apart=apart(asked, grouped))


def _task_ranking(asked: Asked, task: Task, group: Group, cut: int | None) -> Ranking:
    """Rank rates and durations: the best handle time is the shortest, the best rate the highest.

    They are no measure SOQL knows, so the order stands on the group; only its direction is used.
    """
    mentions = [
        m for m in asked.sentence.mentions
        if not m.says("rate", "share") and (m.says("most") or not m.says("how_long"))
    ]  # fmt: skip
    rated = {word for m in asked.sentence.mentions if m.says("rate") for word in words(m.text)}
    low = any(m.says("least", "bottom") for m in mentions) or bool(rated & _ILL)
    high = any(m.says("most", "top") for m in mentions) or bool(rated & _WELL)
    if task == "duration" and (graded := {fold(m.text).split()[-1] for m in mentions} & _GRADED):
        low, high = bool(graded & _BEST), not graded & _BEST
    one = (low or high) and cut is None and (singular(asked) or lone_subject(asked))
    by = f"{group.path}:{group.grain}" if group.grain else group.path
    return Ranking((Order(by, descending=not low),) if low or high else (), 1 if one else cut)


_WELL = frozenset(words("best mieux"))
_ILL = frozenset(words("worst moins"))
_BEST = frozenset(words("meilleur meilleure meilleurs meilleures best"))
_GRADED = _BEST | frozenset(words("pire pires mauvais mauvaise worst"))


def _sorted_by(asked: Asked, sort: Mention, used: set[Mention]) -> tuple[Order, ...]:
    mentions = asked.sentence.mentions
    rising = any(m.says("asc", "oldest", "bottom") for m in mentions)
    falling = any(m.says("desc", "latest", "top") for m in mentions if m.start >= sort.end)
    for mention in [m for m in mentions if m.start >= sort.end][:3]:
        found = field_of(mention, [asked.frame.main], asked.catalogue)
        if found:
            used.add(mention)
            number = found[2].type in NUMBERS
            path = _sortable(found[1], found[2])
            descending = (falling and not mention.says("latest", "top")) or number
            return (Order(path, descending=descending and not rising),)
    dated = _DATE & {*asked.sentence.gap(sort.end, sort.end + 2)}
    field = date_field(asked.info(asked.frame.main)) if dated else None
    return (Order(field.name, descending=falling),) if field else ()


_DATE = frozenset({"date", "dates"})


def _sortable(path: str, field: FieldInfo) -> str:
    if field.type == "reference" and field.relationship:
        return f"{path[: -len(field.name)]}{field.relationship}.Name"
    return path


def _superlative(asked: Asked, cut: int | None, used: set[Mention]) -> Ranking:
    info = asked.catalogue[asked.frame.main.object]
    if told := _outright(asked, cut, used):
        return told
    for mention in asked.sentence.mentions:
        if mention in used or not mention.says(
            "top", "bottom", "latest", "oldest", "most", "least"
        ):
            continue
        dated = mention.says("latest", "oldest")
        if dated and not (cut or _before_main(asked, mention)):
            continue
        field = _ranked_date(asked) if dated else _ranked_number(asked, mention, used)
        if field is None:
            continue
        descending = mention.says("top", "latest", "most")
        orders = (Order(field, descending=descending),)
        if place := place_said(asked.sentence, mention):
            return Ranking(orders, place, place)
        return Ranking(orders, cut or one_meant(asked, mention))
    if cut:
        found = date_field(info)
        return Ranking((Order(found.name, descending=True),) if found else (), cut)
    return Ranking()


def _outright(asked: Asked, cut: int | None, used: set[Mention]) -> Ranking | None:
    """Return an order that is told as such, by no superlative."""
    if both := _from_to(asked, used):
        return Ranking((both,), cut)
    if soonest := _soonest(asked, cut):
        return soonest
    waited = waiting_longest(asked, used)
    return Ranking((waited[1],), cut or one_meant(asked, waited[0])) if waited else None


def _soonest(asked: Asked, cut: int | None) -> Ranking | None:
    """Put what is still to come in its order: « mes trois prochains rendez-vous »."""
    mentions = asked.sentence.mentions
    said = next((m for m in mentions if to_come(asked, m)), None)
    field = date_field(asked.info(asked.frame.main)) if said else None
    if said is None or field is None or field.name == "CreatedDate":
        return None
    count = next((m.data for m in mentions if m.kind == "count" and m.start <= said.end), None)
    one = 1 if fold(said.text) in _ONE else one_meant(asked, said)
    few = cut or (count.value if count and not count.ordinal else one)
    return Ranking((Order(field.name),), few)


_ONE = frozenset({"prochain", "prochaine"})


def _from_to(asked: Asked, used: set[Mention]) -> Order | None:
    """Return the order of « du plus récent au plus ancien », "largest to smallest"."""
    mentions = asked.sentence.mentions
    for first, last in pairwise(mentions):
        joint = asked.sentence.gap(first.end, last.start)
        if not {*joint} & {"au", "a", "aux", "to"} or len(joint) > 2:
            continue
        for one, other in (("latest", "oldest"), ("top", "bottom")):
            ways = {one: True, other: False}
            way = next((w for w in ways if first.says(w)), None)
            if way is None or not any(last.says(w) for w in ways if w != way):
                continue
            dated = one == "latest"
            by = _ranked_date(asked) if dated else _ranked_number(asked, first, used)
            return Order(by, descending=ways[way]) if by else None
    return None


def _before_main(asked: Asked, mention: Mention) -> bool:
    """Whether « dernier » determines the records: right before or after their name."""
    main = asked.frame.main
    if main.end == main.start or asked.sentence.before(mention)[-1:] in (["by"], ["par"]):
        return True
    return 0 <= main.start - mention.end <= 2 or 0 <= mention.start - main.end <= 2


def _ranked_date(asked: Asked) -> str | None:
    info = asked.catalogue[asked.frame.main.object]
    mentions = asked.sentence.mentions
    for end in (m for m in mentions if m.says("oldest", "latest")):
        after = next((m for m in mentions if m.start == end.end), None)
        named = field_of(after, [asked.frame.main], asked.catalogue, *DATES) if after else None
        if named and after and not (asked.frame.at(after) or after.concepts):
            return named[1]
    finish = finish_field(info)
    over = (m for m in mentions if m.says("won", "lost", "closed"))
    if finish and any(not denied(asked.sentence, m) for m in over):
        return finish.name
    if any(m.says("contacted", "inactive") for m in mentions) and _HEARD in info.fields:
        return _HEARD
    if any(m.says("modified") for m in mentions) and "LastModifiedDate" in info.fields:
        return "LastModifiedDate"
    found = date_field(info)
    if info.name == "Opportunity" or any(m.says("created") for m in mentions) or found is None:
        return "CreatedDate" if "CreatedDate" in info.fields else None
    return found.name


_HEARD = "LastActivityDate"


def _ranked_number(asked: Asked, mention: Mention, used: set[Mention]) -> str | None:
    named = number_named(asked, used)
    if named:
        return named[1]
    homes = [asked.frame.main]
    if by := _of_dimension(asked, mention):
        return by
    for other in asked.sentence.mentions:
        free = other not in used and not asked.frame.at(other)
        found = field_of(other, homes, asked.catalogue, *DATES) if free else None
        if found and other.start >= mention.end:
            return found[1]
    info = asked.info(asked.frame.main)
    money = money_field(info)
    if money is None and dimension(words(mention.text)):
        return None  # nothing here is cheap or long
    return next((one.name for one in (money, size_field(info)) if one), None)


def _of_dimension(asked: Asked, mention: Mention) -> str | None:
    """Return the number an adjective compares by: the weight for "the heaviest wheelchair"."""
    called = dimension(words(mention.text))
    for field in number_fields(asked.info(asked.frame.main)):
        if called & {*words(field.labels.fr), *words(field.labels.en)}:
            return field.name
    return None
