"""Figures as sections of a page: words, a chart with its text, a table that is also a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from actions import Part, Text
from actions.parts import Chart
from copilot.steering.adoption import Adoption
from copilot.steering.coaching import AGENTS, LEAST, Coaching
from copilot.steering.reasons import Reason
from copilot.steering.service import CHOSEN, Acceptance, Resolution, Satisfaction, Times, Volumes
from copilot.steering.span import Durations
from copilot.steering.writing import Section, Writer
from language import format_date, format_list, format_percent, quoted


def volumes(writer: Writer, found: Volumes) -> Section:
    """Show how many conversations there were."""
    if not found.total and not found.channels:
        return writer.section("volumes")
    days = [format_date(day, writer.language) for day in found.days]
    rows = [
        (writer.say(cut), writer.named(name), writer.number(count))
        for cut, counts in (
            ("channel", found.channels), ("kind", found.kinds), ("language", found.languages)
        )
        for name, count in counts.most_common()
    ]  # fmt: skip
    by_day = [(day, writer.number(n)) for day, n in zip(days, found.days.values(), strict=True)]
    return writer.section(
        "volumes",
        chart_of_days(writer, days, list(found.days.values())),
        writer.table(("cut", "value", "conversations"), rows),
        writer.table(("day", "conversations"), by_day),
    )


def chart_of_days(writer: Writer, days: Sequence[str], counts: Sequence[int]) -> Chart:
    """Return the days as a line; beyond a month, as weeks' sums."""
    if len(days) <= 31:
        return writer.chart("by_day", days, counts, line=True)
    weeks = range(0, len(days), max(7, 7 * -(-len(days) // 210)))
    step = weeks.step
    sums = [sum(counts[at : at + step]) for at in weeks]
    return writer.chart("by_day", [days[at] for at in weeks], sums, line=True)


def reasons(writer: Writer, found: Sequence[Reason], count: int) -> Section:
    """Show why customers wrote."""
    if not found:
        return writer.section("reasons")
    names = [_words(one) for one in found]
    rows = [
        (name, writer.number(one.count), writer.share(one.count, count),
         writer.share(one.passed_on, one.count), _languages(writer, one), one.example)
        for name, one in zip(names, found, strict=True)
    ]  # fmt: skip
    columns = ("reason", "conversations", "share", "passed_on", "languages", "example")
    return writer.section(
        "reasons", Text(text=writer.say("read", count=writer.number(count))),
        writer.chart("reasons", names, [one.count for one in found]), writer.table(columns, rows),
    )  # fmt: skip


def _words(reason: Reason) -> str:
    return " · ".join(reason.words) or reason.example[:40]


def _languages(writer: Writer, reason: Reason) -> str:
    return format_list([writer.named(one) for one in reason.languages], writer.language)


def resolution(writer: Writer, found: Resolution) -> Section:
    """Show what became of conversations."""
    if not found.total:
        return writer.section("resolution")
    counts = {"alone": found.alone, "passed_on": found.passed_on, "unanswered": found.unanswered}
    rows = [
        (writer.say(name), writer.number(count), writer.share(count, found.total))
        for name, count in counts.items()
    ]
    said = writer.say(
        "resolution_said", share=writer.share(found.alone, found.total),
        total=writer.number(found.total),
    )  # fmt: skip
    names = [writer.say(name) for name in counts]
    return writer.section(
        "resolution", Text(text=said), writer.chart("resolution", names, list(counts.values())),
        writer.table(("value", "conversations", "share"), rows),
    )  # fmt: skip


def times(writer: Writer, found: Times) -> Section:
    """Show how long customers waited and agents worked."""
    if not found.agents:
        return writer.section("times")
    measured: Mapping[str, Durations] = {
        "first_response": found.first_response, "handling": found.handling, "hold": found.hold,
    }  # fmt: skip
    rows = [
        (writer.say(name), writer.number(one.count), writer.lasting(one.median),
         writer.lasting(one.p90))
        for name, one in measured.items()
    ]  # fmt: skip
    by_agent = [
        (one.name, writer.number(one.stints), writer.lasting(one.first_response.median),
         writer.lasting(one.handling.median))
        for one in found.agents
    ]  # fmt: skip
    agents = ("agent", "taken", "median_response", "median_handling")
    return writer.section(
        "times", writer.table(("measure", "count", "median", "p90"), rows),
        writer.table(agents, by_agent),
    )  # fmt: skip


def satisfaction(writer: Writer, found: Satisfaction) -> Section:
    """Show how satisfied customers are, and employees' thumbs."""
    parts: list[Part] = []
    if found.mean is not None:
        mean = writer.number(round(found.mean, 1))
        parts.append(
            Text(text=writer.say("satisfaction_said", mean=mean, count=writer.number(found.count)))
        )
        counts = [found.ratings[rating] for rating in range(1, 6)]
        names = [str(rating) for rating in range(1, 6)]
        rows = [
            (name, writer.number(count), writer.share(count, found.count))
            for name, count in zip(names, counts, strict=True)
        ]
        parts.append(writer.chart("ratings", names, counts))
        parts.append(writer.table(("rating", "count", "share"), rows))
    if found.up or found.down:
        parts.append(Text(text=writer.say("thumbs", up=found.up, down=found.down)))
    return writer.section("satisfaction", *parts)


def suggestions(writer: Writer, found: Acceptance) -> Section:
    """Show what agents did with suggested replies."""
    chosen = sum(found.choices.values())
    if not found.shown and not chosen:
        return writer.section("suggestions")
    used = found.choices["accepted"] + found.choices["edited"]
    said = writer.say(
        "suggestions_said", shown=writer.number(found.shown), chosen=writer.number(chosen),
        share=writer.share(used, chosen),
    )  # fmt: skip
    rows = [
        (name, *(writer.number(own[choice]) for choice in CHOSEN),
         writer.share(own["accepted"] + own["edited"], sum(own.values())))
        for name, own in sorted(found.agents.items())
    ]  # fmt: skip
    counts = [found.choices[choice] for choice in CHOSEN]
    drawn = writer.chart("choices", [writer.say(choice) for choice in CHOSEN], counts)
    table = writer.table(("agent", *CHOSEN, "acceptance"), rows)
    return writer.section("suggestions", Text(text=said), *((drawn, table) if chosen else ()))


def adoption(writer: Writer, found: Adoption) -> Section:
    """Show who uses the copilot, and for what."""
    if not found.uses:
        return writer.section("adoption")
    values = {"users": len(found.uses), "turns": writer.number(found.skills.total())}
    said = (
        writer.say("adoption_said", **values)
        if found.people is None
        else writer.say("adoption_of", people=found.people, **values)
    )
    rows = [
        (one.name, writer.number(one.turns), writer.number(one.days), _skill(one.skill))
        for one in found.uses
    ]
    skills = found.skills.most_common()
    names = [_skill(name) for name, _ in skills]
    by_skill = [(_skill(name), writer.number(count)) for name, count in skills]
    return writer.section(
        "adoption", Text(text=said), writer.chart("skills", names, [n for _, n in skills]),
        writer.table(("skill", "turns"), by_skill),
        writer.table(("user", "turns", "days", "skill"), rows),
    )  # fmt: skip


def _skill(name: str) -> str:
    return name.replace("_", " ")


def gaps(writer: Writer, found: Sequence[Reason], count: int) -> Section:
    """Show what the knowledge base lacks."""
    if not found:
        return writer.section("gaps")
    rows = [
        (_words(one), writer.number(one.count),
         format_date(one.last.date(), writer.language) if one.last else "—", one.nearest or "—",
         one.example)
        for one in found
    ]  # fmt: skip
    said = writer.say("gaps_said", count=writer.number(count))
    columns = ("gap", "asked", "last", "nearest", "example")
    return writer.section("gaps", Text(text=said), writer.table(columns, rows))


def coaching(writer: Writer, found: Coaching, examples: Sequence[str]) -> Section:
    """Show what the best rated agents do differently, or why that cannot be said."""
    if not found.enough:
        said = writer.say("too_few", least=LEAST, agents=AGENTS, rated=found.rated)
        return writer.section("coaching", Text(text=said))
    means = writer.table(
        ("agent", "mean"),
        [(name, writer.number(round(mean, 2)))
         for name, mean in sorted(found.means.items(), key=lambda pair: -pair[1])],
    )  # fmt: skip
    if not found.best:
        return writer.section("coaching", Text(text=writer.say("no_best")), means)
    said = writer.say("best_said", names=format_list(list(found.best), writer.language))
    parts: list[Part] = [Text(text=said), means]
    rows = [
        (writer.say(f"habit_{one.name}"), _habit(writer, one.name, one.best),
         _habit(writer, one.name, one.others))
        for one in found.habits
    ]  # fmt: skip
    habits = writer.table(("habit", "best", "others"), rows)
    parts.append(habits if rows else Text(text=writer.say("no_habit")))
    if examples:
        quotes = "\n".join(f"- {quoted(one, writer.language)}" for one in examples)
        parts.append(Text(text=f"{writer.say('examples')}\n{quotes}"))
    parts.append(Text(text=writer.say("caveat")))
    return writer.section("coaching", *parts)


def _habit(writer: Writer, name: str, value: float) -> str:
    if name == "first_response":
        return writer.lasting(value)
    if name in {"questions", "sorry", "suggested"}:
        return format_percent(100 * value, writer.language, 0)
    return writer.number(round(value, 1))
