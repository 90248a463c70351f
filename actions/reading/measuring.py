"""What a question counts, sums or averages, and what it sorts by and cuts to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from actions.reading.comparing import bounded
from actions.reading.filters import Asked
from actions.reading.picks import field_of
from actions.reading.pivot import Pivot
from actions.reading.spans import Mention
from actions.reading.traits import DATES, NUMBERS, date_field, finish_field, money_field
from crm import Compare, FieldInfo, Group, Measure, Order
from crm.query import Function
from language import fold

Task = Literal["list", "aggregate", "rate", "share", "duration"]
_PLAIN: tuple[tuple[str, Function], ...] = (("avg", "avg"), ("min", "min"), ("max", "max"))


@dataclass(frozen=True)
class Ranking:
    """How rows are ordered and cut."""

    orders: tuple[Order, ...] = ()
    limit: int | None = None


def number_named(asked: Asked, used: set[Mention]) -> tuple[Mention, str, FieldInfo] | None:
    """Return the first number a question names that is neither a bound nor a group."""
    homes = [asked.frame.main, *(a for a in asked.frame.anchors if not a.child)]
    for mention in asked.sentence.mentions:
        if mention in used or mention.kind != "words" or asked.frame.at(mention):
            continue
        least = 0.45 if mention.of("object") else 0.3
        found = field_of(mention, homes, asked.catalogue, *NUMBERS, least=least)
        if found:
            return mention, found[1], found[2]
    return None


def task_of(asked: Asked, used: set[Mention]) -> Task | None:
    """Return the kind of answer that is asked for, where it is no plain list or aggregate."""
    mentions = asked.sentence.mentions
    info = asked.catalogue[asked.frame.main.object]
    named = number_named(asked, used)
    rated = any(m.says("rate") and not (named and m is named[0]) for m in mentions)
    if rated and {"IsWon", "IsConverted"} & {*info.fields}:
        return "rate"
    own = named is not None and "." not in named[1]
    if any(m.says("how_long") for m in mentions) and not own and _starts_and_ends(asked):
        return "duration"
    if any(m.says("share") for m in mentions) and not (named and named[2].type == "percent"):
        return "share"
    return None


def _starts_and_ends(asked: Asked) -> bool:
    info = asked.catalogue[asked.frame.main.object]
    return finish_field(info) is not None and "CreatedDate" in info.fields


def measures(asked: Asked, grouped: Sequence[Group], used: set[Mention]) -> tuple[Measure, ...]:
    """Return the measures of a question; none where it asks for records."""
    mentions = [m for m in asked.sentence.mentions if m not in used]
    named = number_named(asked, used)
    for concept, function in _PLAIN:
        if any(m.says(concept) for m in mentions):
            return _over(asked, function, named, used)
    counts = any(m.says("count") for m in mentions)
    if _summed(asked, mentions, named, grouped):
        return _over(asked, "sum", named, used)
    if counts or grouped:
        return (Measure("count", None, "count"),)
    return ()


def _summed(
    asked: Asked,
    mentions: Sequence[Mention],
    named: tuple[Mention, str, FieldInfo] | None,
    grouped: Sequence[Group],
) -> bool:
    if any(m.says("count") for m in mentions) and not (
        named and any(m.says("sum") for m in mentions)
    ):
        return False
    if any(m.says("sum") for m in mentions):
        return named is not None or not any(m.says("share") for m in mentions)
    worth = any(m.says("pipeline", "revenue") for m in mentions)
    questioned = any(m.says("which") for m in mentions)
    if worth and (grouped or questioned) and not _listed(asked, mentions):
        return True
    if named is None:
        return False
    mention = named[0]
    before = [m for m in mentions if m.end <= mention.start]
    asked_for = bool(before) and before[-1].says("which") and mention.start - before[-1].end <= 3
    ranked = bool(grouped) and not any(m.says("sort") for m in mentions)
    return asked_for or ranked


def _listed(asked: Asked, mentions: Sequence[Mention]) -> bool:
    """Whether « quelles ventes » asks for the sales themselves."""
    which = next((m for m in mentions if m.says("which")), None)
    main = asked.frame.main
    return which is not None and main.end > main.start and 0 <= main.start - which.end <= 1


def _over(
    asked: Asked,
    function: Function,
    named: tuple[Mention, str, FieldInfo] | None,
    used: set[Mention],
) -> tuple[Measure, ...]:
    own = money_field(asked.catalogue[asked.frame.main.object])
    if named and own and "." in named[1] and named[2].type == "currency":
        used.add(named[0])
        named = None
    if named:
        used.add(named[0])
        return (Measure(function, named[1], f"{function}_{_plain(named[1])}"),)
    if own is None:
        return (Measure("count", None, "count"),)
    return (Measure(function, own.name, f"{function}_{_plain(own.name)}"),)


def compared_measures(asked: Asked, used: set[Mention]) -> tuple[Measure, ...]:
    """Return what two periods are compared by where no measure is said: money sold, or a count."""
    sold = any(m.says("revenue", "pipeline") for m in asked.sentence.mentions)
    named = number_named(asked, used)
    if sold or named:
        return _over(asked, "sum", named, used)
    return (Measure("count", None, "count"),)


def _plain(path: str) -> str:
    return path.replace(".", "_")


def having(pivot: Pivot | None, measured: Sequence[Measure]) -> tuple[Compare, ...]:
    """Return the bound on each group: « plus de trois requêtes »."""
    if pivot is None or pivot.bound is None or not measured:
        return ()
    field = FieldInfoName(measured[0].alias)
    found = bounded(field, pivot.bound)  # type: ignore[arg-type]
    return (found,) if isinstance(found, Compare) else tuple(getattr(found, "conditions", ()))


@dataclass(frozen=True)
class FieldInfoName:
    """The alias of a measure, where a condition wants a field's name."""

    name: str


def ranking(
    asked: Asked, grouped: Sequence[Group], measured: Sequence[Measure], used: set[Mention]
) -> Ranking:
    """Return the order and the cut a question asks for."""
    mentions = asked.sentence.mentions
    count = next((m.data for m in mentions if m.kind == "count" and not m.data.ordinal), None)
    cut = count.value if count and _cuts(asked, count.way, count.noun) else None
    if grouped:
        return _group_ranking(asked, grouped, measured, cut)
    if measured:
        return Ranking()
    sort = next((m for m in mentions if m.says("sort")), None)
    if sort:
        return Ranking(_sorted_by(asked, sort, used), cut)
    return _superlative(asked, cut, used)


def _cuts(asked: Asked, way: str | None, noun: str) -> bool:
    if way in {"top", "bottom", "latest", "oldest"}:
        return True
    main = asked.frame.main
    return (
        bool(noun) and noun == fold(asked.sentence.tokens[main.start].text) if main.end else False
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
    order = (Order(measured[0].alias, descending=not worst),)
    one = (best or worst) and cut is None and _singular(asked)
    return Ranking(order, 1 if one else cut)


def _singular(asked: Asked) -> bool:
    """Whether one is asked for: « quel commercial », "which rep", "who"."""
    for mention in asked.sentence.mentions:
        text = fold(mention.text)
        if mention.says("who") or (mention.start == 0 and text.startswith(("qui", "who"))):
            return True
        if mention.says("which"):
            following = [t.text for t in asked.sentence.tokens[mention.end : mention.end + 1]]
            english = not text.startswith("quel")
            many = english and following and following[0].endswith("s")
            return not text.startswith(("quels", "quelles")) and not many
    return False


def _sorted_by(asked: Asked, sort: Mention, used: set[Mention]) -> tuple[Order, ...]:
    mentions = asked.sentence.mentions
    rising, falling = (any(m.says(way) for m in mentions) for way in ("asc", "desc"))
    for mention in [m for m in mentions if m.start >= sort.end][:3]:
        found = field_of(mention, [asked.frame.main], asked.catalogue)
        if found:
            used.add(mention)
            number = found[2].type in NUMBERS
            path = _sortable(found[1], found[2])
            return (Order(path, descending=falling or (number and not rising)),)
    return ()


def _sortable(path: str, field: FieldInfo) -> str:
    if field.type == "reference" and field.relationship:
        return f"{path[: -len(field.name)]}{field.relationship}.Name"
    return path


def _superlative(asked: Asked, cut: int | None, used: set[Mention]) -> Ranking:
    info = asked.catalogue[asked.frame.main.object]
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
        return Ranking((Order(field, descending=descending),), cut or _one(asked, mention))
    if cut:
        found = date_field(info)
        return Ranking((Order(found.name, descending=True),) if found else (), cut)
    return Ranking()


def _before_main(asked: Asked, mention: Mention) -> bool:
    """Whether « dernier » determines the records: right before or after their name."""
    main = asked.frame.main
    return main.end > main.start and (
        0 <= main.start - mention.end <= 2 or 0 <= mention.start - main.end <= 2
    )


def _ranked_date(asked: Asked) -> str | None:
    info = asked.catalogue[asked.frame.main.object]
    mentions = asked.sentence.mentions
    finish = finish_field(info)
    if finish and any(m.says("won", "lost", "closed") for m in mentions):
        return finish.name
    if any(m.says("modified") for m in mentions) and "LastModifiedDate" in info.fields:
        return "LastModifiedDate"
    found = date_field(info)
    if info.name == "Opportunity" or any(m.says("created") for m in mentions) or found is None:
        return "CreatedDate" if "CreatedDate" in info.fields else None
    return found.name


def _ranked_number(asked: Asked, mention: Mention, used: set[Mention]) -> str | None:
    named = number_named(asked, used)
    if named:
        return named[1]
    homes = [asked.frame.main]
    for other in asked.sentence.mentions:
        found = field_of(other, homes, asked.catalogue, *DATES) if other not in used else None
        if found and other.start >= mention.end:
            return found[1]
    money = money_field(asked.catalogue[asked.frame.main.object])
    return money.name if money else None


def _one(asked: Asked, mention: Mention) -> int | None:
    """Return 1 for « la plus grosse affaire », nothing for « les plus grosses affaires »."""
    main = asked.frame.main
    if main.end <= main.start:
        return None
    said = asked.sentence.tokens[main.end - 1].text
    before = {t.text for t in asked.sentence.tokens[max(mention.start - 2, 0) : mention.start]}
    plural = said.endswith(("s", "x")) or bool(before & {"les", "des", "mes", "nos"})
    return None if plural else 1
