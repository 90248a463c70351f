from dataclasses import dataclass, field

import pytest
from question_answers import Judge, best, holds, only_ids
from question_golds import Golds, Numbers, Records
from question_orgs import demo
from question_sets import Asked

from actions.parts import QueryReading, RecordRef, Value


@dataclass
class Answer:
    """What an action gives back, as far as it is judged."""

    query: object = None
    records: tuple = ()
    values: tuple = ()
    parts: tuple = field(default=())


@pytest.fixture(scope="module")
def judge(tmp_path_factory):
    return Judge(Golds(demo(tmp_path_factory.mktemp("demo") / "org.db")))


def asked(**gold):
    return Asked(("?",), "fr", "claire.moreau", "words", "demo", gold)


def listed(soql, *shown):
    records = tuple(RecordRef(object="Account", id=one, name="") for one in shown)
    return Answer(QueryReading(object="Account", soql=soql), records)


def counted(measure, *rows):
    values = tuple(
        Value(measure=measure, label="", unit=None, value=value, group=group)
        for group, value in rows
    )
    return Answer(QueryReading(object="Account", measures=[measure], soql=""), values=values)


def test_records_are_those_of_the_answers_own_query_whatever_it_selects(judge):
    gold = asked(soql="SELECT Id FROM Account WHERE BillingCountry='Belgium'")
    mine = "SELECT Id, Name, (SELECT Id FROM Contacts) FROM Account WHERE BillingCountry = 'Belgium' ORDER BY Name"
    assert judge.agrees(gold, listed(mine))
    assert not judge.agrees(gold, listed(mine.replace("Belgium", "Spain")))
    assert not judge.agrees(gold, listed(mine, "001000000000000AAA"))


def test_a_sort_that_was_asked_for_must_be_there(judge):
    gold = asked(soql="SELECT Id FROM Account WHERE BillingCountry='Spain' ORDER BY Name ASC")
    mine = "SELECT Id FROM Account WHERE BillingCountry='Spain' ORDER BY Name"
    assert judge.agrees(gold, listed(mine))
    assert not judge.agrees(gold, listed(f"{mine} DESC"))


def test_groups_may_be_told_by_value_or_label_and_must_carry_their_number(judge):
    gold = asked(soql="SELECT Type, COUNT(Id) FROM Account GROUP BY Type")
    named = [({"Type": "Client - Direct"}, 164.0), ({"Type": "Prospect"}, 147.0)]
    assert judge.agrees(gold, counted("COUNT(Id)", *named))
    swapped = [(named[0][0], 147.0), (named[1][0], 164.0)]
    assert not judge.agrees(gold, counted("COUNT(Id)", *swapped))
    assert not judge.agrees(gold, counted("COUNT(Id)", named[0]))


def test_a_rate_may_be_a_share_or_a_percentage_but_not_another_one(judge):
    count = "SELECT COUNT(Id) FROM Account"
    gold = asked(rate=[f"{count} WHERE Type='Prospect'", count])
    for value, right in ((147 / 311, True), (14700 / 311, True), (0.48, False)):
        assert judge.agrees(gold, counted("rate", (None, value))) is right


def test_what_ties_with_the_last_one_may_stand_beside_it():
    gold = Records({"a": 9, "b": 5, "c": 5, "d": 1}, 2, ordered=False, descending=True)
    assert all(holds(found, gold) for found in (["a", "b"], ["a", "c"], ["a", "b", "c"]))
    assert not any(holds(found, gold) for found in (["b", "c"], ["a"], ["a", "d"]))
    assert best(Numbers((("x", 1), ("y", 3), ("z", 3)), cut=1)) == [("y", 3), ("z", 3)]


def test_nothing_is_right_only_where_the_answer_looked_and_found_nothing(judge):
    soql = "SELECT Id FROM Account WHERE BillingCountry='Portugal'"
    assert judge.agrees(asked(soql=soql, empty=True), listed(soql))
    assert not judge.agrees(asked(soql=soql, empty=True), Answer())
    assert only_ids(f"{soql} LIMIT 5") == f"{soql} LIMIT 5"
