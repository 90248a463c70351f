"""What a question counts, sums or averages, and what it sorts by and cuts to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from actions.reading.asked import Asked
from actions.reading.counted import counted_in
from actions.reading.growing import growth_said
from actions.reading.measured_names import partly_shares
from actions.reading.number_heads import opens
from actions.reading.numbers_named import number_named
from actions.reading.odds import odds_of
from actions.reading.pivot import of_size
from actions.reading.rate_bounds import parted
from actions.reading.rated import rated_state, rates_nothing
from actions.reading.reaching import worth_of
from actions.reading.spans import Mention
from actions.reading.terms import side_by_side
from actions.reading.timing import span_of
from actions.reading.totals import adds_up
from actions.reading.traits import money_field
from crm import FieldInfo, Group, Measure
from crm.query import Function
from language import fold, words

Task = Literal["list", "aggregate", "rate", "share", "duration", "each", "odds", "difference"]
Statistic = Literal["avg", "median", "min", "max"]
_SUM: tuple[str, Function] = ("sum", "sum")
_FUNCTIONS = ("sum", "median", "avg", "min", "max", "top", "bottom")
_ENDS: tuple[tuple[str, Function], ...] = (("bottom", "min"), ("top", "max"))
_PLAIN: tuple[tuple[str, Function], ...] = (
    ("median", "median"), ("avg", "avg"), ("min", "min"), ("max", "max")
)  # fmt: skip


def task_of(asked: Asked, used: set[Mention]) -> Task | None:
    """Return the kind of answer that is asked for, where it is no plain list or aggregate."""
    if odds_of(asked) is not None:
        return "odds"
    mentions = asked.sentence.mentions
    info = asked.catalogue[asked.frame.main.object]
    named = number_named(asked, used)
    rated = any(
        m.says("rate") and not (named and m is named[0]) and not rates_nothing(asked, m)
        for m in mentions
    )
    if any(parted(asked, m) for m in mentions):
        return "rate" if any(m.says("won", "converted") for m in mentions) else "share"
    if rated and rated_state(asked) is not None:
        return "share"
    if rated and ({"IsWon", "IsConverted"} & {*info.fields} or deal_above(asked)):
        return "rate"
    own = named is not None and "." not in named[1]
    timed = any(m.says("how_long", "pace") and m not in used for m in mentions)
    if timed and not own and span_of(asked) is not None:
        return "duration"
    shares = any(m.says("share") for m in mentions) and growth_said(asked.sentence) is None
    own = named is not None and named[2].type == "percent" and not partly_shares(named[0])
    return "share" if shares and not own else None


def deal_above(asked: Asked) -> str | None:
    """Return the path to the deal whose lines are read, where no line was asked for by name."""
    main = asked.frame.main
    if main.end > main.start:
        return None
    deals = (one.path for one in asked.frame.anchors if one.path and not one.child
             and "IsWon" in asked.info(one).fields)  # fmt: skip
    return next(deals, None)


def measures(asked: Asked, grouped: Sequence[Group], used: set[Mention]) -> tuple[Measure, ...]:
    """Return the measures of a question; none where it asks for records."""
    several = _several(asked)
    listed = side_by_side(asked, used)
    if len(listed) > 1 and len(listed) >= len(several):
        return listed
    mentions = [m for m in asked.sentence.mentions if m not in used]
    named = number_named(asked, used)
    counts = _counts(asked, mentions, named)
    if len(several) > 1:
        first = (Measure("count", None, "count"),) if counts and _counted(asked, named) else ()
        return (*first, *(one for said in several for one in over(asked, said, named, used)))
    for concept, function in _PLAIN:
        if any(m.says(concept) for m in mentions):
            return over(asked, function, named, used)
    return _unsaid(asked, grouped, mentions, named, used, counts=counts)


def _counts(
    asked: Asked, mentions: Sequence[Mention], named: tuple[Mention, str, FieldInfo] | None
) -> bool:
    """Whether records are counted: « quantité commandée » is a number where the org has one."""
    if counted_in(asked, named):
        return False
    own = named[0] if named else None
    return any(m.says("count") and (m is not own or _of_records(asked, m)) for m in mentions)


def _of_records(asked: Asked, mention: Mention) -> bool:
    """Whether « quantité d'opportunités » says how many there are."""
    main = asked.frame.main
    between = asked.sentence.gap(mention.end, main.start)
    return main.end > main.start >= mention.end and between[:1] in (["de"], ["d"], ["of"], ["des"])


def _counted(asked: Asked, named: tuple[Mention, str, FieldInfo] | None) -> bool:
    """Whether records are counted beside what is summed: "how many deals, with total amount"."""
    main = asked.frame.main
    said = next(m for m in asked.sentence.mentions if m.says("count"))
    return named is None or (named[0] is not said and 0 <= main.start - said.end <= 2)


def _unsaid(
    asked: Asked,
    grouped: Sequence[Group],
    mentions: Sequence[Mention],
    named: tuple[Mention, str, FieldInfo] | None,
    used: set[Mention],
    *,
    counts: bool,
) -> tuple[Measure, ...]:
    """Return what is measured where no function is said."""
    sized = None if named or counts else of_size(asked.sentence, asked.frame.main)
    if grouped and sized:
        return over(asked, sized, None, used)
    if _best_seller(asked, grouped, counts=counts):
        return over(asked, "sum", None, used)
    if grouped and not named and (unsaid := _of_unsaid(asked, mentions, used, counts=counts)):
        return unsaid
    if _summed(asked, mentions, named, grouped):
        said = any(m.says("sum") for m in mentions)
        additive = said or named is None or adds_up(named[2])
        return over(asked, "sum" if additive else "avg", named, used)
    if counts or grouped:
        return (Measure("count", None, "count"),)
    return ()


def _best_seller(asked: Asked, grouped: Sequence[Group], *, counts: bool) -> bool:
    """Whether « qui a le plus vendu » ranks by money: nothing is named that could be counted."""
    main = asked.frame.main
    unsaid = main.end == main.start and bool(grouped) and not (counts or _of_lines(asked))
    mentions = asked.sentence.mentions
    sold = any(m.says("won") for m in mentions)
    return unsaid and sold and any(m.says("most", "least") for m in mentions)


def _several(asked: Asked) -> list[Function]:
    """Return the functions of « moyenne et total », "min and max", in their order."""
    mentions, found = asked.sentence.mentions, list[Function]()
    for place, mention in enumerate(mentions):
        said = [function for concept, function in (*_PLAIN, *_ENDS, _SUM) if mention.says(concept)]
        before = mentions[place - 1] if place else mention
        listed = asked.sentence.gap(before.end, mention.start) == [","]
        joined = not found or before.says("and") or (listed and before.says(*_FUNCTIONS))
        if said and joined and said[0] not in found:
            found.append(said[0])
    return found


def _of_lines(asked: Asked) -> bool:
    """Whether what is ranked is the lines of deals, unsaid: « le produit le plus vendu »."""
    main = asked.frame.main
    fields = asked.catalogue[main.object].fields
    return main.end == main.start and {"Quantity", "TotalPrice"} <= {*fields}


def _of_unsaid(
    asked: Asked, mentions: Sequence[Mention], used: set[Mention], *, counts: bool
) -> tuple[Measure, ...]:
    """Return what is summed where no records are named: money each must reach, or what was sold."""
    main = asked.frame.main
    marked = any(m.kind == "amount" and m.data.marked for m in asked.sentence.mentions)
    if marked and (main.end == main.start or worth_of(asked.sentence, main)):
        return over(asked, "sum", None, used)
    return _over_lines(asked, mentions, used) if _of_lines(asked) and not counts else ()


def _over_lines(
    asked: Asked, mentions: Sequence[Mention], used: set[Mention]
) -> tuple[Measure, ...]:
    if any(m.says("revenue", "sum") for m in mentions):
        return over(asked, "sum", None, used)
    return (Measure("sum", "Quantity", "sum_Quantity"),)


def _summed(
    asked: Asked,
    mentions: Sequence[Mention],
    named: tuple[Mention, str, FieldInfo] | None,
    grouped: Sequence[Group],
) -> bool:
    worth = any(m.says("pipeline", "revenue") for m in mentions)
    if _counts(asked, mentions, named) and not (
        (named or worth) and any(m.says("sum") for m in mentions)
    ):
        return False
    if counted_in(asked, named) or any(_asks_sum(asked, m) for m in mentions):
        return named is not None or not any(m.says("share") for m in mentions)
    questioned = any(m.says("which") for m in mentions)
    sold = worth and (grouped or questioned) and not _listed(asked, mentions)
    if sold or turnover(asked):
        return True
    if named is None:
        return False
    mention = named[0]
    if opens(asked, mention):
        return True
    before = [m for m in mentions if m.end <= mention.start]
    asked_for = bool(before) and before[-1].says("which") and mention.start - before[-1].end <= 3
    ranked = bool(grouped) and not any(m.says("sort") for m in mentions)
    return asked_for or ranked


def turnover(asked: Asked) -> bool:
    """Whether what is asked for is the money itself: « mon CA du mois », "revenue this quarter"."""
    main, mentions = asked.frame.main, asked.sentence.mentions
    said = next((m for m in mentions if m.says("revenue")), None)
    if said is None or main.end > main.start:
        return False
    ranked = any(m.kind == "amount" or m.says(*_RANKED) for m in mentions)
    return not (ranked or {"ventes", "vente", "sales"} & {*words(said.text)})


_RANKED = ("most", "least", "top", "bottom", "sort", "by")


def _asks_sum(asked: Asked, mention: Mention) -> bool:
    """Whether a sum is asked for: "worth" before a figure only bounds each record."""
    following = [m for m in asked.sentence.mentions if 0 <= m.start - mention.end <= 1]
    bounds = fold(mention.text) in _WORTH and any(m.kind == "amount" for m in following)
    return mention.says("sum") and not bounds and not _brings(asked, mention)


def _brings(asked: Asked, mention: Mention) -> bool:
    """Whether a verb has the records for its object: « généré le plus de pistes » counts them."""
    main = asked.frame.main
    money = any(m.start == main.start and m.says("revenue", "pipeline")
                for m in asked.sentence.mentions)  # fmt: skip
    below = [one.start for one in asked.frame.anchors if one.child]
    starts = [main.start, *below] if main.end > main.start else below
    near = any(0 <= start - mention.end <= _OBJECT for start in starts)
    return near and not money and fold(mention.text) in _BRINGING


_OBJECT = 4
_BRINGING = frozenset(
    words("rapporte rapportent genere generent generated generate generates earned brought brings")
) | {"brought in", "brings in"}


_WORTH = frozenset({"worth", "valent", "vaut", "represente", "representent", "pese", "pesent"})


def _listed(asked: Asked, mentions: Sequence[Mention]) -> bool:
    """Whether « quelles ventes » asks for the sales themselves."""
    which = next((m for m in mentions if m.says("which")), None)
    main = asked.frame.main
    return which is not None and main.end > main.start and 0 <= main.start - which.end <= 1


def over(
    asked: Asked,
    function: Function,
    named: tuple[Mention, str, FieldInfo] | None,
    used: set[Mention],
) -> tuple[Measure, ...]:
    """Return the measure of the number named, or of the money records are worth."""
    own = money_field(asked.catalogue[asked.frame.main.object])
    if named and own and "." in named[1] and named[2].type == "currency":
        used.add(named[0])
        named = None
    if named:
        used.add(named[0])
        kind = "avg" if function == "sum" and named[2].type == "percent" else function
        return (Measure(kind, named[1], f"{kind}_{_plain(named[1])}"),)
    if own is None:
        return (Measure("count", None, "count"),)
    return (Measure(function, own.name, f"{function}_{_plain(own.name)}"),)


def compared_measures(asked: Asked, used: set[Mention]) -> tuple[Measure, ...]:
    """Return what two periods are compared by where no measure is said: money sold, or a count."""
    sold = any(m.says("revenue", "pipeline") or _much(m) for m in asked.sentence.mentions)
    named = number_named(asked, used)
    if sold or named:
        return over(asked, "sum", named, used)
    return (Measure("count", None, "count"),)


def _much(mention: Mention) -> bool:
    """Whether money is asked for by how much there is of it: "how much more did we win"."""
    return mention.says("difference") and "much" in words(mention.text)


def _plain(path: str) -> str:
    return path.replace(".", "_")
