"""Random queries on random data answer what the slow, obvious evaluator answers."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from soqloracle import Oracle, fold, rank
from soqlrequests import FIELDS, USERS, WORLDS, conditions, joined, plain, sorts, write
from soqlworld import INDUSTRIES, NOW, build

from sandbox.soql import run


@pytest.fixture(scope="module")
def worlds(tmp_path_factory):
    folder = tmp_path_factory.mktemp("worlds")
    return [build(folder / f"{seed}.db", seed) for seed in range(1, WORLDS + 1)]


def ask(world, user, soql, **more):
    return run(world.store, world.access(user), soql, NOW, **more)


@cache
def requests(kind):
    where = st.none() | joined(kind)
    return st.tuples(where, sorts(kind), st.none() | st.integers(0, 6), st.integers(0, 3))


@pytest.mark.parametrize("kind", sorted(FIELDS))
@settings(max_examples=150, deadline=None)
@given(data=st.data(), user=st.sampled_from(USERS), seed=st.integers(0, WORLDS - 1))
def test_filters_sorts_and_limits_agree_with_plain_python(worlds, kind, data, user, seed):
    where, order, limit, offset = data.draw(requests(kind))
    paths = ["Id", *FIELDS[kind]]
    soql = f"SELECT {', '.join(paths)} FROM {kind}"
    soql += f" WHERE {write(where)}" if where else ""
    soql += " ORDER BY " + ", ".join(map(sort_text, order)) if order else ""
    soql += f" LIMIT {limit}" if limit is not None else ""
    soql += f" OFFSET {offset}" if offset else ""
    oracle = Oracle(worlds[seed], user)
    rows = [r for r in oracle.rows(kind) if where is None or oracle.holds(r, plain(where))]
    rows = oracle.ordered(rows, order)[offset:]
    rows = rows if limit is None else rows[:limit]
    page = ask(worlds[seed], user, soql)
    assert [shown(record, paths) for record in page.records] == [
        [oracle.value(row, path) for path in paths] for row in rows
    ], soql
    assert page.total_size == len(rows)


def sort_text(key):
    path, descending, last = key
    return f"{path} {'DESC' if descending else 'ASC'} NULLS {'LAST' if last else 'FIRST'}"


def shown(record, paths):
    """Return the values of a record by path; a parent that is not there gives null."""
    return [dig(record, path.split(".")) for path in paths]


def dig(record, parts):
    for part in parts:
        record = record and record[part]
    # The answer has no value of a missing parent; the evaluator says a checkbox is then unchecked.
    return False if record is None and parts[-1] == "Active" else record


@settings(max_examples=100, deadline=None)
@given(
    where=st.none() | conditions("Contact"), order=sorts("Contact"),
    limit=st.none() | st.integers(1, 3), user=st.sampled_from(USERS),
    seed=st.integers(0, WORLDS - 1),
)  # fmt: skip
def test_child_sub_queries_agree_with_plain_python(worlds, where, order, limit, user, seed):
    soql = "SELECT Id, (SELECT Id, Account.Name FROM Contacts"
    soql += f" WHERE {write(where)}" if where else ""
    soql += " ORDER BY " + ", ".join(map(sort_text, order)) if order else ""
    soql += f" LIMIT {limit}" if limit else ""
    oracle = Oracle(worlds[seed], user)
    contacts = [c for c in oracle.rows("Contact") if not where or oracle.holds(c, plain(where))]
    contacts = oracle.ordered(contacts, order)
    expected = {
        account["Id"]: [c["Id"] for c in contacts if c["AccountId"] == account["Id"]][:limit]
        for account in oracle.rows("Account")
    }
    page = ask(worlds[seed], user, soql + ") FROM Account")
    found = {r["Id"]: [c["Id"] for c in (r["Contacts"] or {"records": []})["records"]]
             for r in page.records}  # fmt: skip
    assert found == expected, soql


GROUPABLE = ("Name", "Industry", "Staff", "Active", "Founded", "Owner.Name", "Parent.Industry")


def key_of(path, value):
    return fold(value) if isinstance(value, str) else value


def measures(oracle, rows):
    """Return COUNT(Id), COUNT(Revenue), COUNT_DISTINCT(Name), SUM, MIN, MAX, as SOQL has them."""
    amounts = [row["Revenue"] for row in rows if row["Revenue"] is not None]
    names = [row["Name"] for row in rows if row["Name"] is not None]
    trades = [row["Industry"] for row in rows if row["Industry"] is not None]
    return [len(rows), len(amounts), len({fold(name) for name in names}),
            sum(amounts) if amounts else None, min(amounts, default=None),
            max(names, key=lambda name: (rank("Name", name), name), default=None),
            min(trades, key=INDUSTRIES.index, default=None)]  # fmt: skip


MEASURES = (
    "COUNT(Id), COUNT(Revenue), COUNT_DISTINCT(Name), SUM(Revenue), MIN(Revenue), MAX(Name), "
    "MIN(Industry)"
)


@settings(max_examples=150, deadline=None)
@given(
    paths=st.lists(st.sampled_from(GROUPABLE), min_size=1, max_size=2, unique_by=lambda p: p[-5:]),
    where=st.none() | conditions("Account"), least=st.none() | st.integers(1, 3),
    rollup=st.sampled_from(["", "ROLLUP", "CUBE"]), user=st.sampled_from(USERS),
    seed=st.integers(0, WORLDS - 1),
)  # fmt: skip
def test_groups_agree_with_plain_python(worlds, paths, where, least, rollup, user, seed):
    named = ", ".join(f"{path} k{i}" for i, path in enumerate(paths))
    by = f"{rollup}({', '.join(paths)})" if rollup else ", ".join(paths)
    soql = f"SELECT {named}, {MEASURES} FROM Account"
    soql += f" WHERE {write(where)}" if where else ""
    soql += f" GROUP BY {by}" + (f" HAVING COUNT(Id) >= {least}" if least else "")
    oracle = Oracle(worlds[seed], user)
    rows = [r for r in oracle.rows("Account") if not where or oracle.holds(r, plain(where))]
    expected = [
        line for kept in kept_keys(rollup, len(paths))
        for line in grouped(oracle, rows, paths, kept)
        if least is None or line[len(paths)] >= least
    ]  # fmt: skip
    page = ask(worlds[seed], user, soql)
    found = [list(record.values())[1:] for record in page.records]
    assert sorted(found, key=repr) == sorted(expected, key=repr), soql


def kept_keys(rollup, count):
    if rollup == "CUBE":
        return [[i for i in range(count) if mask >> i & 1] for mask in range(2**count)]
    return [list(range(n)) for n in range(count, -1 if rollup else count - 1, -1)]


def grouped(oracle, rows, paths, kept):
    groups = {}
    for row in rows:
        values = [oracle.value(row, path) for path in paths]
        key = tuple(key_of(paths[i], values[i]) for i in kept)
        groups.setdefault(key, []).append((values, row))
    for members in groups.values():
        cells = [
            smallest([values[i] for values, _ in members]) if i in kept else None
            for i in range(len(paths))
        ]
        yield cells + measures(oracle, [row for _, row in members])


def smallest(values):
    # Texts that differ by case are one group; it shows the first of them in code point order.
    return min((v for v in values if v is not None), default=None)
