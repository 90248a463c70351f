"""The bench's arithmetic, and that what it asks and shows fits together."""

import pytest
import yaml

from copilot.settings import ROOT
from tests.bench.figures import Line, Spread, between, middle, percentile, spread, table
from tests.bench.peer import CONFIG, DEFAULT_EPOCHS, config, stories
from tests.bench.sentences import GROUPS, drawn, held_out, plain
from tests.bench.service import questions, requests


def test_a_percentile_lies_between_its_neighbours():
    assert percentile([10, 20, 30, 40, 50], 50) == 30
    assert percentile([10, 20], 95) == pytest.approx(19.5)
    assert percentile([7], 95) == 7


def test_the_order_of_measuring_does_not_matter():
    assert spread([3, 1, 2]) == spread([1, 2, 3]) == Spread(2, pytest.approx(2.9), 3)


def test_one_slow_run_does_not_move_the_median_of_runs():
    runs = [Spread(10, 20, 5), Spread(11, 21, 5), Spread(90, 900, 5)]
    assert middle(runs) == Spread(11, 21, 15)


def test_the_table_says_what_was_missed_and_what_had_no_goal():
    rows = table([Line("a", "1", goal="≤ 1", met=True), Line("b", "2", met=False), Line("c", "3")])
    cells = [[cell.strip() for cell in row.split("|")[1:-1]] for row in rows.splitlines()]
    assert {len(row) for row in cells} == {6}
    assert [row[-1] for row in cells[2:]] == ["yes", "**no**", ""]


def test_only_what_stands_between_the_markers_is_replaced():
    assert between("before <a> old <b> after", "<a>", "<b>", "new") == "before <a>\nnew\n<b> after"
    with pytest.raises(ValueError, match="<a>"):
        between("no markers", "<a>", "<b>", "new")


def test_the_peer_keeps_its_pipeline_whatever_the_epochs():
    few, own = (yaml.safe_load(config(count)) for count in (5, DEFAULT_EPOCHS))
    assert own == yaml.safe_load((ROOT / CONFIG).read_text())
    trained = [one for one in few["pipeline"] + few["policies"] if "epochs" in one]
    assert {one["epochs"] for one in trained} == {5}
    assert [one["name"] for one in few["pipeline"]] == [one["name"] for one in own["pipeline"]]


def test_sentences_are_sent_without_their_marks():
    assert plain("[last 3](count) calls with [Pym]{'entity': 'person'}") == "last 3 calls with Pym"
    assert not any(mark in one.text for one in held_out() for mark in ("](", "]{"))


def test_both_languages_are_held_out_and_every_draw_is_repeatable():
    assert {one.group for one in held_out()} == set(GROUPS)
    assert drawn(500, seed=1) == drawn(500, seed=1) != drawn(500, seed=2)
    assert len(drawn(500, seed=1)) == 500


def test_every_question_and_skill_is_asked_in_both_languages():
    assert len(questions()) == 2 * len(requests()["questions"]["fr"])
    assert all(set(texts) == {"fr", "en"} for texts in requests()["skills"].values())


def test_the_peer_is_told_every_rule_as_a_story():
    assert "action_clarify" in stories()
    assert "rules:" not in stories()
