"""The analyses on a made company nobody has tuned on: what is true is known from its making.

Small here; `python tests/actions/analyses/measure.py test` measures every kind at full size. What must
first learn hundreds of sentences (BANT, stages, subjects) is measured there only.
"""

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from serving import served
from talking import Talk
from work_asking import Asking
from work_records import make

from actions import Intent, Remarks, Request
from actions.analyses.analysing import kinds_of
from copilot import Settings, compose
from knowledge import ingest, open_knowledge
from sandbox.app import create_app
from sandbox.clock import system_clock
from sandbox.store import Store

HERE = Path(__file__).parent
LEAST = {"handle": 1.0, "transfers": 0.5, "region": 1.0, "issue": 0.8, "month": 1.0, "product": 0.85, "case": 0.9, "lead": 0.9, "quote": 0.9}  # fmt: skip


@pytest.fixture
async def asking(tmp_path, learnt):
    maker = make("test", 5, tmp_path, 0.35)
    ingest(tmp_path / "org" / "articles", tmp_path / "home" / "index")
    for path in learnt.glob("*.npz"):
        shutil.copy(path, tmp_path / "home")
    shutil.copy(tmp_path / "org.db", tmp_path / "asked.db")
    clock = system_clock({"COMPTOIR_TODAY": "2026-11-22"})
    with served(create_app(Store(tmp_path / "org.db"), clock)) as url:
        settings = Settings(
            home=tmp_path / "home", today="2026-11-22", salesforce_login_url=url, _env_file=None
        )
        doors = compose(settings)
        yield Asking(maker, lambda user, language: Talk(doors, user, language), tmp_path / "asked.db")  # fmt: skip
        await doors.close()


async def test_the_analyses_are_right_on_a_company_nobody_has_seen(asking):
    for name in ("desk", "month", "product", "case", "lead", "quote"):
        await getattr(asking, f"ask_{name}")()
    shares = {kind: sum(right) / len(right) for kind, right in asking.right.items()}
    assert {kind: share for kind, share in shares.items() if share < LEAST[kind]} == {}


def asked_in(round_):
    """Return the questions of a round, and the kind each asks for: "b" was never looked at."""
    written = yaml.safe_load((HERE / f"work_wordings_{round_}.yml").read_text())
    return [(text, kind) for kind, said in written.items() for texts in said.values() for text in texts]  # fmt: skip


async def test_questions_in_the_words_of_benchmarks_and_managers_are_told_apart(index, learnt):
    tools = SimpleNamespace(remarks=Remarks(open_knowledge(index), learnt / "remarks.npz"))
    asked, right = asked_in("b"), 0
    for text, kind in asked:
        request = Request(text, "en", Intent("analyse_work", 1.0), (), {}, "t", "c", "internal")
        chances = await kinds_of(request, tools)
        right += max(chances, key=chances.get) == kind
    assert right / len(asked) >= 0.92
