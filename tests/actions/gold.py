"""Questions with gold SOQL: what an analyst would have run, and whether an answer says the same."""

from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

import yaml

from language import detect
from sandbox.soql import query_as

HERE = Path(__file__).parent
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def questions(name):
    """Return a set's rows: `q` (one text, or a chain's turns), `user`, and one kind of gold."""
    return yaml.safe_load((HERE / f"{name}.yml").read_text(encoding="utf-8"))


async def disagreements(rows, talk, store):
    """Ask every question; return `(question, what was answered)` where the gold says otherwise."""
    wrong = []
    for number, row in enumerate(rows):
        turns = row["q"] if isinstance(row["q"], list) else [row["q"]]
        user = row.get("user", "claire.moreau")
        language = detect(turns[0]).language or "fr"
        said = talk(user, language, f"gold-{number}")
        for place, turn in enumerate(turns):
            result = await said.do("action_refine_query" if place else "action_query_records", turn)
        if not agrees(row, result, store, f"{user}@heliade.example"):
            wrong.append((row["q"], result))
    return wrong


def agrees(row, result, store, user):
    """Say whether the answer holds the records or the numbers of one of the golds."""
    golds = row.get("soql", [])
    golds = [golds] if isinstance(golds, str) else golds

    def run(soql):
        return query_as(store, user, soql, NOW)["records"]

    got = numbers(result)
    if "rate" in row:
        return near(got, ratios(*(run(one) for one in row["rate"])), (1, 100), 0.001)
    if "days" in row:
        unit = {value.unit for value in result.values}
        got = [one / 24 if unit & {"h", "hours"} else one for one in got]
        return any(near(got, spans(run(one)), (1,), 0.02) for one in row["days"])
    if "both" in row:
        return holds(got, [counted(run(one)) for one in row["both"]])
    return any(same(gold, run(gold), result, got, run) for gold in golds)


def same(gold, rows, result, got, run):
    """Compare one gold query's rows with the answer: numbers with numbers, ids with ids."""
    if "(" in gold.split(" FROM ")[0]:
        return any(near(got, one, (1,), 0.001) for one in measured(rows))
    if result.query is None or result.query.measures:
        return False
    asked = {row.get("Id") for row in run(result.query.soql)}
    return asked == {row["Id"] for row in rows}


def numbers(result):
    """Return the answer's numbers, nothing left out but what is empty."""
    return sorted(value.value for value in result.values if value.value is not None)


def measured(rows):
    """Return the measures of grouped rows, with and without the group that has no name."""
    groups = [{k: v for k, v in row.items() if k != "attributes"} for row in rows]
    values = [(list(one.values())[:-1], list(one.values())[-1]) for one in groups]
    every = sorted(value for _, value in values if value is not None)
    return every, sorted(v for keys, v in values if v is not None and None not in keys)


def counted(rows):
    """Return the single number of an ungrouped row."""
    return next(value for key, value in rows[0].items() if key != "attributes") or 0


def ratios(parts, wholes):
    """Return good over all, group by group."""

    def keyed(rows):
        groups = [{k: v for k, v in row.items() if k != "attributes"} for row in rows]
        return {tuple(map(str, list(one.values())[:-1])): list(one.values())[-1] for one in groups}

    good, every = keyed(parts), keyed(wholes)
    return sorted(good.get(key, 0) / total for key, total in every.items() if total)


def spans(rows):
    """Return the mean days from the first date to the second, by the third field if there is."""
    found = defaultdict(list)
    for row in rows:
        first, last, *group = (value for key, value in row.items() if key != "attributes")
        if first and last:
            found[str(group)].append((moment(last) - moment(first)).total_seconds() / 86400)
    return sorted(sum(days) / len(days) for days in found.values())


def moment(text):
    """Return a date or datetime as SOQL gives it."""
    return datetime.fromisoformat(text[:10] if len(text) == 10 else text[:19])


def near(got, expected, scales, tolerance):
    """Say whether two lists of numbers are the same, in one of the scales."""
    return any(
        len(got) == len(expected)
        and all(
            abs(a - b * scale) <= max(tolerance * abs(b * scale), 0.011, 0.6 * (tolerance > 0.01))
            for a, b in zip(sorted(got), sorted(expected), strict=True)
        )
        for scale in scales
    )


def holds(got, counts):
    """Say whether both sides of a comparison are there: two totals, or two rates of four counts."""
    if len(counts) == 4:
        counts = [counts[0] / counts[1] if counts[1] else 0, counts[2] / counts[3]]
    return all(
        any(abs(value - count * scale) <= max(0.011, 0.001 * abs(count)) for value in got)
        for count in counts
        for scale in ((1,) if max(counts) > 1 else (1, 100))[-1:]
    )
