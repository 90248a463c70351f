"""Random SOQL: strategies of conditions and sorts, and how each is written."""

from functools import cache

from hypothesis import strategies as st
from soqlworld import DATES, INDUSTRIES, MOMENTS, TAGS, WORDS

USERS = ("admin", "boss", "west", "east")
WORLDS = 4
LITERALS = (
    "YESTERDAY", "TODAY", "TOMORROW", "LAST_90_DAYS", "NEXT_90_DAYS", "LAST_N_DAYS:1",
    "NEXT_N_DAYS:3", "N_DAYS_AGO:1", "LAST_N_DAYS:400", "LAST_WEEK", "THIS_WEEK", "NEXT_WEEK",
    "LAST_N_WEEKS:2", "NEXT_N_WEEKS:1", "N_WEEKS_AGO:1", "THIS_MONTH", "LAST_MONTH", "NEXT_MONTH",
    "LAST_N_MONTHS:3", "N_MONTHS_AGO:1", "THIS_QUARTER", "LAST_QUARTER", "N_QUARTERS_AGO:2",
    "LAST_N_QUARTERS:2", "THIS_YEAR", "LAST_YEAR", "NEXT_YEAR", "LAST_N_YEARS:2", "N_YEARS_AGO:2",
    "THIS_FISCAL_QUARTER", "LAST_FISCAL_YEAR",
)  # fmt: skip
FIELDS = {
    "Account": {"Name": "text", "Industry": "pick", "Revenue": "number", "Staff": "number",
                "Active": "truth", "Founded": "date", "CreatedDate": "moment", "Slogan": "text",
                "Parent.Name": "text", "Parent.Parent.Industry": "pick", "Owner.Name": "text",
                "Tags": "tags", "Parent.Active": "truth"},
    "Contact": {"Name": "text", "Score": "number", "Email": "text", "Account.Name": "text",
                "Account.Founded": "date", "Account.Parent.Name": "text", "CreatedDate": "moment",
                "Account.Industry": "pick"},
    "Task": {"Subject": "text", "What.Type": "text", "Who.Name": "text", "What.Name": "text",
             "Who.Account.Name": "text", "CreatedDate": "moment"},
}  # fmt: skip
JOINS = [("Account", "Id", "Contact", "AccountId"), ("Account", "ParentId", "Account", "Id"),
         ("Contact", "AccountId", "Account", "Id"), ("Task", "WhoId", "Contact", "Id"),
         ("Account", "Id", "Task", "WhatId")]  # fmt: skip
ORDERED = ("=", "!=", "<", "<=", ">", ">=")

words = st.sampled_from([word for word in WORDS if word])
patterns = st.lists(
    st.sampled_from(
        ["%", "_", "é", "E", "a", "clair", "\\%", "\\_", "\\\\", "'", " 2", "œ", "ß", "b"]
    ),
    min_size=1, max_size=4,
).map("".join)  # fmt: skip


def leaf(path, kind):
    """Return a strategy of comparisons of a field."""
    base = {
        "text": words,
        "pick": st.sampled_from(INDUSTRIES),
        "number": st.sampled_from([0, 10.5, -3, 7, 2]),
        "truth": st.booleans(),
        "date": st.sampled_from([day for day in DATES if day]).map(lambda day: ("date", day)),
        "moment": st.sampled_from([m for m in MOMENTS if m]).map(lambda m: ("date", m)),
        "tags": st.sampled_from(["solar", "solar;Été", "ÉTÉ;GRID"]),
    }[kind]
    ways = [st.tuples(st.just(path), st.sampled_from(["=", "!="]), base | st.none())]
    if kind == "truth":
        return st.tuples(st.just(path), st.sampled_from(["=", "!="]), base).map(tagged)
    if kind == "tags":
        several = st.lists(st.sampled_from([*TAGS, "solar;Été"]), min_size=1, max_size=2)
        return st.tuples(st.just(path), st.sampled_from(["includes", "excludes"]), several).map(
            tagged
        )
    ways.append(st.tuples(st.just(path), st.sampled_from(ORDERED), base))
    listed = st.lists(base | st.none(), min_size=1, max_size=3)
    ways.append(st.tuples(st.just(path), st.sampled_from(["in", "not in"]), listed))
    if kind in ("date", "moment"):
        literal = st.sampled_from(LITERALS).map(lambda word: ("literal", word))
        ways.append(st.tuples(st.just(path), st.sampled_from(ORDERED), literal))
    if kind in ("text", "pick"):
        ways.append(st.tuples(st.just(path), st.just("like"), patterns))
    return st.one_of(ways).map(tagged)


def tagged(found):
    return ("is", *found)


@cache
def conditions(kind):
    leaves = st.one_of([leaf(path, of) for path, of in FIELDS[kind].items()])
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.tuples(st.just("and"), st.lists(inner, min_size=2, max_size=3)),
            st.tuples(st.just("or"), st.lists(inner, min_size=2, max_size=3)),
            st.tuples(st.just("not"), inner),
        ),
        max_leaves=4,
    )


@cache
def joined(kind):
    """Return a strategy of conditions with a semi-join or an anti-join beside them."""
    joins = [
        st.tuples(st.sampled_from(["semi", "anti"]), st.just(path), st.just(inner), st.just(field),
                  conditions(inner))
        for outer, path, inner, field in JOINS if outer == kind
    ]  # fmt: skip
    return conditions(kind) | st.tuples(
        st.just("and"), st.tuples(conditions(kind), st.one_of(joins))
    )


def write(node):
    """Write a condition as SOQL."""
    if node[0] in ("and", "or"):
        return "(" + f" {node[0].upper()} ".join(write(part) for part in node[1]) + ")"
    if node[0] == "not":
        return f"(NOT {write(node[1])})"
    if node[0] in ("semi", "anti"):
        word, _, path, kind, field, inner = ("IN" if node[0] == "semi" else "NOT IN", *node)
        return f"{path} {word} (SELECT {field} FROM {kind} WHERE {write(inner)})"
    _, path, operator, wanted = node
    if operator == "like":
        return f"{path} LIKE '" + wanted.replace("'", "\\'") + "'"
    if isinstance(wanted, list):
        return f"{path} {operator.upper()} ({', '.join(map(literal, wanted))})"
    return f"{path} {operator} {literal(wanted)}"


def literal(value):
    if isinstance(value, tuple):
        return value[1].replace("+0000", "Z")
    if isinstance(value, str):
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
    return {None: "null", True: "true", False: "false"}.get(value, str(value)) if (
        value is None or isinstance(value, bool)
    ) else str(value)  # fmt: skip


def plain(node):
    """Return the condition as the evaluator takes it: fixed dates are bare text there."""
    if node[0] in ("and", "or"):
        return (node[0], [plain(part) for part in node[1]])
    if node[0] == "not":
        return ("not", plain(node[1]))
    if node[0] in ("semi", "anti"):
        return (*node[:4], plain(node[4]))
    return (*node[:3], bare(node[3]))


def bare(value):
    if isinstance(value, list):
        return [bare(one) for one in value]
    return value[1] if isinstance(value, tuple) and value[0] == "date" else value


@cache
def sorts(kind):
    paths = [path for path, of in FIELDS[kind].items() if of != "tags"]
    key = st.tuples(st.sampled_from(paths), st.booleans(), st.booleans())
    return st.lists(key, max_size=2)
