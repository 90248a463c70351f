"""Whether every number, name and date of a text stands in its sources; not the guard's verifier.

The sources are read anew from the company's database: every field of every record the answer
names, of the records those refer to, of the articles it cites, and what the user said.
"""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from tests.examples.writing import ROOT, TODAY, Written, company, situations, write

MONTHS = {
    name: number
    for number, names in enumerate(
        ("janvier january", "fevrier february", "mars march", "avril april", "mai may",
         "juin june", "juillet july", "aout august", "septembre september", "octobre october",
         "novembre november", "decembre december"), start=1,
    )
    for name in names.split()
}  # fmt: skip
DAYS = frozenset(
    [
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ]
)
LONG_DATE = re.compile(rf"\b(\d{{1,2}})(?:er)? ({'|'.join(MONTHS)})(?: (\d{{4}}))?\b")
NUMBER = re.compile(r"\d[\d  .,]*\d|\d")
NAME = re.compile(r"(?<=[\w,;:)] )[A-Z][\w'-]+(?: [A-Z][\w'-]+)*")
FRAME = frozenset(
    [
        "madame",
        "monsieur",
        "docteur",
        "dear",
        "mr",
        "mrs",
        "ms",
        "i",
        "i'm",
        "we",
        "it",
        "please",
        "call",
        "e-mail",
        "case",
        "quote",
        "contract",
        "devis",
        "tel",
        "ps",
        "english",
        "french",
        "anglais",
        "francais",
    ]
)


def fold(text: str) -> str:
    """Return a text without accents and typographic spaces, apostrophes straight; case stays."""
    bare = unicodedata.normalize("NFKD", text.replace("\u202f", " ").replace("\u00a0", " "))
    return "".join(c for c in bare if not unicodedata.combining(c)).replace("’", "'")


def dates(text: str) -> set[str]:
    """Return the days a text writes, `MM-DD`, in words, in figures or as records hold them."""
    said = fold(text).casefold()
    found = {f"{MONTHS[month]:02d}-{int(day):02d}" for day, month, _ in LONG_DATE.findall(said)}
    found |= {f"{int(m):02d}-{int(d):02d}" for d, m in re.findall(r"\b(\d{1,2})/(\d{1,2})\b", said)}
    return found | {f"{m}-{d}" for m, d in re.findall(r"\d{4}-(\d\d)-(\d\d)", said)}


def numbers(text: str) -> set[str]:
    """Return the numbers of a text that are no day, as plain digits and decimals."""
    said = re.sub(r"\d{4}-\d\d-\d\d[T\d:.+Z]*|\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b", " ", fold(text))
    said = LONG_DATE.sub(" ", said.casefold()).replace("/100", " ")
    said = re.sub(r",(?=\s)", " | ", said)
    found = {_plain(one) for one in NUMBER.findall(said)}
    return found | {part for one in found for part in re.findall(r"\d+", one)}


def _plain(written: str) -> str:
    bare = re.sub(r" ", "", written.strip(" .,"))
    decimal = re.search(r"[.,](\d{1,2})$", bare)
    whole = re.sub(r"[.,]", "", bare[: decimal.start()] if decimal else bare)
    rest = decimal[1].rstrip("0") if decimal else ""
    return f"{whole}.{rest}" if rest else whole


def names(text: str) -> set[str]:
    """Return the capitalised words inside the sentences of a text."""
    found = (word for name in NAME.findall(fold(text)) for word in name.split())
    bare = {re.sub(r"'s$", "", word).strip("'-").casefold() for word in found}
    return {word for word in bare if len(word) > 1} - FRAME - DAYS - MONTHS.keys()


def spoken(written: Written) -> Iterator[str]:
    """Yield the texts of an answer that say something of the customer."""
    for part in written.result.parts:
        if part.type == "email":
            yield from (part.subject, part.body)
        elif part.type == "summary":
            yield from (part.title, *(item.text for item in part.items))


def sources(written: Written, database: sqlite3.Connection, prefixes: Mapping[str, str]) -> str:
    """Return everything a text may stand on."""
    ids = {one.id for one in written.result.records} | {written.record.id}
    for part in written.result.parts:
        if part.type == "summary":
            ids |= {proof.id for item in part.items for proof in item.evidence}
    rows = [row for one in ids if (row := stored(one, database, prefixes))]
    linked = {str(value) for row in rows for value in row.values()
              if isinstance(value, str) and value[:3] in prefixes and len(value) == 18}  # fmt: skip
    rows += [row for one in linked - ids if (row := stored(one, database, prefixes))]
    cited = {one.article for one in written.result.sources}
    cited |= {p.id for part in written.result.parts if part.type == "summary"
              for item in part.items for p in item.evidence if p.object == "Knowledge"}  # fmt: skip
    articles = [path.read_text() for path in (ROOT / "data" / "articles").rglob("*.md")
                if any(one in path.read_text()[:400] for one in cited)]  # fmt: skip
    values = [str(value) for row in rows for value in row.values() if value is not None]
    return "\n".join([*values, *articles, written.says, TODAY.isoformat()])


def stored(
    record: str, database: sqlite3.Connection, prefixes: Mapping[str, str]
) -> dict[str, object]:
    """Return a record as the database holds it, with its quote's or deal's lines."""
    name = prefixes.get(record[:3])
    if name is None:
        return {}
    found = database.execute(f'SELECT * FROM "{name}" WHERE Id = ?', (record,)).fetchone()
    row = dict(found) if found else {}
    if name == "Quote":
        for n, line in enumerate(database.execute(
            "SELECT l.*, p.Name AS P, p.French_Name__c AS F FROM QuoteLineItem l "
            "JOIN Product2 p ON p.Id = l.Product2Id WHERE l.QuoteId = ?", (record,)
        )):  # fmt: skip
            row |= {f"{key}{n}": value for key, value in dict(line).items()}
    return row


def unfounded(
    written: Written, database: sqlite3.Connection, prefixes: Mapping[str, str]
) -> list[str]:
    """Return what a text states and its sources do not."""
    given = sources(written, database, prefixes)
    said = "\n".join(spoken(written))
    folded = fold(f"{given}\n{labels()}").casefold()
    counts = {str(n) for n in range(21)}
    found = [f"date {one}" for one in dates(said) - dates(given) - slots(written)]
    found += [
        f"number {one}" for one in numbers(said) - numbers(given) - counts - computed(written)
    ]
    return found + [f"name {one}" for one in names(said) if one not in folded]


@cache
def labels() -> str:
    """Return the names the org's own picklists go by, in both languages."""
    files = (ROOT / "sandbox" / "standard").glob("*.yaml")
    return "\n".join(path.read_text() for path in files)


def slots(written: Written) -> set[str]:
    """Return the days the user proposed, which the calendar resolves."""
    if "email" not in {part.type for part in written.result.parts}:
        return set()
    kept = (written.result.slots.get("last_email") or {}).get("stated") or {}
    return dates(json.dumps(kept))


def computed(written: Written) -> set[str]:
    """Return the figures a brief works out from its records: days to go, a sum."""
    kinds = {"signal", "risk"}
    items = [item for part in written.result.parts if part.type == "summary" for item in part.items]
    return {one for item in items if item.kind in kinds
            for one in re.findall(r"(\d+) (?:jours|days)", fold(item.text))}  # fmt: skip


def open_database(home: Path) -> tuple[sqlite3.Connection, dict[str, str]]:
    """Open the company's database; return it with its tables by key prefix."""
    database = sqlite3.connect(home / "org.db")
    database.row_factory = sqlite3.Row
    tables = [row[0] for row in database.execute("SELECT name FROM sqlite_master "
              "WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'")]  # fmt: skip
    found = {}
    for name in tables:
        columns = {one["name"] for one in database.execute(f'PRAGMA table_info("{name}")')}
        if "Id" not in columns:
            continue
        row = database.execute(f'SELECT Id FROM "{name}" LIMIT 1').fetchone()
        if row:
            found[str(row[0])[:3]] = name
    return database, found


async def measure(home: Path, wanted: int) -> int:
    """Write that many texts and say how many stand on their sources whole; 1 where one does not."""
    done = wrong = 0
    async with company(home) as doors:
        database, prefixes = open_database(home)
        for situation, language, nth in asked(wanted):
            written = await write(doors, situation, language, nth)
            if written is None or not list(spoken(written)) or done >= wanted:
                continue
            found = unfounded(written, database, prefixes)
            done, wrong = done + 1, wrong + bool(found)
            if found:
                print(f"{written.name} {language} {written.record.name}: {', '.join(found)}")  # noqa: T201
        database.close()
    print(f"{done - wrong} of {done} texts state nothing their sources do not hold")  # noqa: T201
    return int(wrong > 0)


def asked(wanted: int) -> Iterable[tuple[Mapping[str, object], str, int]]:
    """Yield what to write: each situation in each language, then about its next record."""
    for nth in range(wanted):
        for situation in situations():
            for language in ("fr", "en"):
                yield situation, language, nth
