"""A question read: the query it asks for, and how it was understood."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from actions.reading.field_pairs import Pair
from actions.reading.growing import Along
from actions.reading.measuring import Statistic, Task
from actions.reading.paced import Lasting
from actions.reading.ties import Tie
from crm import AllOf, Candidate, Compare, Condition, Group, Query
from language import Period


@dataclass(frozen=True)
class Unclear:
    """A word nothing in the org answers to, and the nearest real ones.

    `bounds` says that the question hangs on it: without it the answer would be to another one.
    `denies` that it is a denial, of nobody knows what: without it the answer would be the opposite.
    """

    word: str
    nearest: tuple[str, ...] = ()
    bounds: bool = False
    denies: bool = False


@dataclass(frozen=True)
class Choice:
    """A name that several records bear."""

    word: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True)
class Reading:
    """What a question asks for.

    `conditions` are the query's, one a thing said, so that an empty answer can say which one
    emptied it. `versus` is the condition that stands for `period` in a comparison. `whose` is
    "mine", "portfolio", "team" or "all". `shared` holds what a share is a share of. `against`
    are two fields to compare, `lasting` how long each record lasted, `span` the dates a duration
    runs between (to now where the second is empty). `belongs` is the
    condition on what is spoken of, `wider` what to hold the records against where it finds
    none; `many` says that records were asked for, not a detail. `place` is the one record
    asked for in their order, from 1. `statistic` is which of many durations is meant, `beside` the
    others asked for with it, `over`
    what a count is averaged over. `along` is what is said of a figure along the calendar: its
    running total, or its growth from each unit to the next. `through` is the path to the deals
    whose lines are read, where a rate is of those. `apart` is the group each of
    which has its own first ones: the query's limit is then of each. `columns` are paths asked to
    be shown. `part` is what those counted beside the whole must be.
    """

    query: Query
    task: Task = "list"
    conditions: tuple[Condition, ...] = ()
    whose: str = "all"
    period: Period | None = None
    period_condition: Condition | None = None
    versus: tuple[Period, Condition] | None = None
    unclear: tuple[Unclear, ...] = ()
    choice: Choice | None = None
    tie: Tie | None = None
    names: tuple[Candidate, ...] = ()
    shared: tuple[Condition, ...] = ()
    span: tuple[str, str] | None = None
    against: Pair | None = None
    lasting: Lasting | None = None
    follows: bool = field(default=False)
    belongs: Condition | None = None
    wider: tuple[Condition, ...] = ()
    many: bool = True
    place: int | None = None
    statistic: Statistic = "avg"
    beside: tuple[Statistic, ...] = ()
    over: Group | None = None
    along: Along | None = None
    through: str | None = None
    apart: Group | None = None
    columns: tuple[str, ...] = ()
    part: tuple[Condition, ...] = ()

    def with_conditions(self, conditions: tuple[Condition, ...]) -> Reading:
        """Return the reading with other conditions, in its query too."""
        query = replace(self.query, where=AllOf(conditions))
        return replace(self, query=query, conditions=conditions)

    @property
    def of_name(self) -> bool:
        """Whether records are asked for by a part of their name."""
        held = (one for one in self.conditions if isinstance(one, Compare))
        return any(one.operator == "like" for one in held)

    def widened(self) -> Reading:
        """Return the reading with the next wider way of belonging to what is spoken of."""
        other, *rest = self.wider
        held = tuple(other if one == self.belongs else one for one in self.conditions)
        return replace(self.with_conditions(held), belongs=other, wider=tuple(rest))
