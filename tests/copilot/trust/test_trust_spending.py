"""What models cost: counted once, for managers; what is spent stays so through restarts."""

import asyncio
import json
import re
import shlex
from datetime import date, datetime
from pathlib import Path

import httpx
import pytest
import yaml
from model_server import model_server
from trust_office import Office, settings_for
from writer import BOT_ALONE

from copilot import application, compose
from copilot.__main__ import parser, perform
from copilot.costs import costs
from copilot.person import Person, erase, export
from copilot.spending import SPENDING, SpendingBook
from copilot.store import Store
from copilot.turn import Identity
from guard import Payer
from guard.__main__ import main
from guard.routing.purse import BILLION, Charge, Spent
from knowledge import Hit, Passage, SearchResult

CLAIRE, SOPHIE = "claire.moreau@heliade.example", "sophie.marchand@heliade.example"
QUESTION = "Qui faut-il appeler en cas de panne ?"
GOOD = json.dumps({"text": "Appelez le support. [1]", "used": ["p1"]})
PRICES = {
    "small": {"price": {"input": 1, "output": 2}}, "large": {"price": {"input": 10, "output": 20}}
}  # fmt: skip
DAY = date(2026, 11, 22)
ROOT = Path(__file__).resolve().parents[3]


class OneArticle:
    """An index whose one passage answers everything."""

    async def search(self, question, **_filters):
        passage = Passage(
            "p1",
            "a1",
            "Support",
            "Appelez le support.",
            (),
            "fr",
            "public",
            "howto",
            None,
            "",
            "",
            0,
        )
        return SearchResult(hits=(Hit(passage, 0.9),), confident=True)

    def article(self, article, **_filters):
        raise AssertionError("no steps are asked for")

    async def vectors(self, texts):
        return [[1.0] * 8 for _ in texts]


@pytest.fixture(scope="module")
def server():
    with model_server(GOOD) as one:
        yield one


@pytest.fixture
async def opened(tmp_path, seeded_org, rasa, server):
    """Open the service with two models and the rules of a test."""
    server.behaviours.clear()
    server.asked.clear()
    offices = []

    async def opened(**rules):
        file = tmp_path / "engines.yml"
        tasks = {"answer": {"engines": ["small", "large"], "tokens": 500}}
        file.write_text(yaml.safe_dump({"version": 1, "engines": PRICES, "tasks": tasks, **rules}))
        settings = settings_for(tmp_path, seeded_org).model_copy(
            update={
                "model_provider": "openai", "model_base_url": server.url, "model_name": "large",
                "small_model_name": "small", "engines": file,
                "handover_policy": BOT_ALONE,
            }
        )  # fmt: skip
        calls = httpx.AsyncClient(transport=httpx.MockTransport(rasa), base_url="http://rasa")
        doors = compose(settings, rasa=calls, knowledge=OneArticle())
        app = application(doors)
        rasa.app, rasa.token = app, doors.webhook_token
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        client = httpx.AsyncClient(transport=transport, base_url="http://service")
        offices.append(Office(doors, rasa, client))
        return offices[-1]

    yield opened
    for office in offices:
        await office.client.aclose()
        await office.doors.close()


def said(answer):
    return " ".join(part["text"] for part in answer["parts"] if part["type"] == "text")


async def test_managers_read_what_was_spent_by_skill_team_and_user(opened):
    office = await opened()
    answer = await office.ask(CLAIRE, QUESTION, "answer_question")
    assert (answer["model"]["engine"], answer["model"]["short"]) == ("small", None)
    found = (await office.get("sophie.marchand", "/api/v1/manager/costs")).json()
    assert found["total"]["requests"] == found["total"]["texts"] == 1
    # 100 tokens read and 20 written: 140 millionths at the small price, 1,400 at the large one.
    assert (found["total"]["cost"], found["total"]["saved"]) == (0.00014, 0.00126)
    assert [one["name"] for one in found["by_skill"]] == ["answer_question"]
    assert [one["label"] for one in found["by_user"]] == ["Claire Moreau"]
    assert [one["name"] for one in found["by_engine"]] == ["small"]
    assert found["by_team"][0]["name"]
    refused = await office.get("claire.moreau", "/api/v1/manager/costs")
    assert refused.status_code == 403


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_the_managers_page_shows_costs_once_there_are_some(opened, language):
    office = await opened()

    async def sections():
        answer = await office.get("sophie.marchand", "/api/v1/manager", language=language)
        return {one["id"]: one for one in answer.json()["sections"]}

    assert "spending" not in await sections()
    await office.ask(CLAIRE, QUESTION, "answer_question")
    shown = (await sections())["spending"]
    cells = [cell for part in shown["parts"] for row in part.get("rows", ()) for cell in row]
    assert {"Claire Moreau", "petit modèle" if language == "fr" else "small model"} <= set(cells)


@pytest.mark.parametrize(("scope", "told"), [("user", "Votre budget"), ("team", "votre équipe")])
async def test_who_is_over_budget_gets_the_composers_text_and_one_line(opened, scope, told, server):
    office = await opened(budgets={scope: {"day": {"tokens": 2_000}}})
    answers = [await office.ask(CLAIRE, QUESTION, "answer_question") for _ in range(12)]
    engines = [one["model"]["engine"] for one in answers]
    assert engines == sorted(engines, reverse=True), "small, small, … then offline for good"
    assert {"small", "offline"} == set(engines)
    last = answers[-1]
    assert told in said(last)
    assert said(last).endswith("ce texte est rédigé par le rédacteur intégré.")
    assert "budget" not in said(answers[0])
    assert "support" in said(last)
    another = await office.ask("nadia.benali@heliade.example", QUESTION, "answer_question")
    assert another["model"]["engine"] == "small", "of another team, and another person"


async def test_a_visitor_is_not_told_of_our_budgets(opened):
    office = await opened(budgets={"teams": {"visitors": {"day": {"tokens": 0}}}})
    answer = await office.ask("", QUESTION, "answer_question")
    assert (answer["model"]["engine"], answer["model"]["short"]) == ("offline", "team_day")
    assert "budget" not in said(answer)


async def test_metrics_and_the_trail_tell_of_engines_and_of_nobody(opened, server):
    server.behaviours["small"] = ["declines"]
    office = await opened()
    await office.ask(CLAIRE, QUESTION, "answer_question")
    text = (await office.client.get("/metrics")).text
    assert 'comptoir_model_texts_total{engine="small",outcome="declined"} 1.0' in text
    assert 'comptoir_model_tokens_total{direction="in",engine="large"} 100.0' in text
    assert 'comptoir_model_cost_total{engine="large"} 0.0014' in text
    assert 'comptoir_model_circuit_open{engine="small"} 0.0' in text
    assert not re.search(r"claire|moreau|\b005\w{12}", text, re.IGNORECASE)
    line = (await office.lines(kind="exchange"))[0]
    assert (line["engine"], line["passed"], line["model"]) == (
        "large", {"small": "declined"}, "large"
    )  # fmt: skip


def test_the_command_prints_costs(tmp_path, seeded_org, capsys):
    settings = settings_for(tmp_path, seeded_org)
    store = Store(settings.database)
    book = SpendingBook(store, lambda: DAY)
    asyncio.run(book.note(Payer("k", "", "customers"), "answer_question", [charge()]))
    store.close()
    command = ["costs", "--from", "2026-11-01", "--to", "2026-11-30"]
    for more in (["--by", "team"], ["--format", "csv"], ["--format", "json"]):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("COMPTOIR_HOME", str(tmp_path))
            patch.setenv("COMPTOIR_SALESFORCE_LOGIN_URL", seeded_org)
            assert perform(parser().parse_args([*command, *more])) == 0
    text = capsys.readouterr().out
    assert "customers" in text
    assert "answer_question,1,0,100,20,0.14,0.0,-0.14" in text
    assert json.loads(text[text.index("{") :])["total"]["cost"] == 0.14


def charge(cost=140_000_000, largest=0, text=False):
    return Charge("small", "m", 100, 20, cost, largest, text)


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "comptoir.db")
    yield store
    store.close()


async def test_accounts_are_of_the_day_the_month_and_everybody(store):
    day = {"today": date(2026, 10, 31)}
    book = SpendingBook(store, lambda: day["today"])
    claire, hugo = Payer("c", "005C", "Sales"), Payer("h", "005H", "Sales")
    await book.note(claire, "write_email", [charge()])
    day["today"] = date(2026, 11, 1)
    await book.note(claire, "write_email", [charge(), charge()])
    day["today"] = DAY
    await book.note(hugo, "write_email", [charge()])
    found = await book.spent(claire)
    one = 140_000_000
    assert found == {
        ("user", "day"): Spent(0, 0), ("user", "month"): Spent(240, 2 * one),
        ("team", "day"): Spent(120, one), ("team", "month"): Spent(360, 3 * one),
        ("everyone", "day"): Spent(120, one), ("everyone", "month"): Spent(360, 3 * one),
    }  # fmt: skip


async def test_several_processes_keep_one_count_and_restarts_forget_nothing(tmp_path):
    stores = [Store(tmp_path / "comptoir.db") for _ in range(3)]
    books = [SpendingBook(one, lambda: DAY) for one in stores]
    payer = Payer("c", "005C", "Sales")
    await asyncio.gather(*(book.note(payer, "s", [charge()]) for book in books for _ in range(10)))
    for one in stores:
        one.close()
    again = Store(tmp_path / "comptoir.db")
    assert (await SpendingBook(again, lambda: DAY).spent(payer))["user", "day"].tokens == 3_600
    again.close()


async def test_what_was_saved_counts_failed_tries_against_it(store):
    book = SpendingBook(store, lambda: DAY)
    tried = [charge(), charge(), charge(0, BILLION, text=True)]
    await book.note(Payer("c", "005C", "Sales"), "write_email", tried)
    await book.note(Payer("c", "005C", "Sales"), "answer_question", [charge(largest=0)])
    found = await costs(store, DAY, DAY, "EUR")
    assert found.total.saved == pytest.approx(1 - 3 * 0.14)
    assert [(one.name, one.saved > 0) for one in found.cuts["skill"]] == [
        ("write_email", True), ("answer_question", False)
    ]  # fmt: skip
    assert [one.name for one in found.cuts["day"]] == ["2026-11-22"]
    assert (await costs(store, date(2026, 1, 1), date(2026, 1, 2), "EUR")).total.requests == 0


async def test_a_store_that_cannot_be_used_is_no_reason_not_to_answer(store):
    book = SpendingBook(store, lambda: DAY)
    with store.engine.begin() as connection:
        SPENDING.drop(connection)
    await book.note(Payer(), "s", [charge()])
    assert await book.spent(Payer()) == {}


async def test_what_somebody_spent_is_told_and_erased_with_them(store):
    book = SpendingBook(store, lambda: DAY)
    for name in (CLAIRE, SOPHIE):
        await book.note(Payer(Identity("employee", name).key, "", "Sales"), "s", [charge()])
    claire = Person(frozenset({CLAIRE}))
    with store.engine.begin() as connection:
        assert len(export(connection, claire)["held"]["spending"]) == 1
        assert erase(connection, claire).deleted["spending"] == 1
    rows = await store.run(lambda connection: connection.execute(SPENDING.select()).all())
    assert [row.person for row in rows] == [Identity("employee", SOPHIE).key]
    assert rows[0].day == datetime(2026, 11, 22)


@pytest.mark.parametrize("guide", ["models.md", "models.fr.md"])
def test_the_commands_of_the_guide_run(guide, tmp_path, seeded_org, monkeypatch, capsys):
    monkeypatch.setenv("COMPTOIR_HOME", str(tmp_path))
    monkeypatch.setenv("COMPTOIR_SALESFORCE_LOGIN_URL", seeded_org)
    monkeypatch.chdir(ROOT)
    text = (ROOT / "docs" / "guides" / guide).read_text(encoding="utf-8")
    given = re.findall(r"\$ \.venv/bin/python -m (guard|copilot) (.*)", text)
    assert len(given) == 4
    for package, said_ in given:
        run = main if package == "guard" else lambda told: perform(parser().parse_args(told))
        assert run(shlex.split(said_)) == 0
        assert capsys.readouterr().out
