"""The question sets beside this file: who asks what in which language, and what is right.

A row has `fr` or `en` (one message, or a conversation's messages: the gold is the last answer's),
maybe `user`, and one kind of gold:

- `soql`: one query, or several that are equally right readings. Records are compared by their ids,
  in the order asked for; aggregates by group and measure.
- `rate`: good ones and all of them, group by group or each group of all; `also` another pair.
- `bothrate`: such pairs, one a period; `bothdays`: two dates, one query a period.
- `each`: a count shared out `by` so many.
- `median`: a number (and a group): the one in the middle.
- `days`: two dates (and a group): the mean days between; several readings may be right;
  `middle: true` asks for the one in the middle.
- `quick`: records with two dates (and a group): the part of those that lasted `least` or `most` days.
  Beside either, `top: n` keeps the n highest (`-n` the lowest) and `over: n` the groups of more.
- `age`: a date (and a group): the mean days from it to now.
- `lasting`: records by id with two dates; those that lasted `least` days at least, `most` at most.
- `both`: two periods' queries; the answer holds the numbers of each.
- `weeks`: a date's rows to count by week, Monday first, between two days.
- `ids`: rows to keep by a comparison of two of their fields, which SOQL cannot say.
  Beside `ids` or `lasting`, `number: true` asks how many they are.
- `empty: true` beside `soql`: nothing is the right answer.
- `unknown`: what the org does not know; the answer names one of these words and gives nothing.
- `asks`: several records have this name; the answer offers two at least, and gives nothing yet.
"""

from dataclasses import dataclass
from pathlib import Path

import yaml

HERE = Path(__file__).parent
PEOPLE = {"fr": "claire.moreau", "en": "james.whitfield"}
LOADED = ("lodalis", "bornes")
KINDS = (
    "lasting", "age", "weeks", "ids", "quick", "median", "bothrate", "bothdays", "each", "rate", "days", "both",
    "unknown", "asks", "soql",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Asked:
    """One question: its messages, who asks, and the gold as its file tells it."""

    turns: tuple[str, ...]
    language: str
    user: str
    theme: str
    org: str
    gold: dict

    @property
    def username(self):
        """The asker's username."""
        return f"{self.user}@heliade.example"

    @property
    def kind(self):
        """The one kind of gold it has."""
        return next(kind for kind in KINDS if kind in self.gold)


def questions(half):
    """Return a half's questions (`dev` or `test`), on the demo org and on the loaded one."""
    files = sorted(HERE.glob(f"{half}_*.yml"))
    return [_asked(row, file) for file in files for row in yaml.safe_load(file.read_text("utf-8"))]


def _asked(row, file):
    language = "fr" if "fr" in row else "en"
    said = row[language]
    theme = file.stem.split("_", 1)[1]
    org = next((name for name in LOADED if theme.startswith(name)), "demo")
    turns = tuple(said) if isinstance(said, list) else (said,)
    user = row.get("user", PEOPLE[language])
    return Asked(turns, language, user, theme, org, row)
