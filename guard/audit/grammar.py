"""The command line of the audit trail."""

from __future__ import annotations

from typing import Any


def add_audit(commands: Any) -> None:
    """Add `audit` and its subcommands to a command line's grammar."""
    audit = commands.add_parser("audit", help="the audit trail: verify, head, export, prune")
    does = audit.add_subparsers(dest="does", required=True)
    check = does.add_parser("verify", help="prove that no line was removed, changed or moved")
    check.add_argument("--json", action="store_true", help="print the verdict as JSON")
    check.add_argument("--expect", metavar="SEQ:SEAL", help="a head noted elsewhere, by `head`")
    does.add_parser("head", help="print SEQ:SEAL of the last line, to be noted elsewhere")
    out = does.add_parser("export", help="write lines to standard output")
    out.add_argument("--format", choices=["csv", "jsonl"], default="jsonl")
    out.add_argument("--since", default="", help="first day or moment, YYYY-MM-DD[THH:MM], UTC")
    out.add_argument("--until", default="", help="before this day or moment")
    prune = does.add_parser("prune", help="drop old lines behind a signed checkpoint")
    prune.add_argument("--days", type=int, required=True, help="keep this many days")
    for one in (check, does.choices["head"], out, prune):
        one.add_argument("--db", help="SQLite file or URL; default: that of COMPTOIR_HOME")
