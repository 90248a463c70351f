"""Least numbers, ends and bare answers put in other ways, and sales by person on the demo company."""

import sqlite3
from datetime import date
from types import SimpleNamespace

import pytest

from actions.analyses.bare import bare_asked
from actions.analyses.conversations import Talk
from actions.analyses.ends import least_asked, lowest_asked
from actions.analyses.kinds import RECORDS, of_what, taught_kinds
from actions.analyses.phases import ORDER, Shown, Stage
from actions.analyses.quote_rules import approvals
from actions.analyses.rulings import likeliest, read_ruling
from actions.analyses.stages import Course, unfit
from knowledge import Article

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(("text", "least"), [
    ("parmi ceux qui ont pris en charge dix requêtes ou davantage", 10),
    ("qui convertit le mieux, à partir de 3 pistes", 3),
    ("Agents below five cases don't count. Who was best?", 5),
    ("restricted to those who dealt with 7 cases and above", 7),
    ("à trois affaires gagnées ou plus", 3),
    ("les requêtes fermées à partir du 3 novembre", 1),
])  # fmt: skip
def test_a_least_number_is_read_however_it_is_put(text, least):
    assert least_asked(text, TODAY) == least


@pytest.mark.parametrize(("text", "low"), [
    ("l’agent le plus réactif pour fermer ses tickets", True),
    ("the most efficient agent on tickets", True),
    ("qui met le plus de temps à fermer", False),
    ("where does closing take the most?", False),
    ("le délai moyen le plus bref, au minimum six requêtes", True),
    ("who takes forever to close", False),
    ("celui qui traîne le plus", False),
])  # fmt: skip
def test_the_end_of_a_time_is_told_by_what_is_good_and_what_is_long(text, low):
    assert lowest_asked(text, best_is_low=True) is low


def test_whoever_is_said_to_hand_over_does_it_most_not_best():
    assert not lowest_asked("qui refile ses requêtes ?", best_is_low=True, plainly_high=True)
    assert lowest_asked("best at not transferring", best_is_low=True, plainly_high=True)


@pytest.mark.parametrize(("text", "bare"), [
    ("Un mois hors norme ? Le mois seul, ou « aucun ».", "name"),
    ("Answer with the agent's Id and no explanation.", "id"),
    ("Quel pays est le plus lent ? Le nom du pays, c’est tout.", "name"),
    ("Ne renvoyez que son nom.", "name"),
    ("Lampe A, 2026 : le motif qui revient le plus, sans phrase.", "name"),
    ("Réponds par l’id de l’article ou par aucun.", "id"),
    ("Who takes longest over 2026? won ones only", None),
    ("If you read nothing but the notes, where would you say this sale stands?", None),
])  # fmt: skip
def test_the_answer_alone_is_given_only_where_it_is_what_is_wished(text, bare):
    assert bare_asked(text) == bare


def test_a_ranking_of_deals_is_no_ranking_of_cases():
    chances = of_what("whose won deals took longest?", {"handle_time": 0.5, "sales_cycle": 0.4})
    assert chances["sales_cycle"] > chances["handle_time"]
    assert sum(chances.values()) == pytest.approx(1)
    assert RECORDS in {kind for _, kind in taught_kinds()}


POLICY = Article("a", "a", "en", "internal", "policy", "", ())


def test_a_row_of_a_table_is_the_limit_of_its_first_cell():
    (reader,) = read_ruling("warranty_length", POLICY, "Reader N — 12 months")
    assert reader.days == 360
    assert reader.names(["Kaldor Reader N"])
    assert not reader.names(["Kaldor Reader T"])


@pytest.mark.parametrize(("text", "days"), [
    ("the limit is one week", 7), ("dans les deux ans et demi", 912),
    ("within thirty (30) calendar days", 30),
])  # fmt: skip
def test_stretches_of_time_in_rules_are_read_in_words(text, days):
    assert [one.days for one in read_ruling("return_window", POLICY, text)] == [days]


def test_what_a_ladder_of_approvals_allows_sellers_is_no_limit_of_agents():
    chances = {"discount_cap": 0.9, "other": 0.1}
    assert likeliest(chances, "0 to 5% — the seller") is None
    assert likeliest(chances, "support agent — 5%") == "discount_cap"


def test_a_ladder_may_begin_at_nothing():
    table = "| Discount | By |\n| --- | --- |\n| 0 to 5% | seller |\n| 5 to 15% | leader |\n| over 15% | board |"  # fmt: skip
    assert [(one.above, one.up_to) for one in approvals(SimpleNamespace(text=table))] == [
        (5, 15), (15, float("inf")),
    ]  # fmt: skip


@pytest.mark.parametrize(("shares", "found"), [
    ({"value": 0.85, "needs": 0.07}, False), ({"negotiation": 0.85, "needs": 0.07}, True),
])  # fmt: skip
def test_the_phase_next_door_must_show_nothing_of_the_stage(shares, found):
    stages = [Stage(one, one, one) for one in ORDER]
    talk = Talk("Task", "t", "", "", date(2026, 6, 1))
    shown = Shown(talk, {**dict.fromkeys(ORDER, 0.0), **shares}, 0.9, "")
    assert bool(unfit(Course(stages, "needs", [], [shown]), TODAY)) is found


@pytest.mark.parametrize(("text", "measure", "low"), [
    ("En 2026, quel commercial a le plus petit total de ventes, avec au moins 3 affaires gagnées ? Son nom seulement.", "sum(o.Amount)", True),
    ("Which rep had the longest sales cycle in 2026, with at least 3 won deals? Name only.", "avg(julianday(o.CloseDate)-julianday(date(replace(o.CreatedDate,'+0000','Z'))))", False),
])  # fmt: skip
async def test_sales_and_their_cycles_are_ranked_by_person(talk, seeded_db, text, measure, low):
    rows = sqlite3.connect(seeded_db).execute(
        f"select u.Name from Opportunity o join User u on u.Id=o.OwnerId where o.IsWon and o.CloseDate between '2026-01-01' and '2026-12-31' group by u.Id having count(*) >= 3 order by {measure} {'asc' if low else 'desc'} limit 1"
    ).fetchall()  # fmt: skip
    answer = await talk("admin").do("action_analyse_work", text)
    assert [part.text for part in answer.parts] == [rows[0][0]]
