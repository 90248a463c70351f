"""What managers see: figures of the service's own tables, for them alone; honest where few."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from website import CLAIRE, MARC, NADIA

from copilot.knowledge_gaps import GAPS
from copilot.steering.coaching import Rated, by_chance, compared
from copilot.steering.groups import grouped
from copilot.steering.span import Durations
from copilot.stints import STINTS
from copilot.store import stamp

SOPHIE = {"X-Demo-User": "sophie.marchand@heliade.example"}


async def figures(site, who=MARC, **asked):
    """Return the sections of the page by their id."""
    answer = await site.client(**who).get("/api/v1/manager", params=asked)
    assert answer.status_code == 200, answer.text
    return {one["id"]: one for one in answer.json()["sections"]}


def cells(section):
    """Return every row of a section's tables."""
    return [row for part in section["parts"] if part["type"] == "table" for row in part["rows"]]


def said(section):
    return " ".join(part["text"] for part in section["parts"] if part["type"] == "text")


async def handled(site, text, rating=None, language="fr"):
    """Let Nadia answer a visitor who asked for a person."""
    visitor, nadia = await site.visitor(), site.client(**NADIA)
    await visitor.say(text, language=language)
    await visitor.say("/talk_to_person", language=language)
    listed = (await nadia.get("/api/v1/conversations?state=waiting")).json()["conversations"]
    address = f"/api/v1/conversations/{listed[0]['id']}"
    await nadia.post(f"{address}/take")
    await nadia.post(f"{address}/reply", json={"text": "Je regarde."})
    await nadia.post(f"{address}/release")
    if rating:
        where = f"/api/v1/conversations/{visitor.conversation}/rating"
        await visitor.client.post(where, json={"rating": rating})


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_an_empty_service_says_so_in_every_section(site, language):
    found = await figures(site, language=language)
    assert len(found) == 9
    words = {"fr": ("Rien sur cette période.", "Trop peu"), "en": ("Nothing in", "Too few")}
    for one in found.values():
        assert any(word in said(one) for word in words[language]), one["id"]


async def test_figures_are_those_of_what_happened(site):
    await handled(site, "Ma facture est erronée, trop de sites", rating=5)
    await handled(site, "My invoice is wrong", rating=2, language="en")
    chatting = await site.visitor()
    await chatting.say("Bonjour", language="fr")
    found = await figures(site)
    assert ["Canal", "site web", "3"] in cells(found["volumes"])
    assert ["Langue", "français", "2"] in cells(found["volumes"])
    assert "33" in said(found["resolution"])
    assert ["Passées à un agent", "2", "67\u202f%"] in cells(found["resolution"])
    nadia = next(row for row in cells(found["times"]) if row[0] == "Nadia Benali")
    assert nadia[1] == "2"
    assert "3,5 sur 5 (notes\u202f: 2)" in said(found["satisfaction"])
    assert "il y en a 2 en tout" in said(found["coaching"])
    for one in found.values():
        for part in one["parts"]:
            assert part["type"] != "chart" or part["alt"]
            assert part["type"] != "table" or part["csv"].count("\r\n") == part["total"] + 1
    assert ";" in next(p["csv"] for p in found["times"]["parts"] if p["type"] == "table")
    english = await figures(site, language="en")
    assert "3.5 out of 5" in said(english["satisfaction"])
    assert "," in next(p["csv"] for p in english["times"]["parts"] if p["type"] == "table")
    earlier = {"from": "2020-01-01", "to": "2020-01-31"}
    assert "Rien" in said((await figures(site, **earlier))["volumes"])


async def test_times_are_measured_from_the_request_to_the_words(site):
    await handled(site, "Bonjour")
    begun = stamp() - timedelta(minutes=30)
    rows = {"requested": begun, "began": begun + timedelta(minutes=4), "held": 60.0,
            "first_reply": begun + timedelta(minutes=5), "ended": begun + timedelta(minutes=14)}  # fmt: skip
    await site.doors.store.run(lambda one: one.execute(STINTS.update().values(**rows)))
    rows = cells((await figures(site, language="en"))["times"])
    found = [[cell.replace("\xa0", " ") for cell in row] for row in rows]
    assert found[0] == ["First response", "1", "5 min", "5 min"]
    assert found[1][2:] == ["10 min", "10 min"]
    assert found[2][2:] == ["60 s", "60 s"]


async def test_questions_without_an_answer_are_kept_masked_and_shown(site):
    visitor = await site.visitor()
    site.rasa.intent, site.rasa.action = "ask_question", "action_answer_question"
    text = "Livrez-vous à Vladivostok ? Rappelez Julie Marchal au 06 39 98 12 34"
    assert (await visitor.say(text, language="fr"))["refused"] == "unknown"
    rows = await site.doors.store.run(lambda one: one.execute(GAPS.select()).all())
    assert "Vladivostok" in rows[0].question
    assert "Marchal" not in rows[0].question
    assert "06 39" not in rows[0].question
    found = (await figures(site))["gaps"]
    assert "connaissances\u202f: 1." in said(found)
    assert "Marchal" not in str(found)


async def test_adoption_counts_employees_by_skill_and_name(site):
    client = site.client(**CLAIRE)
    for n in range(3):
        sent = {"conversation": "c", "id": f"{n}", "text": "Bonjour", "language": "fr"}
        assert (await client.post("/api/v1/messages", json=sent)).is_success
    found = (await figures(site))["adoption"]
    assert ["Claire Moreau", "3", "1", "greet"] in cells(found)
    assert ["web", "1"] in [row[1:] for row in cells((await figures(site))["volumes"])] or \
        "page d’accueil" in str((await figures(site))["volumes"])  # fmt: skip


@pytest.mark.parametrize(
    ("who", "status"), [({}, 403), (CLAIRE, 403), (NADIA, 403), (SOPHIE, 200), (MARC, 200)]
)
async def test_figures_are_for_managers_alone(site, who, status):
    answer = await site.client(**who).get("/api/v1/manager")
    assert answer.status_code == status


@pytest.mark.parametrize("days", [1, 28, 365])
async def test_the_last_days_end_on_the_managers_own(site, days):
    found = (await site.client(**MARC).get("/api/v1/manager", params={"days": days})).json()
    first, last = date.fromisoformat(found["from"]), date.fromisoformat(found["to"])
    assert last == datetime.now(ZoneInfo("Europe/Paris")).date()
    assert (last - first).days == days - 1


async def test_a_period_must_be_in_order(site):
    asked = {"from": "2026-11-20", "to": "2026-11-01"}
    answer = await site.client(**MARC).get("/api/v1/manager", params=asked)
    assert answer.status_code == 422


def rated(agent, rating, replies=("Bonjour, quel est le modèle ?",), suggested=1):
    return Rated(agent, agent.title(), rating, tuple(replies), 60.0, suggested)


def test_nothing_is_concluded_from_few_conversations():
    few = [rated("ana", 5)] * 9 + [rated("bob", 1)] * 40
    assert not compared(few).enough
    assert compared(few).rated == 49


def test_nothing_is_concluded_from_differences_that_may_be_chance():
    ratings = (3, 4, 5, 5, 4) * 3
    alike = [rated(agent, one) for agent in ("ana", "bob", "eve") for one in ratings]
    found = compared(alike)
    assert found.enough
    assert found.best == ()


def test_what_the_best_do_differently_is_told_with_examples():
    asks = ("Quel voyant est allumé ?", "Merci, je relance la passerelle.")
    tells = ("Vu.", "C’est fait.")
    best = [rated("ana", 5, asks, 2) for _ in range(14)]
    rest = [rated(name, 3, tells, 0) for name in ("bob", "eve") for _ in range(14)]
    found = compared([*best, *rest])
    assert found.best == ("Ana",)
    habits = {one.name: one for one in found.habits}
    assert habits["questions"].best == 0.5
    assert habits["questions"].others == 0
    assert "first_response" not in habits
    assert asks[1] in found.examples


def test_chance_is_what_a_permutation_says():
    assert by_chance([5.0] * 10, [1.0] * 10) < 0.01
    assert by_chance([5.0, 1.0] * 5, [5.0, 1.0] * 5) > 0.9


def test_groups_are_named_by_words_their_texts_share():
    texts = [
        "Ma facture est erronée", "Facture erronée ce mois-ci", "La facture est erronée",
        "Capteur muet au sous-sol", "Le capteur reste muet", "Capteur muet depuis hier",
    ]  # fmt: skip
    vectors = np.array([[1, 0.02 * n] if n < 3 else [0.02 * n, 1] for n in range(6)])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    found = grouped(texts, vectors.astype(np.float32))
    assert [len(one.members) for one in found] == [3, 3]
    assert "facture" in found[0].words
    assert {"capteur", "muet"} & set(found[1].words)
    assert grouped([], np.zeros((0, 2), np.float32)) == []


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [([], (0, None, None)), ([7], (1, 7, 7)), (list(range(1, 11)), (10, 5.5, 9))],
)
def test_the_90th_percentile_is_the_nearest_rank(seconds, expected):
    found = Durations.of(seconds)
    assert (found.count, found.median, found.p90) == expected
