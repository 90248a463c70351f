"""`python -m guard`: `mask` a text, see to the `audit` trail, `policy` and `engines`, `teach`."""

from __future__ import annotations

import argparse
import codecs
import json
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

from guard.audit.grammar import add_audit
from guard.masking.masker import Masker
from guard.policy.commands import add_policy, run_policy
from guard.prompt import Language
from guard.record import add_record, run_record
from guard.routing.commands import add_engines, run_engines
from guard.vault import Vault

TAUGHT = ("all", "names", "orders", "abuse", "fishing")


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return the exit status."""
    options = _parser().parse_args(arguments)
    if options.command == "teach":
        return _teach(options.what)
    if options.command == "audit":
        return _audit(options)
    runs = {"policy": run_policy, "record": run_record, "engines": run_engines}
    if options.command in runs:
        return runs[options.command](options)
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    masker = Masker()
    for text in _documents(sys.stdin.buffer, options.jsonl):
        result = mask_document(masker, text, options.lang)
        print(json.dumps(result) if options.json or options.jsonl else result["masked"], flush=True)
    return 0


def _parser() -> argparse.ArgumentParser:
    """Return the command line's grammar."""
    parser = argparse.ArgumentParser(prog="python -m guard", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    mask = commands.add_parser("mask", help="mask the text on standard input")
    mask.add_argument(
        "--lang", choices=["fr", "en"], help="the text's language; else it is guessed"
    )
    mask.add_argument("--json", action="store_true", help="print the entities too")
    mask.add_argument("--jsonl", action="store_true", help='read one {"text"} a line')
    add_audit(commands)
    add_policy(commands)
    add_engines(commands)
    add_record(commands)
    teach = commands.add_parser("teach", help="fit the name tagger and the judges anew (5 minutes)")
    teach.add_argument("what", nargs="*", choices=TAUGHT, default="all")
    return parser


def _audit(options: argparse.Namespace) -> int:
    """Look after the audit trail."""
    from guard.audit.commands import run_audit  # noqa: PLC0415  masking needs no database

    return run_audit(options)


def _teach(what: list[str] | str) -> int:
    """Write the weights of the name tagger and of the judges; of all where none is named."""
    from guard.teaching import (  # noqa: PLC0415  needs more packages
        LESSONS,
        teach,
        teach_judges,
        teach_meanings,
    )

    if "names" in what or "all" in what:
        print(f"names: {teach()} features")
    lessons = tuple(lesson for lesson in LESSONS if lesson.name in what or "all" in what)
    for name, features in teach_judges(lessons=lessons).items():
        print(f"{name}: {features} features")
    for name, sentences in teach_meanings(lessons=lessons).items():
        print(f"{name}: the meaning of {sentences} sentences")
    return 0


def _documents(source: BinaryIO, lines: bool) -> Iterator[str]:
    """Yield the whole input, or the text of each line; a line that is no JSON is a text itself."""
    if not lines:
        yield read_bytes(source.read())
        return
    for line in source:
        if line.strip():
            yield _text_of(read_bytes(line))


def read_bytes(data: bytes) -> str:
    """Return the text of bytes: UTF-8, UTF-16 by its mark, else as Windows writes French.

    A file in another encoding than announced is the everyday case; its names are masked all the
    same.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _text_of(line: str) -> str:
    """Return the text of a JSON line."""
    try:
        document = json.loads(line)
    except (ValueError, RecursionError):
        return line.rstrip("\r\n")
    text = document.get("text") if isinstance(document, dict) else document
    return text if isinstance(text, str) else line.rstrip("\r\n")


def mask_document(masker: Masker, text: str, language: Language | None) -> dict[str, Any]:
    """Return the masked text and its entities, offsets in code points of the original."""
    spans = masker.find(text, language)
    entities = [
        {"type": span.type, "start": span.start, "end": span.end, "score": round(span.score, 3)}
        for span in spans
    ]
    return {"masked": Vault().mask(text, spans), "entities": entities}


if __name__ == "__main__":
    sys.exit(main())
