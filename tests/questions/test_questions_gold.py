from collections import Counter

import pytest
from question_golds import HALVED, Golds, Records
from question_orgs import ORGS
from question_sets import questions

HALVES = ("dev", "test")
UNSEEN_EMPTY = 0.1
"""At most this part of the golds may find nothing where the question does not mean it."""


@pytest.fixture(scope="module")
def golds(tmp_path_factory):
    """Every org, for golds to be run on."""
    return {
        name: Golds(org(tmp_path_factory.mktemp(name) / "org.db")) for name, org in ORGS.items()
    }


def sizes(golds, asked):
    """Return how many records or numbers each right reading finds."""
    readings = [golds.halves(asked)] if asked.kind in HALVED else golds.readings(asked)
    first = [one[0] for one in readings]
    return [len(one.keys if isinstance(one, Records) else one.rows) for one in first]


@pytest.mark.parametrize("half", HALVES)
def test_every_gold_runs_and_few_find_nothing_unmeant(golds, half):
    rows = [one for one in questions(half) if one.kind not in {"unknown", "asks"}]
    meant = [one for one in rows if one.gold.get("empty")]
    found = {one: sizes(golds[one.org], one) for one in rows if one not in meant}
    empty = [one.turns for one, counts in found.items() if not all(counts)]
    assert len(empty) <= UNSEEN_EMPTY * len(rows), empty
    assert not any(sum(sizes(golds[one.org], one)) for one in meant)


@pytest.mark.parametrize("half", HALVES)
def test_half_of_each_half_is_french_and_the_loaded_org_has_its_share(half):
    rows = questions(half)
    languages = Counter(one.language for one in rows)
    assert abs(languages["fr"] - languages["en"]) <= 0.05 * len(rows)
    assert sum(one.org == "demo" for one in rows) >= 160
    assert sum(one.org == "lodalis" for one in rows) >= 30


def test_the_halves_share_no_sentence():
    dev, unseen = ({one.turns for one in questions(half)} for half in HALVES)
    assert not dev & unseen
