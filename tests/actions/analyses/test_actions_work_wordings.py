"""What long questions ask for: least cases, the end, the bare answer, the period; and what goes on."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from actions import Intent, Request
from actions.analyses.bare import bare_asked
from actions.analyses.ends import kept_asked, least_asked, lowest_asked
from actions.analyses.following import gone_on, kept_work
from actions.analyses.matter import Matter, period_asked
from actions.analyses.periods_asked import asked_on
from actions.analyses.regions_said import names_place

TODAY = date(2026, 11, 22)
ROUND_C = yaml.safe_load(Path(__file__).with_name("work_wordings_c.yml").read_text())
ASKED = [one for said in ROUND_C.values() for one in said]


def request(text, slots=None):
    return Request(text, "fr", Intent("analyse_work", 1.0), (), slots or {}, "t", "c", "internal")


def period(text):
    found = period_asked(Matter(request(text), SimpleNamespace(), None, {}, TODAY))
    return (found.start, found.end) if found else None


@pytest.mark.parametrize("asked", ASKED, ids=lambda one: one["text"][:40])
def test_a_long_question_says_what_it_wants(asked):
    text = asked["text"]
    assert least_asked(text, TODAY) == asked.get("least", 1)
    assert bare_asked(text) == asked.get("bare")
    if "from" in asked:
        assert period(text) == (asked["from"], asked["to"])
    if "low" in asked:
        low = lowest_asked(text, best_is_low=asked["kind"] in {"handle_time", "fastest_region"})
        assert (kept_asked(text, low) if asked["kind"] == "transfers" else low) is asked["low"]


@pytest.mark.parametrize(("text", "rest", "day"), [
    ("Who was slowest? - Today's date: 2024-09-12", "Who was slowest?", date(2024, 9, 12)),
    ("Nous sommes le 16/01/2025. Qui est le plus lent ?", ". Qui est le plus lent ?", date(2025, 1, 16)),
    ("Who was slowest on 2024-09-12?", "Who was slowest on 2024-09-12?", TODAY),
])  # fmt: skip
def test_the_day_a_question_is_asked_on_may_stand_in_it(text, rest, day):
    assert asked_on(text, TODAY) == (rest, day)


@pytest.mark.parametrize(("text", "place"), [
    ("Où ferme-t-on le plus vite ?", True), ("ou ferme t on le plus vite", True),
    ("Où en est-elle ?", False), ("les agents rapides ou lents", False),
    ("requêtes transférées mises à part", False), ("Quelle région est la plus lente ?", True),
])  # fmt: skip
def test_a_place_is_asked_for_by_its_words_not_by_an_or(text, place):
    assert names_place(text) is place


@pytest.mark.parametrize(("said", "least", "when"), [
    ("et le trimestre dernier ?", 3, (date(2026, 7, 1), date(2026, 9, 30))),
    ("what about 2025?", 3, (date(2025, 1, 1), date(2025, 12, 31))),
    ("avec au moins 10 requêtes", 10, (date(2026, 1, 1), date(2026, 12, 31))),
])  # fmt: skip
def test_what_goes_on_from_an_analysis_changes_only_what_it_says(said, least, when):
    first = request("Quel agent est le plus lent en 2026, avec au moins 3 requêtes ?")
    merged, kind = gone_on(request(said, {"last_query": kept_work(first, "handle_time")}), TODAY)
    assert (kind, least_asked(merged.text, TODAY), period(merged.text)) == ("handle_time", least, when)  # fmt: skip
    assert lowest_asked(merged.text, best_is_low=True) is False


@pytest.mark.parametrize("said", [
    "quelles opportunités perdues le trimestre dernier dépassent 50 k€ chez les clients suisses ?",
    "et ses contacts ?", "les requêtes fermées ce mois-ci", "open opportunities this month",
])  # fmt: skip
def test_a_question_of_its_own_does_not_go_on_from_an_analysis(said):
    first = request("Quel agent est le plus lent en 2026 ?")
    assert gone_on(request(said, {"last_query": kept_work(first, "handle_time")}), TODAY) is None
