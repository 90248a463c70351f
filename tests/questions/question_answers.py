"""Holds an answer of the copilot against a gold, as an outsider would: by records and by numbers.

Records are those the answer's own SOQL finds for the asker, and those it shows must be among
them. Numbers are compared measure by measure and group by group; a group may be told by its API
value or by its label in either language, and a group without a name may be left out.
"""

import re
import unicodedata
from collections import defaultdict
from datetime import date

from question_golds import HALVED, Calendar, Records

CENT = 0.011
"""How far a number may be from the gold's: it was perhaps rounded to a cent."""


class Judge:
    """Compares answers with golds on one org."""

    def __init__(self, golds):
        self.golds = golds
        self.labels = labels_of(golds.store.schema())

    def agrees(self, asked, answer):
        """Say whether the answer holds one of the question's right readings."""
        if asked.kind == "asks":
            return not answer.values and len(offered(answer, asked.gold["asks"])) > 1
        if asked.kind == "unknown":
            return self._names(asked, answer)
        if asked.kind in HALVED:
            return all(self._within(half, answer) for half in self.golds.halves(asked))
        if asked.gold.get("empty"):
            return self._is_empty(asked, answer)
        return any(self._same(asked, one, answer) for one in self.golds.readings(asked))

    def _names(self, asked, answer):
        said = plain(answer)
        if answer.records or any(value.value is not None for value in answer.values):
            return False
        return any(folded(one) in said for one in asked.gold["unknown"])

    def _is_empty(self, asked, answer):
        numbers = [value.value for value in answer.values if value.value]
        return bool(
            not answer.records and not numbers and answer.query and not self._found(asked, answer)
        )

    def _found(self, asked, answer):
        if answer.query.measures:
            return []
        return [row[0] for row in self.golds.rows(asked, only_ids(answer.query.soql))]

    def _same(self, asked, reading, answer):
        if isinstance(reading[0], Records):
            return self._same_records(asked, reading[0], answer)
        return all(self._same_numbers(asked, one, answer) for one in reading)

    def _same_records(self, asked, gold, answer):
        if answer.query is None or answer.query.measures:
            return False
        shown = [record.id for record in answer.records]
        if asked.kind in {"ids", "lasting"}:
            return set(shown) == set(gold.keys)
        found = self._found(asked, answer)
        same = holds(found, gold) if gold.cut else set(found) == set(gold.keys)
        return same and set(shown) <= set(found) and (not gold.ordered or sorted_as(found, gold))

    def _same_numbers(self, asked, gold, answer):
        scales = {
            "rate": (1, 100),
            "quick": (1, 100),
            "days": (1, 24),
            "age": (1, 24),
        }.get(asked.kind, (1,))
        return any(
            self._covers(gold, numbers, scale) for numbers in measured(answer) for scale in scales
        )

    def _covers(self, gold, numbers, scale):
        rows = best(gold) if gold.cut else gold.rows
        kept = [(group, value * scale) for group, value in rows]
        named = [one for one in kept if None not in one[0]]
        answered = [one for one in numbers if None not in one[0].values()]
        slack = CENT if gold.slack is None else gold.slack * scale
        return self._match(kept, numbers, slack) or self._match(named, answered, slack)

    def _match(self, rows, numbers, slack):
        left = [one for one in numbers if one[1]]
        for group, value in rows:
            if not value:
                continue
            found = next((one for one in left if self._is(group, value, one, slack)), None)
            if found is None:
                return False
            left.remove(found)
        return not left

    def _within(self, gold, answer):
        numbers = [one for measure in measured(answer) for one in measure]
        return all(
            any(self._is(group, value, one, CENT) for one in numbers)
            for group, value in gold.rows
            if value
        )

    def _is(self, group, value, one, slack):
        named, number, period = one
        close = abs(number - value) <= max(slack, abs(value) * 1e-6)
        return close and all(self._told(key, named.values(), period) for key in group)

    def _told(self, key, names, period):
        if isinstance(key, Calendar):
            return period is None or key.begins(date.fromisoformat(period.start))
        if key is None:
            return True
        return any(
            str(key) == str(name) or str(key) in self.labels[folded(str(name))]
            for name in names
            if name is not None
        ) or (isinstance(key, float | int) and any(str(int(key)) == str(n) for n in names))


def measured(answer):
    """Return the answer's numbers, measure by measure, and all together."""
    found = defaultdict(list)
    for value in answer.values:
        if value.value is not None:
            found[value.measure].append((value.group or {}, value.value, value.period))
    return list(found.values()) or [[]]


def best(gold):
    """Return the first rows by number, those that tie with the last one too."""
    rows = sorted(gold.rows, key=lambda row: row[1], reverse=gold.cut > 0)
    last = rows[: abs(gold.cut)][-1][1] if rows else None
    return [row for place, row in enumerate(rows) if place < abs(gold.cut) or row[1] == last]


def holds(found, gold):
    """Say whether the ids are the first ones of the gold, whichever of those that tie."""
    ranked = list(gold.keys.items())
    last = ranked[: gold.cut][-1][1]
    sure = {one for one, key in ranked[: gold.cut] if key != last}
    tied = {one for one, key in ranked if key == last}
    return sure <= set(found) <= sure | tied and len(found) >= min(gold.cut, len(ranked))


def sorted_as(found, gold):
    """Say whether the ids come in the gold's order, ties in any."""
    return [gold.keys[one] for one in found] == list(gold.keys.values())


def only_ids(soql):
    """Return the answer's query with its ids alone, all of them."""
    return re.sub(r"^SELECT .*? FROM ", "SELECT Id FROM ", strip_children(soql), count=1)


def strip_children(soql):
    """Drop the child sub-queries of a select list, which hold a FROM of their own."""
    while (start := soql.find("(SELECT")) != -1 and start < soql.index(" FROM "):
        soql = soql[:start] + "Id" + soql[soql.index(")", start) + 1 :]
    return soql


def offered(answer, name):
    """Return the choices an answer offers whose words hold the name."""
    buttons = [button.label for part in answer.parts for button in getattr(part, "buttons", ())]
    rows = [" ".join(row) for part in answer.parts for row in getattr(part, "rows", ())]
    found = [] if answer.query else [*buttons, *rows]
    return {one for one in map(folded, found) if folded(name) in one}


def plain(answer):
    """Return all an answer says, folded: texts, buttons, cards and tables."""
    said = []
    for part in answer.parts:
        said += [getattr(part, "text", ""), getattr(part, "title", "")]
        said += [button.label for button in getattr(part, "buttons", ())]
        said += [cell for row in getattr(part, "rows", ()) for cell in row]
    return folded(" ".join(said))


def folded(text):
    """Return a text without case, accents and double spaces."""
    bare = unicodedata.normalize("NFKD", str(text)).replace("’", "'")
    kept = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return " ".join(kept.casefold().split())


def labels_of(schema):
    """Return the values each folded picklist label stands for, in both languages."""
    found = defaultdict(set)
    for sobject in schema.values():
        for field in sobject.fields.values():
            for value in field.picklist:
                for label in (value.label.fr, value.label.en):
                    found[folded(label)].add(value.value)
    return found
