"""One question being answered: what was read, who asks, and how to say it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from actions.contract import Request
from actions.parts import Part, QueryReading
from actions.query_lines import LINES
from actions.reading import Reading, Unclear
from actions.reading.paths import labelled
from actions.reading.wording import Teller
from actions.wording import text
from crm import AllOf, Catalogue, Crm

CURRENCY = "EUR"


@dataclass(frozen=True)
class Asking:
    """Everything an answer is made from."""

    request: Request
    crm: Crm
    catalogue: Catalogue
    reading: Reading
    teller: Teller
    today: date

    @property
    def line(self) -> str:
        """The one line that says how the question was read."""
        return self.teller.line(self.reading)


async def asking_about(request: Request, crm: Crm, reading: Reading, today: date) -> Asking:
    """Return a reading with what is needed to say it."""
    catalogue = await crm.catalogue()
    names = {one.id: one.name for one in reading.names}
    names |= await _owner_names(crm, reading)
    teller = Teller(catalogue, request.language, crm.user, names, CURRENCY)
    return Asking(request, crm, catalogue, reading, teller, today)


async def _owner_names(crm: Crm, reading: Reading) -> dict[str, str]:
    """Return nothing for one's own records; the team is said by its own line."""
    if reading.whose != "team":
        return {}
    team = await crm.team()
    return dict.fromkeys(team, "")


def doubts(asking: Asking) -> tuple[Part, ...]:
    """Say which words were not understood, and what is nearest to them."""
    return tuple(_doubt(asking.request, one) for one in asking.reading.unclear)


def _doubt(request: Request, unclear: Unclear) -> Part:
    if not unclear.nearest:
        return text(LINES, "unclear", request.language, word=unclear.word)
    nearest = ", ".join(unclear.nearest)
    return text(LINES, "unclear_near", request.language, word=unclear.word, nearest=nearest)


def query_reading(asking: Asking, soql: str) -> QueryReading:
    """Return how the question was read, in words and as SOQL."""
    query, language = asking.reading.query, asking.request.language
    name = query.object
    return QueryReading(
        object=name,
        filters=[
            said for one in asking.reading.conditions if (said := asking.teller.tell(one, name))
        ],
        group_by=[f"{g.path}:{g.grain}" if g.grain else g.path for g in query.group_by],
        measures=[measure_name(m.function, m.path) for m in query.measures],
        order_by=[
            f"{labelled(asking.catalogue, name, o.by, language)} {'↓' if o.descending else '↑'}"
            for o in query.order_by
        ],
        limit=query.limit,
        soql=soql,
    )


def measure_name(function: str, path: str | None) -> str:
    """Return a measure as SOQL writes it."""
    return f"{function.upper()}({path})" if path else f"{function.upper()}()"


async def emptied_by(asking: Asking) -> Part | None:
    """Name the condition without which there would be something."""
    conditions = asking.reading.conditions
    for place in range(len(conditions) - 1, -1, -1):
        rest = (*conditions[:place], *conditions[place + 1 :])
        query = replace(
            asking.reading.query,
            where=AllOf(rest),
            measures=(),
            group_by=(),
            having=(),
            order_by=(),
            limit=None,
            select=("Id",),
        )
        total = await asking.crm.count(query)
        if total:
            said = asking.teller.tell(conditions[place], query.object)
            return text(LINES, "emptied", asking.request.language, condition=said, total=total)
    return None
