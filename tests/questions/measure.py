"""Measures how many questions are answered as their gold says, by theme and language.

    .venv/bin/python -m tests.questions.measure --half dev|test [--show] [--theme NAME]

Each question is asked through the real skills, as the person who asks it, of a sandbox org served
once. Failing sentences are listed for `dev` only, unless `--show`: the other half stays unseen.
"""

import argparse
import asyncio
import sys
import tempfile
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent / "actions")]

from question_answers import Judge  # noqa: E402
from question_golds import Golds  # noqa: E402
from question_orgs import CLOCK, ORGS  # noqa: E402
from question_sets import questions  # noqa: E402
from serving import served  # noqa: E402
from talking import Talk  # noqa: E402

from copilot import Settings, compose  # noqa: E402
from knowledge import ingest  # noqa: E402
from language import detect  # noqa: E402
from sandbox.app import create_app  # noqa: E402


async def ask(doors, asked, number):
    """Say every message of a question in one conversation; return the last answer."""
    language = detect(asked.turns[0]).language or asked.language
    said = Talk(doors, asked.user, language, f"question-{number}")
    result = None
    for place, turn in enumerate(asked.turns):
        result = await said.do("action_refine_query" if place else "action_query_records", turn)
    return result


async def answers(rows, url, folder):
    """Ask every question of the org served there; return the answers."""
    (folder / "articles").mkdir()
    (folder / "articles" / "none.md").write_text(
        "# Nothing\n\nNo question here needs an article.\n"
    )
    ingest(folder / "articles", folder / "index")
    settings = Settings(home=folder, today="2026-11-22", salesforce_login_url=url, _env_file=None)
    doors = compose(settings)
    try:
        return [await ask(doors, asked, number) for number, asked in enumerate(rows)]
    finally:
        await doors.close()


@contextmanager
def asked_of(name, rows):
    """Yield `(question, answer, right?)` of one org's questions."""
    with tempfile.TemporaryDirectory() as folder:
        store = ORGS[name](Path(folder) / "org.db")
        with served(create_app(store, CLOCK)) as url:
            said = asyncio.run(answers(rows, url, Path(folder)))
        judge = Judge(Golds(store))
        yield [
            (asked, one, judge.agrees(asked, one)) for asked, one in zip(rows, said, strict=True)
        ]


def measure(half, theme=None):
    """Return every `(question, answer, right?)` of a half."""
    rows = [asked for asked in questions(half) if theme in {None, asked.theme}]
    found = []
    for name in ORGS:
        mine = [asked for asked in rows if asked.org == name]
        if mine:
            with asked_of(name, mine) as judged:
                found += judged
    return found


def report(found, show):
    """Print right answers over questions by theme and language, then what failed."""
    total, right = Counter(), Counter()
    for asked, _, ok in found:
        for key in ((asked.theme, asked.language), ("all", asked.language), (asked.org, "both")):
            total[key] += 1
            right[key] += ok
    for theme, language in sorted(total):
        key = (theme, language)
        share = right[key] / total[key]
        print(f"{theme:22} {language:4} {right[key]:3}/{total[key]:<3} {share:6.1%}")  # noqa: T201
    for asked, answer, ok in found if show else ():
        if not ok:
            print("-", " | ".join(asked.turns), f"[{asked.theme}, {asked.user}]")  # noqa: T201
            print("   ", answer.query.soql if answer.query else said(answer))  # noqa: T201


def said(answer):
    """Return the beginning of what an answer says, on one line."""
    texts = [part.text for part in answer.parts if part.type == "text"]
    return " ".join(" ".join(texts).split())[:200]


def main():
    """Measure one half and print the figures."""
    parser = argparse.ArgumentParser("python -m tests.questions.measure", description=__doc__)
    parser.add_argument("--half", choices=("dev", "test"), required=True)
    parser.add_argument("--theme", help="one theme only")
    parser.add_argument("--show", action="store_true", help="list what failed, whichever the half")
    chosen = parser.parse_args()
    report(measure(chosen.half, chosen.theme), chosen.show or chosen.half == "dev")


if __name__ == "__main__":
    main()
