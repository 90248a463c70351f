"""`python -m copilot person export|erase` and `retention`: what is held, out or gone."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from copilot.clock import SystemClock
from copilot.composition import address_of, open_policy, open_trail
from copilot.errors import CopilotError
from copilot.person import Person, erase, erase_mails, export, forget_traces
from copilot.retention import sweep_all
from copilot.settings import Settings
from copilot.store import Store, stamp
from crm import AllOf, AnyOf, Compare, Crm, CrmError, Org, Query
from guard.audit.book import Wanted
from guard.audit.entry import Entry
from guard.audit.trail import Trail

LOOKED_UP = {"Contact": "Email", "Lead": "Email", "User": "Email"}
MOST_LINES = 100_000
STAYS = {
    "audit": {
        "fr": "Le journal d’audit ne contient que des identifiants, des types et des nombres : "
        "il reste jusqu’à la fin de sa durée de conservation.",
        "en": "The audit trail holds ids, types and counts only: it stays until its retention "
        "period ends.",
    },
    "crm": {
        "fr": "Les fiches Salesforce restent : c’est dans Salesforce qu’elles se modifient ou "
        "s’effacent.",
        "en": "The Salesforce records stay: they are changed or erased in Salesforce.",
    },
    "running": {
        "fr": "Un service en cours d’exécution perd les pseudonymes effacés à leur prochain usage, "
        "sinon dans la minute qui suit n’importe quelle question ; si la politique ne garde aucun "
        "coffre, il les tient en mémoire une heure au plus.",
        "en": "A running service lets go of erased placeholders at their next use, else within a "
        "minute of any question; where the policy keeps no vault it holds them in memory for an "
        "hour at most.",
    },
}


def add_person(commands: Any) -> None:
    """Add `person` and its subcommands to a command line's grammar."""
    person = commands.add_parser("person", help="export or erase what is held about one person")
    does = person.add_subparsers(dest="does", required=True)
    for name, told in (("export", "print everything as JSON"), ("erase", "erase it and report")):
        one = does.add_parser(name, help=told)
        one.add_argument("--email", action="append", default=[], help="address or username")
        one.add_argument("--id", action="append", default=[], help="Salesforce id")
        one.add_argument("--out", type=Path, help="write to this file instead of printing")
    does.choices["erase"].add_argument(
        "--dry-run", action="store_true", help="only say what would be erased"
    )


def run_person(settings: Settings, options: argparse.Namespace) -> int:
    """Run a subcommand. Raises `CopilotError` where nobody is named."""
    if not options.email and not options.id:
        raise CopilotError("name the person: --email ADDRESS or --id SALESFORCE_ID (or several)")
    names = frozenset(one.strip().casefold() for one in options.email)
    person = Person(names, frozenset(options.id))
    person, records, note = asyncio.run(find_in_crm(settings, person))
    store, trail = Store(settings.database), open_trail(settings)
    try:
        work = export_person if options.does == "export" else erase_person
        told = work(settings, store, trail, person, options)
    finally:
        trail.close()
        store.close()
    told = {"person": whom(person), "made": stamp().isoformat(), **told, "salesforce": records}
    write({**told, "notes": [note]} if note else told, options.out)
    return 0


def whom(person: Person) -> dict[str, Any]:
    """Return who was looked for."""
    return {"names": sorted(person.names), "ids": sorted(person.ids)}


async def find_in_crm(
    settings: Settings, person: Person
) -> tuple[Person, list[dict[str, str]], str]:
    """Return the person with their Salesforce ids and names, their records, and what failed."""
    org = Org(address_of(settings), SystemClock(settings.today).now)
    try:
        crm = await org.as_integration()
        found = [one for name in LOOKED_UP for one in await _records(crm, name, person)]
    except CrmError as error:
        note = f"Salesforce could not be asked ({type(error).__name__}): give --id too"
        return person, [], note
    finally:
        await org.aclose()
    ids = person.ids | {record["id"] for record in found}
    names = person.names | {record["name"] for record in found if record["name"]}
    labels = frozenset(record["label"] for record in found)
    told = [{"object": one["object"], "id": one["id"]} for one in found]
    return Person(names, ids, labels), told, ""


async def _records(crm: Crm, name: str, person: Person) -> list[dict[str, str]]:
    """Return the records of one object that are the person."""
    catalogue = await crm.catalogue()
    if name not in catalogue:
        return []
    fields = [one for one in ("Name", "Email", "Username") if one in catalogue[name].fields]
    by = [one for one in ("Email", "Username") if one in fields]
    same = [AllOf((Compare(field, "=", said),)) for field in by for said in person.names]
    same += [AllOf((Compare("Id", "=", id_),)) for id_ in sorted(person.ids)]
    rows = await crm.run(Query(name, ("Id", *fields), AnyOf(tuple(same)), limit=50))
    return [
        {"object": name, "id": str(row["Id"]), "label": str(row.get("Name") or ""),
         "name": str(row.get("Username") or row.get("Email") or "").casefold()}
        for row in rows.records
    ]  # fmt: skip


def export_person(
    settings: Settings, store: Store, trail: Trail, person: Person, _options: argparse.Namespace
) -> dict[str, Any]:
    """Return everything that is held."""
    with store.engine.connect() as connection:
        told = export(connection, person)
    lines = lines_of(trail, person)
    trail.note(Entry("export", facts={"lines": len(lines)}))
    return {**told, "audit": lines, "outbox": str(settings.home / "outbox")}


def erase_person(
    settings: Settings, store: Store, trail: Trail, person: Person, options: argparse.Namespace
) -> dict[str, Any]:
    """Erase everything that can be; return what was, what stays and why."""
    with store.engine.connect() as connection, connection.begin() as change:
        report = erase(connection, person)
        if options.dry_run:
            change.rollback()
    stays = {"audit": {"lines": len(lines_of(trail, person)), **STAYS["audit"]}}
    told = {"dry_run": options.dry_run, "stays": {**stays, **_elsewhere()}}
    if not options.dry_run:
        report.mails = erase_mails(settings.home / "outbox", person)
        forget_traces(store)
        rows = sum(report.deleted.values()) + sum(report.blanked.values())
        trail.note(Entry("erase", facts={"rows": rows, "mails": report.mails}))
    return {**asdict(report), **told}


def _elsewhere() -> dict[str, Any]:
    return {name: STAYS[name] for name in ("crm", "running")}


def lines_of(trail: Trail, person: Person) -> list[dict[str, Any]]:
    """Return the trail's lines about the person: by pseudonym, by id, and as a record."""
    pseudonyms = tuple(trail.pseudonym(key) for key in sorted(person.keys))
    wanted = [Wanted(people=(*pseudonyms, *sorted(person.ids)))] if pseudonyms or person.ids else []
    wanted += [Wanted(record=id_) for id_ in sorted(person.ids)]
    found = {line["seq"]: line for one in wanted for line in trail.book.find(one, MOST_LINES)}
    return [found[seq] for seq in sorted(found)]


def write(told: dict[str, Any], out: Path | None) -> None:
    """Print a document, or write it to a file only its owner can read."""
    document = json.dumps(told, ensure_ascii=False, indent=2)
    if out is None:
        sys.stdout.write(document + "\n")
        return
    with open(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(document + "\n")


def sweep_now(settings: Settings) -> int:
    """Sweep once, by command, and print what was dropped as JSON."""
    store, trail = Store(settings.database), open_trail(settings)
    retention = open_policy(settings).retention
    dropped = sweep_all(store, settings.home / "outbox", retention, trail.book)
    trail.close()
    store.close()
    sys.stdout.write(json.dumps(dropped) + "\n")
    return 0
