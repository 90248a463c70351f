"""The record of processing (article 30 GDPR), written from the policy in force."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from guard.destinations import destinations, settings_in_force
from guard.errors import Misconfigured
from guard.policy.contract import TYPES, Allowed, Policy
from guard.policy.reading import fingerprint, read_policy
from guard.prompt import Language
from guard.record_lines import KEPT, LINES, MEASURES, REGIONS

INSIDE = frozenset({"local", "eu"})
"""Regions that data does not leave the European Union for."""


def add_record(commands: Any) -> None:
    """Add `record` to a command line's grammar."""
    record = commands.add_parser("record", help="print the record of processing as Markdown")
    record.add_argument("--lang", choices=["fr", "en"], default="fr")
    record.add_argument("file", nargs="?", type=Path, help="policy; default: the one in force")


def run_record(options: argparse.Namespace) -> int:
    """Print the record; 2 where the policy is wrong or forbids the configured model."""
    settings = settings_in_force()
    provider = settings.get("MODEL_PROVIDER") or "offline"
    base_url = settings.get("MODEL_BASE_URL", "")
    named = settings.get("POLICY")
    try:
        policy = read_policy(options.file or (Path(named) if named else None))
        used = policy.models.choose(provider, base_url)
    except Misconfigured as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 2
    host = urlsplit(base_url).hostname or ""
    places = tuple(destinations(settings, options.lang))
    print(record(policy, used, host, options.lang, places))  # noqa: T201
    return 0


def record(
    policy: Policy, used: Allowed, host: str, language: Language, places: tuple[str, ...] = ()
) -> str:
    """Return the record as Markdown; `used` is the provider in use, at `host`.

    `places` are the other places data leave for.
    """
    text = "\n".join(_written(policy, used, host, language, places)) + "\n"
    return re.sub(r" (?=[:;!?])", "\u202f", text) if language == "fr" else text


def _written(
    policy: Policy, used: Allowed, host: str, language: Language, places: tuple[str, ...]
) -> Iterator[str]:
    """Yield the lines of the record."""

    def say(name: str, **values: object) -> str:
        return LINES[name][language].format(**values)

    who = policy.responsible
    yield from (f"# {say('title')}", "", say("made", version=fingerprint(policy)), "")
    yield from (f"## {say('controller')}", "")
    yield from (f"- {say('name')}{who.name or '—'}", f"- {say('contact')}{who.contact or '—'}")
    yield from (f"- {say('officer')}{who.officer or '—'}", "")
    for heading in ("purposes", "people", "data"):
        yield from (f"## {say(heading)}", "", say(f"{heading}_told"), "")
    yield from _masked(policy, language)
    yield from (f"## {say('recipients')}", "", *_recipient(used, host, language), "")
    yield from (say("places"), "", *(f"- {one}" for one in places or (say("no_place"),)), "")
    yield from _allowed(policy, used, language)
    yield from (f"## {say('kept')}", "", f"| {say('kind')} | {say('days')} |", "|---|---|")
    for name, days in policy.retention:
        yield f"| {KEPT[name][language]} | {days or say('no_day')} |"
    yield from ("", f"## {say('measures')}", "", *(f"- {one[language]}" for one in MEASURES))


def _masked(policy: Policy, language: Language) -> Iterator[str]:
    """Yield which types of values and fields a model never sees, and which it does."""
    left = policy.masking.kept()
    always = [name for name, when in policy.masking.fields.items() if when == "always"]
    listed = (("masked", TYPES - left), ("fields", always), ("not_masked", left))
    for name, values in listed:
        told = ", ".join(f"`{one}`" for one in sorted(values)) or "—"
        yield from (f"{LINES[name][language]} {told}", "")


def _recipient(used: Allowed, host: str, language: Language) -> Iterator[str]:
    """Yield who phrases answers now, where, and whether data leaves the Union for it."""
    if used.provider == "offline":
        yield LINES["nobody"][language]
        return
    region = REGIONS.get(used.region, {}).get(language, used.region)
    yield LINES["somebody"][language].format(provider=used.provider, host=host, region=region)
    yield ""
    yield LINES["inside" if used.region in INSIDE else "outside"][language]


def _allowed(policy: Policy, used: Allowed, language: Language) -> Iterator[str]:
    """Yield which providers the policy would allow."""
    yield from (LINES["could"][language], "")
    colon = " :" if language == "fr" else ":"
    for one in policy.models.allowed:
        if one.region in policy.models.regions and one != used:
            region = REGIONS.get(one.region, {}).get(language, one.region)
            yield f"- {one.provider} ({', '.join(one.hosts)}){colon} {region}"
    yield ""
