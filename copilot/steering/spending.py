"""What language models cost, as a section of the managers' page; none where none was asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from actions import Text
from actions.parts import Chart
from copilot.costs import CUTS, Cost, Costs, Cut
from copilot.steering.writing import Section, Writer
from language import format_date, format_money

SHOWN: tuple[Cut, ...] = tuple(cut for cut in CUTS if cut != "day")


def spending(writer: Writer, found: Costs, names: Mapping[str, str]) -> Section:
    """Show the costs, cut by cut; `names` are users' by their Salesforce id."""
    total = found.total
    said = writer.say(
        "spending_said", texts=writer.number(total.texts), tokens=writer.number(total.tokens),
        cost=_money(writer, found, total.paid), saved=_money(writer, found, total.saved),
    )  # fmt: skip
    tables = [
        writer.table(
            (f"spent_{cut}", "requests", "texts", "tokens", "cost", "saved"),
            [_row(writer, found, one, names) for one in found.cuts[cut]],
        )
        for cut in SHOWN
    ]
    return writer.section(
        "spending", Text(text=said), _by_day(writer, found), *tables,
        Text(text=writer.say("spending_how")),
    )  # fmt: skip


def _by_day(writer: Writer, found: Costs) -> Chart:
    days = [_day(writer, one) for one in found.cuts["day"]]
    return writer.chart("tokens_by_day", days, [one.tokens for one in found.cuts["day"]], line=True)


def _day(writer: Writer, one: Cost) -> str:
    return format_date(date.fromisoformat(one.name), writer.language)


def _row(writer: Writer, found: Costs, one: Cost, names: Mapping[str, str]) -> Sequence[str]:
    name = names.get(one.name, one.name) or "—"
    counts = [writer.number(count) for count in (one.requests, one.texts, one.tokens)]
    money = [_money(writer, found, value) for value in (one.paid, one.saved)]
    return (writer.named(name.replace("_", " ")), *counts, *money)


def _money(writer: Writer, found: Costs, value: float) -> str:
    return format_money(round(value, 2), found.currency, writer.language, cents=True)
