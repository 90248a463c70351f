"""The slow, obvious evaluator that SOQL is compared with: lists, loops and no SQL."""

import re
import unicodedata
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from soqlworld import INDUSTRIES, NOW

PARIS = ZoneInfo("Europe/Paris")
BELOW = {"admin": {"admin"}, "boss": {"boss", "west", "east"}, "west": {"west"}, "east": {"east"}}
PARENTS = {
    "Account": {"Owner": "OwnerId", "Parent": "ParentId"},
    "Contact": {"Owner": "OwnerId", "Account": "AccountId"},
    "Task": {"Owner": "OwnerId", "What": "WhatId", "Who": "WhoId"},
    "Opportunity": {"Owner": "OwnerId", "Account": "AccountId"},
    "User": {"Profile": "ProfileId", "UserRole": "UserRoleId"},
}
PREFIXES = {"001": "Account", "003": "Contact", "005": "User", "006": "Opportunity",
            "00e": "Profile", "00E": "UserRole", "00T": "Task"}  # fmt: skip
TEXT = {"Name", "Industry", "Secret__c", "Email", "Subject", "Type", "Slogan"}


def fold(text):
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def unaccented(text):
    text = fold(text).replace("œ", "oe").replace("æ", "ae")
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


class Oracle:
    def __init__(self, world, user):
        self.world, self.user = world, user
        self.mine = {world.users[name] for name in BELOW[user]}
        self.by_id = {row["Id"]: row for rows in world.tables.values() for row in rows}

    def visible(self, row):
        kind = PREFIXES[row["Id"][:3]]
        if self.user == "admin" or kind in ("User", "Profile", "UserRole", "Opportunity"):
            return True
        if kind == "Account":
            return row["OwnerId"] in self.mine
        if kind == "Contact":
            account = row["AccountId"]
            return self.visible(self.by_id[account]) if account else row["OwnerId"] in self.mine
        about = row["WhatId"] or row["WhoId"]
        return row["OwnerId"] in self.mine or bool(about and self.visible(self.by_id[about]))

    def rows(self, kind, *, deleted=False):
        rows = self.world.tables[kind]
        return [r for r in rows if self.visible(r) and (deleted or not r.get("IsDeleted"))]

    def parent(self, row, relationship):
        kind = PREFIXES[row["Id"][:3]]
        found = self.by_id.get(row[PARENTS[kind][relationship]])
        return found if found is not None and self.visible(found) else None

    def value(self, row, path):
        *parents, name = path.split(".")
        for relationship in parents:
            row = row and self.parent(row, relationship)
        if row is None:
            return False if name in ("Active", "IsDeleted") else None
        if name == "Type":
            return PREFIXES[row["Id"][:3]]
        if name == "Slogan":
            return row["Name"] and row["Name"] + " 2"
        found = row[name]
        return bool(found) if name in ("Active", "IsDeleted") else found

    def holds(self, row, node):
        if node[0] == "and":
            return all(self.holds(row, part) for part in node[1])
        if node[0] == "or":
            return any(self.holds(row, part) for part in node[1])
        if node[0] == "not":
            return not self.holds(row, node[1])
        if node[0] in ("semi", "anti"):
            _, path, kind, inner, condition = node
            found = {self.value(r, inner) for r in self.rows(kind) if self.holds(r, condition)}
            inside = self.value(row, path) in found - {None}
            return inside == (node[0] == "semi")
        _, path, operator, wanted = node
        return matches(self.value(row, path), path, operator, wanted, self.user)

    def ordered(self, rows, keys):
        rows = list(rows)
        for path, descending, nulls_last in reversed(keys):
            values = [(self.value(row, path), row) for row in rows]
            nulls = [row for value, row in values if value is None]
            rest = [pair for pair in values if pair[0] is not None]
            rest.sort(key=lambda pair: rank(path, pair[0]), reverse=descending)
            kept = [row for _, row in rest]
            rows = kept + nulls if nulls_last else nulls + kept
        return rows


def rank(path, value):
    name = path.rsplit(".", 1)[-1]
    if name == "Industry":
        return INDUSTRIES.index(value)
    return (unaccented(value), fold(value)) if name in TEXT else value


NEGATIONS = {"!=": "=", "not in": "in", "excludes": "includes"}


def matches(value, path, operator, wanted, user):
    if operator in NEGATIONS:
        return not matches(value, path, NEGATIONS[operator], wanted, user)
    if operator == "in":
        return any(matches(value, path, "=", one, user) for one in wanted)
    if operator == "includes":
        held = {fold(part) for part in (value or "").split(";") if part}
        return any(all(fold(p) in held for p in one.split(";")) for one in wanted)
    if wanted is None or value is None:
        return operator == "=" and wanted is value
    return compare(value, path, operator, wanted, user)


def compare(value, path, operator, wanted, user):
    if isinstance(wanted, tuple) and wanted[0] == "literal":
        return within(value, operator, days(wanted[1], user))
    if operator == "like":
        return like(fold(value), fold(wanted))
    if path.rsplit(".", 1)[-1] in TEXT:
        if operator == "=":
            return fold(value) == fold(wanted)
        value, wanted = (unaccented(value), fold(value)), (unaccented(wanted), fold(wanted))
    return {"=": value == wanted, "<": value < wanted, "<=": value <= wanted,
            ">": value > wanted, ">=": value >= wanted}[operator]  # fmt: skip


def like(text, pattern):
    parts = re.findall(r"\\.|.", pattern, re.DOTALL)
    known = {"%": ".*", "_": "."}
    regex = "".join(known.get(p) or re.escape(p[-1]) for p in parts)
    return re.fullmatch(regex, text, re.DOTALL) is not None


def within(value, operator, wanted):
    if "T" in value:
        moment = datetime.strptime(value, "%Y-%m-%dT%H:%M:%S.%f%z")
        day = moment.astimezone(PARIS).date()
    else:
        day = date.fromisoformat(value)
    first, last = min(wanted), max(wanted)
    return {"=": first <= day <= last, "<": day < first, "<=": day <= last,
            ">": day > last, ">=": day >= first}[operator]  # fmt: skip


@cache
def days(literal, user):
    """Return every day of a date literal, by walking through the calendar."""
    today = NOW.astimezone(PARIS).date()
    near = [today + timedelta(n) for n in range(-1200, 1200)]
    word, _, count = literal.partition(":")
    n = int(count or 1)
    fixed = {"YESTERDAY": (-1, -1), "TODAY": (0, 0), "TOMORROW": (1, 1), "LAST_90_DAYS": (-90, 0),
             "NEXT_90_DAYS": (1, 90), "LAST_N_DAYS": (-n, 0), "NEXT_N_DAYS": (1, n),
             "N_DAYS_AGO": (-n, -n)}  # fmt: skip
    if word in fixed:
        first, last = fixed[word]
        return [today + timedelta(k) for k in range(first, last + 1)]
    unit = next(u for u in ("WEEK", "MONTH", "QUARTER", "YEAR") if u in word)
    number = {"WEEK": lambda d: _week_start(d, user).toordinal() // 7,
              "MONTH": lambda d: d.year * 12 + d.month,
              "QUARTER": lambda d: d.year * 4 + (d.month - 1) // 3,
              "YEAR": lambda d: d.year}[unit]  # fmt: skip
    here = number(today)
    if word.startswith("THIS"):
        wanted = {here}
    elif word.endswith("AGO"):
        wanted = {here - n}
    elif word.startswith("LAST"):
        wanted = {here - k for k in range(1, n + 1)}
    else:
        wanted = {here + k for k in range(1, n + 1)}
    return [day for day in near if number(day) in wanted]


def _week_start(day, user):
    first = 6 if user == "west" else 0  # en_US weeks begin on Sunday, fr_FR ones on Monday
    while day.weekday() != first:
        day -= timedelta(1)
    return day
